import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import css from "./Fold.module.css";

export interface FoldProps {
  readonly title: string;
  /** A fact beside the title, seen while it is closed. */
  readonly note?: ReactNode;
  /** At the right end of the title's line: a copy button. */
  readonly end?: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** What is there on demand: closed it says what it holds, open it shows it. */
export function Fold({ title, note, end, open = false, children }: FoldProps) {
  return (
    <div className={css.fold}>
      <details open={open}>
        <summary className={css.head}>
          <ChevronRight aria-hidden="true" />
          <span className={css.title}>{title}</span>
          {note === undefined ? null : <span className={css.note}>{note}</span>}
        </summary>
        <div className={css.body}>{children}</div>
      </details>
      {end === undefined ? null : <div className={css.end}>{end}</div>}
    </div>
  );
}
