import { useState } from "react";
import { resolveColumns } from "#features/data/visible-columns.ts";
import { Notice } from "#ui/Notice.tsx";
import type { TableUrl } from "./url-state.ts";
import type { TableView } from "./use-table-view.ts";

export interface TableNoticesProps {
  readonly view: TableView;
  readonly url: TableUrl;
  readonly fromLink: readonly string[];
  readonly rowMissing: boolean;
}

/** What differs from the expected, each until it is taken away or no longer holds. */
export function TableNotices({ view, url, fromLink, rowMissing }: TableNoticesProps) {
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const { snapshot, filesError } = view;
  const missing = snapshot === undefined ? [] : resolveColumns(snapshot.schema, url.columns).missing;
  const all: readonly { readonly text: string; readonly tone: "info" | "warn" }[] = [
    ...fromLink.map((text) => ({ text, tone: "info" as const })),
    ...(missing.length > 0
      ? [{ text: `Not in this version: column ${missing.join(", ")}.`, tone: "info" as const }]
      : []),
    ...(rowMissing && snapshot !== undefined
      ? [{ text: `The link's row is not in v${snapshot.version}.`, tone: "info" as const }]
      : []),
    ...(filesError === undefined
      ? []
      : [{ text: `The file list is not complete: ${filesError.message}`, tone: "warn" as const }]),
    ...(snapshot?.notices ?? []).map(({ message }) => ({ text: message, tone: "warn" as const })),
  ];
  return all
    .filter(({ text }) => !dismissed.has(text))
    .map(({ text, tone }) => (
      <Notice key={text} tone={tone} onDismiss={() => setDismissed(new Set([...dismissed, text]))}>
        {text}
      </Notice>
    ));
}
