// Schema Serialization Format: the types a column can have, as plain data.

export type PrimitiveName =
  | "string"
  | "long"
  | "integer"
  | "short"
  | "byte"
  | "float"
  | "double"
  | "boolean"
  | "binary"
  | "date"
  | "timestamp"
  | "timestamp_ntz"
  | "variant"
  | "interval year to month"
  | "interval day to second"
  | "void";

export interface PrimitiveType {
  readonly kind: "primitive";
  readonly name: PrimitiveName;
  /** Of a string that was declared as CHAR(n): values are padded with spaces to as many characters. */
  readonly charLength?: number;
  /** Of a string that was declared as VARCHAR(n): writers take no longer one. */
  readonly varcharLength?: number;
}

export interface DecimalType {
  readonly kind: "decimal";
  readonly precision: number;
  readonly scale: number;
}

export interface StructType {
  readonly kind: "struct";
  readonly fields: readonly StructField[];
}

export interface ArrayType {
  readonly kind: "array";
  readonly element: DataType;
  readonly containsNull: boolean;
}

export interface MapType {
  readonly kind: "map";
  readonly key: DataType;
  readonly value: DataType;
  readonly valueContainsNull: boolean;
}

/** A type named in the schema that this reader does not know; `text` is its JSON. Columns of it are refused by name. */
export interface UnknownType {
  readonly kind: "unknown";
  readonly text: string;
}

export type DataType = PrimitiveType | DecimalType | StructType | ArrayType | MapType | UnknownType;

export interface StructField {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  /** Column Metadata as written; values are any JSON. */
  readonly metadata: ReadonlyMap<string, unknown>;
}
