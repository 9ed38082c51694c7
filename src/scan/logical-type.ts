// LogicalType of parquet.thrift, from hyparquet's form back to Thrift.

import type { LogicalType, TimeUnit } from "hyparquet";
import { type ThriftValue, thriftInteger, thriftStruct } from "./thrift-writer.ts";

const timeUnitIds: Readonly<Record<TimeUnit, number>> = { MILLIS: 1, MICROS: 2, NANOS: 3 };

/** Field ids of the union's members that are empty structs. */
const emptyMembers: Readonly<Partial<Record<LogicalType["type"], number>>> = {
  STRING: 1,
  MAP: 2,
  LIST: 3,
  ENUM: 4,
  DATE: 6,
  NULL: 11,
  JSON: 12,
  BSON: 13,
  UUID: 14,
  FLOAT16: 15,
};

/** Undefined for the types that only mark a plain group or plain bytes (VARIANT, GEOMETRY, GEOGRAPHY). */
export function toThriftLogicalType(type: LogicalType | undefined): ThriftValue | undefined {
  if (type === undefined) {
    return undefined;
  }
  switch (type.type) {
    case "DECIMAL":
      return thriftStruct([
        5,
        thriftStruct([1, thriftInteger("i32", type.scale)], [2, thriftInteger("i32", type.precision)]),
      ]);
    case "TIME":
      return thriftStruct([7, describeTime(type)]);
    case "TIMESTAMP":
      return thriftStruct([8, describeTime(type)]);
    case "INTEGER":
      return thriftStruct([
        10,
        thriftStruct([1, thriftInteger("i8", type.bitWidth)], [2, { kind: "bool", value: type.isSigned }]),
      ]);
    default: {
      const id = emptyMembers[type.type];
      return id === undefined ? undefined : thriftStruct([id, thriftStruct()]);
    }
  }
}

function describeTime({ isAdjustedToUTC, unit }: { isAdjustedToUTC: boolean; unit: TimeUnit }): ThriftValue {
  const unitMember = thriftStruct([timeUnitIds[unit], thriftStruct()]);
  return thriftStruct([1, { kind: "bool", value: isAdjustedToUTC }], [2, unitMember]);
}
