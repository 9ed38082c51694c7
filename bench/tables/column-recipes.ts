// The columns of the tables that the bench makes: a ride-hailing company's rides.

import { drawInteger, drawOne, type Random } from "./random.ts";

export type DeltaType =
  | "long"
  | "integer"
  | "double"
  | "boolean"
  | "string"
  | "date"
  | "timestamp"
  | `decimal(${number},2)`;

/**
 * Timestamps are microseconds and dates days since 1970; decimals are in hundredths.
 * Undefined is null.
 */
export type RawValue = number | string | boolean | undefined;

export interface ColumnRecipe {
  readonly name: string;
  readonly type: DeltaType;
  /** Later rows hold greater values, so a file's bounds tell where in the table it lies. */
  readonly growsWithRow?: boolean;
  readonly value: (row: number, random: Random) => RawValue;
}

export const cities: readonly [string, ...string[]] = [
  "Lisbon",
  "Porto",
  "Madrid",
  "Sevilla",
  "Bilbao",
  "Paris",
  "Lyon",
  "Marseille",
  "Nantes",
  "Berlin",
  "Hamburg",
  "Leipzig",
  "Vienna",
  "Graz",
  "Prague",
  "Brno",
  "Warsaw",
  "Gdansk",
  "Rome",
  "Milan",
];

const names: readonly [string, ...string[]] = [
  "Ana",
  "Bruno",
  "Chiara",
  "Daan",
  "Elif",
  "Filip",
  "Greta",
  "Hugo",
  "Ines",
];
const words: readonly [string, ...string[]] = [
  "gate",
  "north",
  "bags",
  "late",
  "child seat",
  "quiet",
  "airport",
  "wait",
  "door",
];

const startMicros = Date.UTC(2026, 0, 1) * 1000;

function drawNote(random: Random): string | undefined {
  if (random() < 0.3) return undefined;
  return Array.from({ length: drawInteger(random, 2, 8) }, () => drawOne(random, words)).join(" ");
}

export const rideColumns = {
  rideId: { name: "ride_id", type: "long", growsWithRow: true, value: (row) => 10_000_000 + row },
  requestedAt: {
    name: "requested_at",
    type: "timestamp",
    growsWithRow: true,
    value: (row, random) => startMicros + row * 1_500_000 + drawInteger(random, 0, 1_000_000),
  },
  pickupCity: { name: "pickup_city", type: "string", value: (_, random) => drawOne(random, cities) },
  dropoffCity: { name: "dropoff_city", type: "string", value: (_, random) => drawOne(random, cities) },
  driverId: { name: "driver_id", type: "long", value: (_, random) => drawInteger(random, 1, 250_000) },
  passenger: {
    name: "passenger",
    type: "string",
    value: (_, random) => `${drawOne(random, names)} ${drawInteger(random, 1, 90_000)}`,
  },
  distanceKm: { name: "distance_km", type: "double", value: (_, random) => Math.round(random() * 400_000) / 10_000 },
  durationSeconds: { name: "duration_s", type: "integer", value: (_, random) => drawInteger(random, 60, 7_200) },
  fare: { name: "fare", type: "decimal(10,2)", value: (_, random) => drawInteger(random, 250, 12_000) },
  tip: {
    name: "tip",
    type: "double",
    value: (_, random) => (random() < 0.6 ? undefined : Math.round(random() * 900) / 100),
  },
  paidByCard: { name: "paid_by_card", type: "boolean", value: (_, random) => random() < 0.8 },
  note: { name: "note", type: "string", value: (_, random) => drawNote(random) },
} satisfies Record<string, ColumnRecipe>;

export function toSchemaString(columns: readonly Pick<ColumnRecipe, "name" | "type">[]): string {
  const fields = columns.map(({ name, type }) => ({ name, type, nullable: true, metadata: {} }));
  return JSON.stringify({ type: "struct", fields });
}

/** The value as it stands in a file's statistics. */
export function toStatsJson(type: DeltaType, value: Exclude<RawValue, undefined>): string {
  if (type === "timestamp") return JSON.stringify(new Date(Math.floor(Number(value) / 1000)).toISOString());
  if (type === "date") return JSON.stringify(new Date(Number(value) * 86_400_000).toISOString().slice(0, 10));
  if (type.startsWith("decimal")) return (Number(value) / 100).toFixed(2);
  return JSON.stringify(value);
}
