import { isTableError } from "#delta/errors.ts";
import type { TaggedError } from "./problem-table.ts";

/** Any thrown value as an error that a card can show. */
export function describeCrash(error: unknown): TaggedError {
  if (isTableError(error)) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return { tag: "Internal", message: `Cannot show this page: ${detail}`, context: { detail } };
}

/** The user's own Cancel, or a request that something newer replaced. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
