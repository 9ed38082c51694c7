import type { GlyphName } from "#ui/Glyph.tsx";

const NAMES: readonly GlyphName[] = ["write", "merge", "update", "delete", "maintain", "schema", "restore", "gone"];

/** The mark of an operation's class as a file of ours spells it. */
export function toGlyph(operation: string): GlyphName {
  return NAMES.find((name) => name === operation) ?? "maintain";
}
