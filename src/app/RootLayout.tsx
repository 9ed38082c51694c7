import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useState } from "react";
import { DropOverlay } from "#features/open-table/DropOverlay.tsx";
import { LiveRegion } from "#ui/LiveRegion.tsx";
import { Toaster } from "#ui/Toaster.tsx";
import { HelpContext } from "./help-context.ts";
import { useFolder } from "./use-folder.ts";
import { useShortcuts } from "./use-shortcuts.ts";

const Help = lazy(() => import("./Help.tsx").then((module) => ({ default: module.Help })));
const FolderResult = lazy(() => import("./FolderResult.tsx").then((module) => ({ default: module.FolderResult })));

/** What every screen has: a place to drop a folder, the list of keys, what is said and shown in passing. */
export function RootLayout() {
  const [helpOpen, setHelpOpen] = useState(false);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  useShortcuts({ "?": openHelp });
  const folder = useFolder();
  return (
    <HelpContext value={openHelp}>
      <Outlet />
      <DropOverlay onDrop={folder.drop} />
      <Suspense fallback={null}>
        {helpOpen ? <Help onClose={() => setHelpOpen(false)} /> : null}
        {folder.problem === undefined && folder.choices === undefined ? null : <FolderResult folder={folder} />}
      </Suspense>
      <LiveRegion />
      <Toaster />
    </HelpContext>
  );
}
