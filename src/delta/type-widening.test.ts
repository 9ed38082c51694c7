import { describe, expect, it } from "vitest";
import type { ProtocolAction } from "./actions.ts";
import { parseSchema } from "./schema.ts";
import { findWideningFault } from "./type-widening.ts";

function protocol(...readerFeatures: readonly string[]): ProtocolAction {
  return { kind: "protocol", minReaderVersion: 3, minWriterVersion: 7, readerFeatures, writerFeatures: readerFeatures };
}

function schemaWith(changes: unknown, type: unknown = "long") {
  const field = { name: "x", type, nullable: true, metadata: { "delta.typeChanges": changes } };
  return parseSchema(JSON.stringify({ type: "struct", fields: [field] }));
}

function fault(fromType: string, toType: string, more: Readonly<Record<string, unknown>> = {}): string | undefined {
  return findWideningFault(protocol("typeWidening"), schemaWith([{ tableVersion: 1, fromType, toType, ...more }]))
    ?.message;
}

describe("changes of type", () => {
  it.each([
    ["byte", "short"],
    ["byte", "integer"],
    ["byte", "long"],
    ["short", "integer"],
    ["short", "long"],
    ["integer", "long"],
    ["float", "double"],
    ["byte", "double"],
    ["short", "double"],
    ["integer", "double"],
    ["date", "timestamp_ntz"],
    ["decimal(5,2)", "decimal(7,2)"],
    ["decimal(5,2)", "decimal(7,4)"],
    ["byte", "decimal(10,0)"],
    ["short", "decimal(12,2)"],
    ["integer", "decimal(38,10)"],
    ["long", "decimal(20,0)"],
    ["byte", "decimal(4,1)"],
    ["short", "decimal(6,1)"],
    ["long", "decimal(24,4)"],
  ])("from %s to %s are read", (from, to) => {
    expect(fault(from, to)).toBeUndefined();
  });

  it.each([
    ["long", "integer"],
    ["long", "double"],
    ["double", "float"],
    ["integer", "float"],
    ["date", "timestamp"],
    ["timestamp_ntz", "date"],
    ["decimal(5,2)", "decimal(6,4)"],
    ["decimal(5,2)", "decimal(5,1)"],
    ["decimal(5,2)", "double"],
    ["integer", "decimal(9,0)"],
    ["byte", "decimal(3,1)"],
    ["short", "decimal(4,0)"],
    ["long", "decimal(20,1)"],
    ["string", "variant"],
    ["integer", "string"],
    ["integer", "wideger"],
  ])("from %s to %s are refused", (from, to) => {
    expect(fault(from, to)).toBe(`Cannot read this version: x went from ${from} to ${to}`);
  });

  it("are named by the way down to them", () => {
    expect(fault("string", "integer", { fieldPath: "key.element" })).toContain("x.key.element went from");
    const inner = { name: "y", type: "long", nullable: true, metadata: { "delta.typeChanges": [{}] } };
    const list = { type: "array", elementType: { type: "struct", fields: [inner] }, containsNull: true };
    const refusal = findWideningFault(protocol("typeWidening-preview"), schemaWith(undefined, list));
    expect(refusal).toMatchObject({
      tag: "Unsupported",
      context: { what: "type change", detail: "a type change of x.element.y does not name its types" },
    });
  });

  it("are refused where they are no list", () => {
    expect(findWideningFault(protocol("typeWidening"), schemaWith("integer"))?.tag).toBe("Unsupported");
  });

  it("mean nothing where the protocol does not have the feature", () => {
    const schema = schemaWith([{ fromType: "string", toType: "integer" }]);
    expect(findWideningFault(protocol("columnMapping"), schema)).toBeUndefined();
  });
});
