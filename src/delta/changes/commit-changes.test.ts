import { describe, expect, it } from "vitest";
import { parseCommit } from "#delta/parse-commit.ts";
import { loggedRows } from "./change-feed.ts";
import { changesOfCommit } from "./commit-changes.ts";

function vector(id: string, cardinality: number) {
  return { storageType: "u", pathOrInlineDv: id, offset: 1, sizeInBytes: 34, cardinality };
}

function add(path: string, more: object = {}) {
  const stats = JSON.stringify({ numRecords: 10 });
  return { add: { path, partitionValues: {}, size: 7, modificationTime: 0, dataChange: true, stats, ...more } };
}

function remove(path: string, more: object = {}) {
  return { remove: { path, partitionValues: {}, size: 7, dataChange: true, ...more } };
}

function cdc(path: string) {
  return { cdc: { path, partitionValues: {}, size: 7, dataChange: false } };
}

const none = { operation: "MERGE", operationMetrics: { numTargetRowsInserted: "0", numTargetRowsUpdated: "0" } };
const nothing = { ...none, operationMetrics: { ...none.operationMetrics, numTargetRowsDeleted: "0" } };

function changesOf(...actions: readonly object[]) {
  const text = actions.map((action) => JSON.stringify(action)).join("\n");
  return changesOfCommit(parseCommit(new TextEncoder().encode(text), "commit"));
}

/** `- path +marked -unmarked = rows`. */
function drawn(...actions: readonly object[]): readonly string[] {
  return changesOf(...actions).files.map((file) => {
    const { change, path, marked, unmarked } = file;
    const sign = { cdc: "~", insert: "+", delete: "-" }[change];
    const vectors = [marked && `in ${marked.pathOrInlineDv}`, unmarked && `not in ${unmarked.pathOrInlineDv}`];
    return [sign, path, ...vectors.filter((text) => text !== undefined), `= ${loggedRows(file)}`].join(" ");
  });
}

describe("the changes of a commit", () => {
  it.each<[name: string, actions: readonly object[], changes: readonly string[]]>([
    ["added files are inserts", [add("a"), add("b", { stats: undefined })], ["+ a = 10", "+ b = undefined"]],
    [
      "removed files are deletes",
      [remove("a"), remove("b", { stats: '{"numRecords":3}' })],
      ["- a = undefined", "- b = 3"],
    ],
    ["deletes come before inserts", [add("new"), remove("old")], ["- old = undefined", "+ new = 10"]],
    [
      "files that change no data tell nothing",
      [add("a", { dataChange: false }), remove("b", { dataChange: false })],
      [],
    ],
    [
      "change data files are all there is to a commit that has any",
      [add("a"), cdc("c"), remove("b")],
      ["~ c = undefined"],
    ],
    [
      "a file with its first vector: the rows that it marks are deleted",
      [remove("a"), add("a", { deletionVector: vector("v", 3) })],
      ["- a in v = 3"],
    ],
    [
      "a file with another vector: what either marks alone",
      [remove("a", { deletionVector: vector("v", 3) }), add("a", { deletionVector: vector("w", 4) })],
      ["- a in w not in v = undefined", "+ a in v not in w = undefined"],
    ],
    [
      "a file whose vector is gone: its rows are inserted again",
      [remove("a", { deletionVector: vector("v", 3) }), add("a")],
      ["+ a in v = 3"],
    ],
    [
      "a file removed with its vector: the rows that were left",
      [remove("a", { deletionVector: vector("v", 3), stats: '{"numRecords":10}' })],
      ["- a not in v = 7"],
    ],
    [
      "a file added with a vector: the rows that are left",
      [add("a", { deletionVector: vector("v", 3) })],
      ["+ a not in v = 7"],
    ],
    [
      "a vector purged tells nothing",
      [remove("a", { dataChange: false, deletionVector: vector("v", 3) }), add("b", { dataChange: false })],
      [],
    ],
    [
      "two spellings of a path are one file",
      [remove("%41"), add("A", { deletionVector: vector("v", 3) })],
      ["- A in v = 3"],
    ],
    ["a file added twice counts once", [add("a"), add("a")], ["+ a = 10"]],
    [
      "a vector over more rows than the log tells leaves the count open",
      [add("a", { deletionVector: vector("v", 11) })],
      ["+ a not in v = undefined"],
    ],
    ["a MERGE that says it changed no row", [{ commitInfo: nothing }, remove("a"), add("b")], []],
    ["a MERGE that does not say so", [{ commitInfo: none }, remove("a"), add("b")], ["- a = undefined", "+ b = 10"]],
    ["another operation that says so", [{ commitInfo: { ...nothing, operation: "WRITE" } }, add("b")], ["+ b = 10"]],
  ])("%s", (_name, actions, changes) => {
    expect(drawn(...actions)).toEqual(changes);
  });

  it.each<[string, object, number]>([
    ["the size", remove("a%20b", { size: undefined }), 1],
    ["partition values", remove("a%20b", { partitionValues: undefined }), 1],
    ["neither", remove("a%20b"), 0],
  ])("says which removed files lack %s", (_what, action, count) => {
    expect([...changesOf(action).incomplete]).toEqual(count === 0 ? [] : ["a b"]);
  });
});
