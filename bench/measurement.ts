// What a scenario found, and how it is shown and judged.

type Unit = "round trips" | "requests" | "bytes" | "ms" | "MB" | "tasks" | "rows" | "files";

export interface Measurement {
  readonly scenario: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: Unit;
  /** The most that is allowed. */
  readonly limit?: number;
  /** What the value is set beside, and its own value in the same unit and run. */
  readonly peer?: string;
  readonly peerValue?: number;
  /** value / peerValue */
  readonly ratio?: number;
}

/** Counts come out the same on every machine; times and memory depend on it. */
const countUnits: ReadonlySet<Unit> = new Set<Unit>(["round trips", "requests", "bytes", "rows", "files"]);

export function isOverLimit({ value, limit }: Measurement): boolean {
  return limit !== undefined && !(value <= limit);
}

export function isOverCountLimit(measurement: Measurement): boolean {
  return countUnits.has(measurement.unit) && isOverLimit(measurement);
}

export function withPeer(measurement: Measurement, peer: string, peerValue: number): Measurement {
  return { ...measurement, peer, peerValue, ratio: Number((measurement.value / peerValue).toPrecision(3)) };
}

export function formatTable(measurements: readonly Measurement[]): string {
  const head = ["scenario", "metric", "value", "limit", "", "peer"];
  const rows = measurements.map((measurement) => {
    const { scenario, metric, value, unit, limit, peer, peerValue, ratio } = measurement;
    const allowed = limit === undefined ? "" : formatNumber(limit, unit);
    const beside = peer === undefined ? "" : `${peer} ${formatNumber(peerValue ?? Number.NaN, unit)}, ratio ${ratio}`;
    return [scenario, metric, `${formatNumber(value, unit)} ${unit}`, allowed, toMark(measurement), beside];
  });
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function toMark(measurement: Measurement): string {
  if (measurement.limit === undefined) return "";
  return isOverLimit(measurement) ? "OVER" : "ok";
}

function formatNumber(value: number, unit: Unit): string {
  const digits = unit === "MB" || (unit === "ms" && value < 100) ? 1 : 0;
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}
