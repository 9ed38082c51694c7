import type { GridCell, GridColumn, GridModel } from "#ui/DataGrid/grid-model.ts";
import { formatTimestamp } from "#ui/format.ts";

const CITIES = ["Amsterdam", "Lisbon", "Kraków", "Porto", "Utrecht", "Gdańsk"];
const NAMES = ["Ana Costa", "Jan de Vries", "Zofia Nowak", "Rui Alves", "Sanne Bakker", "Inês Rocha"];
const ODD = ["", "exe\u202Egnp.doc", "line one\nline two", "<b>not bold</b>", "שלום עולם", "a\tb", "tail\u200B"];

const COLUMNS: readonly GridColumn[] = [
  { id: "ride_id", name: "ride_id", typeLabel: "long", align: "end" },
  { id: "city", name: "city", typeLabel: "string", align: "start" },
  { id: "started_at", name: "started_at", typeLabel: "timestamp", align: "start" },
  { id: "driver", name: "driver", typeLabel: "struct", align: "start" },
  { id: "km", name: "km", typeLabel: "decimal(6,2)", align: "end" },
  { id: "fare", name: "fare", typeLabel: "decimal(9,2)", align: "end" },
  { id: "tip", name: "tip", typeLabel: "double", align: "end" },
  { id: "status", name: "status", typeLabel: "string", align: "start" },
  { id: "note", name: "note", typeLabel: "string", align: "start" },
  { id: "raw", name: "raw", typeLabel: "binary", align: "start" },
];

/** Invented rides, any number of them, that arrive in blocks after a delay. */
export function createRidesModel(rowCount: number, delayMs: number, columnCount = COLUMNS.length): GridModel {
  const listeners = new Set<() => void>();
  const blocks = new Set<number>();
  const columns = Array.from({ length: columnCount }, (_, index) => {
    const column = COLUMNS[index % COLUMNS.length] ?? COLUMNS[0];
    if (!column) throw new Error("no columns");
    const name = index < COLUMNS.length ? column.name : `${column.name}_${index}`;
    return { ...column, id: name, name };
  });
  return {
    rowCount,
    rowCountIsExact: true,
    columns,
    getCell: (row, column) => (blocks.has(Math.floor(row / 64)) ? cellOf(row, column % COLUMNS.length) : undefined),
    fetch: async ({ rowStart, rowEnd }, signal) => {
      await new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, delayMs);
        signal.addEventListener("abort", () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      });
      for (let row = rowStart; row < rowEnd; row += 64) blocks.add(Math.floor(row / 64));
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function cellOf(row: number, column: number): GridCell {
  const random = noise(row * 31 + column);
  switch (column) {
    case 0:
      return { text: String(row + 1_000_000), tone: "number" };
    case 1:
      return { text: pick(CITIES, random) };
    case 2:
      return { text: formatTimestamp(1_773_417_371_133_000n + BigInt(row) * 1_937_133_000n) };
    case 3:
      return { text: `{name: ${pick(NAMES, random)}, rating: ${(4 + random).toFixed(1)}}`, tone: "nested" };
    case 4:
      return { text: (random * 22 + 0.4).toFixed(2), tone: "number" };
    case 5:
      return { text: (random * 40 + 2.5).toFixed(2), tone: "number" };
    case 6:
      return tip(random);
    case 7:
      return { text: pick(["completed", "completed", "cancelled", "no_show"], random) };
    case 8:
      return note(random);
    default:
      return { text: `0x${Math.floor(random * 1e9).toString(16)} · 16 B`, tone: "binary" };
  }
}

function tip(random: number): GridCell {
  if (random > 0.97) return { text: "NaN", tone: "nan", title: "Not a number" };
  return random > 0.5 ? { text: "", tone: "null" } : { text: (random * 12).toFixed(2), tone: "number" };
}

function note(random: number): GridCell {
  const text = pick(ODD, random);
  return text === "" ? { text, tone: "empty" } : { text };
}

function pick(list: readonly string[], random: number): string {
  return list[Math.floor(random * list.length)] ?? "";
}

/** The same number for the same seed, between 0 and 1. */
function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
}
