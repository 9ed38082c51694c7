import { describe, expect, it } from "vitest";
import type { ErrorContexts, ErrorTag } from "#delta/errors.ts";
import { buildCorsRules } from "./cors-rules.ts";
import { describeProblem } from "./problem-table.ts";

/** A context of every tag: a new tag does not compile until it is here. */
const CONTEXTS: { readonly [Tag in ErrorTag]: ErrorContexts[Tag] } = {
  InvalidLocation: { location: "javascript:alert(1)", reason: "A table's location can't be a script." },
  NotADeltaTable: { location: "https://a.example/t", found: "nothing" },
  VersionNotFound: { asked: 99, earliest: 4, latest: 41 },
  ChangesOutOfRange: { from: 2, to: 41, earliest: 4, latest: 41 },
  TimestampTooEarly: { askedMs: 0, earliestMs: 1_767_600_000_000, earliestVersion: 4 },
  LogGap: { missing: 7, before: 8 },
  MalformedLog: { file: "_delta_log/00000000000000000003.json", line: 2, reason: "The line ends in the middle." },
  CorruptCheckpoint: { file: "_delta_log/00000000000000000010.checkpoint.parquet", reason: "No footer." },
  UnsupportedFeature: { features: ["deletionVectors"], minReaderVersion: 3 },
  Unsupported: { what: "the type interval", detail: "Its values have no exact form here." },
  ProtocolViolation: { rule: "Each file is added once", detail: "part-1 is added twice in v3." },
  AccessDenied: { url: "https://a.example/t/_delta_log/_last_checkpoint", status: 403 },
  SignatureExpired: { url: "https://a.example/t/_delta_log/_last_checkpoint", expiredMs: 1_767_600_000_000 },
  BlockedByCors: { url: "https://acct.blob.core.windows.net/lake/t", origin: "https://d.example" },
  NetworkFailed: { url: "https://a.example/t", reason: "Failed to fetch" },
  StoreUnavailable: { url: "https://a.example/t", status: 503 },
  ObjectMissing: { path: "part-00000.parquet" },
  ObjectChanged: { path: "part-00000.parquet", reason: "Its size is not the log's." },
  ObjectTruncated: { path: "part-00000.parquet", expectedBytes: 1000, gotBytes: 10 },
  RangeIgnored: { url: "https://a.example/t/part-0.parquet", sizeBytes: 5_000_000 },
  CorruptParquet: { file: "part-00000.parquet", reason: "The footer's length is larger than the file." },
  CorruptDeletionVector: { file: "deletion_vector_1.bin", reason: "its checksum does not match" },
  FolderNotGranted: { name: "rides" },
  AccessNeeded: { location: "https://a.example/t" },
  Internal: { detail: "x is null" },
};

const tags = Object.keys(CONTEXTS) as ErrorTag[];

describe("a problem's words", () => {
  it.each(tags)("%s has a title, a cause and a way on", (tag) => {
    const problem = describeProblem({ tag, message: `Cannot read table: ${tag}`, context: CONTEXTS[tag] });
    expect(problem.title).not.toBe("");
    expect(problem.cause).toMatch(/[.]$/);
    expect(problem.actions.length + problem.advice.length).toBeGreaterThan(0);
    expect(JSON.stringify(problem)).not.toMatch(/undefined|NaN|\[object/);
  });

  it.each([
    [99, [41, 4]],
    [2, [4, undefined]],
  ])("offers for version %i what can be read", (asked, versions) => {
    const { actions } = describeProblem({
      tag: "VersionNotFound",
      message: "",
      context: { asked, earliest: 4, latest: 41 },
    });
    expect(actions.map((action) => ("version" in action ? action.version : undefined))).toEqual(versions);
  });

  it("gives the line of a malformed commit only where there is one", () => {
    const at = (line: number) =>
      describeProblem({ tag: "MalformedLog", message: "", context: { file: "f", line, reason: "Cut." } }).evidence;
    expect(at(3)).toContainEqual(["Line", "3"]);
    expect(at(0)).toEqual([["File", "f"]]);
  });
});

describe("the rules for CORS", () => {
  it.each([
    ["https://acct.blob.core.windows.net/lake/t", "azure", "--account-name acct "],
    ["https://lake.s3.eu-west-1.amazonaws.com/t", "s3", "--bucket lake "],
    ["https://storage.googleapis.com/lake/t", "gcs", "gs://lake "],
    ["https://abc.r2.cloudflarestorage.com/lake/t", "r2", "cors set lake "],
    ["http://localhost:9000/lake/t", "minio", "cors_allow_origin"],
  ])("of %s begin with %s and name the store", (url, id, part) => {
    const [first] = buildCorsRules(url, "https://d.example");
    expect(first?.id).toBe(id);
    expect(first?.text).toContain(part);
  });

  it("name this page's origin, each of them", () => {
    const rules = buildCorsRules("https://a.example/t", "https://d.example");
    expect(rules).toHaveLength(5);
    for (const rule of rules) expect(rule.text).toContain("https://d.example");
  });
});
