import { CircleAlert, Info, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { IconButton } from "./IconButton.tsx";
import css from "./Notice.module.css";

export interface NoticeProps {
  readonly tone?: "info" | "warn" | "error";
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
  readonly children: ReactNode;
}

const ICONS = { info: Info, warn: TriangleAlert, error: CircleAlert };

/** A bar across a view that says what differs from the expected, and stays until it no longer holds. */
export function Notice({ tone = "info", actions, onDismiss, children }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div role={tone === "error" ? "alert" : "status"} className={classNames(css.notice, css[tone])}>
      <Icon aria-hidden="true" strokeWidth={1.75} />
      <div className={css.text}>{children}</div>
      {actions === undefined ? null : <div className={css.actions}>{actions}</div>}
      {onDismiss === undefined ? null : (
        <IconButton label="Dismiss" size="small" onClick={onDismiss}>
          <X aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}
