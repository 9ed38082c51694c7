import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import css from "./Menu.module.css";
import type { MenuEntry, MenuItem } from "./menu-entry.ts";

export interface MenuPopupProps {
  readonly label: string;
  readonly open: boolean;
  /** An element, or a point's rectangle for a context menu. */
  readonly anchor: Element | { getBoundingClientRect(): DOMRect };
  readonly align?: "start" | "end";
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
  /** What has the focus afterwards. */
  readonly returnFocusTo: () => HTMLElement | null;
}

/** Everything on a page belongs to a landmark, and what floats over it to the one it was opened from. */
const LANDMARKS = "main, nav, aside, header, footer, [role=dialog]";

/** The floating half of Menu, loaded when the first one opens. */
export function MenuPopup({ label, open, anchor, align = "start", entries, onClose, returnFocusTo }: MenuPopupProps) {
  // A press on what opened the menu is a press outside of it, and the click that follows closes it anyway.
  const close = () => {
    const isPressed = anchor instanceof Element && anchor.matches(":active");
    if (!isPressed) onClose();
  };
  return (
    <Base.Root open={open} modal={false} onOpenChange={(next) => next || close()}>
      <Base.Portal container={returnFocusTo()?.closest<HTMLElement>(LANDMARKS) ?? document.body}>
        <Base.Positioner anchor={anchor} align={align} sideOffset={4} positionMethod="fixed" className={css.positioner}>
          <Base.Popup aria-label={label} className={css.popup} finalFocus={() => returnFocusTo() ?? true}>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if ("kind" in entry) {
    if (entry.kind === "separator") return <Base.Separator className={css.separator} />;
    return (
      <div role="presentation" className={css.heading}>
        {entry.label}
      </div>
    );
  }
  if (entry.checked === undefined) {
    return (
      <Base.Item className={css.item} disabled={entry.disabled ?? false} onClick={entry.onSelect}>
        <ItemContent item={entry} mark={entry.icon} />
      </Base.Item>
    );
  }
  return (
    <Base.CheckboxItem
      className={css.item}
      checked={entry.checked}
      disabled={entry.disabled ?? false}
      onCheckedChange={entry.onSelect}
    >
      <ItemContent item={entry} mark={entry.checked ? <Check aria-hidden="true" /> : null} />
    </Base.CheckboxItem>
  );
}

function ItemContent({ item, mark }: { readonly item: MenuItem; readonly mark: ReactNode }) {
  return (
    <>
      <span>{mark}</span>
      <span>{item.label}</span>
      {item.keys === undefined ? null : <span className={css.keys}>{item.keys}</span>}
    </>
  );
}
