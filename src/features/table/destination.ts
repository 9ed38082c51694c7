import type { TimeTravel } from "#worker/worker-api.ts";

/** Where a typed text leads: a version (`12`, `v12`), a time in UTC, or `latest`. Undefined while it is neither. */
export function parseDestination(text: string): TimeTravel | undefined {
  const typed = text.trim().toLowerCase();
  if (typed === "latest") return { kind: "latest" };
  const version = /^v?\s*(\d{1,15})$/.exec(typed)?.[1];
  if (version !== undefined) return { kind: "version", version: Number(version) };
  const time = /^(\d{4}-\d\d-\d\d)(?:[t ]+(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?))?\s*(z|utc|[+-]\d\d:\d\d)?$/.exec(typed);
  if (time === null) return undefined;
  const [, day, clock = "00:00", zone = "z"] = time;
  const timestampMs = Date.parse(`${day}T${clock}${zone === "utc" ? "Z" : zone.toUpperCase()}`);
  return Number.isNaN(timestampMs) ? undefined : { kind: "timestamp", timestampMs };
}
