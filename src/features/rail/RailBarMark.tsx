import { memo } from "react";
import { classNames } from "#ui/class-names.ts";
import { Glyph } from "#ui/Glyph.tsx";
import css from "./Rail.module.css";
import type { RailBar } from "./rail-bars.ts";
import { glyphOf } from "./rail-glyph.ts";

interface RailBarMarkProps {
  readonly bar: RailBar;
  readonly current: boolean;
  readonly showGlyph: boolean;
}

/** Percent of the track that a bar of unknown height takes: its look says that it is no measure. */
const UNMEASURED = 34;

/** One bar: its height the measure, its colour and glyph the operation. */
export const RailBarMark = memo(function RailBarMark({ bar, current, showGlyph }: RailBarMarkProps) {
  const glyph = glyphOf(bar);
  const names = classNames(
    css.version,
    current && css.current,
    bar.unreadable !== undefined && css.gone,
    bar.operationClass === undefined && css.unknown,
    bar.height === undefined && css.unmeasured,
    bar.first !== bar.last && css.range,
  );
  const height = bar.height === undefined ? UNMEASURED : Math.round(14 + 76 * bar.height);
  return (
    <span className={names} style={{ "--height": `${height}%`, "--op": `var(--op-${glyph ?? "gone"})` }}>
      <i className={classNames(css.bar, bar.checkpoint && showGlyph && css.checkpoint)} />
      {showGlyph && glyph !== undefined ? <Glyph name={glyph} size={8} /> : null}
    </span>
  );
});
