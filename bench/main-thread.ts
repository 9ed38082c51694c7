// The tasks of the page's main thread, from Chromium's own trace: how long each took, and how long it really computed.

import type { Browser, Page } from "@playwright/test";

export interface MainThreadTask {
  /** By the clock. */
  readonly durationMs: number;
  /** Of the processor. Less where the machine had other work to do. */
  readonly computedMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The tasks while `work` runs, of pages that live in this browser; longest first. */
export async function traceMainThread(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<readonly MainThreadTask[]> {
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline"] });
  await work();
  const trace: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
  return findTasks(trace.traceEvents);
}

export function findTasks(events: readonly TraceEvent[]): readonly MainThreadTask[] {
  const mainThreads = new Set(
    events.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(threadOf),
  );
  return events
    .filter((event) => event.name === "RunTask" && mainThreads.has(threadOf(event)))
    .map(({ dur = 0, tdur = dur }) => ({ durationMs: dur / 1000, computedMs: tdur / 1000 }))
    .toSorted((a, b) => b.durationMs - a.durationMs);
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid}.${tid}`;
}
