// The decoder's functions are compiled at their first call, which for the first chunk of a table takes longer than all
// of its values. So a small file is decoded for what it leaves behind, while the first bytes are on their way.

import { tableFromIPC } from "apache-arrow";
import type { ParquetEngine, SomeEngine } from "./parquet-engine.ts";

/** By then the requests are sent that neighbouring reads wait to be merged into. */
const SENT_MS = 5;

const warm = new WeakSet<ParquetEngine>();

/** Once for each engine; one that fails to start is the concern of whoever decodes. */
export async function warmUp(starting: SomeEngine): Promise<void> {
  const engine = await Promise.resolve(starting).catch(() => undefined);
  if (engine === undefined || warm.has(engine)) return;
  warm.add(engine);
  await new Promise((resolve) => setTimeout(resolve, SENT_MS));
  decodeWarmUpFile(engine);
}

/** The rows of the file's one column. */
export function decodeWarmUpFile(engine: ParquetEngine): readonly unknown[] {
  const file = Uint8Array.from(atob(FILE), (character) => character.charCodeAt(0));
  const table = tableFromIPC(engine.decodeRows("warm-up", file, { start: 0, count: 3 }));
  return table.toArray().map((row) => row.toJSON());
}

/**
 * An excerpt of what parquet-wasm wrote: `add`, a nullable struct of a string, a map, a long and a list, snappy, with
 * dictionaries; null, then two rows.
 */
const FILE = [
  "UEFSMRUEFRQVGEwVBBUAEgAACiQBAAAAYQEAAABiFQAVFBUYLBUGFRAVBhUGAAAKJAMAAAADKAABAwIVBBUKFQ5MFQIVABIAAAUQ",
  "AQAAAHAVABUeFSIsFQYVEBUGFQYAAA84AgAAAAYAAwAAAAM8AAAEFQQVChUOTBUCFQASAAAFEAEAAAAxFQAVIBUkLBUGFRAVBhUG",
  "AAAQPAIAAAAGAAQAAAADIAEAAAQVBBUgFSRMFQQVABIAABA8AQAAAAAAAAACAAAAAAAAABUAFRQVGCwVBhUQFQYVBgAACiQDAAAA",
  "AygAAQMCFQQVChUOTBUCFQASAAAFEAEAAAB4FQAVIBUkLBUGFRAVBhUGAAAQPAIAAAAGAAQAAAADYAAAAAIVAhm8SAxhcnJvd19z",
  "Y2hlbWEVAgA1AhgDYWRkFQgAFQwlAhgEcGF0aCUATBwAAAA1AhgPcGFydGl0aW9uVmFsdWVzFQIVAkwsAAAANQQYB2VudHJpZXMV",
  "BAAVDCUAGANrZXklAEwcAAAAFQwlAhgFdmFsdWUlAEwcAAAAFQQlAhgEc2l6ZQA1AhgEdGFncxUCFQZMPAAAADUEGARsaXN0FQIA",
  "FQwlAhgHZWxlbWVudCUATBwAAAAWBhkcGVwmABwVDBk1AAYQGSgDYWRkBHBhdGgVAhYGFmYWbiY8JggAACYAHBUMGTUABhAZSANh",
  "ZGQPcGFydGl0aW9uVmFsdWVzB2VudHJpZXMDa2V5FQIWBhZmFm4moAEmdgAAJgAcFQwZNQAGEBlIA2FkZA9wYXJ0aXRpb25WYWx1",
  "ZXMHZW50cmllcwV2YWx1ZRUCFgYWaBZwJo4CJuQBAAAmABwVBBk1AAYQGSgDYWRkBHNpemUVAhYGFnIWeiaUAybUAgAAJgAcFQwZ",
  "NQAGEBlIA2FkZAR0YWdzBGxpc3QHZWxlbWVudBUCFgYWaBZwJvgDJs4DAAAWjgQWBgAoGXBhcnF1ZXQtcnMgdmVyc2lvbiA1OS4z",
  "LjAA0gEAAFBBUjE=",
].join("");
