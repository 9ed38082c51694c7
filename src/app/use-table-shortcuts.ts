import type { TableUrl } from "./url-state.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import type { TableView } from "./use-table-view.ts";

interface TableActions {
  readonly onVersion: () => void;
  readonly onShare: () => void;
  readonly onColumns: () => void;
}

export function useTableShortcuts(view: TableView, url: TableUrl, actions: TableActions): void {
  const { bounds, version, go, client } = view;
  const step = (by: number) => {
    const target = (version ?? bounds.last) + by;
    if (target >= bounds.first && target <= bounds.last) go({ at: { kind: "version", version: target } }, "replace");
  };
  const cancel = () => {
    if (client.activity().running > 0) client.cancelAll();
  };
  useShortcuts({
    "[": () => step(-1),
    "]": () => step(1),
    v: actions.onVersion,
    s: actions.onShare,
    c: url.tab === "data" ? actions.onColumns : undefined,
    "g d": () => go({ tab: "data" }),
    "g h": () => go({ tab: "history" }),
    "g s": () => go({ tab: "schema" }),
    "g a": () => go({ tab: "about" }),
    Escape: cancel,
  });
}
