// From the address of a file inside a table to the table's root.

export interface StrippedPath {
  /** Without the file, its partition folders, and slashes at the end. */
  readonly path: string;
  readonly note: string | undefined;
}

const insideTable = "Opens the table that contains this file.";

/** `path` is the part of an address before any query, percent-encoded or not. */
export function stripToRoot(path: string): StrippedPath {
  const logFolder = path.match(/^(.*?)\/(?:_delta_log|_change_data)(?:\/.*)?$/s);
  if (logFolder !== null) {
    return { path: logFolder[1] ?? "", note: insideTable };
  }
  const parts = path.split("/");
  const last = parts.at(-1) ?? "";
  if (!/\.parquet$/i.test(last) && !/^deletion_vector_.*\.bin$/.test(last)) {
    return { path: path.replace(/\/+$/, ""), note: undefined };
  }
  parts.pop();
  while (parts.length > 0 && isPartitionFolder(parts.at(-1) ?? "")) {
    parts.pop();
  }
  return { path: parts.join("/"), note: insideTable };
}

// Hive's form, `column=value`, which Delta writers use for their folders too.
function isPartitionFolder(part: string): boolean {
  return /^[^=]+(=|%3D)/i.test(part);
}
