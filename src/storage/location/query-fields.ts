// A query's fields, by name in lower case, as the stores read them.

export type QueryFields = ReadonlyMap<string, string>;

export function parseQueryFields(query: string): QueryFields {
  return new Map([...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value]));
}

/** Milliseconds since 1970 UTC of an ISO time; undefined when it is absent or none. */
export function parseIsoTime(text: string | undefined): number | undefined {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Milliseconds of seconds since 1970 UTC; undefined when it is absent or none. */
export function parseEpochSeconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{9,11}$/.test(text) ? Number(text) * 1000 : undefined;
}
