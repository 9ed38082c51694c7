// Every failure that a reader of a table can meet, as one tagged class whose context tells what the user needs next.

/** What each tag carries. All of it is safe to show: locations never hold a credential. */
export interface ErrorContexts {
  /** The text can't be a table's location. */
  InvalidLocation: { location: string; reason: string };
  /** No usable `_delta_log`: nothing there, an empty folder, or a hint without the files it names. */
  NotADeltaTable: { location: string; found: "nothing" | "empty-log" | "hint-only" };
  /** `earliest` and `latest` bound what can be read. */
  VersionNotFound: { asked: number; earliest: number; latest: number };
  /** A range of versions whose commits the log does not hold; `earliest` is its oldest commit, where it was looked for. */
  ChangesOutOfRange: { from: number; to: number; earliest: number | undefined; latest: number };
  /** No commit at or before the time asked for. Times are milliseconds since 1970 UTC. */
  TimestampTooEarly: { askedMs: number; earliestMs: number | undefined; earliestVersion: number };
  /** A commit between two others is absent. */
  LogGap: { missing: number; before: number };
  /** `line` is 1-based; 0 when the whole file is meant. */
  MalformedLog: { file: string; line: number; reason: string };
  CorruptCheckpoint: { file: string; reason: string };
  /** The version's protocol names reader features (or a reader version) that are not read. */
  UnsupportedFeature: { features: readonly string[]; minReaderVersion: number };
  /** A part of the table, not named by a reader feature, that is not read: a type, a file format, a calendar. */
  Unsupported: { what: string; detail: string };
  /** The log breaks a rule of the protocol in a way that could give wrong rows. */
  ProtocolViolation: { rule: string; detail: string };
  AccessDenied: { url: string; status: number };
  /** `expiredMs` is when the signature ran out, where it says so. */
  SignatureExpired: { url: string; expiredMs: number | undefined };
  BlockedByCors: { url: string; origin: string };
  NetworkFailed: { url: string; reason: string };
  /** `retryAfterMs` is how long the store asks to wait, where it says so. */
  StoreUnavailable: { url: string; status: number; retryAfterMs?: number | undefined };
  /** An object that the log names is not there. */
  ObjectMissing: { path: string };
  /** An object's bytes changed between two reads, or differ from what the log says. */
  ObjectChanged: { path: string; reason: string };
  ObjectTruncated: { path: string; expectedBytes: number; gotBytes: number };
  /** The server answers a range request with the whole object. */
  RangeIgnored: { url: string; sizeBytes: number | undefined };
  CorruptParquet: { file: string; reason: string };
  /** `file` is the vector's file, or the data file whose descriptor holds it inline. */
  CorruptDeletionVector: { file: string; reason: string };
  /** The browser's handle on a local folder is gone or not granted. */
  FolderNotGranted: { name: string };
  /** An access (a signature, a key) is needed before the first request can succeed. */
  AccessNeeded: { location: string };
  /** A defect of ours: shown as such, with its message. */
  Internal: { detail: string };
}

export type ErrorTag = keyof ErrorContexts;

/** An error with a tag to switch on and a typed context. Crosses the worker border as plain data. */
export class TableError<Tag extends ErrorTag = ErrorTag> extends Error {
  readonly tag: Tag;
  readonly context: ErrorContexts[Tag];

  constructor(tag: Tag, message: string, context: ErrorContexts[Tag], options?: { cause?: unknown }) {
    super(message, options);
    this.name = "TableError";
    this.tag = tag;
    this.context = context;
  }
}

/** Narrows to an error of one of `tags`; with none given, to any tagged error. */
export function isTableError<Tag extends ErrorTag = ErrorTag>(
  error: unknown,
  ...tags: Tag[]
): error is TableError<Tag> {
  return error instanceof TableError && (tags.length === 0 || tags.some((tag) => tag === error.tag));
}
