import { useState } from "react";
import type { CommitSummary, TableFacts } from "#worker/worker-api.ts";
import css from "./AboutPanel.module.css";
import { retentionLines } from "./retention-words.ts";
import { Section } from "./Section.tsx";

interface RetentionSectionProps {
  readonly facts: TableFacts;
  readonly commits: readonly CommitSummary[];
  readonly hasOlder: boolean;
}

/** How long what is kept, and what follows for the version in view. */
export function RetentionSection({ facts, commits, hasOlder }: RetentionSectionProps) {
  const [nowMs] = useState(() => Date.now());
  return (
    <Section id="retention">
      <ul className={css.retention}>
        {retentionLines({ facts, commits, hasOlder, nowMs }).map(({ id, label, figure, source, about }) => (
          <li key={id}>
            <span className={css.label}>{label}</span>
            <b className="num">{figure}</b>
            <span className={css.source}>{source}</span>
            <span className={css.words}>{about}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
