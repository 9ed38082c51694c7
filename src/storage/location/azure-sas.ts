// Shared access signatures of Azure Storage: of an account, a container, a directory or one blob.

import { copyToFolder, type DetectedAccess } from "./access-description.ts";
import { parseIsoTime, type QueryFields } from "./query-fields.ts";

interface Coverage {
  readonly scope: string;
  readonly coversTable: DetectedAccess["coversTable"];
  readonly explanation: string;
  readonly grantScope: string | undefined;
}

const rightNames: Readonly<Record<string, string>> = {
  r: "read",
  l: "list",
  a: "add",
  c: "create",
  w: "write",
  d: "delete",
  x: "delete version",
  y: "delete for good",
  t: "tags",
  f: "filter",
  m: "move",
  e: "execute",
  o: "ownership",
  p: "permissions",
  u: "update",
  i: "immutability",
};

const waysOn = [
  "Create a SAS for the container, or for the table's directory, with the rights read and list.",
  "az storage container generate-sas --account-name ACCOUNT --name CONTAINER --permissions rl --expiry TIME",
  copyToFolder,
];

/** Undefined when the query is no SAS. */
export function detectAzureSas(rootUrl: string, fields: QueryFields): DetectedAccess | undefined {
  if (!fields.has("sig") || !(fields.has("sv") || fields.has("sr"))) {
    return undefined;
  }
  const rights = [...(fields.get("sp") ?? "")].map((letter) => rightNames[letter] ?? letter);
  const coverage = withoutRead(fields) ?? describeCoverage(rootUrl, fields);
  return {
    kind: "azure-sas",
    label: fields.has("skoid") ? "Azure SAS (user delegation)" : "Azure SAS",
    rights,
    expiresMs: parseIsoTime(fields.get("se")),
    ...coverage,
    explanation: coverage.explanation + warnOfRights(rights),
    waysOn: coverage.coversTable === "all" ? [] : waysOn,
  };
}

// A stored access policy (si) holds the rights on the server's side.
function withoutRead(fields: QueryFields): Coverage | undefined {
  const rights = fields.get("sp");
  if (rights === undefined || rights.includes("r")) {
    return undefined;
  }
  const explanation = "It does not give the right to read.";
  return { scope: "no reading", coversTable: "none", explanation, grantScope: undefined };
}

function describeCoverage(rootUrl: string, fields: QueryFields): Coverage {
  const place = parsePlace(rootUrl);
  switch (fields.get("sr")) {
    case undefined:
      return describeAccount(place, fields);
    case "c":
      return all(`container ${place.container}`, `${place.accountUrl}${place.parts[0] ?? ""}/`);
    case "d":
      return describeDirectory(place, Number(fields.get("sdd") ?? "0"));
    default:
      return {
        scope: "one blob",
        coversTable: "one-object",
        explanation: "It opens a single blob. A Delta table is many: its log, its checkpoints and its data files.",
        grantScope: undefined,
      };
  }
}

function describeAccount({ account, accountUrl }: Place, fields: QueryFields): Coverage {
  const opensBlobs = fields.get("ss")?.includes("b") ?? false;
  const opensObjects = fields.get("srt")?.includes("o") ?? false;
  if (opensBlobs && opensObjects) {
    return all(`account ${account}`, accountUrl);
  }
  const explanation = opensBlobs
    ? "It is an account SAS without the resource type object, so no file can be read with it."
    : "It is an account SAS that does not include the blob service.";
  return { scope: `account ${account}`, coversTable: "none", explanation, grantScope: undefined };
}

function describeDirectory({ accountUrl, parts, container }: Place, depth: number): Coverage {
  const inContainer = parts.slice(1);
  if (inContainer.length < depth) {
    const explanation = "It opens a folder inside of this one, not the table's root.";
    return { scope: "a folder inside", coversTable: "none", explanation, grantScope: undefined };
  }
  const directory = inContainer.slice(0, depth);
  const scope = [container, ...directory.map(decodeURIComponent)].join("/");
  return all(`directory ${scope}`, `${accountUrl}${[parts[0] ?? "", ...directory].join("/")}/`);
}

function all(scope: string, grantScope: string): Coverage {
  return { scope, coversTable: "all", explanation: "It opens every object of this table.", grantScope };
}

interface Place {
  readonly account: string;
  readonly accountUrl: string;
  readonly container: string;
  /** Container and folders, percent-encoded. */
  readonly parts: readonly string[];
}

function parsePlace(rootUrl: string): Place {
  const url = new URL(rootUrl);
  const parts = url.pathname.split("/").filter((part) => part !== "");
  // Emulators and private endpoints by address have the account in the path.
  const isByPath = /^(localhost|[\d.]+|\[.*\])$/.test(url.hostname);
  const [account = ""] = isByPath ? parts : url.hostname.split(".");
  const below = isByPath ? parts.slice(1) : parts;
  return {
    account,
    accountUrl: isByPath ? `${url.origin}/${account}/` : `${url.origin}/`,
    container: decodeURIComponent(below[0] ?? ""),
    parts: below,
  };
}

function warnOfRights(rights: readonly string[]): string {
  const harmful = rights.filter((right) => right !== "read" && right !== "list" && right !== "execute");
  return harmful.length === 0 ? "" : ` It gives more than reading needs: ${harmful.join(", ")}.`;
}
