import { describe, expect, it } from "vitest";
import { flattenTree, type TreeNode } from "./tree-node.ts";

const list = (count: number): TreeNode => ({
  label: "trips",
  text: `${count} items`,
  count,
  child: (index) => ({ label: String(index), text: `v${index}`, step: `[${index}]` }),
});

const driver: TreeNode = {
  label: "driver",
  text: "2 fields",
  count: 2,
  child: (index) => (index === 0 ? { label: "name", text: '"Zofia"' } : list(3)),
};

function drawn(root: TreeNode, ...open: string[]): string[] {
  return flattenTree(root, new Set(open)).map(({ level, node }) => `${"  ".repeat(level - 1)}${node.label}`);
}

describe("flattenTree", () => {
  it("shows a closed root alone", () => expect(drawn(driver)).toEqual(["driver"]));

  it("shows the children of what is open", () => {
    expect(drawn(driver, "", "/1")).toEqual(["driver", "  name", "  trips", "    0", "    1", "    2"]);
  });

  it("spells the path of every line", () => {
    const paths = flattenTree(driver, new Set(["", "/1"])).map(({ path }) => path);
    expect(paths).toEqual([
      "driver",
      "driver.name",
      "driver.trips",
      "driver.trips[0]",
      "driver.trips[1]",
      "driver.trips[2]",
    ]);
  });

  it("tells each line's place among its siblings", () => {
    const rows = flattenTree(driver, new Set([""]));
    expect(rows.map(({ position, setSize }) => `${position}/${setSize}`)).toEqual(["1/1", "1/2", "2/2"]);
  });

  it("shows 100 items as they are", () => expect(drawn(list(100), "")).toHaveLength(101));

  it("shows 250 items as three ranges", () => {
    expect(drawn(list(250), "")).toEqual(["trips", "  0 … 99", "  100 … 199", "  200 … 249"]);
  });

  it("shows 100,000 items as ranges of ranges, and leaves ranges out of paths", () => {
    expect(drawn(list(100_000), "")).toHaveLength(11);
    const rows = flattenTree(list(100_000), new Set(["", "/9", "/9/99"]));
    expect(rows.at(-1)).toMatchObject({ path: "trips[99999]", level: 4, node: { text: "v99999" } });
  });

  it("makes no child of what is closed", () => {
    const child = () => {
      throw new Error("looked at");
    };
    expect(drawn({ label: "huge", text: "", count: 1e9, child })).toEqual(["huge"]);
  });
});
