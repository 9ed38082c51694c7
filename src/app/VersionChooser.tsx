import { VersionDialog } from "#features/table/VersionDialog.tsx";
import type { TableView } from "./use-table-view.ts";
import { glyphOf } from "./version-words.ts";

interface VersionChooserProps {
  readonly view: TableView;
  readonly onClose: () => void;
}

export function VersionChooser({ view, onClose }: VersionChooserProps) {
  const { version, bounds, history, go } = view;
  return (
    <VersionDialog
      version={version}
      latest={bounds.last}
      commits={history.commits}
      glyphOf={glyphOf}
      hasOlder={history.hasOlder}
      onLoadOlder={history.loadOlder}
      onGo={(at) => go({ at })}
      onClose={onClose}
    />
  );
}
