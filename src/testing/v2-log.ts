// V2 checkpoints of drawn logs for tests: a main file, named by a UUID or classically, and sidecars.

import { hintChecksum } from "#delta/hint-checksum.ts";
import { classicCheckpointName, commitName, HINT_NAME } from "#delta/log-path.ts";
import { type Files, hint, put, textOf } from "./log-files.ts";

export interface V2Options {
  readonly uuid?: string;
  /** `classic` is Parquet under the classic name. */
  readonly format?: "json" | "parquet" | "classic";
  /** 0 = the adds are in the main file. */
  readonly sidecars?: number;
  /** Of the checkpointMetadata. */
  readonly tags?: Readonly<Record<string, string>>;
}

export const UUID = "80a083e8-7026-4e79-81be-64bd76c43a11";

export function mainName(version: number, { uuid = UUID, format = "json" }: V2Options = {}): string {
  const classic = classicCheckpointName(version);
  return format === "classic" ? classic : classic.replace(/parquet$/, `${uuid}.${format}`);
}

export function sidecarFile(version: number, part: number): string {
  return `_sidecars/${version}-${part}.parquet`;
}

/** What the commits up to `version` say together. */
export function v2Checkpoint(files: Files, version: number, options: V2Options = {}): Files {
  const { sidecars = 2, tags } = options;
  const lines = Array.from({ length: version + 1 }, (_, v) => textOf(files, commitName(v)).split("\n")).flat();
  const isAdd = (line: string) => line.startsWith('{"add"');
  const adds = lines.filter(isAdd);
  const main = [JSON.stringify({ checkpointMetadata: { version, tags } }), ...lines.filter((line) => !isAdd(line))];
  for (let part = 1; part <= sidecars; part++) {
    const name = sidecarFile(version, part);
    put(files, name, adds.filter((_, i) => i % sidecars === part - 1).join("\n"));
    const path = name.replace("_sidecars/", "");
    main.push(JSON.stringify({ sidecar: { path, sizeInBytes: textOf(files, name).length, modificationTime: 0 } }));
  }
  return put(files, mainName(version, options), [...main, ...(sidecars === 0 ? adds : [])].join("\n"));
}

/** A hint of it; with `repeats`, as Spark writes it for short checkpoints. */
export function v2Hint(files: Files, version: number, options: V2Options & { readonly repeats?: boolean } = {}): Files {
  const path = mainName(version, options);
  const actions = textOf(files, path)
    .split("\n")
    .map((line) => JSON.parse(line));
  const lists = {
    nonFileActions: actions.filter((action) => action.sidecar === undefined),
    sidecarFiles: actions.flatMap((action) => action.sidecar ?? []),
  };
  const sizeInBytes = textOf(files, path).length;
  hint(files, version, { v2Checkpoint: { path, sizeInBytes, ...(options.repeats ? lists : {}) } });
  const text = textOf(files, HINT_NAME);
  return put(files, HINT_NAME, text.replace("{", `{"checksum":"${hintChecksum(text)}",`));
}
