// Bytes spoiled in the ways that storage, transfer and foreign writers spoil them, for fuzzing with fast-check.

import { appendFileSync } from "node:fs";
import fc from "fast-check";
import { expect } from "vitest";

/**
 * Checks a property with inputs that are always alike: FUZZ_SEED draws others, and FUZZ_SECONDS goes on for as long
 * instead of for `runs` inputs. FUZZ_LOG names a file that takes how many were tried, a line each time.
 */
export async function fuzz(property: fc.IAsyncProperty<unknown>, runs: number): Promise<void> {
  const { FUZZ_SEED = "44", FUZZ_SECONDS, FUZZ_LOG } = process.env;
  const details = await fc.check(property, {
    seed: Number(FUZZ_SEED),
    ...(FUZZ_SECONDS === undefined
      ? { numRuns: runs }
      : { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: Number(FUZZ_SECONDS) * 1000 }),
  });
  const name = expect.getState().currentTestName ?? "";
  if (FUZZ_LOG !== undefined) appendFileSync(FUZZ_LOG, `${details.numRuns}\t${name}\n`);
  if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
}

/** Turns some bytes into others. Positions are shares of the length, so that any file can be spoiled by it. */
export type Mutation = (bytes: Uint8Array) => Uint8Array;

/** A mutation that is told by its name and numbers where it is the reason of a failure. */
function mutation(name: string, args: readonly unknown[], run: Mutation): Mutation {
  return Object.assign((bytes: Uint8Array) => run(bytes), {
    [fc.toStringMethod]: () => `${name}(${args.map((arg) => JSON.stringify(arg)).join(", ")})`,
  });
}

/** Not fc.double, whose values are spread over the exponents: nearly all of them are the first byte. */
const SHARES = 2 ** 24;
const share = fc.nat(SHARES - 1).map((part) => part / SHARES);
const range = fc.tuple(share, fc.integer({ min: 1, max: 200 }));

const flip = fc.tuple(share, fc.integer({ min: 1, max: 255 })).map(([at, mask]) =>
  mutation("flip", [at, mask], (bytes) => {
    const flipped = bytes.slice();
    const index = Math.floor(at * bytes.length);
    flipped[index] = (flipped[index] ?? 0) ^ mask;
    return flipped;
  }),
);

const truncate = share.map((at) =>
  mutation("truncate", [at], (bytes) => bytes.slice(0, Math.floor(at * bytes.length))),
);

const cut = range.map(([at, length]) =>
  mutation("cut", [at, length], (bytes) => {
    const start = Math.floor(at * bytes.length);
    return join(bytes.subarray(0, start), bytes.subarray(start + length));
  }),
);

const repeat = range.map(([at, length]) =>
  mutation("repeat", [at, length], (bytes) => {
    const start = Math.floor(at * bytes.length);
    return join(bytes.subarray(0, start + length), bytes.subarray(start));
  }),
);

const zero = range.map(([at, length]) =>
  mutation("zero", [at, length], (bytes) => {
    const start = Math.floor(at * bytes.length);
    return bytes.slice().fill(0, start, start + length);
  }),
);

/** Some bytes change places with as many others. */
const swap = fc.tuple(share, share, fc.integer({ min: 1, max: 40 })).map(([at, other, length]) =>
  mutation("swap", [at, other, length], (bytes) => {
    const swapped = bytes.slice();
    const [left, right] = [at, other].map((place) => Math.floor(place * Math.max(0, bytes.length - length)));
    swapped.set(bytes.subarray(right, (right ?? 0) + length), left);
    swapped.set(bytes.subarray(left, (left ?? 0) + length), right);
    return swapped;
  }),
);

function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  const joined = new Uint8Array(left.length + right.length);
  joined.set(left);
  joined.set(right, left.length);
  return joined;
}

function oneToThree(...steps: readonly fc.Arbitrary<Mutation>[]): fc.Arbitrary<Mutation> {
  return fc.array(fc.oneof(...steps), { minLength: 1, maxLength: 3 }).map((chosen) => {
    const run: Mutation = (bytes) => chosen.reduce((spoiled, step) => step(spoiled), bytes);
    return Object.assign(run, { [fc.toStringMethod]: () => chosen.map((step) => fc.stringify(step)).join(" then ") });
  });
}

/** One to three of all kinds. */
export const byteMutation: fc.Arbitrary<Mutation> = oneToThree(flip, truncate, cut, repeat, zero, swap);

/** Those that keep the length, which is what a size in the log can't tell. */
export const sameLengthMutation: fc.Arbitrary<Mutation> = oneToThree(flip, zero, swap);

/** The mutation of only the bytes from `start` to `end`. */
export function within(start: number, end: number, inside: Mutation): Mutation {
  return mutation("within", [start, end, fc.stringify(inside)], (bytes) =>
    join(join(bytes.subarray(0, start), inside(bytes.slice(start, end))), bytes.subarray(end)),
  );
}

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

const replaceValue = fc
  .tuple(share, jsonValue)
  .map(([at, value]) =>
    mutation("value", [at, value], (bytes) =>
      replaceNth(bytes, /(?<=":)(?:"(?:[^"\\]|\\.)*"|-?\d+|true|false|null|\[\]|\{\})/g, at, () => value),
    ),
  );

const renameField = fc.tuple(share, share).map(([at, other]) =>
  mutation("rename", [at, other], (bytes) => {
    const names = new TextDecoder().decode(bytes).match(FIELD) ?? [];
    return replaceNth(bytes, FIELD, at, () => names[Math.floor(other * names.length)] ?? '"x"');
  }),
);

const FIELD = /"[A-Za-z]+"(?=:)/g;

const moveLine = fc.tuple(share, share).map(([from, to]) =>
  mutation("move", [from, to], (bytes) => {
    const lines = new TextDecoder().decode(bytes).split("\n");
    const [line = ""] = lines.splice(Math.floor(from * lines.length), 1);
    lines.splice(Math.floor(to * lines.length), 0, line);
    return new TextEncoder().encode(lines.join("\n"));
  }),
);

/** Of a file of JSON: still JSON, with other values, names and lines. */
export const jsonMutation: fc.Arbitrary<Mutation> = oneToThree(replaceValue, renameField, moveLine);

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
