import type { OperationClass } from "#delta/operation-class.ts";
import type { CommitSummary } from "#worker/worker-api.ts";

export type RailMeasure = "rows" | "files" | "bytes";

/** The versions in sight, both ends included. */
export interface RailWindow {
  readonly first: number;
  readonly last: number;
}

/** One bar: a version, or a range of them where not every version has room. */
export interface RailBar extends RailWindow {
  /** The measure after the last version, from 0 to 1 of the tallest in sight; undefined where the log does not tell. */
  readonly height: number | undefined;
  /** The rarest operation of the range; undefined = its commits are not loaded. */
  readonly operationClass: OperationClass | undefined;
  readonly checkpoint: boolean;
  /** Why no version of the range can be read; undefined when one can. */
  readonly unreadable: string | undefined;
}

export interface BuildBarsOptions {
  readonly window: RailWindow;
  readonly commits: ReadonlyMap<number, CommitSummary>;
  readonly measure: RailMeasure;
  /** How many bars have room. */
  readonly capacity: number;
}

/** In a range, what happens seldom stands for the whole: a thousand writes must not hide the one delete. */
const RARITY: readonly OperationClass[] = [
  "restore",
  "delete",
  "schema",
  "merge",
  "update",
  "other",
  "maintain",
  "write",
];

export function buildBars({ window, commits, measure, capacity }: BuildBarsOptions): RailBar[] {
  const size = binSize(window, capacity);
  const bars: Omit<RailBar, "height">[] = [];
  const values: (number | undefined)[] = [];
  // Ranges start at multiples of their size, so that they stay what they are while the window moves.
  for (let start = Math.floor(window.first / size) * size; start <= window.last; start += size) {
    const first = Math.max(start, window.first);
    const last = Math.min(start + size - 1, window.last);
    const range = commitsOf(first, last, commits);
    bars.push({ first, last, ...summarize(range, last - first + 1) });
    values.push(measureOf(range.at(-1), measure));
  }
  const tallest = Math.max(1, ...values.map((value) => value ?? 0));
  return bars.map((bar, index) => {
    const value = values[index];
    return { ...bar, height: value === undefined ? undefined : value / tallest };
  });
}

/** How many versions share a bar: 1, 2, 5, 10, 20 … */
export function binSize(window: RailWindow, capacity: number): number {
  const needed = (window.last - window.first + 1) / Math.max(1, capacity);
  let size = 1;
  for (let step = 0; size < needed; step += 1) size = ([1, 2, 5][step % 3] as number) * 10 ** Math.floor(step / 3);
  return size;
}

/** The bar that holds a version. */
export function findBar(bars: readonly RailBar[], version: number): number {
  return bars.findIndex(({ first, last }) => version >= first && version <= last);
}

function commitsOf(first: number, last: number, commits: ReadonlyMap<number, CommitSummary>): CommitSummary[] {
  const found: CommitSummary[] = [];
  for (let version = first; version <= last; version += 1) {
    const commit = commits.get(version);
    if (commit !== undefined) found.push(commit);
  }
  return found;
}

function summarize(range: readonly CommitSummary[], size: number) {
  const classes = new Set(range.map((commit) => commit.operationClass));
  return {
    operationClass: RARITY.find((name) => classes.has(name)),
    checkpoint: range.some((commit) => commit.checkpoint),
    unreadable: range.length === size && range.every(isUnreadable) ? range.at(-1)?.unreadable : undefined,
  };
}

function isUnreadable(commit: CommitSummary): boolean {
  return commit.unreadable !== undefined;
}

function measureOf(commit: CommitSummary | undefined, measure: RailMeasure): number | undefined {
  if (measure === "rows") return commit?.rows;
  return measure === "files" ? commit?.files : commit?.sizeBytes;
}
