// Errors across the worker border: structured clone keeps only an error's message and stack, so the rest goes as data.

import { type ErrorContexts, type ErrorTag, isTableError, TableError } from "#delta/errors.ts";
import type { WireError } from "./worker-api.ts";

/** Any thrown value as plain data. What has no tag is a defect of ours and gets the tag Internal. */
export function toWireError(error: unknown): WireError {
  if (isTableError(error)) {
    return {
      tag: error.tag,
      message: error.message,
      context: { ...error.context },
      stack: error.stack,
      cause: error.cause === undefined ? undefined : textOf(error.cause),
    };
  }
  const detail = textOf(error);
  return {
    tag: "Internal",
    message: `Unexpected failure: ${detail}`,
    context: { detail },
    stack: error instanceof Error ? error.stack : undefined,
  };
}

/** The tagged error that `toWireError` took apart. */
export function fromWireError(wire: WireError): TableError {
  const error = new TableError<ErrorTag>(
    wire.tag,
    wire.message,
    wire.context as unknown as ErrorContexts[ErrorTag],
    wire.cause === undefined ? undefined : { cause: wire.cause },
  );
  if (wire.stack !== undefined) error.stack = wire.stack;
  return error;
}

function textOf(value: unknown): string {
  return value instanceof Error ? value.message : String(value);
}
