// An invented table of taxi rides, computed row by row, for tests and drafts of the screens.

import type { DataType, StructField, StructType } from "#delta/data-type.ts";
import type { OperationClass } from "#delta/operation-class.ts";
import type { Value } from "#delta/value.ts";
import type { CommitSummary } from "#worker/worker-api.ts";

const primitive = (name: "string" | "long" | "integer" | "double" | "boolean" | "binary" | "timestamp" | "date") =>
  ({ kind: "primitive", name }) as const;
const field = (name: string, type: DataType): StructField => ({ name, type, nullable: true, metadata: new Map() });
const money = { kind: "decimal", precision: 9, scale: 2 } as const;
const vehicle: StructType = {
  kind: "struct",
  fields: [field("plate", primitive("string")), field("seats", primitive("integer"))],
};
const driver: StructType = {
  kind: "struct",
  fields: [field("name", primitive("string")), field("rating", primitive("double")), field("vehicle", vehicle)],
};

export const FAKE_SCHEMA: StructType = {
  kind: "struct",
  fields: [
    field("ride_id", primitive("long")),
    field("city", primitive("string")),
    field("started_at", primitive("timestamp")),
    field("driver", driver),
    field("km", { kind: "decimal", precision: 6, scale: 2 }),
    field("fare", money),
    field("tip", money),
    field("status", primitive("string")),
    field("stops", { kind: "array", element: primitive("string"), containsNull: true }),
    field("labels", { kind: "map", key: primitive("string"), value: primitive("string"), valueContainsNull: true }),
    field("pooled", primitive("boolean")),
    field("receipt", primitive("binary")),
    field("note", primitive("string")),
    field("day", primitive("date")),
  ],
};

const CITIES = ["Amsterdam", "Utrecht", "Lisbon", "Porto", "Kraków", "Gdańsk"];
const DRIVERS = ["Zofia Nowak", "Maja Lis", "Sanne Bakker", "Inês Rocha", "Rui Alves", "Piotr Wójcik", "Ana Costa"];
const NOTES = ["", "<b>left a scarf</b>", "asked for a receipt", null, "paid\tin cash\nat the door", null, null];
const START_US = BigInt(Date.UTC(2026, 2, 1)) * 1000n;

function mix(row: number, column: number): number {
  let h = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(column + 7, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3ca5);
  return (h ^ (h >>> 13)) >>> 0;
}

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const cents = (n: number) => (n / 100).toFixed(2);

/** The value of a cell; the same for every version that has the row. */
export function fakeValue(row: number, column: number): Value {
  const n = mix(row, column);
  switch (FAKE_SCHEMA.fields[column]?.name) {
    case "ride_id":
      return BigInt(row) + 1n;
    case "city":
      return pick(CITIES, n);
    case "started_at":
      return START_US + BigInt(row) * 731_204_113n;
    case "driver":
      return n % 19 === 0 ? null : [pick(DRIVERS, n), 4 + (n % 10) / 10, [`KR ${n % 10} 0${n % 1000}`, 4 + (n % 3)]];
    case "km":
      return cents(40 + (n % 2400));
    case "fare":
      return cents(250 + (n % 4200));
    case "tip":
      return n % 3 === 0 ? null : cents(n % 700);
    case "status":
      return pick(["completed", "completed", "completed", "cancelled", "no_show"], n);
    case "stops":
      return n % 4 === 0 ? [] : Array.from({ length: n % 4 }, (_, i) => pick(CITIES, n + i));
    case "labels":
      return n % 5 === 0
        ? null
        : [
            ["channel", pick(["app", "phone"], n)],
            ["zone", `Z${n % 40}`],
          ];
    case "pooled":
      return n % 4 === 0;
    case "receipt":
      return n % 2 === 0 ? null : Uint8Array.from({ length: 12 + (n % 50) }, (_, i) => (n >> i) & 255);
    case "note":
      return pick(NOTES, n);
    default:
      return 20513 + Math.floor(row / 2000);
  }
}

type Plan = readonly [OperationClass, string, number, number, number, number];
const PLAN: { readonly [version: number]: Plan } = {
  0: ["write", "CREATE TABLE AS SELECT", 61240, 0, 38, 0],
  4: ["maintain", "OPTIMIZE", 0, 0, 9, 41],
  6: ["merge", "MERGE", 4120, 388, 8, 6],
  9: ["update", "UPDATE", 2210, 2210, 5, 5],
  13: ["merge", "MERGE", 5011, 290, 9, 7],
  15: ["schema", "CHANGE COLUMN", 0, 0, 0, 0],
  18: ["delete", "DELETE", 0, 41200, 6, 9],
  19: ["schema", "ADD COLUMNS", 0, 0, 0, 0],
  20: ["maintain", "OPTIMIZE", 0, 0, 12, 44],
  29: ["delete", "DELETE", 0, 112903, 11, 34],
  30: ["restore", "RESTORE", 112903, 0, 34, 11],
  31: ["maintain", "OPTIMIZE", 0, 0, 4, 22],
  37: ["update", "UPDATE", 494, 494, 3, 3],
  39: ["maintain", "VACUUM END", 0, 0, 0, 0],
  40: ["delete", "DELETE", 0, 92, 2, 2],
  41: ["merge", "MERGE", 1204, 310, 6, 4],
};

/** The history, oldest first. */
export function fakeCommits(count: number): CommitSummary[] {
  let rows = 0;
  let files = 0;
  let timestampMs = Date.UTC(2026, 2, 1, 6, 12, 44);
  return Array.from({ length: count }, (_, version) => {
    const n = mix(version, 99);
    const plan: Plan = PLAN[version] ?? ["write", "WRITE", 6100 + (n % 3400), 0, 2 + (n % 4), 0];
    const [operationClass, operation, addedRows, removedRows, addedFiles, removedFiles] = plan;
    rows += addedRows - removedRows;
    files = Math.max(1, files + addedFiles - removedFiles);
    timestampMs += (20 + (n % 1600)) * 60_000;
    return {
      version,
      timestampMs,
      writtenMs: timestampMs,
      modifiedMs: timestampMs + 1200,
      inCommitMs: version < 12 ? undefined : timestampMs,
      operation,
      operationClass,
      userName: pick(["rides-ingest", "fares-merge", "m.lis", "a.costa"], n),
      engineInfo: "Apache-Spark/4.0.0 Delta-Lake/4.0.0",
      parameters:
        operation === "MERGE"
          ? [
              ["predicate", "t.ride_id = s.ride_id"],
              ["matchedPredicates", "update"],
            ]
          : [["mode", "Append"]],
      metrics: [
        ["numOutputRows", String(addedRows)],
        ["numAddedFiles", String(addedFiles)],
        ["executionTimeMs", "2912"],
      ],
      addedFiles,
      removedFiles,
      addedBytes: addedRows * 38,
      removedBytes: removedRows * 38,
      addedRows,
      removedRows,
      dataChange: operationClass !== "maintain",
      changesSchema: operationClass === "schema",
      changesProtocol: version === 0,
      changesProperties: false,
      checkpoint: version > 0 && version % 10 === 0,
      files,
      sizeBytes: rows * 38,
      rows,
      unreadable: version < 4 && count > 10 ? "3 of its 38 files were vacuumed" : undefined,
    } satisfies CommitSummary;
  });
}
