import type { TreeNode } from "#ui/tree-node.ts";

export const SAMPLE_TREE: TreeNode = {
  label: "driver",
  text: "3 fields",
  tone: "nested",
  count: 4,
  child: (index) =>
    [
      { label: "name", text: '"Zofia Nowak"', tone: "text" as const },
      { label: "rating", text: "4.8", tone: "number" as const },
      {
        label: "vehicle",
        text: "2 fields",
        tone: "nested" as const,
        count: 2,
        child: (field: number): TreeNode =>
          field === 0
            ? { label: "plate", text: '"KR 5 0917"', tone: "text" }
            : { label: "seats", text: "null", tone: "null" },
      },
      {
        label: "trips",
        text: "100,000 items",
        tone: "nested" as const,
        count: 100_000,
        child: (item: number): TreeNode => ({ label: String(item), text: String(item * 7), tone: "number" }),
      },
    ][index] ?? { label: "", text: "" },
};
