// The peer for Parquet: hyparquet, pure JavaScript. It also tells the byte ranges that a file's parts really take.

import { type AsyncBuffer, type FileMetaData, parquetMetadata, parquetRead } from "hyparquet";
import { compressors } from "hyparquet-compressors";

/** Length of the footer and magic bytes, at the file's end. */
const trailerBytes = 8;

/** Decodes a leaf, given by its path, of all row groups to JavaScript values. Returns how many rows there were. */
export async function readLeaf(bytes: Uint8Array, path: readonly string[]): Promise<number> {
  let rowCount = 0;
  await parquetRead({
    file: toAsyncBuffer(bytes),
    metadata: keepLeaf(parseFooter(bytes), path),
    compressors,
    onChunk: ({ rowStart, rowEnd }) => {
      rowCount += rowEnd - rowStart;
    },
  });
  return rowCount;
}

export interface FileLayout {
  /** Thrift and trailer. */
  readonly footerBytes: number;
  readonly rowGroups: readonly { readonly rowCount: number; readonly chunkBytes: ReadonlyMap<string, number> }[];
}

/** Bytes by top-level column, a row group at a time. */
export function readLayout(bytes: Uint8Array): FileLayout {
  const metadata = parseFooter(bytes);
  return {
    footerBytes: metadata.metadata_length + trailerBytes,
    rowGroups: metadata.row_groups.map((group) => {
      const chunkBytes = new Map<string, number>();
      for (const { meta_data: chunk } of group.columns) {
        const name = chunk?.path_in_schema[0] ?? "";
        chunkBytes.set(name, (chunkBytes.get(name) ?? 0) + Number(chunk?.total_compressed_size));
      }
      return { rowCount: Number(group.num_rows), chunkBytes };
    }),
  };
}

/** hyparquet projects top-level columns only; a footer with nothing but the leaf makes it read no other. */
function keepLeaf(metadata: FileMetaData, path: readonly string[]): FileMetaData {
  const isOnPath = (chunkPath: readonly string[]) => chunkPath.join(".") === path.join(".");
  const schema = path.map((name, depth) => {
    const element = metadata.schema.find((candidate, index) => index > 0 && candidate.name === name);
    if (!element) throw new Error(`Cannot read ${path.join(".")}: the file has no ${name}`);
    return depth < path.length - 1 ? { ...element, num_children: 1 } : element;
  });
  return {
    ...metadata,
    schema: [...metadata.schema.slice(0, 1).map((root) => ({ ...root, num_children: 1 })), ...schema],
    row_groups: metadata.row_groups.map((group) => ({
      ...group,
      columns: group.columns.filter(({ meta_data: chunk }) => chunk && isOnPath(chunk.path_in_schema)),
    })),
  };
}

function parseFooter(bytes: Uint8Array): FileMetaData {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - trailerBytes, true);
  return parquetMetadata(toArrayBuffer(bytes.subarray(bytes.length - length - trailerBytes)));
}

function toAsyncBuffer(bytes: Uint8Array): AsyncBuffer {
  return { byteLength: bytes.length, slice: (start, end) => toArrayBuffer(bytes.subarray(start, end)) };
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  // A Buffer's own slice would be a view.
  return new Uint8Array(bytes).buffer;
}
