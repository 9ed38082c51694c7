import { describe, expect, it } from "vitest";
import type { MetadataAction, ProtocolAction } from "./actions.ts";
import { type ColumnMappingMode, columnMappingMode, findMappingFault, storedName } from "./column-mapping.ts";
import { parseSchema } from "./schema.ts";

function metadata(mode: string): MetadataAction {
  return {
    kind: "metaData",
    id: "x",
    format: { provider: "parquet", options: new Map() },
    schemaString: "",
    partitionColumns: [],
    configuration: new Map([["delta.columnMapping.mode", mode]]),
  };
}

function protocol(reader: number, writer: number, features: Partial<ProtocolAction> = {}): ProtocolAction {
  return { kind: "protocol", minReaderVersion: reader, minWriterVersion: writer, ...features };
}

/** `[name, physical name, id, type]` of each field. */
function schemaOf(...fields: readonly (readonly [string, string | undefined, number | undefined, unknown?])[]) {
  return { type: "struct", fields: fields.map(([...field]) => fieldOf(...field)) };
}

function fieldOf(name: string, physicalName?: string, id?: number, type: unknown = "long") {
  const metadataOf = { "delta.columnMapping.physicalName": physicalName, "delta.columnMapping.id": id };
  return { name, type, nullable: true, metadata: metadataOf };
}

function fault(schema: unknown, mode: ColumnMappingMode): string | undefined {
  return findMappingFault(parseSchema(JSON.stringify(schema)), mode)?.context.detail;
}

describe("columnMappingMode", () => {
  const listed = { readerFeatures: ["columnMapping"], writerFeatures: ["columnMapping"] };

  it.each<[string, ProtocolAction, string, ColumnMappingMode]>([
    ["reader version 2", protocol(2, 5), "name", "name"],
    ["reader version 2, writer version 7", protocol(2, 7, { writerFeatures: ["columnMapping"] }), "id", "id"],
    ["the feature listed", protocol(3, 7, listed), "name", "name"],
    [
      "the feature listed for writers alone",
      protocol(3, 7, { readerFeatures: [], writerFeatures: ["columnMapping"] }),
      "name",
      "name",
    ],
    ["the feature not listed", protocol(3, 7, { readerFeatures: [] }), "name", "none"],
    ["reader version 1, which does not have it", protocol(1, 2), "name", "none"],
    ["the mode in capitals", protocol(2, 5), "NAME", "name"],
    ["the mode none", protocol(3, 7, listed), "none", "none"],
  ])("under %s", (_what, action, mode, expected) => {
    expect(columnMappingMode(action, metadata(mode))).toBe(expected);
  });
});

describe("storedName", () => {
  it.each<[string, string | undefined, ColumnMappingMode, string]>([
    ["the physical name", "col-1", "name", "col-1"],
    ["the physical name in mode id, for partition values", "col-1", "id", "col-1"],
    ["the column's own where there is no mapping", "col-1", "none", "a"],
    ["the column's own where it has no physical name", undefined, "name", "a"],
  ])("is %s", (_what, physicalName, mode, expected) => {
    const [field] = parseSchema(JSON.stringify(schemaOf(["a", physicalName, 1]))).fields;
    expect(field && storedName(field, mode)).toBe(expected);
  });
});

describe("findMappingFault", () => {
  it("lets two structs use the same names", () => {
    const inner = schemaOf(["x", "p", 3]);
    const schema = schemaOf(["a", "p", 1, inner], ["b", "q", 2, schemaOf(["x", "p", 4])]);
    expect([fault(schema, "name"), fault(schema, "id"), fault(schema, "none")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("finds what is stored as one, at every level", () => {
    const twice = schemaOf(["x", "p", 3], ["y", "p", 3]);
    const list = { type: "array", elementType: twice, containsNull: true };
    const map = { type: "map", keyType: "string", valueType: list, valueContainsNull: true };
    expect(fault(schemaOf(["m", "q", 1, map]), "name")).toBe(
      "columns m.value.element.x and m.value.element.y are both stored as p",
    );
    expect(fault(schemaOf(["a", "p", 7], ["b", "q", 7]), "id")).toBe("columns a and b are both stored as 7");
    expect(fault(schemaOf(["a", "p", 7], ["b", "q", 7]), "name")).toBeUndefined();
  });

  it("finds a column without the id that its mode needs", () => {
    expect(fault(schemaOf(["a", "p", undefined]), "id")).toBe("column a has no id, which mode id needs");
    expect(fault(schemaOf(["a", "p", undefined]), "name")).toBeUndefined();
  });
});
