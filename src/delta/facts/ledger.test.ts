// A table by Spark, and what Spark itself tells of it: DESCRIBE DETAIL, DESCRIBE HISTORY and SHOW TBLPROPERTIES.

import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { StructField } from "#delta/data-type.ts";
import type { StoredObject } from "#delta/ports.ts";
import { typeText } from "#delta/schema.ts";
import type { Snapshot } from "#delta/snapshot.ts";
import { encode } from "#testing/draw-log.ts";
import { at, open } from "#testing/log-files.ts";
import { describeClock } from "./clock-facts.ts";
import { checkConstraints, describeColumn } from "./column-facts.ts";
import { clusteringColumns, describeRowTracking } from "./domain-facts.ts";
import { describeFeatures } from "./feature-facts.ts";
import { describeProperties } from "./table-properties.ts";

const folder = new URL("../../../fixtures/facts/", import.meta.url);
const spark = JSON.parse(readFileSync(new URL("ledger.json", folder), "utf8"));

/** The commits alone: this layer has no reader for the checkpoint. */
function readLog(): Map<string, StoredObject> {
  const log = new URL("tables/ledger/_delta_log/", folder);
  const names = readdirSync(log).filter((name) => /^\d{20}\.json$/.test(name));
  return new Map(
    names.map((name) => [name, { bytes: encode(readFileSync(new URL(name, log), "utf8")), modifiedMs: 0 }]),
  );
}

let snapshot: Snapshot;

beforeAll(async () => {
  snapshot = await open(readLog()).table.loadSnapshot({ at: at(7) });
});

function field(name: string): StructField {
  const found = snapshot.schema.fields.find((each) => each.name === name);
  if (found === undefined) throw new Error(`The ledger has no column ${name}`);
  return found;
}

function factOf(name: string, kind: string): unknown {
  return describeColumn(field(name)).find((fact) => fact.kind === kind);
}

describe("Spark and we agree on the ledger's", () => {
  it("properties", () => {
    const told = describeProperties(snapshot.metadata).map(({ name, value }) => [name, value]);
    expect(Object.fromEntries(told)).toEqual(spark.detail.properties);
    for (const [name, value] of told) expect(spark.properties).toMatchObject({ [name ?? ""]: value });
  });

  it("features and versions", () => {
    const names = describeFeatures(snapshot.protocol, snapshot.metadata).map(({ name }) => name);
    expect(names.sort()).toEqual(spark.detail.tableFeatures);
    expect(snapshot.protocol).toMatchObject({
      minReaderVersion: spark.detail.minReaderVersion,
      minWriterVersion: spark.detail.minWriterVersion,
    });
  });

  it("identity", () => {
    const { id, description, createdTime } = snapshot.metadata;
    expect({ id, description }).toEqual({ id: spark.detail.id, description: spark.detail.description });
    expect(createdTime).toBe(Date.parse(spark.detail.createdAt));
  });

  it("clustering columns, by the names that they go by now", () => {
    const columns = clusteringColumns(snapshot)?.map((path) => path.join("."));
    expect(columns).toEqual(spark.detail.clusteringColumns);
  });

  it("columns, their types and comments", () => {
    const sparkTypes: Readonly<Record<string, string>> = { bigint: "long", int: "integer" };
    const told = snapshot.schema.fields.map(({ name, type, metadata }) => [
      name,
      typeText(type).replace(/^(?:var)?char\(\d+\)/, "string"),
      metadata.get("comment"),
    ]);
    const plain = (type: string) => sparkTypes[type] ?? type;
    const top = (type: string) => type.replace(/^(struct|array|map)<.*/, "$1");
    expect(told.map(([name, type = "", comment]) => [name, top(String(type)), comment])).toEqual(
      spark.columns.map((column: Readonly<Record<string, string>>) => [
        column.col_name,
        top(plain(column.data_type ?? "")),
        column.comment,
      ]),
    );
  });

  it("time of the newest version, by the clock in the commit", () => {
    expect(describeClock(snapshot)).toMatchObject({ clock: "in-commit", sinceVersion: 0 });
    expect(snapshot.timestampMs).toBe(Date.parse(spark.history[0].timestamp));
  });
});

describe("the ledger's columns are as they were declared:", () => {
  it.each<[string, string, object]>([
    ["entry_id", "identity", { start: 100n, step: 10n, allowsExplicitValues: false, highWaterMark: 110n }],
    ["booked_on", "generated", { expression: "cast(booked_at as date)" }],
    ["currency", "default", { expression: "'EUR'" }],
    ["currency", "declared-type", { type: "char(3)" }],
    ["fee", "type-changes", { changes: [{ from: "integer", to: "long", fieldPath: undefined }] }],
    ["remark", "declared-type", { type: "varchar(40)" }],
    ["odd.name", "mapping", { id: 20 }],
  ])("%s is %s", (name, kind, expected) => {
    expect(factOf(name, kind)).toMatchObject(expected);
  });

  it("not null where they said so", () => {
    const required = snapshot.schema.fields.filter(({ nullable }) => !nullable).map(({ name }) => name);
    expect(required).toEqual(["account", "amount"]);
  });

  it("of limited length, also where a struct holds them", () => {
    expect(typeText(field("party").type)).toContain("zip: varchar(10)");
  });

  it("bound by the table's constraints", () => {
    expect(new Map(checkConstraints(snapshot.metadata.configuration))).toEqual(
      new Map([
        ["amount_is_positive", "amount > 0"],
        ["fee in range", "fee is null OR fee >= 0"],
      ]),
    );
  });

  it("in a table whose rows have ids", () => {
    expect(describeRowTracking(snapshot)).toMatchObject({
      state: "on",
      rowIdColumn: spark.properties["delta.rowTracking.materializedRowIdColumnName"],
      highWaterMark: 1n,
    });
  });
});
