// A table of data files in memory, with a log that says no more of them than it must.

export interface LoggedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** More fields of its `add`. */
  readonly add?: Readonly<Record<string, unknown>>;
}

export interface LoggedTable {
  /** `schemaString` of the metaData. */
  readonly schema: string;
  readonly readerFeatures?: readonly string[];
  readonly partitionColumns?: readonly string[];
}

/** The objects of a table: the files, and one commit that adds them. */
export function tableObjects(table: LoggedTable, files: readonly LoggedFile[]): Map<string, Uint8Array> {
  const { schema, readerFeatures = [], partitionColumns = [] } = table;
  const format = { provider: "parquet", options: {} };
  const actions = [
    { protocol: { minReaderVersion: 3, minWriterVersion: 7, readerFeatures, writerFeatures: readerFeatures } },
    { metaData: { id: "t", format, schemaString: schema, partitionColumns, configuration: {} } },
    ...files.map(({ path, bytes, add }) => {
      const required = { path, partitionValues: {}, size: bytes.length, modificationTime: 0, dataChange: true };
      return { add: { ...required, ...add } };
    }),
  ];
  const text = actions.map((action) => `${JSON.stringify(action)}\n`).join("");
  return new Map([
    ["_delta_log/00000000000000000000.json", new TextEncoder().encode(text)],
    ...files.map(({ path, bytes }) => [path, bytes] as const),
  ]);
}
