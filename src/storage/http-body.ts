// The body of one answer, read once: whole, up to a limit, or not at all.

import { TableError } from "#delta/errors.ts";
import { type ByteGatherer, createByteGatherer } from "./byte-gatherer.ts";
import type { TransferMeter } from "./transfer-meter.ts";

export interface HttpBody {
  /** All bytes; "too-large" when there are more than `limitBytes`, and the rest is not fetched. */
  readAll(limitBytes?: number): Promise<Uint8Array | "too-large">;
  /** The first `lengthBytes` bytes; `ended` when there is nothing behind them. The rest is not fetched. */
  readFirst(lengthBytes: number): Promise<{ readonly bytes: Uint8Array; readonly ended: boolean }>;
  /** Lets go of the answer without its body. */
  cancel(): Promise<void>;
}

export interface HttpBodyOptions {
  /** Without credentials; for errors. */
  readonly url: string;
  readonly meter: TransferMeter;
  readonly signal: AbortSignal | undefined;
}

/** Ends the meter's request when the body is done with. Errors: NetworkFailed when the connection ends early. */
export function createHttpBody(response: Response, options: HttpBodyOptions): HttpBody {
  const { meter, signal } = options;
  const reader = response.body?.getReader();
  let ended = false;

  function end(): void {
    if (!ended) {
      ended = true;
      meter.ended();
    }
  }

  async function cancel(): Promise<void> {
    end();
    // A body that has failed already can't be cancelled, and need not be.
    await reader?.cancel().catch(() => undefined);
  }

  async function readUntil(limitBytes: number): Promise<{ gathered: ByteGatherer; done: boolean }> {
    const gathered = createByteGatherer(Number(response.headers.get("content-length")) || 0);
    while (gathered.lengthBytes() <= limitBytes) {
      const chunk = await readChunk(gathered.lengthBytes());
      if (chunk === undefined) {
        end();
        return { gathered, done: true };
      }
      gathered.push(chunk);
      meter.received(chunk.length);
    }
    await cancel();
    return { gathered, done: false };
  }

  async function readChunk(gotBytes: number): Promise<Uint8Array | undefined> {
    try {
      const result = await reader?.read();
      return result === undefined || result.done ? undefined : result.value;
    } catch (error) {
      end();
      if (signal?.aborted) {
        throw error;
      }
      const reason = `the connection ended after ${gotBytes} bytes of the answer`;
      throw new TableError("NetworkFailed", `Cannot read ${options.url}: ${reason}`, { url: options.url, reason });
    }
  }

  return {
    cancel,
    async readAll(limitBytes = Number.POSITIVE_INFINITY) {
      const { gathered, done } = await readUntil(limitBytes);
      return done ? gathered.finish() : "too-large";
    },
    async readFirst(lengthBytes) {
      const { gathered, done } = await readUntil(lengthBytes);
      return { bytes: gathered.finish().slice(0, lengthBytes), ended: done };
    },
  };
}
