import type { GlyphName } from "#ui/Glyph.tsx";
import type { RailBar } from "./rail-bars.ts";

/** A bar's mark; undefined while its commits are not loaded. */
export function glyphOf({ operationClass, unreadable }: RailBar): GlyphName | undefined {
  if (unreadable !== undefined) return "gone";
  return operationClass === "other" ? "maintain" : operationClass;
}
