// Bytes spoiled in the ways that storage, transfer and foreign writers spoil them, for fuzzing with fast-check.

import fc from "fast-check";

/** How a property is run: always alike, but FUZZ_RUNS multiplies the runs, and FUZZ_SEED draws others. */
export function fuzzing(runs: number): { readonly seed: number; readonly numRuns: number } {
  const { FUZZ_RUNS = "1", FUZZ_SEED = "44" } = process.env;
  return { seed: Number(FUZZ_SEED), numRuns: Math.ceil(runs * Number(FUZZ_RUNS)) };
}

/** Turns some bytes into others. Positions are shares of the length, so that any file can be spoiled by it. */
export type Mutation = (bytes: Uint8Array) => Uint8Array;

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const range = fc.tuple(share, fc.integer({ min: 1, max: 200 }));

const flip: fc.Arbitrary<Mutation> = fc.tuple(share, fc.integer({ min: 1, max: 255 })).map(
  ([at, mask]) =>
    (bytes) =>
      bytes.map((byte, i) => (i === Math.floor(at * bytes.length) ? byte ^ mask : byte)),
);

const truncate: fc.Arbitrary<Mutation> = share.map((at) => (bytes) => bytes.slice(0, Math.floor(at * bytes.length)));

const cut: fc.Arbitrary<Mutation> = range.map(([at, length]) => (bytes) => {
  const start = Math.floor(at * bytes.length);
  return Uint8Array.of(...bytes.subarray(0, start), ...bytes.subarray(start + length));
});

const repeat: fc.Arbitrary<Mutation> = range.map(([at, length]) => (bytes) => {
  const start = Math.floor(at * bytes.length);
  return Uint8Array.of(...bytes.subarray(0, start + length), ...bytes.subarray(start));
});

const zero: fc.Arbitrary<Mutation> = range.map(([at, length]) => (bytes) => {
  const start = Math.floor(at * bytes.length);
  return bytes.map((byte, i) => (i >= start && i < start + length ? 0 : byte));
});

/** One to three of them. */
export const byteMutation: fc.Arbitrary<Mutation> = fc
  .array(fc.oneof(flip, truncate, cut, repeat, zero), { minLength: 1, maxLength: 3 })
  .map((steps) => (bytes) => steps.reduce((spoiled, step) => step(spoiled), bytes));

const jsonValue = fc.constantFrom(
  "null",
  "true",
  "-1",
  "1e400",
  "9223372036854775808",
  '""',
  '"\\ud800"',
  "[]",
  "{}",
  "[[[[]]]]",
  '{"__proto__":{"path":"x"}}',
);

const replaceValue: fc.Arbitrary<Mutation> = fc.tuple(share, jsonValue).map(([at, value]) => (bytes) => {
  return replaceNth(bytes, /(?<=":)(?:"(?:[^"\\]|\\.)*"|-?\d+|true|false|null|\[\]|\{\})/g, at, () => value);
});

const renameField: fc.Arbitrary<Mutation> = fc.tuple(share, share).map(([at, other]) => (bytes) => {
  const names = new TextDecoder().decode(bytes).match(FIELD) ?? [];
  return replaceNth(bytes, FIELD, at, () => names[Math.floor(other * names.length)] ?? '"x"');
});

const FIELD = /"[A-Za-z]+"(?=:)/g;

const moveLine: fc.Arbitrary<Mutation> = fc.tuple(share, share).map(([from, to]) => (bytes) => {
  const lines = new TextDecoder().decode(bytes).split("\n");
  const [line = ""] = lines.splice(Math.floor(from * lines.length), 1);
  lines.splice(Math.floor(to * lines.length), 0, line);
  return new TextEncoder().encode(lines.join("\n"));
});

/** Of a file of JSON: still JSON, with other values, names and lines. */
export const jsonMutation: fc.Arbitrary<Mutation> = fc
  .array(fc.oneof(replaceValue, renameField, moveLine), { minLength: 1, maxLength: 3 })
  .map((steps) => (bytes) => steps.reduce((spoiled, step) => step(spoiled), bytes));

function replaceNth(bytes: Uint8Array, pattern: RegExp, at: number, by: () => string): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  const found = [...text.matchAll(pattern)];
  const match = found[Math.floor(at * found.length)];
  if (match === undefined) return bytes;
  const end = match.index + match[0].length;
  return new TextEncoder().encode(text.slice(0, match.index) + by() + text.slice(end));
}

/** The answer, or the error; rejects after `limitMs`. */
export async function outcome<T>(work: Promise<T>, limitMs: number): Promise<{ answer: T } | { error: unknown }> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer after ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([
      work.then(
        (answer) => ({ answer }),
        (error: unknown) => ({ error }),
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
