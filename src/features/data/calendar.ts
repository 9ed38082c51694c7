// Dates and times as text for every value that Parquet can hold: JavaScript's Date ends at the year 275,760.

const DAY_US = 86_400_000_000n;

/** Days since 1970-01-01, proleptic Gregorian, as `2026-03-13`; years beyond four digits are signed, as in ISO 8601. */
export function formatDays(days: number): string {
  const { year, month, day } = toCivil(days);
  return `${formatYear(year)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Microseconds since 1970 as `2026-03-13 15:56:11.133`; the fraction has 0, 3 or 6 digits, never a lost one. */
export function formatMicros(micros: bigint): string {
  const days = floorDivide(micros, DAY_US);
  const rest = Number(micros - days * DAY_US);
  const seconds = Math.floor(rest / 1e6);
  const time = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  return `${formatDays(Number(days))} ${time}${formatFraction(rest % 1e6)}`;
}

function formatFraction(micros: number): string {
  if (micros === 0) return "";
  return micros % 1000 === 0 ? `.${pad(micros / 1000, 3)}` : `.${pad(micros, 6)}`;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

function formatYear(year: number): string {
  if (year >= 0 && year <= 9999) return pad(year, 4);
  return `${year < 0 ? "-" : "+"}${pad(Math.abs(year), 6)}`;
}

function pad(n: number, width: number): string {
  return String(n).padStart(width, "0");
}

/** Howard Hinnant's `civil_from_days`: exact for every day, in eras of 400 years that begin in March. */
function toCivil(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}
