// Arrow types in the words of Delta's schema serialization.

import { DataType } from "apache-arrow";
import type { TableColumns } from "./delta-table.ts";

export function toSchemaFields(columns: TableColumns): readonly unknown[] {
  return Object.entries(columns).map(([name, [, type]]) => toField(name, type));
}

function toField(name: string, type: DataType) {
  return { name, type: toDeltaType(type), nullable: true, metadata: {} };
}

function toDeltaType(type: DataType): unknown {
  if (DataType.isStruct(type)) {
    return { type: "struct", fields: type.children.map((child) => toField(child.name, child.type)) };
  }
  if (DataType.isList(type)) {
    return { type: "array", elementType: toDeltaType(type.valueType), containsNull: true };
  }
  if (DataType.isMap(type)) {
    const [key, value] = [toDeltaType(type.keyType), toDeltaType(type.valueType)];
    return { type: "map", keyType: key, valueType: value, valueContainsNull: true };
  }
  return toPrimitive(type);
}

function toPrimitive(type: DataType): string {
  if (DataType.isDecimal(type)) return `decimal(${type.precision},${type.scale})`;
  if (DataType.isInt(type)) return type.bitWidth === 64 ? "long" : "integer";
  if (DataType.isUtf8(type)) return "string";
  if (DataType.isFloat(type)) return "double";
  if (DataType.isBool(type)) return "boolean";
  if (DataType.isBinary(type)) return "binary";
  if (DataType.isDate(type)) return "date";
  if (DataType.isTimestamp(type)) return type.timezone === null ? "timestamp_ntz" : "timestamp";
  throw new Error(`Cannot name the Arrow type ${type} in Delta's words`);
}
