/** A field of a Thrift struct as hyparquet parses it, by its id; undefined where it is absent, or there is no struct. */
export function thriftField(struct: unknown, id: number): unknown {
  return typeof struct === "object" && struct !== null ? Reflect.get(struct, `field_${id}`) : undefined;
}
