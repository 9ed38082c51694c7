import { Glyph } from "#ui/Glyph.tsx";
import css from "./MiniRail.module.css";
import { toGlyph } from "./op-glyph.ts";

interface MiniRailProps {
  readonly versions: readonly { readonly v: number; readonly op: string; readonly rows: number }[];
}

/** Every version of a demo table as a small bar, to look at. */
export function MiniRail({ versions }: MiniRailProps) {
  const tallest = Math.max(1, ...versions.map(({ rows }) => rows));
  return (
    <span className={css.rail}>
      {versions.map(({ v, op, rows }) => {
        const glyph = toGlyph(op);
        const height = `${Math.round(18 + (82 * rows) / tallest)}%`;
        return (
          <span key={v} className={css.version}>
            <i
              className={glyph === "gone" ? css.gone : css.bar}
              style={{ "--height": height, "--op": `var(--op-${glyph})` }}
            />
            <Glyph name={glyph} size={6} />
          </span>
        );
      })}
    </span>
  );
}
