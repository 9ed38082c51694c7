import { Button } from "#ui/Button.tsx";
import { Notice } from "#ui/Notice.tsx";

export interface ReadFailureProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** A read that failed while rows are in sight: they stay, and a bar above them says what is missing. */
export function ReadFailure({ error, onRetry }: ReadFailureProps) {
  if (error === undefined) return null;
  const isCancelled = error instanceof DOMException && error.name === "AbortError";
  return (
    <Notice
      tone={isCancelled ? "info" : "error"}
      actions={<Button onClick={onRetry}>{isCancelled ? "Go on" : "Retry"}</Button>}
    >
      {isCancelled ? "Reading was cancelled. Rows that are not here stay empty." : sayFailure(error)}
    </Notice>
  );
}

function sayFailure(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
