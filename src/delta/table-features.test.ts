import { describe, expect, it } from "vitest";
import type { MetadataAction, ProtocolAction } from "./actions.ts";
import { findFeature, gate, supportedFeatures, TABLE_FEATURES } from "./table-features.ts";

function metadata(configuration: Readonly<Record<string, string>> = {}, provider = "parquet"): MetadataAction {
  return {
    kind: "metaData",
    id: "x",
    format: { provider, options: new Map() },
    schemaString: "",
    partitionColumns: [],
    configuration: new Map(Object.entries(configuration)),
  };
}

function protocol(
  minReaderVersion: number,
  minWriterVersion: number,
  readerFeatures?: readonly string[],
): ProtocolAction {
  const lists = readerFeatures === undefined ? {} : { readerFeatures, writerFeatures: readerFeatures };
  return { kind: "protocol", minReaderVersion, minWriterVersion, ...lists };
}

describe("gate", () => {
  it.each([
    ["reader version 1", protocol(1, 2)],
    [
      "reader version 1 with writer features",
      { ...protocol(1, 7), writerFeatures: ["appendOnly", "someNewWriterFeature"] },
    ],
    ["reader version 2", protocol(2, 5)],
    ["reader version 3 without features", protocol(3, 7, [])],
    ["features that are read", protocol(3, 7, ["timestampNtz", "vacuumProtocolCheck", "deletionVectors"])],
  ])("lets %s pass", (_what, action) => {
    expect(gate(action, metadata())).toBeUndefined();
    expect(gate(action, metadata({ "delta.columnMapping.mode": "none" }))).toBeUndefined();
  });

  it.each<[string, ProtocolAction, readonly string[]]>([
    ["a feature among others", protocol(3, 7, ["catalogManaged", "timestampNtz"]), ["catalogManaged"]],
    [
      "several features",
      protocol(3, 7, ["geospatial", "deletionVectors", "catalogManaged"]),
      ["geospatial", "catalogManaged"],
    ],
    ["a feature that nobody knows", protocol(3, 7, ["quantumRows"]), ["quantumRows"]],
    ["a writer-only feature among the reader features", protocol(3, 7, ["quantumRows", "appendOnly"]), ["quantumRows"]],
  ])("refuses %s by name", (_what, action, features) => {
    expect(gate(action, metadata())).toMatchObject({
      tag: "UnsupportedFeature",
      context: { features, minReaderVersion: 3 },
    });
  });

  it("refuses a column mapping mode that nobody knows", () => {
    expect(gate(protocol(2, 5), metadata({ "delta.columnMapping.mode": "sideways" }))).toMatchObject({
      tag: "Unsupported",
      context: { what: "column mapping mode", detail: "sideways" },
    });
  });

  it.each([0, 4, 1.5, -1])("refuses reader version %d", (version) => {
    const refusal = gate(protocol(version, 7, []), metadata());
    expect(refusal).toMatchObject({ tag: "UnsupportedFeature", context: { features: [], minReaderVersion: version } });
  });

  it("refuses reader version 3 without a list of features", () => {
    expect(gate(protocol(3, 7), metadata())?.tag).toBe("ProtocolViolation");
  });

  it("refuses another file format by name", () => {
    expect(gate(protocol(1, 2), metadata({}, "orc"))).toMatchObject({
      tag: "Unsupported",
      context: { what: "file format", detail: "orc" },
    });
  });
});

describe("supportedFeatures", () => {
  it.each<[string, ProtocolAction, readonly string[]]>([
    ["1, 1", protocol(1, 1), []],
    ["1, 2", protocol(1, 2), ["appendOnly", "invariants"]],
    ["1, 4", protocol(1, 4), ["appendOnly", "invariants", "checkConstraints", "changeDataFeed", "generatedColumns"]],
    [
      "2, 6",
      protocol(2, 6),
      [
        "appendOnly",
        "invariants",
        "checkConstraints",
        "changeDataFeed",
        "generatedColumns",
        "columnMapping",
        "identityColumns",
      ],
    ],
    ["2, 7", { ...protocol(2, 7), writerFeatures: ["rowTracking"] }, ["rowTracking", "columnMapping"]],
    ["3, 7", protocol(3, 7, ["deletionVectors"]), ["deletionVectors"]],
  ])("of versions %s", (_versions, action, expected) => {
    expect(supportedFeatures(action)).toEqual(expected);
  });
});

describe("TABLE_FEATURES", () => {
  it("describes each feature once, in a sentence", () => {
    const names = TABLE_FEATURES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(TABLE_FEATURES.every(({ about }) => /^[A-Z].*\.$/.test(about))).toBe(true);
    expect(findFeature("deletionVectors")?.kind).toBe("reader-writer");
    expect(findFeature("quantumRows")).toBeUndefined();
  });
});
