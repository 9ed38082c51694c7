import type { StructType } from "#delta/data-type.ts";

/** The columns of a view against a version's schema. */
export interface VisibleColumns {
  /** In the order of their places. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  /** Asked for, and not in this version. */
  readonly missing: readonly string[];
}

/** `asked` undefined = all, in the schema's order. */
export function resolveColumns(schema: StructType, asked: readonly string[] | undefined): VisibleColumns {
  const names = schema.fields.map(({ name }) => name);
  if (asked === undefined) return { order: names, hidden: [], missing: [] };
  const known = new Set(names);
  const order = asked.filter((name) => known.has(name));
  const shown = new Set(order);
  return {
    order,
    hidden: names.filter((name) => !shown.has(name)),
    missing: asked.filter((name) => !known.has(name)),
  };
}

/** What a view asks for after a column was switched: undefined again once all stand in the schema's order. */
export function toggleColumn(
  schema: StructType,
  asked: readonly string[] | undefined,
  name: string,
): readonly string[] | undefined {
  const names = schema.fields.map((field) => field.name);
  const shown = new Set(asked ?? names);
  if (!shown.delete(name)) shown.add(name);
  // A column that comes back takes its place in the schema's order among the shown ones.
  const next = asked === undefined || !shown.has(name) ? [...shown] : names.filter((one) => shown.has(one));
  return next.length === names.length && names.every((one, i) => one === next[i]) ? undefined : next;
}
