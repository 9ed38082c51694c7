import type { DataType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";
import type { TreeNode } from "#ui/tree-node.ts";
import { toGridCell } from "./grid-cell.ts";
import { isNested, toJson, toText } from "./value-text.ts";

/** A value as a tree whose nodes are made when they are opened. */
export function toTreeNode(label: string, value: Value, type: DataType, step?: string): TreeNode {
  const base = { label, ...(step !== undefined && { step }) };
  if (value === null || !isNested(value)) {
    const { text, tone } = toGridCell(value, type);
    const shown = typeof value === "string" && tone === "text" ? JSON.stringify(value) : text;
    return { ...base, text: shown, ...(tone && { tone }), copy: value === null ? "" : toText(value, type) };
  }
  return {
    ...base,
    text: sizeText(value, type),
    tone: "nested",
    count: type.kind === "struct" ? type.fields.length : value.length,
    child: (index) => childNode(value, type, index),
    copy: () => Promise.resolve(toJson(value, type)),
  };
}

function childNode(value: readonly Value[], type: DataType, index: number): TreeNode {
  const item = value[index] ?? null;
  if (type.kind === "struct") {
    const field = type.fields[index];
    if (field === undefined) return { label: String(index), text: "" };
    return toTreeNode(field.name, item, field.type, fieldStep(field.name));
  }
  if (type.kind === "map") {
    const [key = null, of = null]: readonly Value[] = Array.isArray(item) ? item : [];
    const name = toText(key, type.key);
    return toTreeNode(name, of, type.value, `[${toJson(key, type.key)}]`);
  }
  return toTreeNode(String(index), item, type.kind === "array" ? type.element : type, `[${index}]`);
}

/** A name that is no identifier is quoted, as SQL and JSONPath want it. */
function fieldStep(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `.\`${name.replaceAll("`", "``")}\``;
}

function sizeText(value: readonly Value[], type: DataType): string {
  if (type.kind === "struct") return `${type.fields.length} fields`;
  const noun = type.kind === "map" ? ["entry", "entries"] : ["item", "items"];
  return `${value.length.toLocaleString("en-US")} ${value.length === 1 ? noun[0] : noun[1]}`;
}
