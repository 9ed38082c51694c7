import type { Problem } from "./problem.ts";
import type { TaggedError } from "./problem-table.ts";

/** A problem as text, for a colleague or an administrator. */
export function printReport(error: TaggedError, { title, cause, evidence, advice }: Problem): string {
  const facts = evidence.map(([label, value]) => `${label}: ${value}`);
  return [title, cause, "", ...facts, ...advice, "", `Deltarium, error ${error.tag}: ${error.message}`].join("\n");
}
