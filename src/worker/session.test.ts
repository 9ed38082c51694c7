import { describe, expect, it } from "vitest";
import { TableError } from "#delta/errors.ts";
import { createAccessKeeper } from "#storage/access.ts";
import { createMemoryStore } from "#storage/memory-store.ts";
import type { ObjectStore } from "#storage/object-store.ts";
import { createWholeObjectPolicy } from "#storage/whole-object-policy.ts";
import { drawLog } from "#testing/draw-log.ts";
import { engine, writeParquet } from "#testing/parquet-tables.ts";
import { createSession } from "./session.ts";
import type { SnapshotTotals, WorkerEvent } from "./worker-api.ts";

const location = "https://store.example/rides";
const idle = { signal: new AbortController().signal };

function file(first: number, count: number): Uint8Array {
  const data = Array.from({ length: count }, (_, row) => BigInt(first + row));
  return writeParquet([{ name: "id", data, type: "INT64" }]);
}

/** A drawn log and the files that it names; sizes in the log are made to agree. */
function tableOf(log: string, files: Readonly<Record<string, Uint8Array>>): Map<string, Uint8Array> {
  const objects = new Map(Object.entries(files));
  for (const [name, { bytes }] of drawLog(log).files) {
    const text = new TextDecoder()
      .decode(bytes)
      .replace(/"path":"([^"]+)"([^\n]*?)"size":100/g, (_all, path, between) => {
        return `"path":"${path}"${between}"size":${files[path]?.length ?? 100}`;
      });
    objects.set(`_delta_log/${name}`, new TextEncoder().encode(text));
  }
  return objects;
}

function startSession(
  objects: ReadonlyMap<string, Uint8Array>,
  change: (store: ObjectStore) => ObjectStore = (s) => s,
) {
  const events: WorkerEvent[] = [];
  const keeper = createAccessKeeper();
  const opened: string[] = [];
  const session = createSession({
    createStore: (at) => {
      opened.push(at);
      return change({ ...withTimes(createMemoryStore(objects)), location: at });
    },
    keeper,
    folders: new Map(),
    wholeObjects: createWholeObjectPolicy(),
    engine,
    emit: (event) => events.push(structuredClone(event)),
  });
  const totals = () => {
    const last = events.filter((event) => event.kind === "totals").at(-1);
    return (last as { readonly totals: SnapshotTotals } | undefined)?.totals;
  };
  return { session, events, totals, keeper, opened };
}

/** Commit `n` was stored `n + 1` seconds after the epoch, as drawn logs have it. */
function withTimes(store: ObjectStore): ObjectStore {
  return {
    ...store,
    get: async (key, options) => {
      const object = await store.get(key, options);
      const version = /(\d{20})\.json$/.exec(key)?.[1];
      if (object === undefined || version === undefined) return object;
      return { bytes: object.bytes, modifiedMs: 1000 + Number(version) * 1000 };
    },
  };
}

const threeVersions = tableOf(
  `0 +a:3 op=WRITE
   1 +b:2 op=WRITE
   2 -a op=DELETE`,
  { a: file(0, 3), b: file(100, 2) },
);

describe("openSnapshot", () => {
  it("tells the newest version's facts from the log", async () => {
    const { session, totals } = startSession(threeVersions);
    const info = await session.openSnapshot({ location, at: { kind: "latest" } }, idle);
    expect(structuredClone(info)).toMatchObject({ location, version: 2, latestVersion: 2, operation: "DELETE" });
    await expect.poll(totals).toMatchObject({ files: 1, rows: 2, rowsExact: true, complete: true });
  });

  it("tells an older version by its number and by its time", async () => {
    const { session } = startSession(threeVersions);
    const byNumber = await session.openSnapshot({ location, at: { kind: "version", version: 1 } }, idle);
    const byTime = await session.openSnapshot({ location, at: { kind: "timestamp", timestampMs: 2500 } }, idle);
    expect([byNumber.version, byTime.version]).toEqual([1, 1]);
  });

  it("tells the range when a version does not exist", async () => {
    const { session } = startSession(threeVersions);
    await expect(session.openSnapshot({ location, at: { kind: "version", version: 9 } }, idle)).rejects.toMatchObject({
      tag: "VersionNotFound",
      context: { asked: 9, earliest: 0, latest: 2 },
    });
  });

  it("gives a refused version's facts, and its rows to nobody", async () => {
    const { session } = startSession(tableOf("0 !3.7[someday] ~t +a:3 bare", { a: file(0, 3) }));
    const info = await session.openSnapshot({ location, at: { kind: "latest" } }, idle);
    expect(info.refusal).toMatchObject({ tag: "UnsupportedFeature", context: { features: ["someday"] } });
    const rows = session.readRows({ location, version: 0, columns: [0], start: 0, count: 1 }, idle);
    await expect(rows).rejects.toMatchObject({ tag: "UnsupportedFeature" });
    await expect(session.readCell({ location, version: 0, row: 0, column: 0 }, idle)).rejects.toMatchObject({
      tag: "UnsupportedFeature",
    });
  });
});

describe("readRows", () => {
  it("gives the newest commit's rows first, each with its file and position", async () => {
    const { session } = startSession(threeVersions);
    const page = await session.readRows({ location, version: 1, columns: [0], start: 0, count: 10 }, idle);
    expect(page.columns).toEqual([[100n, 101n, 0n, 1n, 2n]]);
    expect([...page.source]).toEqual([0, 0, 1, 1, 1]);
    expect([...page.position]).toEqual([0, 1, 0, 1, 2]);
    expect(page.sources.map((source) => source.path)).toEqual(["b", "a"]);
  });

  it("says that the rows end only once all files are listed", async () => {
    const { session, totals } = startSession(threeVersions);
    const read = (count: number) => session.readRows({ location, version: 1, columns: [0], start: 0, count }, idle);
    await read(1);
    await expect.poll(totals).toMatchObject({ complete: true });
    expect([(await read(5)).reachesEnd, (await read(6)).reachesEnd]).toEqual([false, true]);
  });

  it("finds a row again by its file and position", async () => {
    const { session } = startSession(threeVersions);
    const page = await session.readRows({ location, version: 1, columns: [0], start: 3, count: 1 }, idle);
    const fileHash = page.sources[0]?.fileHash ?? "";
    const position = page.position[0] ?? -1;
    expect(await session.locateRow({ location, version: 1, fileHash, position }, idle)).toBe(3);
    expect(await session.locateRow({ location, version: 2, fileHash, position }, idle)).toBeUndefined();
  });

  it("counts the rows of files without statistics", async () => {
    const { session, totals } = startSession(tableOf("0 +a +b", { a: file(0, 3), b: file(100, 2) }));
    await session.openSnapshot({ location, at: { kind: "latest" } }, idle);
    await expect.poll(totals).toMatchObject({ rows: 5, rowsExact: true });
  });

  it("says which data file is missing", async () => {
    const { session } = startSession(tableOf("0 +a:3", {}));
    const rows = session.readRows({ location, version: 0, columns: [0], start: 0, count: 1 }, idle);
    await expect(rows).rejects.toMatchObject({ tag: "ObjectMissing", context: { path: "a" } });
  });

  it("ends with the request's signal", async () => {
    const { session } = startSession(threeVersions, (store) => ({
      ...store,
      getRange: (_key, _range, options) =>
        new Promise((_resolve, reject) => {
          options?.signal?.addEventListener("abort", () => reject(options.signal?.reason));
        }),
    }));
    const controller = new AbortController();
    const rows = session.readRows({ location, version: 2, columns: [0], start: 0, count: 1 }, controller);
    await expect.poll(() => controller.signal.aborted).toBe(false);
    controller.abort(new DOMException("enough", "AbortError"));
    await expect(rows).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("readHistory", () => {
  it("gives commits newest first, with totals counted from the open version", async () => {
    const { session } = startSession(threeVersions);
    await session.openSnapshot({ location, at: { kind: "latest" } }, idle);
    const { commits } = await session.readHistory({ location, before: undefined, count: 10 }, idle);
    expect(commits.map(({ version, rows, files }) => ({ version, rows, files }))).toEqual([
      { version: 2, rows: 2, files: 1 },
      { version: 1, rows: 5, files: 2 },
      { version: 0, rows: 3, files: 1 },
    ]);
  });

  it("gives older commits page by page, down to the oldest", async () => {
    const { session } = startSession(threeVersions);
    const first = await session.readHistory({ location, before: undefined, count: 2 }, idle);
    const second = await session.readHistory({ location, before: 1, count: 2 }, idle);
    expect([first, second].map(({ commits }) => commits.map(({ version }) => version))).toEqual([[2, 1], [0]]);
    expect([first.reachesOldest, second.reachesOldest]).toEqual([false, true]);
    expect(second.earliestVersion).toBe(0);
  });

  it("gives a commit's own lines", async () => {
    const { session } = startSession(threeVersions);
    const commit = await session.readCommit({ location, version: 2 }, idle);
    expect(commit).toMatchObject({ version: 2, lineCount: 2 });
    expect(commit.actionCounts).toEqual([
      ["commitInfo", 1],
      ["remove", 1],
    ]);
  });
});

describe("access", () => {
  it("asks the store anew after access was granted", async () => {
    let isOpen = false;
    const { session, keeper, opened } = startSession(threeVersions, (store) => ({
      ...store,
      get: async (key, options) => {
        if (!isOpen) throw new TableError("AccessDenied", "Cannot read", { url: location, status: 403 });
        return await store.get(key, options);
      },
    }));
    const open = () => session.openSnapshot({ location, at: { kind: "latest" } }, idle);
    await expect(open()).rejects.toMatchObject({ tag: "AccessDenied" });
    await session.grantAccess({ scope: `${location}/`, query: "sig=canary", expiresMs: undefined }, idle);
    isOpen = true;
    expect((await open()).version).toBe(2);
    expect(opened).toEqual([location, location]);
    expect(keeper.find(`${location}/a`)?.query).toBe("sig=canary");
  });
});
