// Lets the first rows go before the rest of a long list of files: both need the network and this thread.

import type { FileChunk } from "#delta/file-chunk.ts";
import type { AddBatchOptions, CheckpointFile, CheckpointReader } from "#delta/ports.ts";
import { createCondition } from "./condition.ts";

export interface ListGate {
  /** A first file is known: what follows in the list can wait for its rows. */
  hold(): void;
  /** The rows are on their way to the screen: the list goes on once they had the time to be painted. */
  rowsRead(): void;
  /** Someone needs more of the list. For good: it is not held again. */
  release(): void;
  /** Resolves when nothing holds the list. */
  passed(signal: AbortSignal | undefined): Promise<void>;
}

/** However long the rows take, the list goes on after this. */
const patienceMs = 1000;
const paintMs = 300;
const endless = new AbortController().signal;

export function createListGate(): ListGate {
  const condition = createCondition();
  let state: "free" | "held" | "released" = "free";
  let timer: ReturnType<typeof setTimeout> | undefined;

  function release(): void {
    clearTimeout(timer);
    state = "released";
    condition.changed();
  }

  return {
    release,
    rowsRead() {
      if (state !== "held") return;
      clearTimeout(timer);
      timer = setTimeout(release, paintMs);
    },
    hold() {
      if (state !== "free") return;
      state = "held";
      timer = setTimeout(release, patienceMs);
    },
    passed: (signal = endless) => condition.wait(() => state !== "held", signal),
  };
}

/** The reader with its adds held back by the gate that is current when each chunk is asked for. */
export function withListGate(reader: CheckpointReader, gate: () => ListGate): CheckpointReader {
  async function* streamAdds(file: CheckpointFile, options: AddBatchOptions): AsyncGenerator<FileChunk> {
    await gate().passed(options.signal);
    for await (const chunk of reader.streamAdds(file, options)) {
      yield chunk;
      await gate().passed(options.signal);
    }
  }
  return { ...reader, streamAdds };
}
