// The one table from an error's tag to what a user reads.

import type { ErrorContexts, ErrorTag } from "#delta/errors.ts";
import { formatBytes } from "#ui/format.ts";
import type { Problem, ProblemAction } from "./problem.ts";

/** An error, tagged or rebuilt from the wire. */
export interface TaggedError {
  readonly tag: ErrorTag;
  readonly message: string;
  readonly context: unknown;
}

const RETRY: ProblemAction = { kind: "retry" };
const HOME: ProblemAction = { kind: "home" };
const LATEST: ProblemAction = { kind: "travel-latest" };
const HISTORY: ProblemAction = { kind: "history" };

/** Above this, reading whole objects asks for more memory than a tab should take. */
const WHOLE_OBJECT_LIMIT = 256 * 1024 * 1024;

export function describeProblem(error: TaggedError): Problem {
  const toProblem = PROBLEMS[error.tag] as (context: unknown, error: TaggedError) => Problem;
  return toProblem(error.context, error);
}

const PROBLEMS: { readonly [Tag in ErrorTag]: (context: ErrorContexts[Tag], error: TaggedError) => Problem } = {
  InvalidLocation: ({ location, reason }) => ({
    title: "This is not the location of a table",
    cause: sentence(reason),
    evidence: [["Given", location]],
    advice: [
      "A location is a folder that holds _delta_log: https://…, s3://…, gs://…, abfss://… or a folder on this computer.",
    ],
    actions: [HOME],
  }),
  NotADeltaTable: ({ location, found }) => ({
    title: "There is no Delta table here",
    cause: {
      nothing: "No _delta_log was found under this location, which is what makes a folder of files a Delta table.",
      "empty-log": "There is a _delta_log, and no commit in it: the table was never written, or its log was emptied.",
      "hint-only":
        "The log has a hint to a checkpoint (_last_checkpoint), but neither that checkpoint nor a commit beside it.",
    }[found],
    evidence: [
      ["Location", location],
      ["Looked for", "_delta_log/_last_checkpoint, _delta_log/00000000000000000000.json"],
    ],
    advice: [
      "Check that the location ends with the table's own folder, not the one above it or a folder inside it.",
      "Some stores answer “not there” for what may not be seen: check that the access covers _delta_log.",
    ],
    actions: [RETRY, HOME],
  }),
  VersionNotFound: ({ asked, earliest, latest }) => ({
    title: `There is no version ${asked}`,
    cause: `This table can be read from version ${earliest} to version ${latest}.`,
    evidence: [
      ["Asked for", `v${asked}`],
      ["Earliest", `v${earliest}`],
      ["Latest", `v${latest}`],
    ],
    advice: asked > latest ? [] : ["Older versions go when the log is cleaned up or files are vacuumed."],
    actions: [
      { kind: "travel", version: asked > latest ? latest : earliest },
      asked > latest ? { kind: "travel", version: earliest } : LATEST,
    ],
  }),
  ChangesOutOfRange: ({ from, to, earliest, latest }) => ({
    title: `The changes from v${from} to v${to} can't be read`,
    cause:
      earliest === undefined
        ? `A range starts at or before its end, and ends at the newest version, v${latest}, or before.`
        : `What a version changed is in its commit, and the oldest commit in the log is that of v${earliest}.`,
    evidence: [
      ["Asked for", `v${from} to v${to}`],
      ["Latest", `v${latest}`],
    ],
    advice: earliest === undefined ? [] : ["Older commits go when the log is cleaned up: delta.logRetentionDuration."],
    actions: [HISTORY, LATEST],
  }),
  TimestampTooEarly: ({ askedMs, earliestMs, earliestVersion }) => ({
    title: earliestMs === undefined ? "The versions have no times" : "The table has no version that old",
    cause:
      earliestMs === undefined
        ? `Neither the store nor the log tells when v${earliestVersion} was committed, so no time leads to a version.`
        : `The oldest version that can be read, v${earliestVersion}, was committed later than the time asked for.`,
    evidence: [
      ["Asked for", utc(askedMs)],
      [`v${earliestVersion} was committed`, earliestMs === undefined ? "nothing tells" : utc(earliestMs)],
    ],
    advice: [],
    actions: [{ kind: "travel", version: earliestVersion }, LATEST],
  }),
  LogGap: ({ missing, before }) => ({
    title: `Commit ${missing} is missing from the log`,
    cause: `Commit ${before} is there, the one before it is not: what the missing one added or removed can't be known, so nothing that builds on it is shown.`,
    evidence: [
      ["Missing", commitName(missing)],
      ["Present", commitName(before)],
    ],
    advice: [
      "A copy of a table must hold the whole log: copy _delta_log again.",
      "A version that starts from a later checkpoint may still open.",
    ],
    actions: [RETRY, LATEST, HOME],
  }),
  MalformedLog: ({ file, line, reason }) => ({
    title: "The table's log can't be read",
    cause: sentence(reason),
    evidence: [["File", file], ...(line > 0 ? [["Line", String(line)] as const] : [])],
    advice: ["The commit may have been cut while it was written or copied: compare the file with its source."],
    actions: [RETRY, LATEST, HOME],
  }),
  CorruptCheckpoint: ({ file, reason }) => ({
    title: "A checkpoint of this table is damaged",
    cause: sentence(reason),
    evidence: [["File", file]],
    advice: [
      "The log holds nothing older to start from. A new checkpoint, written by any Delta writer, would mend it.",
    ],
    actions: [RETRY, HOME],
  }),
  UnsupportedFeature: ({ features, minReaderVersion }) => ({
    title:
      features.length > 1
        ? `Rows need features that are not read yet: ${features.join(", ")}`
        : `Rows need a feature that is not read yet: ${features.join("")}`,
    cause:
      "Reading without it could show rows that are wrong, so none are shown. History and everything else the log tells still work.",
    evidence: [
      ["Asked for by the table", features.join(", ")],
      ["Reader version", String(minReaderVersion)],
    ],
    advice: ["A version from before the feature was turned on may open: try an older one on the rail."],
    actions: [HISTORY, HOME],
  }),
  Unsupported: ({ what, detail }) => ({
    title: `Not read yet: ${what}`,
    cause: sentence(detail),
    evidence: [],
    advice: ["History and everything else the log tells still work."],
    actions: [HISTORY, HOME],
  }),
  ProtocolViolation: ({ rule, detail }) => ({
    title: "The log breaks a rule of the Delta protocol",
    cause: sentence(detail),
    evidence: [["Rule", rule]],
    advice: ["Rows might be wrong, so none are shown. The writer of this commit is the place to look."],
    actions: [LATEST, HOME],
  }),
  AccessDenied: ({ url, status }) => ({
    title: "The store does not let this page in",
    cause: status === 401 ? "It asks for an access." : "The access does not cover this object, or there is none.",
    evidence: [
      ["Request", url],
      ["Answer", `${status}`],
    ],
    advice: ["The access must allow reading every object below the table's folder, _delta_log included."],
    actions: [RETRY, HOME],
  }),
  SignatureExpired: ({ url, expiredMs }) => ({
    title: "The signature has expired",
    cause: "The store no longer takes it. With a fresh one this view goes on where it was.",
    evidence: [["Request", url], ...(expiredMs === undefined ? [] : [["Expired", utc(expiredMs)] as const])],
    advice: ["If it should still be valid, check this computer's clock."],
    actions: [RETRY, HOME],
  }),
  BlockedByCors: ({ url, origin }) => ({
    title: "Blocked by CORS: this page may not read the store",
    cause: "The store answers, but does not name this page's origin, so the browser keeps the answer from the page.",
    evidence: [
      ["Request", `GET ${url}`],
      ["From", origin],
      ["Answer", "kept from this page by the browser"],
    ],
    advice: [
      "The rule opens nothing: whoever could not read the table before still can't.",
      "A copy in a folder on this computer needs no rule.",
    ],
    actions: [RETRY, HOME],
    cors: { url },
  }),
  NetworkFailed: ({ url, reason }) => ({
    title: "The store could not be reached",
    cause: "The connection failed before an answer came.",
    evidence: [
      ["Request", url],
      ["Reason", reason],
    ],
    advice: ["Check the connection, and that the host's name is right. Retry goes on with what is already here."],
    actions: [RETRY, HOME],
  }),
  StoreUnavailable: ({ url, status }) => ({
    title: "The store is not answering as it should",
    cause: "It was asked several times, with growing pauses, and failed each time.",
    evidence: [
      ["Request", url],
      ["Answer", String(status)],
    ],
    advice: ["This is on the store's side. Retry goes on with what is already here."],
    actions: [RETRY, HOME],
  }),
  ObjectMissing: ({ path }) => ({
    title: "A file of this version is gone",
    cause: "The log names it, the store does not have it. VACUUM removes files that only older versions need.",
    evidence: [["File", path]],
    advice: ["Newer versions usually have all their files: travel there by the rail."],
    actions: [LATEST, RETRY],
  }),
  ObjectChanged: ({ path, reason }) => ({
    title: "A file changed while it was read",
    cause: sentence(reason),
    evidence: [["File", path]],
    advice: ["Files of a Delta table never change: something else wrote to this folder."],
    actions: [RETRY, HOME],
  }),
  ObjectTruncated: ({ path, expectedBytes, gotBytes }) => ({
    title: "A file is shorter than it should be",
    cause: "The answer ended early: the connection broke, or the file was cut when it was copied.",
    evidence: [
      ["File", path],
      ["Expected", formatBytes(expectedBytes)],
      ["Got", formatBytes(gotBytes)],
    ],
    advice: [],
    actions: [RETRY, HOME],
  }),
  RangeIgnored: ({ url, sizeBytes }) => ({
    title: "This server gives whole files only",
    cause: "Asked for a part of a file, it sends all of it. Reading this way works, at the cost of bytes and memory.",
    evidence: [["Request", url], ...(sizeBytes === undefined ? [] : [["Size", formatBytes(sizeBytes)] as const])],
    advice: [
      `Files larger than ${formatBytes(WHOLE_OBJECT_LIMIT)} stay closed.`,
      "Any server that answers Range requests with 206 avoids this.",
    ],
    actions: [{ kind: "allow-whole", origin: originOf(url), limitBytes: WHOLE_OBJECT_LIMIT }, HOME],
  }),
  CorruptParquet: ({ file, reason }) => ({
    title: "A data file is damaged",
    cause: sentence(reason),
    evidence: [["File", file]],
    advice: ["Compare the file with its source, or travel to a version that does not use it."],
    actions: [RETRY, LATEST],
  }),
  CorruptDeletionVector: ({ file, reason }) => ({
    title: "A deletion vector is damaged",
    cause: `Which rows of a file are deleted can't be told: ${reason}.`,
    evidence: [["File", file]],
    advice: ["Without it deleted rows would show, so the rows stay hidden. Compare the file with its source."],
    actions: [RETRY, LATEST],
  }),
  FolderNotGranted: ({ name }) => ({
    title: `This page has no access to the folder “${name}”`,
    cause: "A browser gives a page a folder only until the tab is closed or reloaded.",
    evidence: [],
    advice: ["Choose the same folder again: the view stays as it is."],
    actions: [{ kind: "choose-folder" }, HOME],
  }),
  AccessNeeded: ({ location }) => ({
    title: "This table needs an access",
    cause: "Its store lets nobody in without one, and a link never carries it.",
    evidence: [["Location", location]],
    advice: [],
    actions: [HOME],
  }),
  Internal: ({ detail }, { message }) => ({
    title: "Deltarium failed",
    cause: "This is a defect of this page, not of the table.",
    evidence: [["What failed", message], ...(message.includes(detail) ? [] : [["Detail", detail] as const])],
    advice: [],
    actions: [RETRY, HOME],
  }),
};

/** The engine's reasons are parts of its messages: here they stand alone. */
function sentence(reason: string): string {
  const text = reason.charAt(0).toUpperCase() + reason.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function utc(timestampMs: number): string {
  if (!Number.isFinite(timestampMs) || Math.abs(timestampMs) > 8.64e15) return `${timestampMs} ms`;
  return `${new Date(timestampMs).toISOString().replace("T", " ").replace(".000Z", "")} UTC`.replace("Z UTC", " UTC");
}

function commitName(version: number): string {
  return `_delta_log/${String(version).padStart(20, "0")}.json`;
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
