import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createThrottle } from "./throttle.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("acts at once, then once for all that is asked meanwhile", () => {
  const act = vi.fn();
  const throttle = createThrottle(act, 250);
  throttle.ask();
  expect(act).toHaveBeenCalledTimes(1);
  throttle.ask();
  throttle.ask();
  vi.advanceTimersByTime(249);
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(act).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledTimes(2);
  throttle.ask();
  expect(act).toHaveBeenCalledTimes(3);
});

it("does not act for what was cancelled", () => {
  const act = vi.fn();
  const throttle = createThrottle(act, 250);
  throttle.ask();
  throttle.ask();
  throttle.cancel();
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledTimes(1);
});
