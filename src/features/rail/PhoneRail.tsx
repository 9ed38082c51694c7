import { ChevronDown, ChevronLeft, ChevronRight } from "lucide-react";
import { useMemo } from "react";
import { formatInstant } from "#ui/format.ts";
import { Glyph } from "#ui/Glyph.tsx";
import { IconButton } from "#ui/IconButton.tsx";
import type { CommitSummary } from "#worker/worker-api.ts";
import css from "./PhoneRail.module.css";
import { RailBarMark } from "./RailBarMark.tsx";
import { buildBars, findBar, type RailMeasure, type RailWindow } from "./rail-bars.ts";
import { glyphOf } from "./rail-glyph.ts";
import { openingWindow } from "./rail-window.ts";
import { useWidth } from "./use-width.ts";

const BAR_PX = 6;

export interface PhoneRailProps {
  readonly version: number;
  /** The version asked for, where the table has none of that number: no bar is in view then. */
  readonly missing?: number | undefined;
  readonly bounds: RailWindow;
  readonly commits: ReadonlyMap<number, CommitSummary>;
  readonly measure: RailMeasure;
  readonly onTravel: (version: number) => void;
  /** Opens the list of versions. */
  readonly onChoose: () => void;
}

/** The rail on a phone: the version in view, its neighbours a tap away, the others behind a list. */
export function PhoneRail({ version, missing, bounds, commits, measure, onTravel, onChoose }: PhoneRailProps) {
  const [box, width] = useWidth();
  const capacity = Math.max(8, Math.floor(width / BAR_PX));
  const bars = useMemo(
    () => buildBars({ window: openingWindow(bounds, capacity, version), commits, measure, capacity }),
    [bounds, capacity, version, commits, measure],
  );
  const current = missing === undefined ? findBar(bars, version) : -1;
  const commit = missing === undefined ? commits.get(version) : undefined;
  const bar = bars[current];
  const glyph = bar === undefined ? undefined : glyphOf(bar);
  return (
    <section className={css.rail} aria-label="Versions">
      <IconButton label="Older version" disabled={version <= bounds.first} onClick={() => onTravel(version - 1)}>
        <ChevronLeft aria-hidden="true" />
      </IconButton>
      <button type="button" className={css.select} aria-haspopup="dialog" onClick={onChoose}>
        <span className={css.line}>
          {glyph === undefined ? null : <Glyph name={glyph} />}
          <b className="num">v{missing ?? version}</b>
          {missing === undefined ? commit?.operation : "not in the table"}
          {commit?.timestampMs === undefined ? null : (
            <span className={css.when}>{formatInstant(commit.timestampMs, { year: false })} UTC</span>
          )}
          <ChevronDown aria-hidden="true" className={css.down} />
        </span>
        <span ref={box} className={css.bars} aria-hidden="true">
          {bars.map((one, index) => (
            <RailBarMark key={one.first} bar={one} current={index === current} showGlyph={false} />
          ))}
        </span>
      </button>
      <IconButton label="Newer version" disabled={version >= bounds.last} onClick={() => onTravel(version + 1)}>
        <ChevronRight aria-hidden="true" />
      </IconButton>
    </section>
  );
}
