import { type ReactNode, useRef, useState } from "react";
import { ResizeHandle } from "./ResizeHandle.tsx";
import { Sheet } from "./Sheet.tsx";
import css from "./SplitPane.module.css";
import { useCovered } from "./use-covered.ts";
import { useFocusReturn } from "./use-focus-return.ts";
import { NARROW, useMedia } from "./use-media.ts";
import { useSideWidth } from "./use-side-width.ts";

export interface SplitPaneProps {
  /** Under which the width is remembered. */
  readonly id: string;
  /** Names the side panel. */
  readonly sideLabel: string;
  /** What stands at the side; without it the main part has the whole width. */
  readonly side: ReactNode;
  /** Closes the side panel where it is a sheet; panels close themselves with a button of their own elsewhere. */
  readonly onCloseSide: () => void;
  readonly initialWidth?: number;
  readonly children: ReactNode;
}

/** A main part and a panel beside it that can be resized; on phones the panel is a sheet at the bottom. */
export function SplitPane({ id, sideLabel, side, onCloseSide, initialWidth = 320, children }: SplitPaneProps) {
  const narrow = useMedia(NARROW);
  const size = useSideWidth(id, initialWidth);
  const shown = side !== null && side !== undefined && side !== false;
  const main = useRef<HTMLDivElement>(null);
  const [sheet, setSheet] = useState<HTMLElement | null>(null);
  const covered = useCovered(main, sheet);
  useFocusReturn(main, shown);
  return (
    <div className={css.split}>
      <div ref={main} className={css.main} style={{ paddingBottom: covered }}>
        {children}
      </div>
      {shown && narrow ? (
        <Sheet ref={setSheet} label={sideLabel} onClose={onCloseSide}>
          {side}
        </Sheet>
      ) : null}
      {shown && !narrow ? (
        <aside aria-label={sideLabel} className={css.side} style={{ "--side-width": `${size.width}px` }}>
          <ResizeHandle label={`Width of ${sideLabel}`} {...size} />
          <div className={css.scroll}>{side}</div>
        </aside>
      ) : null}
    </div>
  );
}
