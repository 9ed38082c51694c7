import { describe, expect, it } from "vitest";
import { padToLength } from "./char-length.ts";
import { parseSchema, typeText } from "./schema.ts";

function typeOf(type: unknown, text: string): string | undefined {
  const field = { name: "c", type, nullable: true, metadata: { __CHAR_VARCHAR_TYPE_STRING: text } };
  const [read] = parseSchema(JSON.stringify({ type: "struct", fields: [field] })).fields;
  return read && typeText(read.type);
}

const listOf = (elementType: unknown) => ({ type: "array", elementType, containsNull: true });
const mapOf = (keyType: unknown, valueType: unknown) => ({ type: "map", keyType, valueType, valueContainsNull: true });
const structOf = (...fields: readonly (readonly [string, unknown])[]) => ({
  type: "struct",
  fields: fields.map(([name, type]) => ({ name, type, nullable: true, metadata: {} })),
});

describe("declared lengths", () => {
  it.each<[string, unknown, string, string]>([
    ["of a column", "string", "char(5)", "char(5)"],
    ["of at most so many", "string", "varchar(5)", "varchar(5)"],
    ["in a list", listOf("string"), "array<char(3)>", "array<char(3)>"],
    ["in a map", mapOf("string", "decimal(5,2)"), "map<char(2),decimal(5,2)>", "map<char(2), decimal(5,2)>"],
    [
      "in a struct of lists",
      structOf(["a", "timestamp_ntz"], ["b", listOf("string")], ["d", "string"]),
      "struct<a:timestamp_ntz,b:array<char(1)>,d:char(2)>",
      "struct<a: timestamp_ntz, b: array<char(1)>, d: char(2)>",
    ],
    ["under names with signs", structOf(["a:,<b", "string"]), "struct<a:,<b:char(2)>", "struct<a:,<b: char(2)>"],
    ["under an old name", structOf(["new", "string"]), "struct<old:char(2)>", "struct<new: char(2)>"],
    ["that are another type's", "long", "char(5)", "long"],
    ["that are no type", "string", "char(5)>", "string"],
    ["of another nesting", listOf("string"), "char(5)", "array<string>"],
  ])("are read %s", (_what, type, text, expected) => {
    expect(typeOf(type, text)).toBe(expected);
  });

  it.each([
    ["ab", 4, "ab  "],
    ["ab", 2, "ab"],
    ["abc", 2, "abc"],
    ["😀", 3, "😀  "],
    ["", 2, "  "],
    ["ab", undefined, "ab"],
  ])("pad %j to %s", (text, length, expected) => {
    expect(padToLength(text, length)).toBe(expected);
  });
});
