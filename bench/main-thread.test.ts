import { expect, it } from "vitest";
import { findTasks } from "./main-thread.ts";

const main = { pid: 7, tid: 1 };
const worker = { pid: 7, tid: 2 };

it("finds the tasks of main threads alone, longest first", () => {
  const tasks = findTasks([
    { name: "RunTask", ...main, dur: 4_000, tdur: 3_000 },
    { name: "thread_name", ...main, args: { name: "CrRendererMain" } },
    { name: "thread_name", ...worker, args: { name: "DedicatedWorker thread" } },
    { name: "RunTask", ...worker, dur: 900_000, tdur: 900_000 },
    { name: "Layout", ...main, dur: 60_000, tdur: 60_000 },
    { name: "RunTask", ...main, dur: 80_000, tdur: 12_000 },
  ]);
  expect(tasks).toEqual([
    { durationMs: 80, computedMs: 12 },
    { durationMs: 4, computedMs: 3 },
  ]);
});

it("takes the clock where the trace does not tell the processor's time", () => {
  const named = { name: "thread_name", ...main, args: { name: "CrRendererMain" } };
  expect(findTasks([named, { name: "RunTask", ...main, dur: 5_000 }])).toEqual([{ durationMs: 5, computedMs: 5 }]);
});
