import type { GridRange } from "#ui/DataGrid/grid-model.ts";
import type { WorkerClient } from "#worker/client.ts";
import type { CellValue, SnapshotInfo } from "#worker/worker-api.ts";
import { isCut } from "./format-value.ts";
import { toText } from "./value-text.ts";

/** Rows asked for at a time. */
const CHUNK_ROWS = 2000;
/** Characters that a clipboard is given at most. */
const MAX_CHARACTERS = 32_000_000;

/**
 * The exact values of a range as tab-separated lines, as spreadsheets read them. Null and the empty string are empty
 * fields there. One cell alone is its bare text.
 */
export async function readRangeText(client: WorkerClient, snapshot: SnapshotInfo, range: GridRange): Promise<string> {
  const lines: string[] = [];
  let characters = 0;
  for (let start = range.rowStart, reachesEnd = false; start < range.rowEnd && !reachesEnd; ) {
    const count = Math.min(CHUNK_ROWS, range.rowEnd - start);
    const { rows, ...read } = await readTexts(client, snapshot, { start, count, columns: range.columns });
    // Fewer than asked where not all files are listed yet; the next read waits for more.
    start += rows.length;
    reachesEnd = read.reachesEnd;
    if (range.rowEnd - range.rowStart === 1 && range.columns.length === 1) return rows[0]?.[0] ?? "";
    for (const row of rows) {
      const line = row.map(toField).join("\t");
      characters += line.length + 1;
      if (characters > MAX_CHARACTERS)
        throw new Error("The text would be larger than the clipboard takes: select fewer cells.");
      lines.push(line);
    }
  }
  return lines.join("\n");
}

interface Chunk {
  readonly start: number;
  readonly count: number;
  readonly columns: readonly number[];
}

interface ReadTexts {
  readonly rows: readonly (readonly string[])[];
  readonly reachesEnd: boolean;
}

async function readTexts(client: WorkerClient, snapshot: SnapshotInfo, chunk: Chunk): Promise<ReadTexts> {
  const { location, version, schema } = snapshot;
  const page = await client.call("readRows", { location, version, ...chunk });
  const rows: string[][] = [];
  for (let at = 0; at < page.rowCount; at += 1) {
    const row = chunk.columns.map(async (field, column) => {
      const type = schema.fields[field]?.type;
      const value = await wholeValue(page.columns[column]?.[at] ?? null, () =>
        client.call("readCell", { location, version, row: chunk.start + at, column: field }),
      );
      return value === null || type === undefined ? "" : toText(value, type);
    });
    rows.push(await Promise.all(row));
  }
  return { rows, reachesEnd: page.reachesEnd };
}

async function wholeValue<T>(value: CellValue, readWhole: () => Promise<T>) {
  return isCut(value) ? readWhole() : value;
}

function toField(text: string): string {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
