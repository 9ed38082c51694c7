// Spoiled data files, footers and deletion vectors, read by the session of the browser's worker: the rows, or a refusal.
// What a checksum covers must never give other rows; what none covers can't be told from a file that was written so.

import { Int64 } from "apache-arrow";
import fc from "fast-check";
import { deserializeTCompactProtocol } from "hyparquet/src/thrift.js";
import { beforeAll, describe, expect, it } from "vitest";
import type { Predicate } from "#delta/skipping/predicate.ts";
import { type ColumnChunk, readFooter } from "#scan/parquet-footer.ts";
import { createMemorySource } from "#scan/parquet-source.ts";
import { createMemoryStore } from "#storage/memory-store.ts";
import { frameVector, writeVector, writeVectorFile } from "#testing/deletion-vectors.ts";
import { byteMutation, fuzz, jsonMutation, sameLengthMutation, within } from "#testing/mutate.ts";
import { tableObjects } from "#testing/one-file-table.ts";
import { readFixture, writeArrow } from "#testing/parquet-tables.ts";
import { openStore } from "../node-table.ts";
import { loadFolder, type Objects, type Reading, readRows, readSpoiled, withObject } from "./spoiled-table.ts";

const forever = 3_600_000;
const features = new URL("../../fixtures/features/tables/spark/", import.meta.url).pathname;
const NEVER_CHECKED = ["row-groups", "v2-pages", "delta-encodings", "delta-lengths"];
const SPARK = ["spark-snappy", "spark-zstd", "spark-gzip", "spark-defaults", "int96-nested", "micros", "legacy-format"];

interface SpoilableFile {
  readonly objects: Objects;
  readonly key: string;
  readonly pages: readonly PageData[];
  /** Where the footer begins. */
  readonly pagesEnd: number;
  readonly sizeBytes: number;
  readonly truth: readonly string[];
}

async function fixtureTable(name: string): Promise<SpoilableFile> {
  const { bytes, schemaString: schema } = readFixture(name);
  const readerFeatures = schema.includes("timestamp_ntz") ? ["timestampNtz"] : [];
  const objects = tableObjects({ schema, readerFeatures }, [{ path: "f.parquet", bytes }]);
  const { dataEnd, rowGroups } = await readFooter(createMemorySource("f.parquet", bytes));
  const pages = rowGroups.flatMap(({ chunks }) => chunks.flatMap((chunk) => listPages(bytes, chunk)));
  const truth = await readRows(objects);
  const file = { objects, key: "f.parquet", pages, pagesEnd: dataEnd, sizeBytes: bytes.length, truth };
  return Object.assign(file, { [fc.toStringMethod]: () => name });
}

/** From the end of a page's header, which no checksum covers, to the page's end. */
type PageData = readonly [start: number, end: number];

function listPages(bytes: Uint8Array, { start, end }: ColumnChunk): readonly PageData[] {
  const pages: PageData[] = [];
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: start };
  while (reader.offset < end) {
    const { field_3: size } = deserializeTCompactProtocol(reader);
    pages.push([reader.offset, reader.offset + Number(size)]);
    reader.offset += Number(size);
  }
  return pages;
}

/** Rows of the table, or a refusal; never other rows. */
function expectTruth(reading: Reading, truth: readonly string[]): void {
  if ("rows" in reading) expect(reading.rows).toEqual(truth);
}

const withChecksums: SpoilableFile[] = [];
const files: SpoilableFile[] = [];

beforeAll(async () => {
  for (const name of SPARK) withChecksums.push(await fixtureTable(name));
  files.push(...withChecksums);
  for (const name of NEVER_CHECKED) files.push(await fixtureTable(name));
});

describe("a spoiled data file", () => {
  const anyFile = fc.nat(1000).map((index) => files[index % files.length] as SpoilableFile);
  const checkedFile = fc.nat(1000).map((index) => withChecksums[index % withChecksums.length] as SpoilableFile);

  it("gives an answer or a tagged error", { timeout: forever }, async () => {
    const property = fc.asyncProperty(anyFile, byteMutation, async ({ objects, key, truth, sizeBytes }, mutation) => {
      const spoiled = withObject(objects, key, mutation);
      const reading = await readSpoiled(spoiled);
      if (spoiled.get(key)?.length !== sizeBytes) expectTruth(reading, truth);
    });
    await fuzz(property, 100);
  });

  it("never gives other rows where a page's checksum covers the place", { timeout: forever }, async () => {
    const property = fc.asyncProperty(checkedFile, fc.nat(1000), sameLengthMutation, async (file, page, mutation) => {
      const { objects, key, pages, truth } = file;
      const [start, end] = pages[page % pages.length] as PageData;
      expectTruth(await readSpoiled(withObject(objects, key, within(start, end, mutation))), truth);
    });
    await fuzz(property, 150);
  });

  it("gives an answer or a tagged error where its pages are spoiled", { timeout: forever }, async () => {
    const property = fc.asyncProperty(anyFile, sameLengthMutation, async ({ objects, key, pagesEnd }, mutation) => {
      await readSpoiled(withObject(objects, key, within(4, pagesEnd, mutation)));
    });
    await fuzz(property, 60);
  });

  it("gives an answer or a tagged error where its footer is spoiled", { timeout: forever }, async () => {
    const property = fc.asyncProperty(anyFile, sameLengthMutation, async (file, mutation) => {
      const { objects, key, pagesEnd, sizeBytes } = file;
      await readSpoiled(withObject(objects, key, within(pagesEnd, sizeBytes, mutation)));
    });
    await fuzz(property, 150);
  });

  it("gives an answer or a tagged error to a condition", { timeout: forever }, async () => {
    const property = fc.asyncProperty(anyFile, sameLengthMutation, async (file, mutation) => {
      const { objects, key, pagesEnd, sizeBytes } = file;
      const spoiled = withObject(objects, key, within(pagesEnd, sizeBytes, mutation));
      await readSpoiled(spoiled, { read: askWithConditions });
    });
    await fuzz(property, 60);
  });

  it("leaves a decoder that reads the next file", async () => {
    for (const { objects, truth } of files) expect(await readRows(objects)).toEqual(truth);
  });
});

async function askWithConditions(objects: Objects): Promise<readonly string[]> {
  const read = await openStore(createMemoryStore(objects)).open({ kind: "latest" });
  for (const { name } of read.info.schema.fields) {
    const isNull: Predicate = { kind: "is-null", column: [name] };
    const never: Predicate = { kind: "compare", column: [name], operator: "<", value: 0 };
    for (const predicate of [isNull, never]) for await (const _ of (await read.matching(predicate)).rows);
  }
  return [];
}

describe("a spoiled deletion vector", () => {
  const base = loadFolder(`${features}deletion-vectors`);
  const vectors = [...base.keys()].filter((key) => key.endsWith(".bin"));
  let truth: readonly string[] = [];

  beforeAll(async () => {
    truth = await readRows(base);
  });

  it("in a file gives the table's rows or a tagged error", { timeout: forever }, async () => {
    const property = fc.asyncProperty(fc.constantFrom(...vectors), byteMutation, async (key, mutation) => {
      expectTruth(await readSpoiled(withObject(base, key, mutation)), truth);
    });
    await fuzz(property, 40);
  });

  it("never unmarks a row where its bytes are framed by a checksum", { timeout: forever }, async () => {
    const marks = Array.from({ length: 40 }, (_, index) => index * 7);
    const { bytes, offsets } = writeVectorFile([frameVector(writeVector([[0, marks]]))]);
    const data = writeArrow({ id: [Array.from({ length: 400 }, (_, row) => BigInt(row)), new Int64()] }, 64);
    const sizeInBytes = bytes.length - 9;
    const deletionVector = {
      storageType: "p",
      pathOrInlineDv: "v.bin",
      offset: offsets[0],
      sizeInBytes,
      cardinality: marks.length,
    };
    const schema = '{"type":"struct","fields":[{"name":"id","type":"long","nullable":true,"metadata":{}}]}';
    const add = { deletionVector, stats: '{"numRecords":400}' };
    const objects = new Map(
      tableObjects({ schema, readerFeatures: ["deletionVectors"] }, [{ path: "f.parquet", bytes: data, add }]),
    ).set("v.bin", bytes);
    const rows = await readRows(objects);
    expect(rows.length).toBe(360);
    const property = fc.asyncProperty(byteMutation, async (mutation) => {
      expectTruth(await readSpoiled(withObject(objects, "v.bin", mutation)), rows);
    });
    await fuzz(property, 100);
  });

  it("in the log gives an answer or a tagged error", { timeout: forever }, async () => {
    const commits = [...base.keys()].filter((key) => key.endsWith(".json"));
    const property = fc.asyncProperty(fc.constantFrom(...commits), jsonMutation, async (key, mutation) => {
      await readSpoiled(withObject(base, key, mutation));
    });
    await fuzz(property, 40);
  });
});
