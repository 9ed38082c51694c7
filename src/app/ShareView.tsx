import { useRouter } from "@tanstack/react-router";
import { ShareDialog } from "#features/share/ShareDialog.tsx";
import type { ShareChoice } from "#features/share/share-link.ts";
import type { TableLocation } from "#storage/location/parse-location.ts";
import type { TimeTravel } from "#worker/worker-api.ts";
import { useAppServices } from "./app-services.ts";
import { type TableUrl, toTableSearch } from "./url-state.ts";
import type { TableView } from "./use-table-view.ts";

interface ShareViewProps {
  readonly view: TableView;
  readonly url: TableUrl;
  readonly table: TableLocation;
  readonly onClose: () => void;
}

export function ShareView({ view, url, table, onClose }: ShareViewProps) {
  const router = useRouter();
  const { access } = useAppServices();
  const version = view.version ?? view.bounds.last;
  const timestampMs =
    url.at.kind === "timestamp" ? url.at.timestampMs : (view.commit?.timestampMs ?? view.snapshot?.timestampMs);

  const linkOf = (choice: ShareChoice) => {
    const at = travelOf(choice, version, timestampMs);
    if (at === undefined) return undefined;
    const { href } = router.buildLocation({
      to: "/t/$tab",
      params: { tab: url.tab },
      search: toTableSearch({ ...url, at }),
    });
    return new URL(router.history.createHref(href), window.location.href).href;
  };
  return (
    <ShareDialog
      location={table.location}
      version={version}
      linkOf={linkOf}
      initial={url.at.kind === "timestamp" ? "time" : "version"}
      needsAccess={access.find(table.rootUrl ?? "") !== undefined}
      onClose={onClose}
    />
  );
}

function travelOf(choice: ShareChoice, version: number, timestampMs: number | undefined): TimeTravel | undefined {
  if (choice === "latest") return { kind: "latest" };
  if (choice === "version") return { kind: "version", version };
  // A link names whole milliseconds, rounded up to hold a commit whose clock has more.
  return timestampMs === undefined ? undefined : { kind: "timestamp", timestampMs: Math.ceil(timestampMs) };
}
