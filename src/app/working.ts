import type { ErrorTag } from "#delta/errors.ts";
import type { WorkingItem } from "#ui/error-detail.ts";
import { formatCount } from "#ui/format.ts";
import type { TableView } from "./use-table-view.ts";

/** Failures that leave the log readable. */
const LOG_STILL_READ: readonly ErrorTag[] = [
  "UnsupportedFeature",
  "Unsupported",
  "ObjectMissing",
  "ObjectChanged",
  "ObjectTruncated",
  "CorruptParquet",
  "RangeIgnored",
  "VersionNotFound",
  "TimestampTooEarly",
];

/** What works all the same, for the side of the card; undefined where nothing does. */
export function listWorking(tag: ErrorTag, view: TableView): readonly WorkingItem[] | undefined {
  const { history, snapshot } = view;
  if (!LOG_STILL_READ.includes(tag) || history.commits.length === 0) return undefined;
  const count = formatCount(history.commits.length);
  const isVersion = tag === "VersionNotFound" || tag === "TimestampTooEarly";
  return [
    { id: "history", works: true, title: "History", detail: `${count}${history.hasOlder ? " newest" : ""} commits` },
    { id: "rail", works: true, title: "Other versions", detail: "by the rail above" },
    ...(snapshot === undefined
      ? []
      : [
          {
            id: "schema",
            works: true,
            title: "Schema, About",
            detail: `${formatCount(snapshot.schema.fields.length)} columns, from the log`,
          },
        ]),
    { id: "rows", works: false, title: isVersion ? "The version asked for" : `Rows of v${view.version ?? ""}` },
  ];
}
