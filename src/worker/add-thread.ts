// The worker's side of a thread that decodes adds.

import { TableError } from "#delta/errors.ts";
import type { FileChunk } from "#delta/file-chunk.ts";
import type { Utf8Column } from "#delta/ports.ts";
import type { AddGroup, AddRun, AddThread } from "#scan/add-group.ts";
import { fromWireError } from "./wire-error.ts";
import type { WireError } from "./worker-api.ts";

export type ToAddThread =
  | { readonly kind: "start"; readonly module: WebAssembly.Module }
  | { readonly kind: "decode"; readonly group: AddGroup; readonly runs: readonly AddRun[] };

/** Chunks in order, then one `done` or `failure` for each message sent. */
export type FromAddThread =
  | { readonly kind: "chunk"; readonly chunk: FileChunk }
  | { readonly kind: "done" }
  | { readonly kind: "failure"; readonly error: WireError };

/** What is used of a `Worker`; a MessagePort will do in tests. */
export interface AddThreadPort {
  postMessage(message: ToAddThread, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent<FromAddThread>) => void): void;
  addEventListener(type: "error", listener: (event: ErrorEvent) => void): void;
  terminate(): void;
}

/** Resolves when it is ready. Rejects, and ends it, when it can't be started. */
export async function startAddThread(port: AddThreadPort, module: WebAssembly.Module): Promise<AddThread> {
  const answers: FromAddThread[] = [];
  let wake = () => {};
  const take = (answer: FromAddThread) => {
    answers.push(answer);
    wake();
  };
  port.addEventListener("message", ({ data }) => take(data));
  port.addEventListener("error", ({ message }) => {
    const detail = message || "a thread could not be started";
    const error = new TableError("Internal", `Decoder stopped: ${detail}`, { detail });
    take({ kind: "failure", error: { tag: error.tag, message: error.message, context: error.context } });
  });

  async function* send(message: ToAddThread, transfer: Transferable[]): AsyncGenerator<FileChunk, void, undefined> {
    port.postMessage(message, transfer);
    for (;;) {
      const answer = answers.shift();
      if (answer === undefined) await new Promise<void>((resolve) => (wake = resolve));
      else if (answer.kind === "chunk") yield answer.chunk;
      else if (answer.kind === "failure") throw fromWireError(answer.error);
      else return;
    }
  }

  try {
    await send({ kind: "start", module }, []).next();
  } catch (error) {
    port.terminate();
    throw error;
  }
  return {
    decode: (group, runs) => send({ kind: "decode", group, runs }, [group.excerpt.buffer as ArrayBuffer]),
    close: () => port.terminate(),
  };
}

/** The buffers that a chunk is made of, each once: they move instead of being copied. */
export function chunkBuffers(chunk: FileChunk): Transferable[] {
  const { paths, stats, partitionValues, rowTracking } = chunk;
  const arrays = [
    chunk.sizeBytes,
    chunk.modificationTimeMs,
    chunk.numRecords,
    paths.directoryOf,
    paths.bytes,
    paths.offsets,
    paths.hashes,
    ...(stats === undefined ? [] : columnArrays(stats)),
    ...[...partitionValues.values()].map(({ codes }) => codes),
    rowTracking?.baseRowIds,
    rowTracking?.commitVersions,
  ];
  return [...new Set(arrays.flatMap((array) => (array === undefined ? [] : [array.buffer as ArrayBuffer])))];
}

function columnArrays({ bytes, offsets, valid }: Utf8Column) {
  return [bytes, offsets, valid];
}
