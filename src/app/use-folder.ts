import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { type PickedFolder, pickFolder, readDroppedFolder } from "#features/open-table/pick-folder.ts";
import { findTableRoots } from "#storage/location/find-table-roots.ts";
import { useAppServices } from "./app-services.ts";

export interface FolderState {
  /** Why the last folder could not be opened, in a sentence. */
  readonly problem: string | undefined;
  /** Paths of several tables in one folder, to choose from. */
  readonly choices: { readonly name: string; readonly roots: readonly string[] } | undefined;
  choose(): void;
  drop(transfer: DataTransfer): void;
  open(location: string): void;
  dismiss(): void;
}

/** Hands a local folder to the worker and opens the table in it. `onGranted` takes over where a view is open already. */
export function useFolder(onGranted?: (name: string) => void): FolderState {
  const { client } = useAppServices();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string>();
  const [choices, setChoices] = useState<FolderState["choices"]>();

  const open = useCallback(
    (location: string) => {
      setChoices(undefined);
      void navigate({ to: "/t/$tab", params: { tab: "data" }, search: { src: location } });
    },
    [navigate],
  );

  const take = useCallback(
    async (picked: Promise<PickedFolder | undefined>) => {
      setProblem(undefined);
      try {
        const folder = await picked;
        if (folder === undefined) return;
        const { name, grant } = folder;
        const roots = await findTableRoots(grant);
        await client.call("grantFolder", { name, grant });
        const [root] = roots;
        if (onGranted !== undefined) onGranted(name);
        else if (root === undefined)
          setProblem(`There is no _delta_log in “${name}”, nor in the folders two levels down.`);
        else if (roots.length > 1) setChoices({ name, roots });
        else open(locationOf(name, root));
      } catch (error) {
        setProblem(`The folder could not be read: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    [client, onGranted, open],
  );

  return {
    problem,
    choices,
    choose: () => void take(pickFolder()),
    drop: (transfer) => void take(readDroppedFolder(transfer)),
    open,
    dismiss: () => {
      setProblem(undefined);
      setChoices(undefined);
    },
  };
}

export function locationOf(name: string, root: string): string {
  return root === "" ? `local:${name}` : `local:${name}/${root}`;
}
