import { describe, expect, it } from "vitest";
import { encode } from "#testing/draw-log.ts";
import type { Action } from "./actions.ts";
import { TableError } from "./errors.ts";
import { parseCommit, readLines } from "./parse-commit.ts";

const FILE = "00000000000000000003.json";
const ADD = '{"add":{"path":"a","partitionValues":{},"size":1,"modificationTime":2,"dataChange":true}}';

function parse(text: string): readonly Action[] {
  return [...parseCommit(encode(text), FILE)];
}

function faultOf(bytes: Uint8Array): unknown {
  try {
    return [...parseCommit(bytes, FILE)];
  } catch (error) {
    return error instanceof TableError ? { tag: error.tag, ...error.context } : error;
  }
}

describe("parseCommit", () => {
  it.each([
    ["LF at the end", `${ADD}\n${ADD}\n`],
    ["no line end at the end", `${ADD}\n${ADD}`],
    ["CRLF", `${ADD}\r\n${ADD}\r\n`],
    ["blank lines", `\n\n${ADD}\n   \n${ADD}\n\n`],
    ["a byte order mark", `\uFEFF${ADD}\n${ADD}`],
  ])("reads two lines with %s", (_what, text) => {
    expect(parse(text).map(({ kind }) => kind)).toEqual(["add", "add"]);
  });

  it("does not take U+2028 inside a string for a line's end", () => {
    const [info] = parse('{"commitInfo":{"operation":"a\u2028b"}}');
    expect(info).toEqual({ kind: "commitInfo", fields: new Map([["operation", "a\u2028b"]]) });
  });

  it("has no actions in a file of zero bytes", () => {
    expect(parse("")).toEqual([]);
  });

  it("ignores actions and fields that it does not know, and nulls", () => {
    const text = `{"newThing":{"x":1}}\n{"add":null,"txn":{"appId":"app","version":1,"new":[]}}`;
    expect(parse(text)).toEqual([{ kind: "txn", appId: "app", version: 1n }]);
  });

  it("keeps 64-bit integers exact", () => {
    const add = ADD.replace('"size"', '"baseRowId":9007199254740993,"size"');
    const [txn, file] = parse(`{"txn":{"appId":"app","version":9223372036854775807}}\n${add}`);
    expect(txn).toMatchObject({ version: 9223372036854775807n });
    expect(file).toMatchObject({ baseRowId: 9007199254740993n });
  });

  it("keeps keys that users choose apart from those of objects", () => {
    const [add] = parse(ADD.replace('"partitionValues":{}', '"partitionValues":{"__proto__":"x","constructor":null}'));
    expect(add).toMatchObject({
      partitionValues: new Map([
        ["__proto__", "x"],
        ["constructor", null],
      ]),
    });
  });

  it("reads an absent and a null deletion vector as none", () => {
    const [add] = parse(ADD.replace('"size"', '"deletionVector":null,"size"'));
    expect(add).not.toHaveProperty("deletionVector");
  });

  it("reads protocol lists, metadata without optional fields, and domains", () => {
    const text = [
      '{"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["a"],"writerFeatures":["a","b"]}}',
      '{"metaData":{"id":"x","format":{"provider":"parquet","options":{}},"partitionColumns":["p"],"configuration":{}}}',
      '{"domainMetadata":{"domain":"d","configuration":"{}","removed":true}}',
    ].join("\n");
    expect(parse(text)).toEqual([
      {
        kind: "protocol",
        minReaderVersion: 3,
        minWriterVersion: 7,
        readerFeatures: ["a"],
        writerFeatures: ["a", "b"],
      },
      {
        kind: "metaData",
        id: "x",
        format: { provider: "parquet", options: new Map() },
        schemaString: "",
        partitionColumns: ["p"],
        configuration: new Map(),
      },
      { kind: "domainMetadata", domain: "d", configuration: "{}", removed: true },
    ]);
  });

  it.each([
    ["a truncated last line", `${ADD}\n${ADD.slice(0, 40)}`, 2, "not valid JSON"],
    ["a line that is no object", `${ADD}\n\n[1]`, 3, "not a JSON object"],
    ["an add without path", '{"add":{"size":1}}', 1, "path is missing"],
    ["an add without size", '{"add":{"path":"a"}}', 1, "size is missing"],
    ["an add of negative size", '{"add":{"path":"a","size":-1}}', 1, "size is not a number of bytes"],
    ["a partition value that is a number", ADD.replace("{}", '{"p":1}'), 1, "partition value of p is not a string"],
    ["two actions in a line", '{"txn":{"appId":"a","version":1},"remove":{"path":"a"}}', 1, "a line holds two actions"],
    ["a fractional txn version", '{"txn":{"appId":"a","version":1.5}}', 1, "version is not an integer"],
    ["an action that is no object", '{"add":1}', 1, "add is not an object"],
  ])("names the line of %s", (_what, text, line, reason) => {
    expect(faultOf(encode(text))).toEqual({ tag: "MalformedLog", file: FILE, line, reason });
  });

  it("names the line whose bytes are not UTF-8", () => {
    const bytes = encode(`${ADD}\n${ADD}\nxx`);
    bytes.set([0xff], bytes.length - 1);
    expect(faultOf(bytes)).toEqual({ tag: "MalformedLog", file: FILE, line: 3, reason: "not valid UTF-8" });
  });
});

describe("readLines", () => {
  it("numbers the lines of a file larger than one decoded block, and keeps a longer line whole", () => {
    const long = "x".repeat(3_000_000);
    const short = Array.from({ length: 50_000 }, (_, i) => `line ${i} ${"é".repeat(20)}`);
    const texts = [...short, long, ...short];
    const lines = [...readLines(encode(texts.join("\n")), FILE)];
    expect(lines.length).toBe(100_001);
    expect(lines.every(({ line, text }, i) => line === i + 1 && text === texts[i])).toBe(true);
  });
});
