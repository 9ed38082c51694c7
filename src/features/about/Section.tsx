import type { ReactNode } from "react";
import css from "./AboutPanel.module.css";
import { SECTIONS, type SectionId } from "./sections.ts";

export interface SectionProps {
  readonly id: SectionId;
  /** A fact beside the title. */
  readonly note?: ReactNode;
  /** At the right end of the title's line. */
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ id, note, end, children }: SectionProps) {
  const title = SECTIONS.find((section) => section.id === id)?.title ?? id;
  return (
    <section data-section={id} className={css.section} aria-label={title}>
      <div className={css.headline}>
        <h2 className={css.heading}>{title}</h2>
        {note === undefined ? null : <span className={css.note}>{note}</span>}
        {end === undefined ? null : <div className={css.end}>{end}</div>}
      </div>
      {children}
    </section>
  );
}
