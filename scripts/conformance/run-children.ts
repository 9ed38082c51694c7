// A small pool of child processes with a time limit a table.

import { type ChildProcess, fork } from "node:child_process";
import type { TableVerdict } from "./check-table.ts";
import type { TableExpectation } from "./expectations.ts";

export interface PoolOptions {
  readonly children: number;
  readonly limitMs: number;
  readonly onVerdict: (verdict: TableVerdict) => void;
}

/** Checks every table; a child that hangs or dies is replaced, and its table has failed. */
export async function checkInChildren(tables: readonly TableExpectation[], options: PoolOptions): Promise<void> {
  const queue = [...tables];
  const run = async () => {
    let child = start();
    for (let table = queue.shift(); table !== undefined; table = queue.shift()) {
      const verdict = await ask(child, table, options.limitMs);
      options.onVerdict(verdict.value);
      if (verdict.childLost) {
        child.kill("SIGKILL");
        child = start();
      }
    }
    child.kill();
  };
  await Promise.all(Array.from({ length: Math.min(options.children, tables.length) }, run));
}

function start(): ChildProcess {
  const script = new URL("./child.ts", import.meta.url).pathname;
  // Structured clone, so that the expectation's Maps arrive as Maps.
  return fork(script, { execArgv: ["--import", "tsx"], serialization: "advanced" });
}

function ask(
  child: ChildProcess,
  table: TableExpectation,
  limitMs: number,
): Promise<{ readonly value: TableVerdict; readonly childLost: boolean }> {
  return new Promise((resolve) => {
    const lose = (reason: string) => {
      clear();
      resolve({ value: { table: table.name, verdict: "failed", reason, findings: [] }, childLost: true });
    };
    const timer = setTimeout(() => lose(`no answer within ${limitMs / 1000} s`), limitMs);
    const onExit = (code: number | null) => lose(`the reader's process ended with code ${code}`);
    const onMessage = (value: unknown) => {
      clear();
      resolve({ value: value as TableVerdict, childLost: false });
    };
    const clear = () => {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
    };
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.send(table);
  });
}
