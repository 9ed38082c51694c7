import { type RefObject, useEffect, useRef } from "react";

/** Gives the focus back to the main part when a panel beside it goes away with it. */
export function useFocusReturn(main: RefObject<HTMLElement | null>, isPanelShown: boolean): void {
  const last = useRef<Element>(undefined);
  const wasShown = useRef(isPanelShown);
  useEffect(() => {
    const element = main.current;
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof Element) last.current = target;
    };
    element?.addEventListener("focusin", remember);
    return () => element?.removeEventListener("focusin", remember);
  }, [main]);
  useEffect(() => {
    const isGone = wasShown.current && !isPanelShown;
    wasShown.current = isPanelShown;
    if (!isGone || document.activeElement !== document.body) return;
    // A grid draws its cells again for other rows: the one with its focus now is meant.
    const target = main.current?.querySelector("[role=grid] [data-focus]") ?? last.current;
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  }, [main, isPanelShown]);
}
