// Dates and timestamps that Spark wrote in the hybrid Julian calendar (Spark's DataSourceUtils and RebaseDateTime).
// Before 1582-10-15 it counted Julian days, so the stored number names another day of the proleptic Gregorian calendar
// that Delta means. Timestamps moved with the local day of a zone whose offsets before 1900 also differed.

import { TableError } from "#delta/errors.ts";
import type { ParquetFooter } from "./parquet-footer.ts";

/** Turns a stored value into the one meant. Errors: Unsupported for a value that can't be turned exactly. */
export interface Rebase {
  days(stored: number): number;
  micros(stored: bigint): bigint;
}

const GREGORIAN_START_DAY = -141427; // 1582-10-15
const LAST_ZONE_SWITCH_MICROS = -2208988800000000n; // 1900-01-01T00:00:00Z
const MICROS_PER_DAY = 86400000000n;
/** From the Julian calendar's 0000-03-01 to 1970-01-01 of the Gregorian. */
const JULIAN_EPOCH_DAYS = 719470;
const DAYS_PER_FOUR_YEARS = 1461;
const DAYS_PER_FIVE_MONTHS = 153;
const MS_PER_DAY = 86400000;
const UTC_ZONES: ReadonlySet<string> = new Set(["UTC", "Etc/UTC", "Z", "GMT", "Etc/GMT", "UCT", "Zulu", "+00:00"]);

/** The rebase that a leaf of this physical type needs; undefined for none. */
export function findRebase(file: string, footer: ParquetFooter, physicalType: string | undefined): Rebase | undefined {
  const version = footer.keyValues.get("org.apache.spark.version");
  // Spark compares versions as text; without one it reads the file as it stands.
  const [key, firstVersion] =
    physicalType === "INT96"
      ? (["org.apache.spark.legacyINT96", "3.1.0"] as const)
      : (["org.apache.spark.legacyDateTime", "3.0.0"] as const);
  if (version === undefined || (version >= firstVersion && !footer.keyValues.has(key))) {
    return undefined;
  }
  return createRebase(file, footer.keyValues.get("org.apache.spark.timeZone"));
}

function createRebase(file: string, zone: string | undefined): Rebase {
  return {
    days: (stored) => (stored >= GREGORIAN_START_DAY ? stored : rebaseDays(stored)),
    micros(stored) {
      if (stored >= LAST_ZONE_SWITCH_MICROS) {
        return stored;
      }
      if (zone === undefined || !UTC_ZONES.has(zone)) {
        const where = `the zone ${zone ?? "of its writer, which it does not name"}`;
        throw new TableError(
          "Unsupported",
          `Cannot read ${file}: it holds a timestamp before 1900 of the hybrid Julian calendar in ${where}`,
          { what: "timestamps before 1900 in the hybrid Julian calendar", detail: file },
        );
      }
      const day = floorDivide(stored, MICROS_PER_DAY);
      const timeOfDay = stored - day * MICROS_PER_DAY;
      const dayNumber = Number(day);
      const rebased = dayNumber >= GREGORIAN_START_DAY ? dayNumber : rebaseDays(dayNumber);
      return BigInt(rebased) * MICROS_PER_DAY + timeOfDay;
    },
  };
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value % divisor < 0n ? quotient - 1n : quotient;
}

/**
 * The day with the same year, month and day of month in the proleptic Gregorian calendar. 29 February of a year that
 * has none there is the day after the 28th.
 */
function rebaseDays(stored: number): number {
  // Years are counted from March here, so that the leap day is a year's last.
  const sinceEpoch = stored + JULIAN_EPOCH_DAYS;
  const fourYears = Math.floor(sinceEpoch / DAYS_PER_FOUR_YEARS);
  const dayOfFour = sinceEpoch - fourYears * DAYS_PER_FOUR_YEARS;
  const yearOfFour = Math.min(Math.floor(dayOfFour / 365), 3);
  const dayOfYear = dayOfFour - yearOfFour * 365;
  const month = Math.floor((5 * dayOfYear + 2) / DAYS_PER_FIVE_MONTHS);
  const dayOfMonth = dayOfYear - Math.floor((DAYS_PER_FIVE_MONTHS * month + 2) / 5);
  const date = new Date(0);
  date.setUTCFullYear(fourYears * 4 + yearOfFour, month + 2, 1);
  return date.getTime() / MS_PER_DAY + dayOfMonth;
}
