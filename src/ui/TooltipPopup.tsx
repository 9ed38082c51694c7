import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import css from "./Tooltip.module.css";

interface TooltipPopupProps {
  readonly anchor: HTMLElement;
  readonly open: boolean;
  readonly content: ReactNode;
  readonly keys: string | undefined;
  readonly onClose: () => void;
}

/** The floating half of Tooltip, loaded when the first one is wanted. */
export function TooltipPopup({ anchor, open, content, keys, onClose }: TooltipPopupProps) {
  return (
    <Base.Root open={open} disableHoverablePopup onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side="bottom" sideOffset={6} className={css.positioner}>
          <Base.Popup className={css.popup} aria-hidden="true">
            {content}
            {keys === undefined ? null : <span className={css.keys}>{keys}</span>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
