import { Ban } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import css from "./ErrorCard.module.css";
import { EvidenceTable } from "./EvidenceTable.tsx";
import type { EvidenceRow, FixOption, WorkingItem } from "./error-detail.ts";
import { FixPanel } from "./FixPanel.tsx";
import { WorkingList } from "./WorkingList.tsx";

export interface ErrorCardProps {
  /** What failed, in one line. */
  readonly title: string;
  /** Why, in a sentence or two. */
  readonly cause: ReactNode;
  readonly icon?: ReactNode;
  readonly evidence?: {
    readonly rows: readonly EvidenceRow[];
    readonly outcomeHead: string;
    readonly note?: ReactNode;
  };
  readonly fix?: { readonly title: string; readonly options: readonly FixOption[] };
  /** Anything else worth a part of its own. */
  readonly children?: ReactNode;
  /** Buttons, the main one first. */
  readonly actions?: ReactNode;
  readonly actionsNote?: ReactNode;
  /** What can be done all the same, at the side. */
  readonly working?: SideProps;
}

interface SideProps {
  readonly note?: ReactNode;
  readonly items: readonly WorkingItem[];
  readonly after?: ReactNode;
}

/** A failure as a page of its own: what failed, why, what was seen, what to do, what still works. */
export function ErrorCard(props: ErrorCardProps) {
  const { title, cause, icon, evidence, fix, children, actions, actionsNote, working } = props;
  return (
    <div className={classNames(css.layout, working && css.withAside)}>
      <div className={css.stage}>
        <section className={css.card} aria-label={title}>
          <div className={css.head} role="alert">
            {icon ?? <Ban aria-hidden="true" />}
            <h2 className={css.title}>{title}</h2>
            <div className={css.cause}>{cause}</div>
          </div>
          {evidence ? (
            <section className={css.part}>
              <div className={css.partHead}>
                <h3 className={css.partTitle}>What was seen</h3>
              </div>
              <EvidenceTable label="What was seen" rows={evidence.rows} outcomeHead={evidence.outcomeHead} />
              {evidence.note === undefined ? null : <div className={css.note}>{evidence.note}</div>}
            </section>
          ) : null}
          {fix ? <FixPanel {...fix} /> : null}
          {children === undefined ? null : <section className={css.part}>{children}</section>}
          <Foot actions={actions} note={actionsNote} />
        </section>
      </div>
      {working ? <Side {...working} /> : null}
    </div>
  );
}

function Foot({ actions, note }: { readonly actions: ReactNode; readonly note: ReactNode }) {
  if (!actions) return null;
  return (
    <footer className={css.foot}>
      {actions}
      {note === undefined ? null : <span className={css.footNote}>{note}</span>}
    </footer>
  );
}

function Side({ note, items, after }: SideProps) {
  return (
    <aside className={css.aside} aria-label="What still works">
      <h2 className={css.partTitle}>What still works</h2>
      {note === undefined ? null : <div className={css.note}>{note}</div>}
      <WorkingList items={items} />
      {after}
    </aside>
  );
}
