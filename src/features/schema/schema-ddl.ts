// The statement that makes a table of the same columns, in Spark's SQL.

import type { DataType, PrimitiveName, StructField, StructType } from "#delta/data-type.ts";
import { checkConstraints, describeColumn } from "#delta/facts/column-facts.ts";
import { typeText } from "#delta/schema.ts";
import { pathText, quoteName } from "./schema-tree.ts";

export interface TableDefinition {
  readonly name: string;
  readonly schema: StructType;
  readonly description: string | undefined;
  readonly partitionColumns: readonly string[];
  readonly clusteringColumns: readonly (readonly string[])[] | undefined;
  readonly configuration: ReadonlyMap<string, string>;
}

/** One `CREATE TABLE`, then an `ALTER TABLE` for each constraint; nothing that only the first table can have. */
export function toDdl(table: TableDefinition): string {
  const { schema, partitionColumns, clusteringColumns, description } = table;
  const name = quoteName(table.name);
  const clauses = [
    "USING DELTA",
    partitionColumns.length > 0 && `PARTITIONED BY (${partitionColumns.map(quoteName).join(", ")})`,
    clusteringColumns !== undefined &&
      clusteringColumns.length > 0 &&
      `CLUSTER BY (${clusteringColumns.map(pathText).join(", ")})`,
    description !== undefined && `COMMENT ${quoteText(description)}`,
    propertiesClause(table),
  ].filter((clause) => typeof clause === "string");
  const columns = schema.fields.map((field) => `  ${toColumn(field)}`).join(",\n");
  const constraints = checkConstraints(table.configuration).map(
    ([constraint, expression]) =>
      `ALTER TABLE ${name} ADD CONSTRAINT ${quoteName(constraint)} CHECK (${expression});\n`,
  );
  return `CREATE TABLE ${name} (\n${columns}\n)\n${clauses.join("\n")};\n${constraints.join("")}`;
}

function toColumn(field: StructField): string {
  const parts = [quoteName(field.name), sqlType(field.type, field)];
  for (const fact of describeColumn(field)) {
    if (fact.kind === "generated") parts.push(`GENERATED ALWAYS AS (${fact.expression})`);
    if (fact.kind === "default") parts.push(`DEFAULT ${fact.expression}`);
    if (fact.kind === "identity") {
      const how = fact.allowsExplicitValues ? "BY DEFAULT" : "ALWAYS";
      parts.push(`GENERATED ${how} AS IDENTITY (START WITH ${fact.start} INCREMENT BY ${fact.step})`);
    }
  }
  return [...parts, ...trailing(field)].join(" ");
}

function trailing({ nullable, metadata }: StructField): readonly string[] {
  const comment = metadata.get("comment");
  return [...(nullable ? [] : ["NOT NULL"]), ...(typeof comment === "string" ? [`COMMENT ${quoteText(comment)}`] : [])];
}

const SQL_NAMES: { readonly [K in PrimitiveName]?: string } = {
  long: "BIGINT",
  integer: "INT",
  short: "SMALLINT",
  byte: "TINYINT",
};

function sqlType(type: DataType, field?: StructField): string {
  switch (type.kind) {
    case "struct":
      return `STRUCT<${type.fields.map((inner) => [`${quoteName(inner.name)}:`, sqlType(inner.type, inner), ...trailing(inner)].join(" ")).join(", ")}>`;
    case "array":
      return `ARRAY<${sqlType(type.element)}>`;
    case "map":
      return `MAP<${sqlType(type.key)}, ${sqlType(type.value)}>`;
    case "decimal":
      return `DECIMAL(${type.precision}, ${type.scale})`;
    case "unknown":
      return type.text.replace(/^"(.*)"$/, "$1").toUpperCase();
    case "primitive":
      return (SQL_NAMES[type.name] ?? typeText(type).toUpperCase()) + collate(field);
  }
}

function collate(field: StructField | undefined): string {
  const collations = field === undefined ? undefined : describeColumn(field).find(({ kind }) => kind === "collations");
  const own =
    collations?.kind === "collations"
      ? [...collations.byPath].find(([path]) => path === "" || path === field?.name)
      : undefined;
  return own === undefined ? "" : ` COLLATE ${own[1].replace(/^\w+\./, "")}`;
}

/** Counters and marks that writers keep by themselves, and refuse to be told. */
const KEPT_BY_WRITERS =
  /^delta\.(constraints\.|columnMapping\.maxColumnId$|rowTracking\.materialized|inCommitTimestampEnablement|requireCheckpointProtection|identity\.)/;

function propertiesClause({ configuration, schema }: TableDefinition): string | false {
  const own = [...configuration].filter(([key]) => !KEPT_BY_WRITERS.test(key));
  if (schema.fields.some(({ metadata }) => metadata.has("CURRENT_DEFAULT"))) {
    own.push(["delta.feature.allowColumnDefaults", "supported"]);
  }
  if (own.length === 0) return false;
  const lines = own
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `  ${quoteText(key)} = ${quoteText(value)}`);
  return `TBLPROPERTIES (\n${lines.join(",\n")}\n)`;
}

function quoteText(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n");
  return `'${escaped}'`;
}
