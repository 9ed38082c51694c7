import type { ReactNode } from "react";
import css from "./TableShell.module.css";

export interface TableShellProps {
  readonly top: ReactNode;
  readonly rail: ReactNode;
  readonly tabs: ReactNode;
  /** Bars that say what differs from the expected. */
  readonly notices: ReactNode;
  readonly status: ReactNode;
  readonly children: ReactNode;
}

/** The frame round every tab: what is open, the rail, the tabs, the panel, the state of the work. */
export function TableShell({ top, rail, tabs, notices, status, children }: TableShellProps) {
  return (
    <div className={css.shell}>
      <div className={css.head}>
        {top}
        {rail}
        {tabs}
        {notices}
      </div>
      <main className={css.main}>{children}</main>
      {status}
    </div>
  );
}
