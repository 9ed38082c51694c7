import { describe, expect, it } from "vitest";
import type { DataType } from "#delta/data-type.ts";
import { FAKE_SCHEMA, fakeValue } from "#testing/fake-table.ts";
import { flattenTree, ROOT_KEY } from "#ui/tree-node.ts";
import { toTreeNode } from "./value-tree.ts";

const text: DataType = { kind: "primitive", name: "string" };
const typeOf = (name: string) => FAKE_SCHEMA.fields.find((field) => field.name === name)?.type ?? text;

function lines(root: ReturnType<typeof toTreeNode>, open: readonly string[] = []) {
  return flattenTree(root, new Set([ROOT_KEY, ...open])).map(({ path, node }) => `${path} = ${node.text}`);
}

describe("a nested value as a tree", () => {
  it("has a line for each field, with the path that leads there", () => {
    expect(lines(toTreeNode("driver", fakeValue(4, 3), typeOf("driver")), ["/2"])).toEqual([
      "driver = 3 fields",
      'driver.name = "Ana Costa"',
      "driver.rating = 4.9",
      "driver.vehicle = 2 fields",
      expect.stringMatching(/^driver\.vehicle\.plate = "KR/),
      expect.stringMatching(/^driver\.vehicle\.seats = \d$/),
    ]);
  });

  it("counts the items of a list and the entries of a map", () => {
    expect(lines(toTreeNode("stops", ["Porto", null], typeOf("stops")))).toEqual([
      "stops = 2 items",
      'stops[0] = "Porto"',
      "stops[1] = null",
    ]);
    expect(lines(toTreeNode("labels", [["a b", "x"]], typeOf("labels")))).toEqual([
      "labels = 1 entry",
      'labels["a b"] = "x"',
    ]);
  });

  it("quotes a field whose name is no identifier", () => {
    const odd: DataType = {
      kind: "struct",
      fields: [{ name: "a`b", type: text, nullable: true, metadata: new Map() }],
    };
    expect(lines(toTreeNode("s", ["x"], odd))[1]).toBe('s.`a``b` = "x"');
  });
});
