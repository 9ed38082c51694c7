// What kind of operation a commit's `operation` names, as far as its colour and shape on screen go.

export type OperationClass = "write" | "merge" | "update" | "delete" | "maintain" | "schema" | "restore" | "other";

const NAMES: readonly (readonly [OperationClass, readonly string[]])[] = [
  ["write", ["WRITE", "STREAMING UPDATE", "COPY INTO", "CONVERT", "CLONE", "CREATE TABLE AS SELECT"]],
  ["write", ["REPLACE TABLE AS SELECT", "CREATE OR REPLACE TABLE AS SELECT", "DELTA LIVE TABLES", "REPLACE WHERE"]],
  ["merge", ["MERGE"]],
  ["update", ["UPDATE"]],
  ["delete", ["DELETE", "TRUNCATE"]],
  ["maintain", ["OPTIMIZE", "AUTO COMPACTION", "VACUUM START", "VACUUM END", "REORG", "FSCK", "COMPUTE STATS"]],
  ["maintain", ["ANALYZE", "ROW TRACKING BACKFILL", "FILE NOTIFICATION", "CHECKPOINT"]],
  ["schema", ["CREATE TABLE", "CREATE OR REPLACE TABLE", "REPLACE TABLE", "ADD COLUMNS", "ADD COLUMN"]],
  ["schema", ["CHANGE COLUMN", "CHANGE COLUMNS", "RENAME COLUMN", "DROP COLUMNS", "REPLACE COLUMNS", "UPDATE SCHEMA"]],
  ["schema", ["UPDATE COLUMN METADATA", "SET TBLPROPERTIES", "UNSET TBLPROPERTIES", "ADD CONSTRAINT"]],
  [
    "schema",
    [
      "DROP CONSTRAINT",
      "UPGRADE PROTOCOL",
      "ADD FEATURE",
      "DROP FEATURE",
      "CLUSTER BY",
      "ADD DELETION VECTORS TOMBSTONES",
    ],
  ],
  ["restore", ["RESTORE"]],
];

const CLASSES: ReadonlyMap<string, OperationClass> = new Map(
  NAMES.flatMap(([kind, names]) => names.map((name) => [name, kind] as const)),
);

/** `other` for names that are not known and for commits that name none. */
export function operationClass(operation: string | undefined): OperationClass {
  return CLASSES.get(operation?.toUpperCase() ?? "") ?? "other";
}
