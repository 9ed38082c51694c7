// ANSI intervals as text. A column holds months or microseconds, whichever fields its type names.

/** For example `INTERVAL '-1-2' YEAR TO MONTH`. */
export function yearMonthText(months: number): string {
  const magnitude = Math.abs(months);
  return `INTERVAL '${months < 0 ? "-" : ""}${Math.floor(magnitude / 12)}-${magnitude % 12}' YEAR TO MONTH`;
}

/** For example `INTERVAL '1 02:03:04.5' DAY TO SECOND`. */
export function dayTimeText(micros: bigint): string {
  const magnitude = micros < 0n ? -micros : micros;
  const seconds = magnitude / 1_000_000n;
  const fraction = String(magnitude % 1_000_000n)
    .padStart(6, "0")
    .replace(/0+$/, "");
  const parts = [(seconds / 3600n) % 24n, (seconds / 60n) % 60n, seconds % 60n];
  const clock = parts.map((part) => String(part).padStart(2, "0")).join(":");
  const days = `${micros < 0n ? "-" : ""}${seconds / 86_400n}`;
  return `INTERVAL '${days} ${clock}${fraction === "" ? "" : `.${fraction}`}' DAY TO SECOND`;
}
