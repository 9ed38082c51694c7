// The column chunk that holds a column of the table, through structs, by the table's column mapping.

import type { SchemaElement } from "hyparquet";
import type { ColumnMappingMode } from "#delta/column-mapping.ts";
import type { StructField } from "#delta/data-type.ts";
import { createFieldIndex } from "./match-field.ts";
import type { ParquetFooter } from "./parquet-footer.ts";

export type LeafPlace =
  | { readonly kind: "leaf"; readonly leaf: number; readonly element: SchemaElement }
  /** The file lacks it or a struct around it: it is null in every row. */
  | { readonly kind: "absent" };

/** `fields` lead from the top level to the column. Undefined where there is any doubt, and for what is no leaf. */
export function findLeaf(
  footer: ParquetFooter,
  fields: readonly StructField[],
  mode: ColumnMappingMode,
): LeafPlace | undefined {
  // A file without ids is refused when its rows are read.
  if (mode === "id" && footer.schema.every(({ field_id }) => field_id === undefined)) {
    return undefined;
  }
  let node: SchemaNode | undefined;
  for (const field of fields) {
    const found = findChild(childrenAt(footer, node ?? ROOT), field, mode);
    if (found === "absent") {
      return field.nullable ? { kind: "absent" } : undefined;
    }
    if (found === undefined) {
      return undefined;
    }
    node = found;
  }
  return node?.element.type === undefined ? undefined : { kind: "leaf", leaf: node.leaf, element: node.element };
}

/** Undefined where several match, or the one that does is no column of one value a row. */
function findChild(
  children: readonly SchemaNode[],
  field: StructField,
  mode: ColumnMappingMode,
): SchemaNode | "absent" | undefined {
  const at = createFieldIndex(children, mode)(field);
  if (at === undefined) {
    return "absent";
  }
  const child = at === "ambiguous" ? undefined : children[at];
  const isPlain = (child?.element.type === undefined) === (field.type.kind === "struct");
  return isPlain && child?.element.repetition_type !== "REPEATED" ? child : undefined;
}

interface SchemaNode {
  readonly name: string;
  readonly fieldId: number | undefined;
  readonly element: SchemaElement;
  /** Its place among the elements, and the first leaf at or below it. */
  readonly index: number;
  readonly leaf: number;
}

const ROOT = { index: 0, leaf: 0 };

function childrenAt({ schema }: ParquetFooter, parent: Pick<SchemaNode, "index" | "leaf">): readonly SchemaNode[] {
  const children: SchemaNode[] = [];
  let { index, leaf } = parent;
  index += 1;
  for (let left = schema[parent.index]?.num_children ?? 0; left > 0; left -= 1) {
    const element = schema[index];
    if (element === undefined) {
      return children;
    }
    children.push({ name: element.name, fieldId: element.field_id, element, index, leaf });
    ({ index, leaf } = skipElement(schema, { index, leaf }));
  }
  return children;
}

/** The place after an element and all below it. */
function skipElement(schema: readonly SchemaElement[], place: typeof ROOT): typeof ROOT {
  let { index, leaf } = place;
  for (let open = 1; open > 0 && index < schema.length; index += 1) {
    const element = schema[index];
    open += (element?.num_children ?? 0) - 1;
    leaf += element?.type === undefined ? 0 : 1;
  }
  return { index, leaf };
}
