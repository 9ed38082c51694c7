/** A nested value as a tree. Children are made when they are looked at, so a list of a million items costs nothing closed. */
export interface TreeNode {
  /** A field's name, an item's index, a key. */
  readonly label: string;
  /** The value, or what a nested one holds. */
  readonly text: string;
  readonly tone?: "null" | "empty" | "nan" | "nested" | "binary" | "number" | "text";
  readonly count?: number;
  readonly child?: (index: number) => TreeNode;
  /** What the step from the parent is in a path: `.name`, `[3]`. Without it the label, behind a dot. */
  readonly step?: string;
  /** What is copied as the value, where it is not the text. */
  readonly copy?: string | (() => Promise<string>);
}

/** One line of the drawn tree. */
export interface TreeRow {
  readonly key: string;
  readonly node: TreeNode;
  readonly path: string;
  /** From 1. */
  readonly level: number;
  readonly setSize: number;
  /** From 1. */
  readonly position: number;
  readonly isOpen: boolean;
  readonly parentKey: string | undefined;
}

/** More children than this are shown as ranges, which open in turn. */
const RANGE_SIZE = 100;

export const ROOT_KEY = "";

/** The lines that are to be seen when the nodes of `open` are open, top to bottom. */
export function flattenTree(root: TreeNode, open: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (row: Omit<TreeRow, "isOpen">) => {
    const isOpen = open.has(row.key) && (row.node.count ?? 0) > 0;
    rows.push({ ...row, isOpen });
    if (!isOpen) return;
    const children = childrenOf(row.node);
    for (const [index, node] of children.entries()) {
      add({
        key: `${row.key}/${index}`,
        node,
        path: isRange(node) ? row.path : row.path + (node.step ?? `.${node.label}`),
        level: row.level + 1,
        setSize: children.length,
        position: index + 1,
        parentKey: row.key,
      });
    }
  };
  add({ key: ROOT_KEY, node: root, path: root.label, level: 1, setSize: 1, position: 1, parentKey: undefined });
  return rows;
}

interface RangeNode extends TreeNode {
  readonly isRange: true;
}

function isRange(node: TreeNode): boolean {
  return "isRange" in node;
}

/** At most RANGE_SIZE nodes: the children themselves, or ranges of them, of 100, 10,000, … each. */
function childrenOf(node: TreeNode): readonly TreeNode[] {
  const { count = 0, child } = node;
  if (!child) return [];
  if (count <= RANGE_SIZE) return Array.from({ length: count }, (_, index) => child(index));
  let size = RANGE_SIZE;
  while (count / size > RANGE_SIZE) size *= RANGE_SIZE;
  return Array.from({ length: Math.ceil(count / size) }, (_, index): RangeNode => {
    const start = index * size;
    const length = Math.min(size, count - start);
    return {
      label: `${start} … ${start + length - 1}`,
      text: "",
      tone: "nested",
      count: length,
      child: (at) => child(start + at),
      isRange: true,
    };
  });
}
