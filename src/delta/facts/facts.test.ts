import { describe, expect, it } from "vitest";
import type { MetadataAction, ProtocolAction } from "#delta/actions.ts";
import { parseSchema } from "#delta/schema.ts";
import { TABLE_FEATURES } from "#delta/table-features.ts";
import { describeClock } from "./clock-facts.ts";
import { checkConstraints, describeColumn, otherMetadata } from "./column-facts.ts";
import { clusteringColumns, describeDomains, describeRowTracking } from "./domain-facts.ts";
import { describeFeatures, describeProtocol } from "./feature-facts.ts";
import { outlookOf, parseInterval, readRetention } from "./retention.ts";
import { describeDefaults, describeProperties } from "./table-properties.ts";

const DAY = 86_400_000;

function protocolOf(
  reader: number,
  writer: number,
  readers?: readonly string[],
  writers?: readonly string[],
): ProtocolAction {
  return {
    kind: "protocol",
    minReaderVersion: reader,
    minWriterVersion: writer,
    ...(readers === undefined ? {} : { readerFeatures: readers }),
    ...(writers === undefined ? {} : { writerFeatures: writers }),
  };
}

function metadataOf(configuration: Readonly<Record<string, string>> = {}, schemaString = ""): MetadataAction {
  return {
    kind: "metaData",
    id: "t",
    format: { provider: "parquet", options: new Map() },
    schemaString,
    partitionColumns: [],
    configuration: new Map(Object.entries(configuration)),
  };
}

describe("describeFeatures", () => {
  it.each<[string, ProtocolAction, MetadataAction, string, object]>([
    [
      "read and in use",
      protocolOf(3, 7, ["v2Checkpoint"], ["v2Checkpoint"]),
      metadataOf({ "delta.checkpointPolicy": "v2" }),
      "v2Checkpoint",
      { status: "read", isOn: true, isListed: true },
    ],
    [
      "read and not in use",
      protocolOf(3, 7, ["v2Checkpoint"], ["v2Checkpoint"]),
      metadataOf(),
      "v2Checkpoint",
      { status: "read", isOn: false },
    ],
    [
      "for writers alone",
      protocolOf(1, 7, undefined, ["appendOnly"]),
      metadataOf({ "delta.appendOnly": "TRUE" }),
      "appendOnly",
      { status: "ignored", isOn: true },
    ],
    [
      "implied by a version",
      protocolOf(1, 2),
      metadataOf(),
      "invariants",
      { status: "ignored", isOn: false, isListed: false },
    ],
    [
      "implied column mapping",
      protocolOf(2, 5),
      metadataOf({ "delta.columnMapping.mode": "name" }),
      "columnMapping",
      { status: "read", isOn: true, isListed: false },
    ],
    [
      "unknown, for readers",
      protocolOf(3, 7, ["quantum"], ["quantum"]),
      metadataOf(),
      "quantum",
      { status: "refused", isOn: undefined },
    ],
    [
      "unknown, for writers",
      protocolOf(1, 7, undefined, ["quantum"]),
      metadataOf(),
      "quantum",
      { status: "ignored", about: "This feature is not known." },
    ],
    [
      "a catalog's",
      protocolOf(3, 7, ["catalogManaged"], ["catalogManaged"]),
      metadataOf(),
      "catalogManaged",
      { status: "refused", support: expect.stringContaining("ask the catalog") },
    ],
    [
      "constraints",
      protocolOf(1, 3),
      metadataOf({ "delta.constraints.a": "x > 1" }),
      "checkConstraints",
      { isOn: true },
    ],
    [
      "generated columns",
      protocolOf(1, 4),
      metadataOf({}, '{"metadata":{"delta.generationExpression":"1"}}'),
      "generatedColumns",
      { isOn: true },
    ],
  ])("tells of one %s", (_what, protocol, metadata, name, expected) => {
    expect(describeFeatures(protocol, metadata).find((fact) => fact.name === name)).toMatchObject(expected);
  });

  it("has a sentence for every feature that is known, as a reader and a writer meet it", () => {
    const names = TABLE_FEATURES.map(({ name }) => name);
    for (const fact of describeFeatures(protocolOf(3, 7, names, names), metadataOf())) {
      expect(fact.about).toMatch(/^[A-Z].*\.$/);
      expect(fact.support).toMatch(/^[A-Z].*\.$/);
    }
  });

  it.each([
    [
      protocolOf(1, 2),
      "A reader must know version 1 of the protocol, a writer version 2; each stands for a fixed set of features.",
    ],
    [
      protocolOf(3, 7),
      "A reader must know version 3 of the protocol, a writer version 7; what each must know beyond that is listed by name.",
    ],
    [
      protocolOf(1, 7),
      "A reader must know version 1 of the protocol, a writer version 7; what a writer must know beyond that is listed by name.",
    ],
  ])("says a protocol in a sentence: %#", (protocol, expected) => {
    expect(describeProtocol(protocol)).toBe(expected);
  });
});

describe("properties", () => {
  it("are told with meaning and default, in any letter case", () => {
    const facts = describeProperties(
      metadataOf({ owner: "ann", "Delta.LogRetentionDuration": "interval 2 days", "delta.new": "1" }),
    );
    expect(facts).toEqual([
      {
        name: "Delta.LogRetentionDuration",
        value: "interval 2 days",
        byDefault: "interval 30 days",
        about: expect.stringMatching(/^Commits stay/),
      },
      { name: "delta.new", value: "1", byDefault: undefined, about: "A property of Delta's that is not known." },
      { name: "owner", value: "ann", byDefault: undefined, about: expect.stringMatching(/owner/) },
    ]);
  });

  it("that are not set are told by their default", () => {
    const names = describeDefaults(metadataOf({ "delta.checkpointinterval": "5" })).map(({ name }) => name);
    expect(names).toContain("delta.deletedFileRetentionDuration");
    expect(names).not.toContain("delta.checkpointInterval");
    expect(names).not.toContain("delta.targetFileSize");
  });
});

describe("retention", () => {
  it.each([
    ["interval 1 week", 7 * DAY],
    ["INTERVAL 30 DAYS", 30 * DAY],
    ["2 days 12 hours", 2.5 * DAY],
    ["interval 1 hour 30 minutes 5 seconds", 5_405_000],
    ["interval 1500 microseconds", 2],
    ["interval -1 day", -DAY],
    ["interval 1 month", undefined],
    ["interval 1 year", undefined],
    ["interval", undefined],
    ["7", undefined],
    ["", undefined],
  ])("of %j", (text, expected) => {
    expect(parseInterval(text)).toBe(expected);
  });

  it("has the defaults of the protocol, also for what is not an interval", () => {
    const defaults = { deletedFilesMs: 7 * DAY, logMs: 30 * DAY, transactionsMs: undefined };
    expect(readRetention(metadataOf())).toEqual(defaults);
    expect(readRetention(metadataOf({ "delta.logRetentionDuration": "soon" }))).toEqual(defaults);
  });

  it("says until when a version is safe, and when Spark stops travelling to it", () => {
    const retention = readRetention(metadataOf());
    const committedMs = 10.5 * DAY;
    const clock = { nowMs: 18 * DAY, committedMs, supersededMs: 11 * DAY };
    expect(outlookOf(retention, clock)).toEqual({
      filesSafeUntilMs: 18 * DAY,
      commitSafeUntilMs: 41 * DAY,
      sparkRefuses: true,
    });
    expect(outlookOf(retention, { ...clock, nowMs: 17.5 * DAY }).sparkRefuses).toBe(false);
    expect(outlookOf(retention, { ...clock, supersededMs: undefined })).toMatchObject({
      filesSafeUntilMs: undefined,
      sparkRefuses: false,
    });
  });
});

describe("the clock of a version", () => {
  const protocol = protocolOf(1, 7, undefined, ["inCommitTimestamp"]);
  const enabled = { "delta.enableInCommitTimestamps": "true" };
  const since = {
    ...enabled,
    "delta.inCommitTimestampEnablementVersion": "5",
    "delta.inCommitTimestampEnablementTimestamp": "1700000000000",
  };

  it.each<[string, number, Readonly<Record<string, string>>, object]>([
    ["without the feature's property", 7, {}, { clock: "file", sinceVersion: undefined }],
    ["from the first version on", 7, enabled, { clock: "in-commit", sinceVersion: 0, sinceMs: undefined }],
    ["before it was switched on", 4, since, { clock: "file", sinceVersion: 5, sinceMs: 1700000000000 }],
    ["once it was switched on", 5, since, { clock: "in-commit", reason: expect.stringContaining("since version 5") }],
  ])("%s", (_what, version, configuration, expected) => {
    const clock = describeClock({ version, protocol, metadata: metadataOf(configuration) });
    expect(clock).toMatchObject(expected);
    expect(clock.reason).toMatch(/^[A-Z].*\.$/);
  });

  it("is the file's where the protocol does not support the feature", () => {
    expect(describeClock({ version: 1, protocol: protocolOf(1, 2), metadata: metadataOf(enabled) }).clock).toBe("file");
  });
});

describe("domains", () => {
  const schema = parseSchema(
    JSON.stringify({
      type: "struct",
      fields: [
        { name: "city", type: "string", nullable: true, metadata: { "delta.columnMapping.physicalName": "c1" } },
        {
          name: "s",
          type: {
            type: "struct",
            fields: [
              { name: "x", type: "long", nullable: true, metadata: { "delta.columnMapping.physicalName": "c3" } },
            ],
          },
          nullable: true,
          metadata: { "delta.columnMapping.physicalName": "c2" },
        },
      ],
    }),
  );
  const clustered = (configuration: string) =>
    clusteringColumns({
      schema,
      columnMapping: "name",
      domainMetadata: new Map([["delta.clustering", configuration]]),
    });

  it.each<[string, string, unknown]>([
    ["paths of stored names", '{"clusteringColumns":[["c1"],["c2","c3"]]}', [["city"], ["s", "x"]]],
    ["bare names", '{"clusteringColumns":["c1"]}', [["city"]]],
    ["a name that the schema lacks", '{"clusteringColumns":[["c9","z"]]}', [["c9", "z"]]],
    ["none", '{"clusteringColumns":[]}', []],
    ["broken JSON", "{", undefined],
  ])("give clustering columns: %s", (_what, configuration, expected) => {
    expect(clustered(configuration)).toEqual(expected);
  });

  it("are explained", () => {
    const domainMetadata = new Map([
      ["z", "{}"],
      ["delta.rowTracking", "{}"],
      ["delta.future", "{}"],
    ]);
    expect(describeDomains({ domainMetadata }).map(({ domain, about }) => [domain, about])).toEqual([
      ["delta.future", "A domain of Delta's that is not known."],
      ["delta.rowTracking", "The highest row id that was given out."],
      ["z", "A domain of an application."],
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
    ["off", {}, [], "off"],
    ["supported", {}, ["rowTracking"], "supported"],
    ["on", { "delta.enableRowTracking": "true" }, ["rowTracking"], "on"],
    [
      "suspended",
      { "delta.enableRowTracking": "false", "delta.rowTrackingSuspended": "true" },
      ["rowTracking"],
      "suspended",
    ],
    ["off though a property says otherwise", { "delta.enableRowTracking": "true" }, [], "off"],
  ])("tell of row tracking that is %s", (_what, configuration, writers, state) => {
    const domainMetadata = new Map([["delta.rowTracking", '{"rowIdHighWaterMark":9007199254740993}']]);
    const fact = describeRowTracking({
      protocol: protocolOf(1, 7, undefined, writers),
      metadata: metadataOf({ ...configuration, "delta.rowTracking.materializedRowIdColumnName": "_r" }),
      domainMetadata,
    });
    expect(fact).toMatchObject({ state, rowIdColumn: "_r", highWaterMark: 9007199254740993n });
  });
});

describe("columns", () => {
  it("tell what their metadata says", () => {
    const metadata = {
      comment: "a price",
      "delta.generationExpression": "a + 1",
      CURRENT_DEFAULT: "0",
      "delta.invariants": '{"expression":{"expression":"x > 3"}}',
      __CHAR_VARCHAR_TYPE_STRING: "varchar(3)",
      "delta.columnMapping.id": 4,
      "delta.columnMapping.physicalName": "c4",
      __COLLATIONS: { "": "icu.de" },
    };
    const identity = { "delta.identity.start": 1, "delta.identity.step": 2, "delta.identity.highWaterMark": 9 };
    const text = JSON.stringify({
      type: "struct",
      fields: [{ name: "x", type: "string", metadata: { ...metadata, ...identity } }],
    });
    const [field] = parseSchema(text).fields;
    expect(field && describeColumn(field)).toEqual([
      { kind: "comment", text: "a price" },
      { kind: "generated", expression: "a + 1" },
      { kind: "default", expression: "0" },
      { kind: "invariant", expression: "x > 3" },
      { kind: "declared-type", type: "varchar(3)" },
      { kind: "identity", start: 1n, step: 2n, highWaterMark: 9n, allowsExplicitValues: false },
      { kind: "collations", byPath: new Map([["", "icu.de"]]) },
      { kind: "mapping", id: 4, physicalName: "c4" },
    ]);
  });

  it("tell how their type changed, and the ids inside of them", () => {
    const metadata = {
      "delta.typeChanges": [
        { tableVersion: 3, fromType: "short", toType: "integer" },
        { fromType: "integer", toType: "long", fieldPath: "element" },
        { toType: "long" },
      ],
      "delta.columnMapping.nested.ids": { "c1.element": 7 },
      "spark.own": { a: 1 },
    };
    const [field] = parseSchema(
      JSON.stringify({ type: "struct", fields: [{ name: "x", type: "long", metadata }] }),
    ).fields;
    expect(field && describeColumn(field)).toEqual([
      { kind: "nested-ids", byPath: new Map([["c1.element", "7"]]) },
      {
        kind: "type-changes",
        changes: [
          { from: "short", to: "integer", fieldPath: undefined, tableVersion: 3 },
          { from: "integer", to: "long", fieldPath: "element", tableVersion: undefined },
        ],
      },
    ]);
    expect(field && otherMetadata(field)).toEqual([["spark.own", '{"a":1}']]);
  });

  it("keep the digits of numbers that nobody knows", () => {
    const text = '{"type":"struct","fields":[{"name":"x","type":"long","metadata":{"big":9007199254740993}}]}';
    const [field] = parseSchema(text).fields;
    expect(field && otherMetadata(field)).toEqual([["big", "9007199254740993"]]);
  });

  it("tell nothing where their metadata is of other types", () => {
    const metadata = { comment: 1, "delta.invariants": "{", "delta.identity.start": 1, __COLLATIONS: [] };
    const [field] = parseSchema(
      JSON.stringify({ type: "struct", fields: [{ name: "x", type: "long", metadata }] }),
    ).fields;
    expect(field && describeColumn(field)).toEqual([]);
  });

  it("are bound by constraints of the table", () => {
    const configuration = new Map([
      ["delta.constraints.positive", "x > 0"],
      ["delta.appendOnly", "true"],
    ]);
    expect(checkConstraints(configuration)).toEqual([["positive", "x > 0"]]);
  });
});
