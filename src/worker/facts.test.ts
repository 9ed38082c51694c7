import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createAccessKeeper } from "#storage/access.ts";
import { createMemoryStore } from "#storage/memory-store.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import { createWholeObjectPolicy } from "#storage/whole-object-policy.ts";
import { drawLog } from "#testing/draw-log.ts";
import { engine } from "#testing/parquet-tables.ts";
import { createSession } from "./session.ts";

const location = "https://store.example/rides";
const idle = { signal: new AbortController().signal };

/** Commit `n` was stored `n + 1` seconds after the epoch, as drawn logs have it. */
function startSession(objects: ReadonlyMap<string, Uint8Array>) {
  const keys: string[] = [];
  const memory = createMemoryStore(objects);
  const store: ObjectStore = {
    ...memory,
    location,
    get: async (key, options) => {
      keys.push(key);
      const object = await memory.get(key, options);
      const version = /(\d{20})\.json$/.exec(key)?.[1];
      return object === undefined || version === undefined
        ? object
        : { bytes: object.bytes, modifiedMs: 1000 + Number(version) * 1000 };
    },
  };
  const session = createSession({
    createStore: () => store,
    keeper: createAccessKeeper(),
    folders: new Map(),
    wholeObjects: createWholeObjectPolicy(),
    engine,
    emit: () => undefined,
  });
  return { session, keys };
}

function drawn(log: string, more: Readonly<Record<string, string>> = {}): Map<string, Uint8Array> {
  const objects = new Map([...drawLog(log).files].map(([name, { bytes }]) => [`_delta_log/${name}`, bytes]));
  for (const [name, text] of Object.entries(more)) objects.set(`_delta_log/${name}`, new TextEncoder().encode(text));
  return objects;
}

/** The table that Spark described, from disk. */
function ledger(): Map<string, Uint8Array> {
  const root = new URL("../../fixtures/facts/tables/ledger/", import.meta.url).pathname;
  const names = readdirSync(root, { recursive: true, encoding: "utf8" });
  return new Map(
    names
      .filter((name) => statSync(root + name).isFile())
      .map((name) => [name, new Uint8Array(readFileSync(root + name))]),
  );
}

const crcName = (version: number) => `${String(version).padStart(20, "0")}.crc`;

describe("readFacts", () => {
  it("tells a commit's clocks, and when the next version came", async () => {
    const { session } = startSession(drawn("0 +a:3 op=WRITE\n1 ict=1500 +b:2\n2 -a"));
    const facts = await session.readFacts({ location, version: 1 }, idle);
    expect(structuredClone(facts)).toMatchObject({
      location,
      version: 1,
      latestVersion: 2,
      modifiedMs: 2000,
      inCommitMs: 1500,
      timestampMs: 2000,
      supersededMs: 3000,
      clock: { clock: "file" },
      checkpointVersion: undefined,
    });
    const newest = await session.readFacts({ location, version: 2 }, idle);
    expect(newest).toMatchObject({ modifiedMs: 3000, inCommitMs: undefined, supersededMs: undefined });
  });

  it("tells of a version whose rows are refused", async () => {
    const { session } = startSession(drawn("0 !3.7[someday] ~t{delta.appendOnly=true} +a:3 bare"));
    const facts = await session.readFacts({ location, version: 0 }, idle);
    expect(facts.features).toEqual([expect.objectContaining({ name: "someday", status: "refused" })]);
    expect(facts.properties).toEqual([expect.objectContaining({ name: "delta.appendOnly", value: "true" })]);
    expect(await session.readStatsCoverage({ location, version: 0 }, idle)).toMatchObject({ files: 1 });
  });

  it("tells domains and transactions without waiting for files", async () => {
    const { session } = startSession(drawn("0 +a:3\n1 txn=app:12 domain=d:x domain=gone:y\n2 -domain=gone"));
    const facts = await session.readFacts({ location, version: 2 }, idle);
    expect(facts.domains.map(({ domain, configuration }) => [domain, configuration])).toEqual([["d", "x"]]);
    expect(facts.transactions).toEqual([["app", 12n]]);
  });

  it("tells from which checkpoint the version was rebuilt, as Spark wrote it", async () => {
    const { session, keys } = startSession(ledger());
    await session.openSnapshot({ location, at: { kind: "latest" } }, idle);
    const before = keys.length;
    const facts = await session.readFacts({ location, version: 7 }, idle);
    expect(facts).toMatchObject({ checkpointVersion: 5, version: 7, rowTracking: { state: "on" } });
    expect(facts.clusteringColumns).toEqual([["account"], ["party", "address", "city"]]);
    expect(keys.slice(before).filter((key) => key.endsWith(".json"))).toEqual([]);
  });

  it("costs the next commit and no other for an older version", async () => {
    const { session, keys } = startSession(ledger());
    await session.openSnapshot({ location, at: { kind: "version", version: 2 } }, idle);
    const before = keys.length;
    const facts = await session.readFacts({ location, version: 2 }, idle);
    expect(facts.supersededMs).toBeGreaterThan(facts.timestampMs ?? Number.POSITIVE_INFINITY);
    const commits = keys.slice(before).filter((key) => /\d{20}\.json$/.test(key));
    expect(commits.length).toBeLessThanOrEqual(1);
  });
});

describe("checkIntegrity", () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7])(
    "agrees with the checksum file that Spark wrote for version %i",
    async (version) => {
      const { session } = startSession(ledger());
      const integrity = await session.checkIntegrity({ location, version }, idle);
      expect(structuredClone(integrity)).toMatchObject({
        kind: "agrees",
        compared: expect.arrayContaining([
          "numFiles",
          "tableSizeBytes",
          "protocol",
          "metadata",
          "inCommitTimestampOpt",
        ]),
      });
    },
  );

  it.each<[string, string | undefined, object]>([
    ["no file", undefined, { kind: "absent" }],
    [
      "a file of another table",
      '{"numFiles":7}',
      { kind: "differs", differences: [{ what: "numFiles", inLog: "1", inChecksum: "7" }] },
    ],
    ["a file that is no JSON", "{", { kind: "unreadable" }],
    ["a file that says nothing known", "{}", { kind: "agrees", compared: [] }],
  ])("tells of %s", async (_what, text, expected) => {
    const { session } = startSession(drawn("0 +a:3", text === undefined ? {} : { [crcName(0)]: text }));
    expect(await session.checkIntegrity({ location, version: 0 }, idle)).toMatchObject(expected);
  });
});

describe("readStatsCoverage", () => {
  it("counts the files that Spark left statistics in", async () => {
    const { session } = startSession(ledger());
    const coverage = await session.readStatsCoverage({ location, version: 7 }, idle);
    expect(structuredClone(coverage)).toMatchObject({ files: 2, checkedFiles: 2, untoldFiles: 0, withoutStats: 0 });
    const of = (path: string) => coverage.leaves.find((leaf) => leaf.path.join(".") === path);
    expect(of("account")).toMatchObject({ bounds: 2, nullCounts: 2, allNull: 0 });
    expect(of("remark")).toMatchObject({ bounds: 1, nullCounts: 2, allNull: 1 });
    expect(of("party.address.city")).toMatchObject({ bounds: 1, allNull: 1 });
    expect(of("tags")).toMatchObject({ bounds: 0, nullCounts: 2 });
    expect(of("lines.element.sku")).toBeUndefined();
  });

  it("says which files have none", async () => {
    const { session } = startSession(drawn("0 +a:3 +b +c"));
    expect(await session.readStatsCoverage({ location, version: 0 }, idle)).toMatchObject({
      files: 3,
      checkedFiles: 3,
      withoutStats: 2,
    });
  });

  it("samples a table of very many files, and says so", async () => {
    const adds = Array.from({ length: 25_000 }, (_, file) => `+f${file}:1`).join(" ");
    const { session } = startSession(drawn(`0 ${adds}`));
    const coverage = await session.readStatsCoverage({ location, version: 0 }, idle);
    expect(coverage).toMatchObject({ files: 25_000, checkedFiles: 20_000, withoutStats: 0 });
  });

  it("ends when it is cancelled", async () => {
    const adds = Array.from({ length: 25_000 }, (_, file) => `+f${file}:1`).join(" ");
    const { session } = startSession(drawn(`0 ${adds}`));
    await session.readFacts({ location, version: 0 }, idle);
    const controller = new AbortController();
    const counting = session.readStatsCoverage({ location, version: 0 }, { signal: controller.signal });
    setTimeout(() => controller.abort(new DOMException("not wanted", "AbortError")), 0);
    await expect(counting).rejects.toMatchObject({ name: "AbortError" });
  });
});
