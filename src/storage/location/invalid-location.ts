// The refusal of a text that can't be a table's location. What it quotes of the text holds no credential.

import { TableError } from "#delta/errors.ts";
import { redact } from "./redact.ts";

const shownCharacters = 200;

export function invalidLocation(text: string, reason: string): TableError<"InvalidLocation"> {
  const location = shorten(withoutSecrets(text));
  return new TableError("InvalidLocation", `Cannot open ${location === "" ? "this" : location}: ${reason}`, {
    location,
    reason,
  });
}

// Text that is no URL may hold a secret anywhere behind its first delimiter, and a user before the @.
function withoutSecrets(text: string): string {
  return redact(text)
    .replace(/[?#;].*$/s, "")
    .replace(/^([a-z][a-z0-9+.-]*:)(?!\/\/).*$/is, "$1…")
    .replace(/[^\s/]*:[^\s/]*@/g, "…@");
}

function shorten(text: string): string {
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters)}…`;
}
