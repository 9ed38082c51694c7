import type { TreeRow } from "./tree-node.ts";

export type TreeMove = { readonly kind: "go"; readonly key: string } | { readonly kind: "open" | "close" | "copy" };

export interface TreeKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** What a key does in a tree, by ARIA's tree pattern; undefined where it does nothing. */
export function moveInTree(rows: readonly TreeRow[], focused: TreeRow, pressed: TreeKey): TreeMove | undefined {
  const { key } = pressed;
  if (pressed.ctrlKey || pressed.metaKey) return key === "c" ? { kind: "copy" } : undefined;
  const at = rows.indexOf(focused);
  const isNested = (focused.node.count ?? 0) > 0;
  switch (key) {
    case "ArrowDown":
      return goTo(rows[at + 1]);
    case "ArrowUp":
      return goTo(rows[at - 1]);
    case "Home":
      return goTo(rows[0]);
    case "End":
      return goTo(rows.at(-1));
    case "ArrowRight":
      return focused.isOpen ? goTo(rows[at + 1]) : toggle(isNested, "open");
    case "ArrowLeft":
      return focused.isOpen ? { kind: "close" } : goTo(rows.find((row) => row.key === focused.parentKey));
    case "Enter":
    case " ":
      return toggle(isNested, focused.isOpen ? "close" : "open");
    default:
      return undefined;
  }
}

function goTo(row: TreeRow | undefined): TreeMove | undefined {
  return row && { kind: "go", key: row.key };
}

function toggle(isNested: boolean, kind: "open" | "close"): TreeMove | undefined {
  return isNested ? { kind } : undefined;
}
