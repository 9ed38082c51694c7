import { type ComponentPropsWithRef, cloneElement, lazy, type ReactElement, Suspense, useRef, useState } from "react";
import type { MenuEntry } from "./menu-entry.ts";

const MenuPopup = lazy(() => import("./MenuPopup.tsx").then((module) => ({ default: module.MenuPopup })));

export interface MenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly align?: "start" | "end";
  /** A Button or IconButton; what opens the menu. */
  readonly children: ReactElement<ComponentPropsWithRef<"button">>;
}

/** A button with a menu of actions or switches under it. */
export function Menu({ label, entries, align = "start", children }: MenuProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<HTMLElement>();
  const [open, setOpen] = useState(false);

  return (
    <>
      {cloneElement(children, {
        ref: trigger,
        "aria-haspopup": "menu",
        "aria-expanded": open,
        onClick: (event) => {
          setAnchor(event.currentTarget);
          setOpen(!open);
        },
      })}
      {anchor === undefined ? null : (
        <Suspense fallback={null}>
          <MenuPopup
            label={label}
            open={open}
            anchor={anchor}
            align={align}
            entries={entries}
            onClose={() => setOpen(false)}
            returnFocusTo={() => trigger.current}
          />
        </Suspense>
      )}
    </>
  );
}
