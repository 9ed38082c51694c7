// The pages of a column chunk, walked before they are decoded. The decoder believes their headers, whose sizes decide
// what memory it asks for, and passes over their checksums: Spark writes one into each page.
//
// | page   | bytes                                                                                        |
// |--------|----------------------------------------------------------------------------------------------|
// | header | Thrift PageHeader: 1 type, 2 size when unpacked, 3 size, 4 CRC-32, 5, 7, 8 the type's own header |
// | data   | as many bytes as 3 says; the checksum is of them as they stand                                |

import { deserializeTCompactProtocol } from "hyparquet/src/thrift.js";
import { viewOf } from "#delta/byte-view.ts";
import { crc32 } from "#delta/deletion-vectors/crc32.ts";
import { corruptParquet } from "./parquet-engine.ts";
import type { ColumnChunk } from "./parquet-footer.ts";
import { thriftField } from "./thrift-field.ts";

/** Pages are about a megabyte; one of more than this must have been packed from as much by a possible measure. */
const LARGE_PAGE_BYTES = 64 * 1024 * 1024;
const MOST_PACKED = 1100;

const DATA_PAGE = 0;
const DICTIONARY_PAGE = 2;
const DATA_PAGE_V2 = 3;

/** Errors: CorruptParquet for pages that do not agree with their checksums, with the footer or with themselves. */
export function checkPages(file: string, chunk: ColumnChunk, bytes: Uint8Array): void {
  const view = viewOf(bytes);
  let values = 0;
  for (let offset = 0; values < chunk.valueCount; ) {
    const page = readHeader(file, view, offset);
    checkSizes(file, page, bytes.length);
    const data = bytes.subarray(page.dataStart, page.dataStart + page.size);
    if (page.checksum !== undefined && page.checksum >>> 0 !== crc32(data)) {
      throw corruptParquet(file, `the page at byte ${chunk.start + offset} does not match its checksum`);
    }
    values += page.isDictionary ? 0 : page.values;
    offset = page.dataStart + page.size;
  }
  if (values !== chunk.valueCount) {
    throw corruptParquet(file, `a column chunk's pages hold ${values} values, its footer says ${chunk.valueCount}`);
  }
}

interface Page {
  readonly dataStart: number;
  readonly size: number;
  readonly unpackedSize: number;
  readonly checksum: number | undefined;
  readonly isDictionary: boolean;
  /** Rows at every level, nulls too; entries of a dictionary. */
  readonly values: number;
}

function readHeader(file: string, view: DataView, offset: number): Page {
  const reader = { view, offset };
  const header = parseHeader(file, reader);
  const type = integerAt(header, 1);
  const own = thriftField(
    header,
    type === DATA_PAGE ? 5 : type === DICTIONARY_PAGE ? 7 : type === DATA_PAGE_V2 ? 8 : 0,
  );
  return {
    dataStart: reader.offset,
    size: integerAt(header, 3) ?? -1,
    unpackedSize: integerAt(header, 2) ?? -1,
    checksum: integerAt(header, 4),
    isDictionary: type === DICTIONARY_PAGE,
    // An index page holds none.
    values: own === undefined ? 0 : (integerAt(own, 1) ?? -1),
  };
}

function parseHeader(file: string, reader: { view: DataView; offset: number }): unknown {
  const { offset } = reader;
  try {
    return deserializeTCompactProtocol(reader);
  } catch (cause) {
    throw corruptParquet(file, `no page begins at byte ${offset} of a column chunk`, { cause });
  }
}

function checkSizes(file: string, { dataStart, size, unpackedSize, isDictionary, values }: Page, end: number): void {
  if (size < 0 || unpackedSize < 0 || values < 0 || dataStart + size > end) {
    throw corruptParquet(file, `a page of ${size} bytes with ${values} values does not fit in its column chunk`);
  }
  if (unpackedSize > LARGE_PAGE_BYTES && unpackedSize > size * MOST_PACKED) {
    throw corruptParquet(file, `a page of ${size} bytes claims to hold ${unpackedSize}`);
  }
  if (isDictionary && values > unpackedSize) {
    throw corruptParquet(file, `a dictionary of ${unpackedSize} bytes claims to hold ${values} values`);
  }
}

function integerAt(struct: unknown, id: number): number | undefined {
  const value = thriftField(struct, id);
  return typeof value === "number" && Number.isInteger(value) ? value : undefined;
}
