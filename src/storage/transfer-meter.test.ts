import { describe, expect, it } from "vitest";
import { createMemoryStore } from "./memory-store.ts";
import { createTransferMeter, type TransferCounts } from "./transfer-meter.ts";
import { withTransferReport } from "./with-transfer-report.ts";

const objects = new Map([["a", Uint8Array.of(1, 2, 3, 4)]]);

describe("withTransferReport", () => {
  it("counts requests, bytes and what is in flight", async () => {
    const seen: TransferCounts[] = [];
    const meter = createTransferMeter((counts) => seen.push(counts));
    const store = withTransferReport(createMemoryStore(objects), { meter });
    await store.get("a");
    await store.getRange("a", { start: 0, end: 3 });
    await store.get("none");
    await expect(store.getRange("none", { start: 0, end: 3 })).rejects.toThrow();
    expect(meter.counts()).toEqual({ requests: 4, bytes: 7, inFlight: 0 });
    expect(seen[0]).toEqual({ requests: 1, bytes: 0, inFlight: 1 });
  });

  it("reads on when its observer throws", async () => {
    const meter = createTransferMeter(() => {
      throw new Error("The observer broke");
    });
    const store = withTransferReport(createMemoryStore(objects), { meter });
    expect(await store.get("a")).toBeDefined();
    expect(meter.counts()).toEqual({ requests: 1, bytes: 4, inFlight: 0 });
  });
});
