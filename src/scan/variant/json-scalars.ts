// Scalars of variants as JSON text, spelled as Spark's to_json spells them, so that one value has one text wherever it is
// stored: numbers as Java prints them, dates, times and bytes as text.

import { toBase64 } from "#scan/base64.ts";

const MICROS_PER_SECOND = 1_000_000n;
const SECONDS_PER_DAY = 86_400n;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH_DAYS = 719_468n;
const DAYS_PER_ERA = 146_097n;

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** Escapes what JSON must, and nothing else. */
export function jsonString(text: string): string {
  return `"${text.replace(/["\\]|\p{Cc}/gu, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  const long = code < 0x20 ? `\\u00${code.toString(16).toUpperCase().padStart(2, "0")}` : character;
  return SHORT_ESCAPES.get(character) ?? long;
}

/** As Java's Double.toString; not-a-number and infinities, which JSON lacks, as text. */
export function jsonDouble(value: number): string {
  return Number.isFinite(value) ? javaNumber(value, value.toExponential()) : jsonString(notFinite(value));
}

/** The fewest digits that name this float and no other. */
export function jsonFloat(value: number): string {
  if (!Number.isFinite(value)) {
    return jsonString(notFinite(value));
  }
  for (let digits = 0; digits < 9; digits += 1) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) {
      return javaNumber(value, text);
    }
  }
  return javaNumber(value, value.toExponential());
}

function notFinite(value: number): string {
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

const EXPONENTIAL = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/;

/** Plain from 0.001 to below ten million, else with an exponent; always a digit after the point. */
function javaNumber(value: number, exponential: string): string {
  if (value === 0) {
    return Object.is(value, -0) ? "-0.0" : "0.0";
  }
  const [, sign = "", first = "0", rest = "", exponentText = "0"] = EXPONENTIAL.exec(exponential) ?? [];
  const exponent = Number(exponentText);
  const digits = `${first}${rest}`.replace(/0+$/, "");
  if (exponent < -3 || exponent > 6) {
    return `${sign}${first}.${digits.slice(1) || "0"}E${exponent}`;
  }
  if (exponent < 0) {
    return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  }
  return `${sign}${digits.slice(0, exponent + 1).padEnd(exponent + 1, "0")}.${digits.slice(exponent + 1) || "0"}`;
}

/** Without zeros at the end of the fraction. */
export function jsonDecimal(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  const fraction = digits.slice(point).replace(/0+$/, "");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, point)}${fraction === "" ? "" : `.${fraction}`}`;
}

export function jsonDate(days: bigint): string {
  return `"${dateText(days)}"`;
}

/** `zone` is what follows the time. */
export function jsonTimestamp(micros: bigint, zone: "+00:00" | "", unitsPerSecond = MICROS_PER_SECOND): string {
  const unitsPerDay = SECONDS_PER_DAY * unitsPerSecond;
  const day = floorDivide(micros, unitsPerDay);
  return `"${dateText(day)} ${timeText(micros - day * unitsPerDay, unitsPerSecond)}${zone}"`;
}

export function jsonTime(micros: bigint): string {
  return `"${timeText(micros, MICROS_PER_SECOND)}"`;
}

export function jsonBinary(bytes: Uint8Array): string {
  return `"${toBase64(bytes)}"`;
}

export function jsonUuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `"${parts.join("-")}"`;
}

function timeText(units: bigint, unitsPerSecond: bigint): string {
  const seconds = Number(units / unitsPerSecond);
  const width = String(unitsPerSecond).length - 1;
  const fraction = String(units % unitsPerSecond)
    .padStart(width, "0")
    .replace(/0+$/, "");
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const clock = parts.map((part) => String(part).padStart(2, "0")).join(":");
  return fraction === "" ? clock : `${clock}.${fraction}`;
}

/** In the proleptic Gregorian calendar; a year beyond 9999 has its sign. */
function dateText(days: bigint): string {
  const shifted = days + EPOCH_DAYS;
  const era = floorDivide(shifted, DAYS_PER_ERA);
  const dayOfEra = Number(shifted - era * DAYS_PER_ERA);
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  // Years begin in March here, so that the leap day is a year's last.
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = Number(era) * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  const sign = year < 0 ? "-" : year > 9999 ? "+" : "";
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return `${sign}${pad(Math.abs(year), 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value % divisor < 0n ? quotient - 1n : quotient;
}
