import { formatBytes, formatCount, formatDuration } from "#ui/format.ts";
import type { CommitSummary } from "#worker/worker-api.ts";

/** What an operation was about, from its parameters; undefined where its name says all. */
export function noteOf(commit: CommitSummary): string | undefined {
  const parameters = new Map(commit.parameters);
  switch (commit.operation?.toUpperCase()) {
    case "DELETE":
    case "UPDATE":
      return unwrapPredicate(parameters.get("predicate"));
    case "MERGE":
      return unwrapPredicate(parameters.get("predicate") ?? parameters.get("mergePredicate"));
    case "RESTORE":
      return parameters.has("version") ? `to v${parameters.get("version")}` : parameters.get("timestamp");
    case "ADD COLUMNS":
    case "DROP COLUMNS":
      return columnNames(parameters.get("columns"));
    case "RENAME COLUMN":
      return renamed(parameters);
    case "CHANGE COLUMN":
      return columnNames(parameters.get("column"));
    case "OPTIMIZE":
      return zOrder(parameters.get("zOrderBy"));
    case "VACUUM END":
      return freed(commit);
    default:
      return /^overwrite$/i.test(parameters.get("mode") ?? "") ? "overwrite" : undefined;
  }
}

/** A metric by any of its writers' spellings: `numDeletedRows` and `num_deleted_rows`. */
export function readMetric(commit: CommitSummary, ...names: readonly string[]): number | undefined {
  const wanted = new Set(names.map(normalize));
  for (const [name, value] of commit.metrics) {
    if (wanted.has(normalize(name)) && /^\d{1,15}$/.test(value)) return Number(value);
  }
  return undefined;
}

/** `numTargetRowsInserted` to `Target rows inserted`, with its value in its unit. */
export function sayMetric([name, value]: readonly [string, string]): readonly [string, string] {
  const words = name
    .replace(/^num_?(?=[A-Z_a-z])/, "")
    .replace(/(TimeMs|_time_ms|Ms|_ms)$/, (end) => (/time/i.test(end) ? "Time" : ""))
    .replace(/_/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .trim();
  const label = words.charAt(0).toUpperCase() + words.slice(1);
  if (!/^\d{1,15}$/.test(value)) return [label, value];
  if (/ms$/i.test(name)) return [label, formatDuration(Number(value))];
  return [label, /bytes|size/i.test(name) ? formatBytes(Number(value)) : formatCount(Number(value))];
}

function normalize(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

/** Spark writes `["(city = Lisbon)"]`, with the columns' internal ids: `city#123`. */
function unwrapPredicate(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const [only, ...more] = parseList(text);
  const predicate = more.length === 0 && only !== undefined ? only : text;
  const bare = predicate
    .replace(/#\d+L?/g, "")
    .replace(/^\((.*)\)$/s, (whole, inner) => (isBalanced(inner) ? inner : whole));
  return bare === "" || bare === "[]" || bare === "true" ? undefined : bare;
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function columnNames(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const names = parseJson(text);
  const list = (Array.isArray(names) ? names : [names]).map(nameOf).filter((name) => name !== undefined);
  return list.length === 0 ? undefined : list.join(", ");
}

function nameOf(item: unknown): string | undefined {
  if (typeof item === "string") return item;
  if (typeof item !== "object" || item === null) return undefined;
  if ("name" in item && typeof item.name === "string") return item.name;
  return "column" in item ? nameOf(item.column) : undefined;
}

function renamed(parameters: ReadonlyMap<string, string>): string | undefined {
  const from = parameters.get("oldColumnPath");
  const to = parameters.get("newColumnPath");
  return from === undefined || to === undefined ? undefined : `${from} → ${to}`;
}

function zOrder(text: string | undefined): string | undefined {
  const columns = text === undefined ? [] : parseList(text);
  return columns.length === 0 ? undefined : `by ${columns.join(", ")}`;
}

function freed(commit: CommitSummary): string | undefined {
  const files = readMetric(commit, "numDeletedFiles");
  return files === undefined ? undefined : `${formatCount(files)} files freed`;
}

function parseList(text: string): string[] {
  const list = parseJson(text);
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
