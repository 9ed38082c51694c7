// Counts what really crosses the network, request by request.

export interface TransferCounts {
  readonly requests: number;
  /** Bytes of answers' bodies received. */
  readonly bytes: number;
  readonly inFlight: number;
}

export interface TransferMeter {
  started(): void;
  received(bytes: number): void;
  /** Once for each `started`, whatever the outcome. */
  ended(): void;
  counts(): TransferCounts;
}

/** `onChange` is called after each change; what it throws never reaches a read. */
export function createTransferMeter(onChange?: (counts: TransferCounts) => void): TransferMeter {
  let counts: TransferCounts = { requests: 0, bytes: 0, inFlight: 0 };
  function change(next: TransferCounts): void {
    counts = next;
    try {
      onChange?.(counts);
    } catch {
      // An observer's failure is its own.
    }
  }
  return {
    started: () => change({ ...counts, requests: counts.requests + 1, inFlight: counts.inFlight + 1 }),
    received: (bytes) => change({ ...counts, bytes: counts.bytes + bytes }),
    ended: () => change({ ...counts, inFlight: counts.inFlight - 1 }),
    counts: () => counts,
  };
}
