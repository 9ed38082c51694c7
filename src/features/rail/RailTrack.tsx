import { type KeyboardEvent, memo, type PointerEvent, useRef, useState } from "react";
import { classNames } from "#ui/class-names.ts";
import type { CommitSummary } from "#worker/worker-api.ts";
import css from "./Rail.module.css";
import { RailBarMark } from "./RailBarMark.tsx";
import { RailTip } from "./RailTip.tsx";
import { findBar, type RailBar, type RailWindow } from "./rail-bars.ts";
import { targetOfKey } from "./rail-keys.ts";
import { versionAt } from "./rail-window.ts";
import { sayVersion } from "./rail-words.ts";

export interface RailTrackProps {
  readonly bars: readonly RailBar[];
  readonly window: RailWindow;
  readonly bounds: RailWindow;
  readonly version: number;
  /** A version that the table has not, asked for all the same: no bar is in view. */
  readonly missing: number | undefined;
  /** The version under a drag that goes on. */
  readonly preview: number | undefined;
  readonly commits: ReadonlyMap<number, CommitSummary>;
  readonly showGlyphs: boolean;
  readonly onPreview: (version: number | undefined) => void;
  readonly onTravel: (version: number, how: "scrub" | "go") => void;
}

/** The bars, and the slider that they are. */
export function RailTrack(props: RailTrackProps) {
  const { bars, window, bounds, version, missing, preview, commits, showGlyphs, onPreview, onTravel } = props;
  const track = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<number>();
  const [focused, setFocused] = useState(false);
  const shown = preview ?? version;
  const pointed = preview ?? hovered ?? (focused ? version : undefined);

  const underPointer = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    return box === undefined ? version : versionAt(window, (event.clientX - box.left) / box.width);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    onPreview(underPointer(event));
  };
  const onPointerMove = (event: PointerEvent) => {
    const under = underPointer(event);
    if (event.pointerType !== "touch" || preview !== undefined) setHovered(under);
    if (preview === undefined || under === preview) return;
    onPreview(under);
    onTravel(under, "scrub");
  };
  const onPointerUp = (event: PointerEvent) => {
    if (preview === undefined) return;
    onPreview(undefined);
    onTravel(underPointer(event), "go");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = targetOfKey(event.key, version, bounds);
    if (target === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    if (target !== version) onTravel(target, "scrub");
  };

  const place = (index: number) => `${((index + 0.5) / bars.length) * 100}%`;
  const isNone = preview === undefined && missing !== undefined;
  const current = isNone ? -1 : findBar(bars, shown);
  return (
    <div
      ref={track}
      role="slider"
      tabIndex={0}
      aria-label="Version"
      aria-orientation="horizontal"
      aria-valuemin={bounds.first}
      aria-valuemax={bounds.last}
      aria-valuenow={shown}
      aria-valuetext={isNone ? `v${missing}, not in the table` : sayVersion(shown, commits.get(shown))}
      className={classNames(css.track, showGlyphs && css.withGlyphs)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => onPreview(undefined)}
      onPointerLeave={() => setHovered(undefined)}
      onKeyDown={onKeyDown}
      onFocus={(event) => setFocused(event.currentTarget.matches(":focus-visible"))}
      onBlur={() => setFocused(false)}
    >
      <Bars bars={bars} current={current} showGlyphs={showGlyphs} />
      {pointed === undefined ? null : (
        <RailTip
          bar={bars[findBar(bars, pointed)]}
          commit={commits.get(pointed)}
          version={pointed}
          left={place(Math.max(0, findBar(bars, pointed)))}
        />
      )}
    </div>
  );
}

interface BarsProps {
  readonly bars: readonly RailBar[];
  readonly current: number;
  readonly showGlyphs: boolean;
}

const Bars = memo(function Bars({ bars, current, showGlyphs }: BarsProps) {
  return bars.map((bar, index) => (
    <RailBarMark key={bar.first} bar={bar} current={index === current} showGlyph={showGlyphs} />
  ));
});
