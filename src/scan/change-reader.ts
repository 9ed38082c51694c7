// Rows of a change feed by window: each file read under the schema of its version, its values brought into the columns of
// the range, with the three columns that tell what happened, at which version and when.

import type { ChangeFeed, VersionChanges } from "#delta/changes/change-feed.ts";
import { CHANGE_COLUMNS } from "#delta/changes/load-changes.ts";
import type { ViewColumn } from "#delta/changes/version-view.ts";
import type { StructField, StructType } from "#delta/data-type.ts";
import { TableError } from "#delta/errors.ts";
import { inParallel } from "#delta/in-parallel.ts";
import { plainField } from "#delta/plain-field.ts";
import type { ReadOptions } from "#delta/ports.ts";
import type { Value } from "#delta/value.ts";
import { type ChangePart, type ChangeTotals, type ChangeWindow, createChangePlanner } from "./change-planner.ts";
import { createChangeRows } from "./change-rows.ts";
import type { DataFiles } from "./data-file.ts";
import type { DeletionVectorReader } from "./deletion-vector-reader.ts";
import type { FileReader } from "./file-rows.ts";

export interface ProjectedChanges extends ChangeWindow {
  /** Indexes of `changeSchema`'s fields. */
  readonly columns: readonly number[];
}

/** `columns[c][r]` is change `start + r` of the asked column `c`. Fewer changes than asked = the end of the feed. */
export interface ChangePage {
  readonly start: number;
  readonly rowCount: number;
  readonly columns: readonly (readonly Value[])[];
}

/** What reading has told of a version so far. */
export interface VersionCount {
  /** Undefined until all its files are counted. */
  readonly rows: number | undefined;
  /** Why it is left out. */
  readonly refusal: TableError | undefined;
}

/**
 * Versions are read oldest first. One whose files can't be read is left out and named by `describe`; the others still are.
 * Errors: those of the store.
 */
export interface ChangeReader {
  readChanges(feed: ChangeFeed, wanted: ProjectedChanges, options?: ReadOptions): Promise<ChangePage>;
  describe(version: VersionChanges): VersionCount;
  totals(feed: ChangeFeed): ChangeTotals;
}

const [CHANGE_TYPE, COMMIT_VERSION, COMMIT_TIMESTAMP] = CHANGE_COLUMNS;

/** The columns of a feed's rows: the table's, then `_change_type`, `_commit_version` and `_commit_timestamp`. */
export function changeSchema(feed: ChangeFeed): StructType {
  return {
    kind: "struct",
    fields: [
      ...feed.columns,
      plainField(CHANGE_TYPE, "string"),
      plainField(COMMIT_VERSION, "long"),
      plainField(COMMIT_TIMESTAMP, "timestamp"),
    ],
  };
}

export function createChangeReader(parts: {
  readonly dataFiles: DataFiles;
  readonly vectors: DeletionVectorReader;
  readonly fileReader: FileReader;
}): ChangeReader {
  const rows = createChangeRows(parts.dataFiles, parts.vectors);
  const planner = createChangePlanner(rows);

  async function readPart(
    part: ChangePart,
    columns: readonly ColumnOf[],
    options?: ReadOptions,
  ): Promise<readonly (readonly Value[])[]> {
    const { version, file, count } = part;
    const view = file.change === "delete" ? version.before : version.after;
    const sources = columns.map((columnOf) => columnOf(view.columns));
    const wanted = sources.flatMap((source) => (typeof source === "object" ? [source] : []));
    const values = await parts.fileReader.readRuns(
      {
        file,
        runs: await rows.select(file, part, options),
        partitionValue: (key) => file.partitionValues.get(key) ?? null,
      },
      {
        fields: wanted.map(({ field }) => field),
        partitionColumns: view.partitionColumns,
        columnMapping: view.columnMapping,
        extraFields: file.change === "cdc" ? [CHANGE_TYPE_FIELD] : [],
      },
      options,
    );
    const types = file.change === "cdc" ? checkTypes(values[wanted.length] ?? [], file.path) : undefined;
    return sources.map((source) => {
      if (typeof source === "object") {
        return converted(values[wanted.indexOf(source)] ?? [], source);
      }
      return source === CHANGE_TYPE && types !== undefined ? types : repeat(constantOf(part, source), count);
    });
  }

  return {
    async readChanges(feed, wanted, options) {
      const columns = wanted.columns.map((column) => columnAt(feed, column));
      for (;;) {
        const planned = await planner.plan(feed, wanted, options);
        const read = await inParallel(planned, async (part) => {
          try {
            return await readPart(part, columns, options);
          } catch (error) {
            planner.refuse(part.version, error);
            return undefined;
          }
        });
        // The rows of a version that turned out unreadable must not stand among those of the others.
        if (!read.includes(undefined)) {
          return {
            start: wanted.start,
            rowCount: planned.reduce((sum, { count }) => sum + count, 0),
            columns: columns.map((_, column) => read.flatMap((values) => values?.[column] ?? [])),
          };
        }
      }
    },
    describe: (version) => ({ rows: planner.versionRows(version), refusal: planner.refusal(version) }),
    totals: planner.totals,
  };
}

/** Where an asked column's values come from, by the columns of a version. */
type ColumnOf = (columns: readonly (ViewColumn | undefined)[]) => ViewColumn | ConstantColumn;
/** `absent`: a column of the table that the version does not have. */
type ConstantColumn = ChangeColumn | "absent";
type ChangeColumn = (typeof CHANGE_COLUMNS)[number];

function columnAt(feed: ChangeFeed, column: number): ColumnOf {
  const own = CHANGE_COLUMNS[column - feed.columns.length];
  if (own !== undefined) {
    return () => own;
  }
  if (feed.columns[column] === undefined) {
    const detail = `column ${column} of ${feed.columns.length + CHANGE_COLUMNS.length}`;
    throw new TableError("Internal", `Cannot read changes: there is no ${detail}`, { detail });
  }
  return (columns) => columns[column] ?? "absent";
}

function constantOf({ version, file }: ChangePart, column: ConstantColumn): Value {
  switch (column) {
    case "absent":
      return null;
    case "_change_type":
      return file.change;
    case "_commit_version":
      return BigInt(version.version);
    case "_commit_timestamp":
      return version.timestampMs === undefined ? null : BigInt(version.timestampMs) * 1000n;
  }
}

function converted(values: readonly Value[], { convert }: ViewColumn): readonly Value[] {
  return convert === undefined ? values : values.map(convert);
}

/** PROTOCOL.md "Change Data Files": the values that `_change_type` can have. */
const CHANGE_TYPES: ReadonlySet<Value> = new Set(["insert", "delete", "update_preimage", "update_postimage"]);

function checkTypes(types: readonly Value[], path: string): readonly Value[] {
  const unknown = types.find((type) => !CHANGE_TYPES.has(type));
  if (unknown === undefined) {
    return types;
  }
  const rule = "_change_type is insert, delete, update_preimage or update_postimage";
  const detail = `${path} holds ${JSON.stringify(unknown)}`;
  throw new TableError(
    "ProtocolViolation",
    `Cannot read the change data file ${path}: a change of type ${JSON.stringify(unknown)}`,
    { rule, detail },
  );
}

/** Not nullable: a change data file without it can't be read. */
const CHANGE_TYPE_FIELD: StructField = { ...plainField(CHANGE_TYPE, "string"), nullable: false };

function repeat(value: Value, count: number): readonly Value[] {
  return new Array<Value>(count).fill(value);
}
