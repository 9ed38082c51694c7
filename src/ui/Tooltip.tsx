import {
  cloneElement,
  type HTMLAttributes,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  useEffect,
  useState,
} from "react";

// Base UI's tooltip weighs more than the page's own parts together: it comes with the first hover, not with the page.
const TooltipPopup = lazy(() => import("./TooltipPopup.tsx").then((module) => ({ default: module.TooltipPopup })));

const DELAY_MS = 450;

export interface TooltipProps {
  readonly content: ReactNode;
  /** Keys that do the same, set apart at the end. */
  readonly keys?: string;
  /** One element that takes pointer and focus events. It must have its own name: the tooltip repeats, it never names. */
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

export function Tooltip({ content, keys, children }: TooltipProps) {
  const [anchor, setAnchor] = useState<HTMLElement>();
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => setOpen(true), DELAY_MS);
    return () => {
      clearTimeout(timer);
      setOpen(false);
    };
  }, [wanted]);

  const { onPointerEnter, onPointerLeave, onPointerDown, onFocus, onBlur } = children.props;
  const show = (element: HTMLElement) => {
    setAnchor(element);
    setWanted(true);
  };
  const trigger = cloneElement(children, {
    onPointerEnter: (event) => {
      onPointerEnter?.(event);
      if (event.pointerType !== "touch") show(event.currentTarget);
    },
    onPointerLeave: (event) => {
      onPointerLeave?.(event);
      setWanted(false);
    },
    onPointerDown: (event) => {
      onPointerDown?.(event);
      setWanted(false);
    },
    onFocus: (event) => {
      onFocus?.(event);
      if (event.currentTarget.matches(":focus-visible")) show(event.currentTarget);
    },
    onBlur: (event) => {
      onBlur?.(event);
      setWanted(false);
    },
  });
  return (
    <>
      {trigger}
      {anchor === undefined ? null : (
        <Suspense fallback={null}>
          <TooltipPopup anchor={anchor} open={open} content={content} keys={keys} onClose={() => setWanted(false)} />
        </Suspense>
      )}
    </>
  );
}
