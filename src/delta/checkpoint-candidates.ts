// Which checkpoints a version may be built from, best first. Without a listing those are the hint's, and classic ones
// guessed where writers put them: at multiples of `delta.checkpointInterval`.

import type { CheckpointLoader } from "./checkpoint-loader.ts";
import { isReplaceable } from "./checkpoint-loader.ts";
import type { Discovery } from "./discover-log.ts";
import { isTableError } from "./errors.ts";
import { MAX_REQUESTS } from "./in-parallel.ts";
import { classicCheckpointName } from "./log-path.ts";
import { type CheckpointCandidate, hintedCheckpoint } from "./log-segment.ts";
import type { ReadOptions } from "./ports.ts";

export interface CheckpointCandidates {
  /** Those of versions at most `version`, best first. A guessed one is known to exist, the others may fail. */
  upTo(version: number, options?: ReadOptions): AsyncIterable<CheckpointCandidate>;
  /** The oldest of versions at least `version`, by guessing; the hint's where no older one is found. */
  oldestFrom(version: number, options?: ReadOptions): Promise<CheckpointCandidate | undefined>;
  /** The table's `delta.checkpointInterval`, once its metadata is known. */
  learnInterval(interval: number): void;
  /** Whether the hint, the listing or a read tells of a checkpoint of the version. */
  isKnown(version: number): boolean;
}

/** Spark's and the protocol's default. */
const DEFAULT_INTERVAL = 10;
/** Beside them the version's own commits are read. */
const FIRST_GUESSES = 3;

export function createCheckpointCandidates(discovery: Discovery, checkpoints: CheckpointLoader): CheckpointCandidates {
  const found = new Map<number, CheckpointCandidate>();
  const absent = new Set<number>();
  const intervals = new Set([DEFAULT_INTERVAL]);
  let hintVersion: number | undefined;

  async function hinted(options: ReadOptions): Promise<CheckpointCandidate | undefined> {
    const { hint } = await discovery.start(options);
    hintVersion = hint?.version;
    return hint === undefined ? undefined : hintedCheckpoint(hint);
  }

  async function guess(version: number, options: ReadOptions): Promise<void> {
    const candidate = { version, files: [{ name: classicCheckpointName(version), sizeBytes: undefined }] };
    try {
      await checkpoints.readHead(candidate, options);
      found.set(version, candidate);
    } catch (error) {
      if (!isReplaceable(error)) throw error;
      if (isTableError(error, "ObjectMissing")) absent.add(version);
    }
  }

  /** Those of `versions` that exist, in the same order; a few are asked for at once. */
  async function* existing(versions: Iterable<number>, options: ReadOptions): AsyncGenerator<CheckpointCandidate> {
    let atOnce = FIRST_GUESSES;
    for (const window of windows(versions, () => atOnce)) {
      const unknown = window.filter((version) => !found.has(version) && !absent.has(version));
      await Promise.all(unknown.map((version) => guess(version, options)));
      for (const version of window) {
        const candidate = found.get(version);
        if (candidate !== undefined) yield candidate;
      }
      atOnce = MAX_REQUESTS;
    }
  }

  function isMultiple(version: number): boolean {
    return [...intervals].some((interval) => version % interval === 0);
  }

  return {
    async *upTo(version, options = {}) {
      const listed = discovery.listed();
      const first = await hinted(options);
      if (listed !== undefined) {
        const reachable = listed.checkpoints.filter((candidate) => candidate.version <= version);
        yield* reachable.map((candidate) => withTold(candidate, first));
        return;
      }
      // A table without a hint has no checkpoints worth guessing: every writer of checkpoints leaves one.
      const hint = (await discovery.start(options)).hint;
      if (hint === undefined) return;
      if (first !== undefined && first.version <= version) yield first;
      const below = countdown(Math.min(version, hint.version - 1), 1);
      yield* existing(filtered(below, isMultiple), options);
    },
    async oldestFrom(version, options = {}) {
      const last = await hinted(options);
      if (last === undefined) return undefined;
      const between = countup(Math.max(1, version), last.version - 1);
      for await (const candidate of existing(filtered(between, isMultiple), options)) return candidate;
      return last.version >= version ? last : undefined;
    },
    learnInterval(interval) {
      if (Number.isSafeInteger(interval) && interval > 0) intervals.add(interval);
    },
    isKnown: (version) =>
      version === hintVersion ||
      found.has(version) ||
      (discovery.listed()?.checkpoints.some((candidate) => candidate.version === version) ?? false),
  };
}

function withTold(candidate: CheckpointCandidate, hinted: CheckpointCandidate | undefined): CheckpointCandidate {
  return candidate.files[0]?.name === hinted?.files[0]?.name ? { ...candidate, told: hinted?.told } : candidate;
}

// Lazy, so that a hint's absurd version costs no memory.

function* countdown(from: number, to: number): Generator<number> {
  for (let version = from; version >= to; version--) yield version;
}

function* countup(from: number, to: number): Generator<number> {
  for (let version = from; version <= to; version++) yield version;
}

function* filtered(versions: Iterable<number>, holds: (version: number) => boolean): Generator<number> {
  for (const version of versions) if (holds(version)) yield version;
}

function* windows(versions: Iterable<number>, size: () => number): Generator<readonly number[]> {
  let window: number[] = [];
  for (const version of versions) {
    window.push(version);
    if (window.length < size()) continue;
    yield window;
    window = [];
  }
  if (window.length > 0) yield window;
}
