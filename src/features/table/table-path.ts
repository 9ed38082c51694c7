/** A location as the top bar shows it: where it is, and the table's own name. */
export interface TablePath {
  readonly lead: string;
  readonly name: string;
}

/** `abfss://lake@acct.dfs.core.windows.net/silver/rides` to `acct / lake / silver` and `rides`. */
export function splitLocation(location: string): TablePath {
  const [, scheme = "", rest = location] = /^([a-z][a-z0-9+.-]*):(?:\/\/)?(.*)$/i.exec(location) ?? [];
  const parts = rest.split("/").filter(Boolean).map(decodePart);
  const name = parts.pop() ?? location;
  return { lead: [...leadOf(scheme, parts), ...parts.slice(hostParts(scheme, parts))].join(" / "), name };
}

function leadOf(scheme: string, parts: readonly string[]): string[] {
  if (scheme === "demo") return ["demo"];
  if (scheme === "local") return ["this computer"];
  const [host] = parts;
  if (host === undefined) return [];
  const [container, account] = host.split("@");
  if (account === undefined) return [host];
  return [account.split(".")[0] ?? account, container ?? ""];
}

/** How many parts `leadOf` has spoken for. */
function hostParts(scheme: string, parts: readonly string[]): number {
  return scheme === "demo" || scheme === "local" || parts.length === 0 ? 0 : 1;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
