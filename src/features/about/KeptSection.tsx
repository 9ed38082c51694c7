import { formatCount } from "#ui/format.ts";
import type { TableFacts } from "#worker/worker-api.ts";
import css from "./AboutPanel.module.css";
import { sayRowTracking } from "./about-words.ts";
import { type FactLine, Facts } from "./Facts.tsx";
import { Section } from "./Section.tsx";

/** Above so many applications the list would push all else away. */
const SHOWN_APPLICATIONS = 50;

/** What the log keeps besides files and metadata: domains, row ids, applications' transactions. */
export function KeptSection({ facts }: { readonly facts: TableFacts }) {
  const { domains, transactions } = facts;
  const more = transactions.length - SHOWN_APPLICATIONS;
  return (
    <Section id="kept">
      <h3 className={css.subheading}>Row tracking</h3>
      <Facts lines={rowTrackingLines(facts)} />
      <h3 className={css.subheading}>Domain metadata</h3>
      {domains.length === 0 ? (
        <p className={css.none}>No domain keeps anything in this version.</p>
      ) : (
        <Facts
          lines={domains.map(({ domain, configuration, about }) => ({
            label: domain,
            value: configuration === "" ? "empty" : configuration,
            copy: configuration,
            isCode: true,
            about,
          }))}
        />
      )}
      <h3 className={css.subheading}>Transactions</h3>
      {transactions.length === 0 ? (
        <p className={css.none}>No application has left the number of its last transaction.</p>
      ) : (
        <Facts
          lines={transactions.slice(0, SHOWN_APPLICATIONS).map(([appId, version]) => ({
            label: appId,
            value: <span className="num">version {formatCount(version)}</span>,
            copy: String(version),
          }))}
        />
      )}
      {more > 0 ? <p className={css.none}>{formatCount(more)} more applications are not shown.</p> : null}
    </Section>
  );
}

function rowTrackingLines({ rowTracking }: TableFacts): readonly FactLine[] {
  const { rowIdColumn, commitVersionColumn, highWaterMark } = rowTracking;
  const lines: FactLine[] = [{ label: "State", value: sayRowTracking(rowTracking) }];
  if (highWaterMark !== undefined) lines.push({ label: "Highest row id", value: formatCount(highWaterMark) });
  if (rowIdColumn !== undefined) lines.push({ label: "Ids are kept in", value: rowIdColumn, isCode: true });
  if (commitVersionColumn !== undefined) {
    lines.push({ label: "Commit versions in", value: commitVersionColumn, isCode: true });
  }
  return lines;
}
