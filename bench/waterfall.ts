// A request log as text: when each request began and ended, and which ones had to wait for one another.

import { longestChain } from "./round-trips.ts";
import type { AnsweredRequest } from "./table-host.ts";

const columnMs = 10;
const columns = 80;

/** `originMs` is what the times are counted from. The requests of the longest chain are marked with their number. */
export function formatWaterfall(requests: readonly AnsweredRequest[], originMs: number): string {
  const chain = longestChain(requests);
  const lines = requests
    .toSorted((a, b) => a.startMs - b.startMs)
    .map((request) => {
      const from = Math.round(request.startMs - originMs);
      const to = Math.round(request.endMs - originMs);
      const place = chain.indexOf(request);
      return [
        place < 0 ? "  " : `${place + 1}.`.padStart(2),
        String(from).padStart(6),
        String(to).padStart(6),
        drawBar(from, to).padEnd(columns),
        String(request.status),
        String(request.bytes).padStart(10),
        `${request.key} ${request.range ?? ""}`,
      ].join(" ");
    });
  return lines.join("\n");
}

function drawBar(from: number, to: number): string {
  const start = Math.min(columns - 1, Math.max(0, Math.floor(from / columnMs)));
  const end = Math.min(columns, Math.max(start + 1, Math.ceil(to / columnMs)));
  return " ".repeat(start) + "=".repeat(end - start);
}
