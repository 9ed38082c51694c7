// A log drawn as text, one line a commit, for tests:
//
//     0  +a:10 +b         adds a with 10 rows, and b without stats; version 0 has protocol and metaData by itself
//     1  -a +c@500        removes a; c has modificationTime 500
//     2  ~renamed         new metaData with that name; ~name{key=value,…} with configuration
//     3  +b#dv1 -b        adds b with a deletion vector, removes it without
//     4  !3.7[v2Checkpoint]  a protocol with reader features
//     5  t=2000 ict=1999  the file's modification time, the in-commit timestamp
//     6  txn=app:7 domain=d:{} -domain=d op=WRITE bare
//
// `bare` leaves out what version 0 has by itself.

import { commitName } from "#delta/log-path.ts";
import type { StoredObject } from "#delta/ports.ts";

export interface DrawnLog {
  /** By name below `_delta_log/`. */
  readonly files: Map<string, StoredObject>;
}

const DRAWN_SCHEMA = JSON.stringify({
  type: "struct",
  fields: [{ name: "id", type: "long", nullable: true, metadata: {} }],
});

export function drawLog(text: string): DrawnLog {
  const files = new Map<string, StoredObject>();
  for (const line of text.split("\n")) {
    const [version, ...tokens] = line.trim().split(/\s+/);
    if (version === undefined || version === "") continue;
    files.set(commitName(Number(version)), drawCommit(Number(version), tokens));
  }
  return { files };
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function drawCommit(version: number, tokens: readonly string[]): StoredObject {
  const actions: unknown[] = [];
  if (version === 0 && !tokens.includes("bare")) {
    actions.push({ protocol: { minReaderVersion: 1, minWriterVersion: 2 } }, drawMetadata("drawn", ""));
  }
  for (const token of tokens) actions.push(...drawToken(token));
  const info = drawCommitInfo(tokens);
  if (info !== undefined) actions.unshift(info);
  const bytes = encode(actions.map((action) => JSON.stringify(action)).join("\n"));
  return { bytes, modifiedMs: Number(textAfter(tokens, "t") ?? 1000 + version * 1000) };
}

function drawToken(token: string): readonly unknown[] {
  const add = /^\+([^:#@]+)(?:#([^:@]+))?(?::(\d+))?(?:@(\d+))?$/.exec(token);
  if (add !== null) return [{ add: drawAdd(add) }];
  const domain = /^(-?)domain=([^:]+)(?::(.*))?$/.exec(token);
  if (domain !== null) {
    return [{ domainMetadata: { domain: domain[2], configuration: domain[3] ?? "", removed: domain[1] === "-" } }];
  }
  const remove = /^-([^#]+)(?:#(.+))?$/.exec(token);
  if (remove !== null) return [{ remove: { path: remove[1], dataChange: true, ...drawVector(remove[2]) } }];
  const metadata = /^~(\w+)(?:\{(.*)\})?$/.exec(token);
  if (metadata !== null) return [drawMetadata(metadata[1] ?? "", metadata[2] ?? "")];
  const protocol = /^!(\d+)\.(\d+)(?:\[(.*)\])?$/.exec(token);
  if (protocol !== null) return [drawProtocol(protocol)];
  const txn = /^txn=([^:]+):(\d+)$/.exec(token);
  return txn === null ? [] : [{ txn: { appId: txn[1], version: Number(txn[2]) } }];
}

function drawAdd([, path, vector, rows, time]: RegExpExecArray): unknown {
  return {
    path,
    partitionValues: {},
    size: 100,
    modificationTime: Number(time ?? 0),
    dataChange: true,
    ...(rows === undefined ? {} : { stats: JSON.stringify({ numRecords: Number(rows) }) }),
    ...drawVector(vector),
  };
}

function drawVector(id: string | undefined): object {
  if (id === undefined) return {};
  return { deletionVector: { storageType: "u", pathOrInlineDv: id, offset: 1, sizeInBytes: 34, cardinality: 1 } };
}

function drawMetadata(name: string, configuration: string): unknown {
  const entries = configuration === "" ? [] : configuration.split(",").map((entry) => entry.split("="));
  return {
    metaData: {
      id: "00000000-0000-0000-0000-000000000000",
      name,
      format: { provider: "parquet", options: {} },
      schemaString: DRAWN_SCHEMA,
      partitionColumns: [],
      configuration: Object.fromEntries(entries),
    },
  };
}

function drawProtocol([, reader, writer, features]: RegExpExecArray): unknown {
  const names = features?.split(",").filter((name) => name !== "");
  const lists = names === undefined ? {} : { readerFeatures: names, writerFeatures: names };
  return { protocol: { minReaderVersion: Number(reader), minWriterVersion: Number(writer), ...lists } };
}

function drawCommitInfo(tokens: readonly string[]): unknown {
  const operation = textAfter(tokens, "op");
  const inCommitTimestamp = textAfter(tokens, "ict");
  if (operation === undefined && inCommitTimestamp === undefined) return undefined;
  return {
    commitInfo: {
      operation,
      ...(inCommitTimestamp === undefined ? {} : { inCommitTimestamp: Number(inCommitTimestamp) }),
    },
  };
}

function textAfter(tokens: readonly string[], name: string): string | undefined {
  return tokens.find((token) => token.startsWith(`${name}=`))?.slice(name.length + 1);
}
