import { DataType as ArrowType, type Data } from "apache-arrow";

/** A field of a decoded struct, by its name; undefined where it was not decoded. */
export function findChild(struct: Data, name: string): Data | undefined {
  const index = ArrowType.isStruct(struct.type) ? struct.type.children.findIndex((child) => child.name === name) : -1;
  return struct.children[index];
}
