// Finding a border among versions where every look costs a request: several looks at once, so few round trips.

const LOOKS = 5;

/**
 * The highest version of `low .. high` for which `holds` is true, given that it holds for `low`, and that once it
 * fails it fails for all higher ones. Looks at `LOOKS` versions at once.
 */
export async function lastWhere(
  { low, high }: { readonly low: number; readonly high: number },
  holds: (version: number) => Promise<boolean>,
): Promise<number> {
  let from = low;
  let to = high;
  while (from < to) {
    const step = Math.max(1, Math.ceil((to - from) / (LOOKS + 1)));
    const versions: number[] = [];
    for (let version = from + step; version <= to && versions.length < LOOKS; version += step) versions.push(version);
    const results = await Promise.all(versions.map(holds));
    const firstFailed = results.indexOf(false);
    const lastHeld = firstFailed < 0 ? versions.length - 1 : firstFailed - 1;
    const failed = versions[firstFailed];
    from = versions[lastHeld] ?? from;
    if (failed !== undefined) to = failed - 1;
  }
  return from;
}

/**
 * The highest version for which `holds` is true, given that it holds for `known`: the next few, then leaps of doubling
 * length until one fails, then a search between.
 */
export async function lastWhereUnbounded(known: number, holds: (version: number) => Promise<boolean>): Promise<number> {
  let from = known;
  let offsets = Array.from({ length: LOOKS }, (_, i) => i + 1);
  for (let leap = 1; ; leap *= 2 ** LOOKS) {
    const versions = offsets.map((offset) => from + offset);
    const results = await Promise.all(versions.map(holds));
    const firstFailed = results.indexOf(false);
    const low = (firstFailed < 0 ? versions.at(-1) : versions[firstFailed - 1]) ?? from;
    const failed = versions[firstFailed];
    if (failed !== undefined) return lastWhere({ low, high: failed - 1 }, holds);
    from = low;
    offsets = Array.from({ length: LOOKS }, (_, i) => leap * 2 ** i);
  }
}
