import { type ColumnFact, checkConstraints, describeColumn } from "#delta/facts/column-facts.ts";
import type { LeafCoverage } from "#delta/facts/stats-coverage.ts";
import { formatCount } from "#ui/format.ts";
import type { SnapshotInfo, StatsCoverage, TableFacts } from "#worker/worker-api.ts";
import type { ColumnNode } from "./schema-tree.ts";

/** What all columns of a version are judged by. */
export interface SchemaContext {
  readonly partitionColumns: readonly string[];
  readonly clusteringColumns: readonly (readonly string[])[];
  readonly constraints: readonly (readonly [name: string, expression: string])[];
}

export function schemaContext(
  { partitionColumns, configuration }: Pick<SnapshotInfo, "partitionColumns" | "configuration">,
  facts: Pick<TableFacts, "clusteringColumns"> | undefined,
): SchemaContext {
  return {
    partitionColumns,
    clusteringColumns: facts?.clusteringColumns ?? [],
    constraints: checkConstraints(configuration),
  };
}

/** A word beside a column, and the sentence that explains it. */
export interface Mark {
  readonly word: string;
  readonly about: string;
  /** Told apart by looks: where the values are kept, how they come about, what binds them. */
  readonly tone: "place" | "value" | "rule";
}

export function marksOf(node: ColumnNode, context: SchemaContext): readonly Mark[] {
  const facts = factsOf(node);
  const marks: Mark[] = [];
  const partition = partitionRank(node, context);
  if (partition !== undefined) {
    const about = "Files hold one value of it each; the values stand in the log.";
    marks.push({ word: "partition", about, tone: "place" });
  }
  if (clusteringRank(node, context) !== undefined) {
    marks.push({ word: "clustering", about: "Files are clustered by its values.", tone: "place" });
  }
  for (const fact of facts) {
    const mark = MARKS[fact.kind];
    if (mark !== undefined) marks.push(mark);
  }
  if (constraintsOn(node, context).length > 0) {
    marks.push({ word: "check", about: "A constraint of the table names it.", tone: "rule" });
  }
  return marks;
}

export function factsOf({ field }: ColumnNode): readonly ColumnFact[] {
  return field === undefined ? [] : describeColumn(field);
}

/** From 1. */
export function partitionRank({ path }: ColumnNode, { partitionColumns }: SchemaContext): number | undefined {
  const [name = ""] = path;
  const index = partitionColumns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
  return path.length > 1 || index < 0 ? undefined : index + 1;
}

/** From 1. */
export function clusteringRank({ key }: ColumnNode, { clusteringColumns }: SchemaContext): number | undefined {
  const index = clusteringColumns.findIndex((path) => path.join("\0") === key);
  return index < 0 ? undefined : index + 1;
}

/** The constraints whose expression names the column, as a word of its own outside of texts. */
export function constraintsOn({ path }: ColumnNode, { constraints }: SchemaContext): SchemaContext["constraints"] {
  const name = path.map((part) => `\`?${escapePattern(part)}\`?`).join("\\s*\\.\\s*");
  const pattern = new RegExp(`(?<![\\w.\`])${name}(?![\\w\`])`, "i");
  return constraints.filter(([, expression]) => pattern.test(expression.replaceAll(/'(?:[^'\\]|\\.)*'/g, "''")));
}

/** How far the files' statistics reach, in a few words and as a share of the files checked. */
export interface CoverageWords {
  readonly text: string;
  readonly about: string;
  /** Files with bounds, or without any because all is null, of those checked: 0 to 1. */
  readonly share: number;
}

export function coverageWords(leaf: LeafCoverage, { checkedFiles }: StatsCoverage): CoverageWords | undefined {
  if (checkedFiles === 0) return undefined;
  const of = `of ${formatCount(checkedFiles)} ${checkedFiles === 1 ? "file" : "files"}`;
  const known = leaf.bounds + leaf.allNull;
  const nulls = `a count of nulls in ${formatCount(leaf.nullCounts)}`;
  const allNull = leaf.allNull === 0 ? "" : `, all null in ${formatCount(leaf.allNull)}`;
  const about = `Bounds in ${formatCount(leaf.bounds)} ${of}${allNull}; ${nulls}.`;
  const share = known / checkedFiles;
  if (leaf.bounds > 0) return { text: percent(share), about, share };
  if (leaf.allNull === checkedFiles) return { text: "all null", about, share };
  return { text: leaf.nullCounts > 0 ? "nulls only" : "none", about, share: 0 };
}

/** 99.6 % is not all. */
function percent(share: number): string {
  if (share === 1) return "all files";
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))} %`;
}

const MARKS: { readonly [K in ColumnFact["kind"]]?: Mark } = {
  identity: { word: "identity", about: "Writers number the rows with it.", tone: "value" },
  generated: { word: "generated", about: "Writers compute it from other columns.", tone: "value" },
  default: { word: "default", about: "Writers have a value for it where none is given.", tone: "value" },
  invariant: { word: "invariant", about: "Every written value satisfies a condition.", tone: "rule" },
  collations: { word: "collation", about: "Its strings are compared by the rules of a language.", tone: "value" },
  "type-changes": { word: "widened", about: "Its type was widened; older files keep the older type.", tone: "value" },
};

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
