import type { DataType, StructField, StructType } from "#delta/data-type.ts";
import { typeText } from "#delta/schema.ts";
import type { TreeRow } from "#ui/tree-node.ts";

/** A column, a field inside one, or the item, key or value of a list or map that holds fields. */
export interface ColumnNode {
  readonly key: string;
  /** Names from the root on; `element`, `key` and `value` within lists and maps, as Delta names them in paths. */
  readonly path: readonly string[];
  /** Undefined for `element`, `key` and `value`, which have no metadata of their own. */
  readonly field: StructField | undefined;
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly children: readonly ColumnNode[];
}

export function buildColumns(schema: StructType): readonly ColumnNode[] {
  return schema.fields.map((field) => fromField(field, []));
}

export function countColumns(nodes: readonly ColumnNode[]): number {
  return nodes.reduce((sum, node) => sum + 1 + countColumns(node.children), 0);
}

export function findColumn(nodes: readonly ColumnNode[], path: readonly string[]): ColumnNode | undefined {
  const key = keyOf(path);
  for (const node of nodes) {
    if (node.key === key) return node;
    const inner = key.startsWith(`${node.key}\0`) ? findColumn(node.children, path) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** The nodes whose name, path or type holds the text, with all that leads to them. */
export function filterColumns(nodes: readonly ColumnNode[], text: string): readonly ColumnNode[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return nodes;
  return nodes.flatMap((node) => {
    const children = filterColumns(node.children, text);
    if (children.length > 0) return [{ ...node, children }];
    return searchText(node).includes(wanted) ? [{ ...node, children: [] }] : [];
  });
}

/** Which nodes are open: all, or none, but those of `except`. */
export interface Openness {
  readonly all: boolean;
  readonly except: ReadonlySet<string>;
}

function isOpen({ all, except }: Openness, key: string): boolean {
  return except.has(key) ? !all : all;
}

export function toggled(openness: Openness, key: string): Openness {
  const except = new Set(openness.except);
  if (!except.delete(key)) except.add(key);
  return { ...openness, except };
}

/** A node as a line of the drawn tree. */
export interface ColumnRow extends TreeRow {
  readonly column: ColumnNode;
}

/** The lines that are to be seen, top to bottom. */
export function flattenColumns(nodes: readonly ColumnNode[], openness: Openness): readonly ColumnRow[] {
  const rows: ColumnRow[] = [];
  const add = (siblings: readonly ColumnNode[], level: number, parentKey: string | undefined) => {
    for (const [index, column] of siblings.entries()) {
      const open = column.children.length > 0 && isOpen(openness, column.key);
      rows.push({
        key: column.key,
        node: { label: column.name, text: shortType(column.type), count: column.children.length },
        path: pathText(column.path),
        level,
        setSize: siblings.length,
        position: index + 1,
        isOpen: open,
        parentKey,
        column,
      });
      if (open) add(column.children, level + 1, column.key);
    }
  };
  add(nodes, 1, undefined);
  return rows;
}

/** As SQL spells it: parts that are no plain names stand in backticks. */
export function pathText(path: readonly string[]): string {
  return path.map(quoteName).join(".");
}

/** Words with which something else than a column may begin in a list of columns. */
const RESERVED = /^(constraint|primary|foreign|unique|check|references)$/i;

/** A name that needs no backticks, in none. */
export function quoteName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !RESERVED.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
}

/** Delta's spelling, a struct without its fields. A declared length (`varchar(40)`) stands for the string it is stored as. */
export function shortType(type: DataType): string {
  switch (type.kind) {
    case "struct":
      return "struct";
    case "array":
      return `array<${shortType(type.element)}>`;
    case "map":
      return `map<${shortType(type.key)}, ${shortType(type.value)}>`;
    default:
      return typeText(type);
  }
}

function fromField(field: StructField, above: readonly string[]): ColumnNode {
  return toNode({ name: field.name, type: field.type, nullable: field.nullable, field }, above);
}

function toNode(part: Pick<ColumnNode, "name" | "type" | "nullable" | "field">, above: readonly string[]): ColumnNode {
  const path = [...above, part.name];
  return { ...part, key: keyOf(path), path, children: childrenOf(part.type, path) };
}

/** Lists and maps open where a struct is inside; else their type says all. */
function childrenOf(type: DataType, path: readonly string[]): readonly ColumnNode[] {
  if (type.kind === "struct") return type.fields.map((field) => fromField(field, path));
  if (!holdsStruct(type)) return [];
  const part = (name: string, inner: DataType, nullable: boolean) =>
    toNode({ name, type: inner, nullable, field: undefined }, path);
  if (type.kind === "array") return [part("element", type.element, type.containsNull)];
  if (type.kind !== "map") return [];
  return [part("key", type.key, false), part("value", type.value, type.valueContainsNull)];
}

function holdsStruct(type: DataType): boolean {
  if (type.kind === "array") return holdsStruct(type.element);
  if (type.kind === "map") return holdsStruct(type.key) || holdsStruct(type.value);
  return type.kind === "struct";
}

function searchText(node: ColumnNode): string {
  return [node.path.join("."), shortType(node.type)].join(" ").toLowerCase();
}

function keyOf(path: readonly string[]): string {
  return path.join("\0");
}
