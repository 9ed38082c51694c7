import { formatInstant, formatRelativeTime } from "#ui/format.ts";
import type { TimeTravel } from "#worker/worker-api.ts";

export function sayFollowing(at: TimeTravel, version: number | undefined): string {
  switch (at.kind) {
    case "latest":
      return "following latest";
    case "version":
      return `pinned to v${at.version}`;
    case "timestamp": {
      const resolved = version === undefined ? "" : ` is v${version}`;
      return `${formatInstant(at.timestampMs)} UTC${resolved}`;
    }
  }
}

export function sayAccess(label: string, expiresMs: number | undefined, nowMs: number): string {
  if (expiresMs === undefined) return label;
  return expiresMs <= nowMs ? `${label}, expired` : `${label}, expires ${formatRelativeTime(expiresMs, nowMs)}`;
}
