import type { StructField } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";
export function readPartitionValue(text: string | null, _field: StructField): Value {
  return text;
}
export function toObjectKey(path: string): string {
  return decodeURIComponent(path);
}
