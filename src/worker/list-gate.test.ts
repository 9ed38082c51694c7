import { describe, expect, it, vi } from "vitest";
import { createListGate } from "./list-gate.ts";

async function isPassed(gate: ReturnType<typeof createListGate>, signal?: AbortSignal): Promise<boolean> {
  let passed = false;
  gate.passed(signal).then(
    () => {
      passed = true;
    },
    () => undefined,
  );
  // Timers are faked in some tests, so only promises may pass the time.
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  return passed;
}

describe("a list's gate", () => {
  it("is open until a first file is known", async () => {
    expect(await isPassed(createListGate())).toBe(true);
  });

  it("holds until the rows are read, and then for good", async () => {
    const gate = createListGate();
    gate.hold();
    expect(await isPassed(gate)).toBe(false);
    gate.release();
    gate.hold();
    expect(await isPassed(gate)).toBe(true);
  });

  it("opens by itself when the rows take long", async () => {
    vi.useFakeTimers();
    try {
      const gate = createListGate();
      gate.hold();
      vi.advanceTimersByTime(999);
      expect(await isPassed(gate)).toBe(false);
      vi.advanceTimersByTime(1);
      expect(await isPassed(gate)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it("opens soon after the rows are read, and not before they can be painted", async () => {
    vi.useFakeTimers();
    try {
      const gate = createListGate();
      gate.hold();
      gate.rowsRead();
      expect(await isPassed(gate)).toBe(false);
      vi.advanceTimersByTime(300);
      expect(await isPassed(gate)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it("lets whoever gives up go", async () => {
    const gate = createListGate();
    gate.hold();
    const controller = new AbortController();
    const waiting = gate.passed(controller.signal);
    controller.abort(new DOMException("enough", "AbortError"));
    await expect(waiting).rejects.toThrow("enough");
    gate.release();
  });
});
