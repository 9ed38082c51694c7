import { Ban, Check, X } from "lucide-react";
import { classNames } from "./class-names.ts";
import css from "./EvidenceTable.module.css";
import type { EvidenceRow } from "./error-detail.ts";

export interface EvidenceTableProps {
  readonly label: string;
  readonly rows: readonly EvidenceRow[];
  /** The head of the third column: what the outcome is about. */
  readonly outcomeHead: string;
}

const ICONS = { ok: Check, failed: X, blocked: Ban };

export function EvidenceTable({ label, rows, outcomeHead }: EvidenceTableProps) {
  return (
    <table className={css.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Request</th>
          <th scope="col">Status</th>
          <th scope="col">{outcomeHead}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const Icon = ICONS[row.outcome];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a record of what happened, never reordered
            <tr key={index}>
              <td className={css.request}>{row.request}</td>
              <td>{row.result}</td>
              <td>
                <span className={classNames(css.outcome, row.outcome !== "blocked" && css[row.outcome])}>
                  <Icon aria-hidden="true" />
                  {row.outcomeText}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
