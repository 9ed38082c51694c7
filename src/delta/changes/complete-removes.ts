// Old writers leave size and partition values out of `remove` (PROTOCOL.md "Add File and Remove File":
// `extendedFileMetadata`); the file's own `add` in the version before tells them.

import type { PartitionValues } from "#delta/actions.ts";
import { TableError } from "#delta/errors.ts";
import { fileKey } from "#delta/file-key.ts";
import { fileCount, filePartitionValue, filePath, fileSizeBytes, type LiveFiles } from "#delta/live-files.ts";
import type { ChangeFile } from "./change-feed.ts";
import { type CommitChanges, isIncomplete, UNKNOWN_SIZE } from "./commit-changes.ts";

interface FilesBefore {
  readonly files: LiveFiles;
  /** The names under which partition values are kept. */
  readonly partitionKeys: readonly string[];
}

/** Whether the version before must be known. A table without partitions has no values to miss. */
export function needsFilesBefore({ files }: CommitChanges, isPartitioned: boolean): boolean {
  return files.some((file) => (isPartitioned ? isIncomplete(file) : file.sizeBytes === UNKNOWN_SIZE));
}

/** Errors: ProtocolViolation for a removed file that the version before does not hold. */
export function completeRemoves(changes: CommitChanges, { files, partitionKeys }: FilesBefore): readonly ChangeFile[] {
  const places = new Map<string, number>();
  for (let file = 0; file < fileCount(files); file += 1) {
    const key = fileKey(filePath(files, file));
    if (changes.incomplete.has(key)) places.set(key, file);
  }
  return changes.files.map((each) => {
    if (!isIncomplete(each)) return each;
    const file = places.get(fileKey(each.path));
    if (file === undefined) throw unknownFile(each.path);
    const partitionValues: PartitionValues = new Map(
      partitionKeys.map((key) => [key, filePartitionValue(files, file, key)]),
    );
    return { ...each, sizeBytes: fileSizeBytes(files, file), partitionValues };
  });
}

function unknownFile(path: string): TableError<"ProtocolViolation"> {
  const message = `Cannot read the removed file ${path}: the version before does not hold it`;
  return new TableError("ProtocolViolation", message, { rule: "a removed file was added before", detail: path });
}
