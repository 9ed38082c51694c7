import { X } from "lucide-react";
import { type PointerEvent, type ReactNode, type Ref, useImperativeHandle, useRef } from "react";
import { IconButton } from "./IconButton.tsx";
import css from "./Sheet.module.css";

export interface SheetProps {
  readonly ref?: Ref<HTMLElement>;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const CLOSES_AFTER_PX = 72;

/** A panel at the bottom of a phone. What is above it stays in use; a pull down, Escape or its button closes it. */
export function Sheet({ ref, label, onClose, children }: SheetProps) {
  const sheet = useRef<HTMLElement>(null);
  useImperativeHandle(ref, () => sheet.current as HTMLElement, []);
  const startY = useRef<number>(undefined);

  const pull = (px: number) => {
    if (sheet.current) sheet.current.style.transform = px > 0 ? `translateY(${px}px)` : "";
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    startY.current = event.clientY;
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (startY.current !== undefined) pull(event.clientY - startY.current);
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const pulled = event.clientY - (startY.current ?? event.clientY);
    startY.current = undefined;
    pull(0);
    if (pulled > CLOSES_AFTER_PX) onClose();
  };

  return (
    <section
      ref={sheet}
      aria-label={label}
      className={css.sheet}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <header
        className={css.head}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => pull(0)}
      >
        <span className={css.grip} />
      </header>
      <IconButton label={`Close ${label}`} className={css.close} onClick={onClose}>
        <X aria-hidden="true" />
      </IconButton>
      <div className={css.body}>{children}</div>
    </section>
  );
}
