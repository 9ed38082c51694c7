// What a link holds: one schema for both directions. Nothing in it can be a credential.

import * as z from "zod/mini";
import type { RowName } from "#features/data/row-name.ts";
import type { TimeTravel } from "#worker/worker-api.ts";

export const TABS = ["data", "history", "schema", "about"] as const;
export type TabName = (typeof TABS)[number];

/** A table's view as far as a link holds it. */
export interface TableUrl {
  readonly tab: TabName;
  /** A location without credentials. */
  readonly source: string;
  readonly at: TimeTravel;
  readonly row: RowName | undefined;
  /** Names of the visible columns in their order; undefined = all. */
  readonly columns: readonly string[] | undefined;
  /** The column whose details are open on Schema: names from the root on, as the type's own parts within lists and maps. */
  readonly column: readonly string[] | undefined;
  /** The part of About that is looked at. */
  readonly section: string | undefined;
}

/** The query of a table's link, as text. Absent = the default. */
export type TableSearch = { readonly [K in keyof typeof shape]?: string | undefined };

export interface ReadTableUrl {
  readonly url: TableUrl;
  /** One sentence for each part of the link that was not followed. */
  readonly notices: readonly string[];
}

const rowNumber = z.number().check(z.refine((n) => Number.isSafeInteger(n) && n >= 0));

const version = z.codec(z.string().check(z.regex(/^\d{1,16}$/)), rowNumber, { decode: Number, encode: String });

const timestamp = z.codec(
  z.string().check(z.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/)),
  z.number().check(z.refine(Number.isSafeInteger)),
  { decode: parseTimestamp, encode: printTimestamp },
);

const row = z.codec(
  z.string().check(z.regex(/^[0-9a-f]{8}\.\d{1,16}$/)),
  z.object({ fileHash: z.string(), position: rowNumber }),
  {
    decode: (text) => ({ fileHash: text.slice(0, 8), position: Number(text.slice(9)) }),
    encode: ({ fileHash, position }) => `${fileHash}.${position}`,
  },
);

// A comma parts the names, so a comma in a name is escaped, and with it the escape's own sign.
const columns = z.codec(z.string().check(z.minLength(1)), z.array(z.string()), {
  decode: (text) =>
    text === "-"
      ? []
      : text.split(",").map((name) => name.replaceAll("%2C", ",").replaceAll("%2D", "-").replaceAll("%25", "%")),
  encode: (names) => (names.length === 0 ? "-" : names.map(escapeName).join(",")),
});

// A dot parts the names, so a dot in a name is escaped, and with it the escape's own sign.
const column = z.codec(z.string().check(z.minLength(1)), z.array(z.string()), {
  decode: (text) => text.split(".").map((name) => name.replaceAll("%2E", ".").replaceAll("%25", "%")),
  encode: (names) => names.map((name) => name.replaceAll("%", "%25").replaceAll(".", "%2E")).join("."),
});

const shape = {
  src: z.string().check(z.minLength(1), z.maxLength(8192)),
  v: version,
  ts: timestamp,
  row,
  cols: columns,
  col: column,
  part: z.string().check(z.regex(/^[a-z-]{1,40}$/)),
};

const COMPLAINTS: { readonly [K in keyof typeof shape]: string } = {
  src: "The link names no table.",
  v: "The link's version is not a version number: showing the latest.",
  ts: "The link's time is not a date with a time: showing the latest version.",
  row: "The link's row is not the name of a row: showing the first rows.",
  cols: "The link's columns can't be read: showing all.",
  col: "The link's column can't be read: showing the whole schema.",
  part: "The link's part of About is not known: showing it from its beginning.",
};

/** Reads a link's tab and query. A bad value falls back to its default and gives a notice. */
export function readTableUrl(tab: string, search: TableSearch): ReadTableUrl {
  const notices: string[] = [];
  const read = <K extends keyof typeof shape>(key: K): z.output<(typeof shape)[K]> | undefined => {
    const text = search[key];
    if (text === undefined) return undefined;
    const result = z.safeParse(shape[key] as z.ZodMiniType, text);
    if (result.success) return result.data as z.output<(typeof shape)[K]>;
    notices.push(COMPLAINTS[key]);
    return undefined;
  };
  const url: TableUrl = {
    tab: readTab(tab, notices),
    source: read("src") ?? "",
    at: readTimeTravel(read("v"), read("ts"), notices),
    row: read("row"),
    columns: read("cols"),
    column: read("col"),
    section: read("part"),
  };
  const unknown = Object.keys(search).filter((key) => !(key in shape));
  if (unknown.length > 0)
    notices.push(`The link also asks for ${unknown.join(", ")}, which is not known here: left out.`);
  return { url, notices };
}

/** The query that `readTableUrl` reads back to the same view. */
export function toTableSearch({
  source,
  at,
  row: named,
  columns: names,
  column: path,
  section,
}: TableUrl): TableSearch {
  return {
    src: source,
    ...(at.kind === "version" && { v: z.encode(version, at.version) }),
    ...(at.kind === "timestamp" && { ts: z.encode(timestamp, at.timestampMs) }),
    ...(named !== undefined && { row: z.encode(row, named) }),
    ...(names !== undefined && { cols: z.encode(columns, [...names]) }),
    ...(path !== undefined && { col: z.encode(column, [...path]) }),
    ...(section !== undefined && { part: section }),
  };
}

/** A query string to its parts, all text: no value is taken for JSON. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Keeps what may stand unescaped in a fragment readable: a location in a link can be read by eye. */
export function printSearch(search: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(search).flatMap(([key, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(key)}=${escapeValue(String(value))}`],
  );
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

function readTab(tab: string, notices: string[]): TabName {
  const known = TABS.find((name) => name === tab);
  if (known === undefined) notices.push(`There is no tab “${tab.slice(0, 40)}” here yet: showing Data.`);
  return known ?? "data";
}

function readTimeTravel(asked: number | undefined, askedMs: number | undefined, notices: string[]): TimeTravel {
  if (asked !== undefined && askedMs !== undefined)
    notices.push("The link names a version and a time: showing the version.");
  if (asked !== undefined) return { kind: "version", version: asked };
  return askedMs === undefined ? { kind: "latest" } : { kind: "timestamp", timestampMs: askedMs };
}

function parseTimestamp(text: string): number {
  // Date.parse takes a time without a zone for local time; a link means the same everywhere.
  const zoned = /T/.test(text) && !/(Z|[+-]\d\d:\d\d)$/.test(text) ? `${text}Z` : text;
  return Date.parse(zoned);
}

function printTimestamp(timestampMs: number): string {
  return new Date(timestampMs).toISOString().replace(".000Z", "Z");
}

function escapeName(name: string): string {
  const escaped = name.replaceAll("%", "%25").replaceAll(",", "%2C");
  return escaped === "-" ? "%2D" : escaped;
}

function escapeValue(value: string): string {
  // Half a surrogate pair has no UTF-8, and encodeURIComponent throws on it.
  const wellFormed = value.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
  return encodeURIComponent(wellFormed).replace(/%(2F|3A|40|2C)/g, decodeURIComponent);
}
