// Thrift's compact protocol, the writing half: all that a Parquet footer is made of.
//
// | part          | bytes                                                                     |
// |---------------|---------------------------------------------------------------------------|
// | field header  | (id - previous id) << 4 \| type, or type and the zigzag id when 0 or > 15 |
// | bool field    | in the header: type 1 = true, 2 = false                                   |
// | i8            | one byte                                                                  |
// | i32, i64      | zigzag varint                                                             |
// | binary        | varint length, bytes                                                      |
// | list          | size << 4 \| type (size < 15), or 0xf0 \| type and the varint size; items |
// | struct        | fields, then 0                                                            |

export type ThriftValue =
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "i8" | "i32" | "i64"; readonly value: number }
  | { readonly kind: "binary"; readonly bytes: Uint8Array }
  | { readonly kind: "list"; readonly items: readonly ThriftValue[] }
  | ThriftStruct;

export interface ThriftStruct {
  readonly kind: "struct";
  readonly fields: readonly ThriftField[];
}

/** Ascending by id. A field whose value is undefined is left out. */
export type ThriftField = readonly [id: number, value: ThriftValue | undefined];

const encoder = new TextEncoder();

export function thriftText(text: string): ThriftValue {
  return { kind: "binary", bytes: encoder.encode(text) };
}

/** An integer, or undefined for a field that is absent. `value` is a safe integer. */
export function thriftInteger(kind: "i8" | "i32" | "i64", value: number | undefined): ThriftValue | undefined {
  return value === undefined ? undefined : { kind, value };
}

export function thriftStruct(...fields: readonly ThriftField[]): ThriftStruct {
  return { kind: "struct", fields };
}

export function writeThrift(struct: ThriftStruct): Uint8Array {
  const out: number[] = [];
  writeStruct(out, struct);
  return Uint8Array.from(out);
}

function writeStruct(out: number[], struct: ThriftStruct): void {
  let previous = 0;
  for (const [id, value] of struct.fields) {
    if (value !== undefined) {
      writeFieldHeader(out, id, id - previous, typeCode(value));
      if (value.kind !== "bool") {
        writeValue(out, value);
      }
      previous = id;
    }
  }
  out.push(0);
}

function writeFieldHeader(out: number[], id: number, delta: number, type: number): void {
  if (delta > 0 && delta <= 15) {
    out.push((delta << 4) | type);
  } else {
    out.push(type);
    writeVarint(out, id * 2);
  }
}

function writeValue(out: number[], value: ThriftValue): void {
  switch (value.kind) {
    case "bool":
      out.push(value.value ? 1 : 2);
      return;
    case "i8":
      out.push(value.value & 0xff);
      return;
    case "i32":
    case "i64":
      writeVarint(out, value.value < 0 ? -2 * value.value - 1 : 2 * value.value);
      return;
    case "binary":
      writeVarint(out, value.bytes.length);
      for (const byte of value.bytes) {
        out.push(byte);
      }
      return;
    case "list":
      writeList(out, value.items);
      return;
    case "struct":
      writeStruct(out, value);
      return;
  }
}

function writeList(out: number[], items: readonly ThriftValue[]): void {
  const [first] = items;
  const type = first === undefined ? 12 : typeCode(first);
  if (items.length < 15) {
    out.push((items.length << 4) | type);
  } else {
    out.push(0xf0 | type);
    writeVarint(out, items.length);
  }
  for (const item of items) {
    writeValue(out, item);
  }
}

/** Multiplication instead of shifts: offsets in a file pass 2^31. */
function writeVarint(out: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

function typeCode(value: ThriftValue): number {
  switch (value.kind) {
    case "bool":
      return value.value ? 1 : 2;
    case "i8":
      return 3;
    case "i32":
      return 5;
    case "i64":
      return 6;
    case "binary":
      return 8;
    case "list":
      return 9;
    case "struct":
      return 12;
  }
}
