import type { ReactNode } from "react";
import { Skeleton } from "#ui/Skeleton.tsx";
import type { WorkerClient } from "#worker/client.ts";
import type { CommitSummary, SnapshotInfo } from "#worker/worker-api.ts";
import css from "./AboutPanel.module.css";
import { Glance } from "./Glance.tsx";
import { KeptSection } from "./KeptSection.tsx";
import { PropertySection } from "./PropertySection.tsx";
import { ProtocolSection } from "./ProtocolSection.tsx";
import { RetentionSection } from "./RetentionSection.tsx";
import { SECTIONS } from "./sections.ts";
import { TableSection } from "./TableSection.tsx";
import { useSections } from "./use-sections.ts";
import { useIntegrity, useTableFacts } from "./use-table-facts.ts";
import { VersionSection } from "./VersionSection.tsx";

export interface AboutPanelProps {
  readonly client: WorkerClient;
  readonly snapshot: SnapshotInfo;
  /** Newest first, as far as they are loaded. */
  readonly commits: readonly CommitSummary[];
  readonly hasOlder: boolean;
  /** The section that the link names. */
  readonly section: string | undefined;
  /** The link to a section. */
  readonly hrefOf: (section: string) => string;
  readonly renderProblem: (error: unknown, onRetry: () => void) => ReactNode;
}

/** What the table is, what it asks of readers and writers, and how long it keeps what. */
export function AboutPanel(props: AboutPanelProps) {
  const { client, snapshot, section, hrefOf, renderProblem } = props;
  const facts = useTableFacts(client, snapshot);
  const integrity = useIntegrity(client, snapshot);
  const hasFacts = facts.data !== undefined;
  const { scroll, nav, current, onScroll } = useSections(section, hasFacts);
  if (facts.error !== null) return renderProblem(facts.error, () => void facts.refetch());
  return (
    <section className={css.panel} aria-label="About">
      <nav ref={nav} className={css.nav} aria-label="Parts of About">
        {SECTIONS.map(({ id, title }) => (
          <a key={id} data-part={id} href={hrefOf(id)} aria-current={id === current ? "location" : undefined}>
            {title}
          </a>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <div ref={scroll} className={css.scroll} tabIndex={0} onScroll={onScroll} aria-busy={!hasFacts}>
        {facts.data === undefined ? (
          <Loading />
        ) : (
          <div className={css.page}>
            <Glance facts={facts.data} integrity={integrity.data} />
            <TableSection facts={facts.data} />
            <VersionSection facts={facts.data} integrity={integrity} />
            <ProtocolSection facts={facts.data} />
            <RetentionSection {...props} facts={facts.data} />
            <PropertySection facts={facts.data} />
            <KeptSection facts={facts.data} />
          </div>
        )}
      </div>
    </section>
  );
}

/** The sections' own titles: what they will say is on its way. */
function Loading() {
  return (
    <div className={css.page}>
      {SECTIONS.map(({ id, title }) => (
        <section key={id} className={css.section}>
          <h2 className={css.heading}>{title}</h2>
          <div className={css.loading}>
            <Skeleton width="46%" />
            <Skeleton width="62%" />
            <Skeleton width="38%" />
          </div>
        </section>
      ))}
    </div>
  );
}
