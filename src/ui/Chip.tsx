import { X } from "lucide-react";
import type { ComponentPropsWithRef, ReactNode } from "react";
import css from "./Chip.module.css";
import { classNames } from "./class-names.ts";

export interface ChipProps extends Omit<ComponentPropsWithRef<"button">, "children"> {
  /** Chosen: the version in view, a filter that holds. */
  readonly selected?: boolean;
  /** Given, the chip is a token (square, soft) with a button that takes it away. */
  readonly onRemove?: () => void;
  /** What `onRemove` takes away, said as "Remove …". */
  readonly removeLabel?: string;
  readonly children: ReactNode;
}

/** A small fact, or with `onClick` a button that toggles; with `onRemove` a token. */
export function Chip({ selected = false, onRemove, removeLabel, className, children, ...rest }: ChipProps) {
  if (onRemove) {
    return (
      <span className={classNames(css.token, className)}>
        {children}
        <button
          type="button"
          className={css.remove}
          aria-label={`Remove ${removeLabel ?? ""}`.trim()}
          onClick={onRemove}
        >
          <X aria-hidden="true" />
        </button>
      </span>
    );
  }
  const names = classNames(css.chip, selected && css.on, className);
  if (!rest.onClick) return <span className={names}>{children}</span>;
  return (
    <button type="button" aria-pressed={selected} {...rest} className={names}>
      {children}
    </button>
  );
}
