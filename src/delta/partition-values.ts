// PROTOCOL.md "Partition Value Serialization": the text in the log to a value of the column's type. After a type was
// widened, old files keep the text of the old type. A text that is not of the type is an error, never a guess.

import { daysSinceEpoch } from "./calendar.ts";
import { padToLength } from "./char-length.ts";
import type { DataType, PrimitiveName } from "./data-type.ts";
import { TableError } from "./errors.ts";
import { dayTimeText, yearMonthText } from "./interval-text.ts";
import { typeText } from "./schema.ts";
import type { Value } from "./value.ts";

/** What Hive puts into a directory's name for null; some writers logged it as the value. */
const HIVE_NULL = "__HIVE_DEFAULT_PARTITION__";

/**
 * The empty string is null for every type. A timestamp without a zone is read as UTC.
 * Errors: ProtocolViolation when the text is not of the type; Unsupported when the type can't partition a table.
 */
export function parsePartitionValue(text: string | null, type: DataType): Value {
  if (text === null || text === "" || text === HIVE_NULL) return null;
  const value = type.kind === "decimal" ? parseDecimal(text, type) : parsePrimitive(text, type);
  if (value !== undefined) return value;
  const rule = "partition values are serialized by their column's type";
  const detail = `${JSON.stringify(text.slice(0, 100))} is not a ${typeText(type)}`;
  throw new TableError("ProtocolViolation", `Cannot read a partition value: ${detail}`, { rule, detail });
}

function parsePrimitive(text: string, type: DataType): Value | undefined {
  const parse = type.kind === "primitive" ? PARSERS.get(type.name) : undefined;
  if (parse !== undefined && type.kind === "primitive") return parse(padToLength(text, type.charLength));
  const detail = typeText(type);
  const message = `Cannot read a partition value: a column of type ${detail} can't partition a table`;
  throw new TableError("Unsupported", message, { what: "partition column type", detail });
}

type Parse = (text: string) => Value | undefined;

const PARSERS: ReadonlyMap<PrimitiveName, Parse> = new Map<PrimitiveName, Parse>([
  ["string", (text) => text],
  ["byte", (text) => parseInteger(text, 7)],
  ["short", (text) => parseInteger(text, 15)],
  ["integer", (text) => parseInteger(text, 31)],
  ["long", parseLong],
  ["float", (text) => mapDefined(parseFloating(text), Math.fround)],
  ["double", parseFloating],
  ["boolean", parseBoolean],
  ["binary", (text) => new TextEncoder().encode(text)],
  ["date", parseDate],
  ["timestamp", (text) => parseTimestamp(text, "shift")],
  ["timestamp_ntz", (text) => parseTimestamp(text, "keep")],
  ["interval year to month", parseYearMonth],
  ["interval day to second", parseDayTime],
  ["void", () => null],
]);

const INTEGER = /^[+-]?\d+$/;
const FLOATING = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const DATE = /^([+-]?\d{4,7})-(\d{1,2})-(\d{1,2})$/;
const TIMESTAMP =
  /^([+-]?\d{4,7}-\d{1,2}-\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)?)?$/;

function parseInteger(text: string, bits: number): number | undefined {
  const value = Number(text);
  return INTEGER.test(text) && value >= -(2 ** bits) && value < 2 ** bits ? value + 0 : undefined;
}

function parseLong(text: string): bigint | undefined {
  if (!INTEGER.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ""));
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/** As Java and Rust print them: `1.0E10`, `NaN`, `Infinity`, `-inf`. */
function parseFloating(text: string): number | undefined {
  if (FLOATING.test(text)) return Number(text);
  switch (text.toLowerCase()) {
    case "nan":
      return Number.NaN;
    case "infinity":
    case "+infinity":
    case "inf":
    case "+inf":
      return Number.POSITIVE_INFINITY;
    case "-infinity":
    case "-inf":
      return Number.NEGATIVE_INFINITY;
    default:
      return undefined;
  }
}

function parseBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : undefined;
}

/** Exactly `scale` digits after the point; digits that do not fit are an error. */
function parseDecimal(text: string, { precision, scale }: { readonly precision: number; readonly scale: number }) {
  const [, sign, whole, fraction = "", exponent = "0"] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || whole + fraction === "" || Math.abs(Number(exponent)) > 1000) return undefined;
  const shift = scale + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const divisor = 10n ** BigInt(Math.max(0, -shift));
  if (digits % divisor !== 0n) return undefined;
  const unscaled = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / divisor;
  if (unscaled >= 10n ** BigInt(precision)) return undefined;
  const padded = String(unscaled).padStart(scale + 1, "0");
  const point = padded.length - scale;
  const magnitude = scale === 0 ? padded : `${padded.slice(0, point)}.${padded.slice(point)}`;
  return sign === "-" && unscaled !== 0n ? `-${magnitude}` : magnitude;
}

function parseDate(text: string): number | undefined {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) return undefined;
  return daysSinceEpoch(Number(year), Number(month), Number(day));
}

/** Microseconds. A date alone is its midnight. The zone shifts the time, or is dropped where the type has none. */
function parseTimestamp(text: string, zone: "shift" | "keep"): bigint | undefined {
  const match = TIMESTAMP.exec(text);
  const days = parseDate(match?.[1] ?? "");
  if (match === null || days === undefined) return undefined;
  const [, , hours = "0", minutes = "0", seconds = "0", fraction = "", offset] = match;
  const time = secondsOfDay(hours, minutes, seconds);
  const micros = Number(fraction.slice(0, 6).padEnd(6, "0"));
  const offsetSeconds = zone === "shift" ? parseOffset(offset) : 0;
  if (time === undefined || offsetSeconds === undefined || /[1-9]/.test(fraction.slice(6))) return undefined;
  return BigInt(days * 86_400 + time - offsetSeconds) * 1_000_000n + BigInt(micros);
}

function secondsOfDay(hours: string, minutes: string, seconds: string): number | undefined {
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  return h < 24 && m < 60 && s < 60 ? h * 3600 + m * 60 + s : undefined;
}

/** `+02:00`, `-0752`, `-07:52:58`, `Z`; absent is UTC. */
function parseOffset(text: string | undefined): number | undefined {
  if (text === undefined || text === "Z" || text === "UTC") return 0;
  const digits = text.slice(1).replaceAll(":", "").padEnd(6, "0");
  const seconds = secondsOfDay(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6));
  return seconds === undefined ? undefined : text.startsWith("-") ? -seconds : seconds;
}

const YEAR_MONTH = /^INTERVAL '([+-]?)(\d+)-(\d+)' YEAR TO MONTH$/i;
const DAY_TIME = /^INTERVAL '([+-]?)(\d+) (\d+):(\d+):(\d+)(?:\.(\d{1,6}))?' DAY TO SECOND$/i;

function parseYearMonth(text: string): string | undefined {
  const [, sign, years, months] = YEAR_MONTH.exec(text) ?? [];
  if (years === undefined || Number(months) > 11) return undefined;
  const total = Number(years) * 12 + Number(months);
  return yearMonthText(sign === "-" ? -total : total);
}

function parseDayTime(text: string): string | undefined {
  const [, sign, days, hours = "", minutes = "", seconds = "", fraction = ""] = DAY_TIME.exec(text) ?? [];
  const time = secondsOfDay(hours, minutes, seconds);
  if (days === undefined || time === undefined) return undefined;
  const micros = (BigInt(days) * 86_400n + BigInt(time)) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
  return dayTimeText(sign === "-" ? -micros : micros);
}

function mapDefined(value: number | undefined, map: (value: number) => number): number | undefined {
  return value === undefined ? undefined : map(value);
}
