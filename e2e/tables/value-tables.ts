// Tables whose values are what matters: hostile text, nested values, numbers that a double can't hold.

import { Binary, Bool, Decimal, Field, Float64, Int64, List, Map_, Struct, Utf8 } from "apache-arrow";
import { buildTable, dataFile, type TableColumns, type TableObjects } from "./delta-table.ts";
import { decimalWords } from "./trips.ts";

export const hostileTexts: Readonly<Record<string, string>> = {
  html: "<b>bold</b><script>window.hostile = true</script>",
  image: '<img src="x" onerror="window.hostile = true">',
  link: '<a href="javascript:window.hostile = true">javascript:window.hostile = true</a>',
  bidi: "user\u202Egnp.exe\u202C\u2066x\u2069",
  nul: "before\u0000after",
  emoji: "\u{1F468}\u200D\u{1F469}\u200D\u{1F467} cr\u00E8me e\u0301",
  newline: "first line\nsecond\tcolumn\r\nthird",
  formula: '=HYPERLINK("http://example.invalid","x")',
};

export const hugeTextLength = 10_000_000;

/** Column `kind` names the text; the last row holds ten million characters. */
export function buildHostile(): TableObjects {
  const texts = [...Object.values(hostileTexts), "ten MB ".repeat(hugeTextLength / 7 + 1).slice(0, hugeTextLength)];
  const columns: TableColumns = {
    kind: [[...Object.keys(hostileTexts), "huge"], new Utf8()],
    text: [texts, new Utf8()],
  };
  return buildTable([{ operation: "WRITE", columns, add: [dataFile("part-00000.parquet", columns)] }]);
}

const point = new Struct([new Field("lat", new Float64(), true), new Field("lon", new Float64(), true)]);
const stop = new Struct([new Field("name", new Utf8(), true), new Field("at", point, true)]);

export function buildNested(): TableObjects {
  const labels = new Map_<Utf8, Utf8>(
    new Field("key_value", new Struct([new Field("key", new Utf8(), false), new Field("value", new Utf8(), true)])),
  );
  const at = { lat: 38.72, lon: -9.14 };
  const columns: TableColumns = {
    stops: [
      [
        [
          { name: "Rossio", at },
          { name: "Belém", at: null },
        ],
        [],
        null,
      ],
      new List(new Field("element", stop, true)),
    ],
    labels: [[new Map([["vip", "yes"]]), new Map(), null], labels],
    place: [[{ name: "Rossio", at }, { name: null, at: null }, null], stop],
  };
  return buildTable([{ operation: "WRITE", columns, add: [dataFile("part-00000.parquet", columns)] }]);
}

/** One row a case; what each must read as stands beside it in the spec. */
export function buildExact(): TableObjects {
  const columns: TableColumns = {
    name: [["largest", "smallest", "negative zero", "not a number", "nothing"], new Utf8()],
    long: [[9_007_199_254_740_993n, -9_223_372_036_854_775_808n, 0n, 1n, null], new Int64()],
    decimal: [
      [
        decimalWords(123_456_789_012_345_678_901_234_567_890n),
        decimalWords(-123_456_789_012_345_678_901_234_567_890n),
        decimalWords(0n),
        decimalWords(1n),
        null,
      ],
      new Decimal(10, 38, 128),
    ],
    double: [[0.1, 5e-324, -0, Number.NaN, null], new Float64()],
    text: [["a", " ", "", "NaN", null], new Utf8()],
    flag: [[true, false, true, false, null], new Bool()],
    bytes: [[Uint8Array.of(0, 255), Uint8Array.of(), Uint8Array.of(16), Uint8Array.of(1, 2, 3), null], new Binary()],
  };
  return buildTable([{ operation: "WRITE", columns, add: [dataFile("part-00000.parquet", columns)] }]);
}
