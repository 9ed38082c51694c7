import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { IconButton } from "#ui/IconButton.tsx";
import type { CommitSummary } from "#worker/worker-api.ts";
import css from "./Rail.module.css";
import { RailTrack } from "./RailTrack.tsx";
import { buildBars, type RailMeasure, type RailWindow } from "./rail-bars.ts";
import { canZoom, holdVersion, openingWindow, zoom } from "./rail-window.ts";
import { describeGap } from "./rail-words.ts";
import { useWidth } from "./use-width.ts";

/** Pixels that a version's bar needs to be told from its neighbours. */
const BAR_PX = 10;
/** From here on a bar has room for its glyph; ranges are as wide as bars, so that only a narrow window has none. */
const GLYPH_PX = 9;

/** Commits that the rail asks for by itself; a longer history is loaded from the History tab. */
const LOADS_ITSELF = 2000;

export interface RailProps {
  readonly version: number;
  /** The version asked for, where the table has none of that number: no bar is in view then. */
  readonly missing?: number | undefined;
  /** The oldest and the newest version that a commit is known or assumed for. */
  readonly bounds: RailWindow;
  readonly commits: ReadonlyMap<number, CommitSummary>;
  readonly measure: RailMeasure;
  readonly onMeasure: (measure: RailMeasure) => void;
  /** `scrub` while a drag goes on: the page follows without a step in its history. */
  readonly onTravel: (version: number, how: "scrub" | "go") => void;
  /** Asks for commits older than the oldest that is loaded. */
  readonly onNeedOlder: () => void;
}

/** Every version of the table as a bar; drag, click or the keys travel. */
export function Rail(props: RailProps) {
  const { version, missing, bounds, commits, measure, onTravel, onNeedOlder } = props;
  const [track, width] = useWidth();
  const capacity = Math.max(8, Math.floor(width / BAR_PX));
  const [chosen, setChosen] = useState<RailWindow>();
  const [preview, setPreview] = useState<number>();
  const shown = preview ?? version;

  const window = useMemo(() => {
    const kept = chosen ?? openingWindow(bounds, Math.min(capacity, 200), version);
    const fits = kept.last <= bounds.last && kept.first >= bounds.first;
    return holdVersion(fits ? kept : openingWindow(bounds, capacity, version), bounds, shown);
  }, [chosen, bounds, capacity, version, shown]);
  const bars = useMemo(() => buildBars({ window, commits, measure, capacity }), [window, commits, measure, capacity]);

  const isShort = commits.size > 0 && commits.size < LOADS_ITSELF && !commits.has(window.first);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that arrives may not be the last one needed
  useEffect(() => {
    if (isShort) onNeedOlder();
  }, [isShort, commits, onNeedOlder]);

  const step = (by: number) => onTravel(Math.min(bounds.last, Math.max(bounds.first, version + by)), "go");
  return (
    <section className={css.rail} aria-label="Versions">
      <div className={css.at}>
        <b className="num">v{preview ?? missing ?? version}</b>
        <span className="num">
          {preview === undefined && missing !== undefined
            ? "not in the table"
            : describeGap(commits.get(shown), commits.get(shown - 1))}
        </span>
      </div>
      <div ref={track} className={css.stage}>
        <RailTrack
          bars={bars}
          window={window}
          bounds={bounds}
          version={version}
          missing={missing}
          preview={preview}
          commits={commits}
          showGlyphs={width / Math.max(1, bars.length) >= GLYPH_PX}
          onPreview={setPreview}
          onTravel={onTravel}
        />
      </div>
      <div className={css.controls}>
        {bounds.last - bounds.first >= capacity || chosen !== undefined ? (
          <>
            <IconButton
              label="Show more versions"
              disabled={!canZoom(window, bounds, -1)}
              onClick={() => setChosen(zoom(window, bounds, -1, version))}
            >
              <ZoomOut aria-hidden="true" />
            </IconButton>
            <IconButton
              label="Show fewer versions"
              disabled={!canZoom(window, bounds, 1)}
              onClick={() => setChosen(zoom(window, bounds, 1, version))}
            >
              <ZoomIn aria-hidden="true" />
            </IconButton>
          </>
        ) : null}
        <MeasureSelect {...props} />
        <IconButton label="Older version" keys="[" disabled={version <= bounds.first} onClick={() => step(-1)}>
          <ChevronLeft aria-hidden="true" />
        </IconButton>
        <IconButton label="Newer version" keys="]" disabled={version >= bounds.last} onClick={() => step(1)}>
          <ChevronRight aria-hidden="true" />
        </IconButton>
      </div>
    </section>
  );
}

function MeasureSelect({ measure, onMeasure }: Pick<RailProps, "measure" | "onMeasure">) {
  return (
    <select
      className={css.measure}
      aria-label="Height of the bars"
      value={measure}
      onChange={(event) => onMeasure(event.target.value as RailMeasure)}
    >
      <option value="rows">rows</option>
      <option value="files">files</option>
      <option value="bytes">bytes</option>
    </select>
  );
}
