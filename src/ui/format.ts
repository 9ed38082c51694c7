const MICROS_PER_DAY = 86_400_000_000n;
const MS_PER_DAY = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const BYTE_UNITS = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

/** A whole number with its thousands grouped: `3,412,077`. */
export function formatCount(count: number | bigint, locale = "en-US"): string {
  return grouping(locale).format(count);
}

/** A number short enough for an axis: `3.4 M`. */
export function formatCompact(count: number): string {
  const [short, unit] = scaled(count, ["", "K", "M", "G", "T", "P"]);
  return unit === "" ? short : `${short} ${unit}`;
}

/** Decimal units, as stores bill them: `1.2 GB`. */
export function formatBytes(sizeBytes: number): string {
  return scaled(sizeBytes, BYTE_UNITS).join(" ");
}

/** The two units that matter: `2 h 51 m`, `12 s`, `0.8 s`, `340 ms`. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < 500) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return twoUnits(minutes, "m", seconds % 60, "s");
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return twoUnits(hours, "h", minutes % 60, "m");
  return twoUnits(Math.floor(hours / 24), "d", hours % 24, "h");
}

/** How long ago, or in how long: `12 s ago`, `in 2 h`, `yesterday`; beyond a week, the date. */
export function formatRelativeTime(timeMs: number, nowMs: number): string {
  const distance = nowMs - timeMs;
  const ms = Math.abs(distance);
  if (ms < 5_000) return "just now";
  if (ms >= 7 * MS_PER_DAY) return formatDay(timeMs, nowMs);
  const days = Math.floor(ms / MS_PER_DAY);
  if (days === 1) return distance > 0 ? "yesterday" : "tomorrow";
  const text = days > 1 ? `${days} d` : oneUnit(ms);
  return distance > 0 ? `${text} ago` : `in ${text}`;
}

/** A commit's time as people say it, in UTC: `5 Apr 2026 09:58`. Any safe integer of milliseconds is in range. */
export function formatInstant(timeMs: number, { seconds = false, year = true } = {}): string {
  const days = Math.floor(timeMs / MS_PER_DAY);
  const date = civilFromDays(days);
  const time = clock(Math.floor((timeMs - days * MS_PER_DAY) / 1000));
  const day = `${date.day} ${MONTHS[date.month - 1]}`;
  return `${day}${year ? ` ${isoYear(date.year)}` : ""} ${seconds ? time : time.slice(0, 5)}`;
}

/** A date as Delta holds it, days since 1970 in the proleptic Gregorian calendar: `2026-03-13`, `-0044-03-15`. */
export function formatDate(daysSinceEpoch: number): string {
  const { year, month, day } = civilFromDays(daysSinceEpoch);
  return `${isoYear(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** A timestamp as Delta holds it, microseconds since 1970: `2026-03-13 15:56:11.133`, with as many decimals as it has. */
export function formatTimestamp(micros: bigint): string {
  const inDay = ((micros % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY;
  const days = Number((micros - inDay) / MICROS_PER_DAY);
  const ofDay = Number(inDay);
  return `${formatDate(days)} ${clock(Math.floor(ofDay / 1_000_000))}${fraction(ofDay % 1_000_000)}`;
}

const groupings = new Map<string, Intl.NumberFormat>();

function grouping(locale: string): Intl.NumberFormat {
  let format = groupings.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    groupings.set(locale, format);
  }
  return format;
}

function scaled(value: number, units: readonly string[]): readonly [string, string] {
  let rest = value;
  let unit = 0;
  // 999.95 would be printed as 1000.0: it is the next unit's 1.0.
  while (Math.abs(rest) >= (unit === 0 ? 1000 : 999.95) && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  const short = unit === 0 ? String(Math.round(rest)) : rest.toFixed(Math.abs(rest) >= 99.95 ? 0 : 1);
  return [short.replace("-", "−"), units[unit] ?? ""];
}

function twoUnits(major: number, majorUnit: string, minor: number, minorUnit: string): string {
  return minor === 0 ? `${major} ${majorUnit}` : `${major} ${majorUnit} ${minor} ${minorUnit}`;
}

function oneUnit(ms: number): string {
  if (ms < 60_000) return `${Math.floor(ms / 1000)} s`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min`;
  return `${Math.floor(ms / 3_600_000)} h`;
}

function formatDay(timeMs: number, nowMs: number): string {
  const date = civilFromDays(Math.floor(timeMs / MS_PER_DAY));
  const day = `${date.day} ${MONTHS[date.month - 1]}`;
  return date.year === civilFromDays(Math.floor(nowMs / MS_PER_DAY)).year ? day : `${day} ${isoYear(date.year)}`;
}

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Howard Hinnant's civil_from_days: years of 400 that begin in March, so that the leap day comes last. */
function civilFromDays(days: number): CivilDate {
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

/** Four digits at least; beyond 9999 signed, as ISO 8601 and Spark write it. */
function isoYear(year: number): string {
  const digits = String(Math.abs(year)).padStart(4, "0");
  if (year < 0) return `-${digits}`;
  return year > 9999 ? `+${digits}` : digits;
}

function clock(secondOfDay: number): string {
  const minute = Math.floor(secondOfDay / 60);
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:${twoDigits(secondOfDay % 60)}`;
}

function fraction(micros: number): string {
  if (micros === 0) return "";
  const digits = String(micros).padStart(6, "0");
  return `.${digits.endsWith("000") ? digits.slice(0, 3) : digits}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
