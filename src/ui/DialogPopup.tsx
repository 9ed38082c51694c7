import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import css from "./Dialog.module.css";
import type { DialogProps } from "./Dialog.tsx";
import iconButton from "./IconButton.module.css";

/** The floating half of Dialog, loaded when the first one opens. */
export function DialogPopup({ open, onClose, title, footer, width, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className={css.backdrop} />
        <Base.Popup className={css.popup} style={width === undefined ? undefined : { "--dialog-width": `${width}px` }}>
          <header className={css.head}>
            <Base.Title className={css.title}>{title}</Base.Title>
            <Base.Close className={iconButton.icon} aria-label="Close">
              <X aria-hidden="true" />
            </Base.Close>
          </header>
          <div className={css.body}>{children}</div>
          {footer ? <footer className={css.foot}>{footer}</footer> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
