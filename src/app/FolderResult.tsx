import { Button } from "#ui/Button.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import css from "./FolderResult.module.css";
import { type FolderState, locationOf } from "./use-folder.ts";

/** What came of a folder that does not simply open: several tables in it, or none. */
export function FolderResult({ folder }: { readonly folder: FolderState }) {
  const { problem, choices, open, dismiss } = folder;
  if (choices === undefined) {
    return (
      <Dialog open title="No table in this folder" onClose={dismiss} footer={<Button onClick={dismiss}>Close</Button>}>
        {problem}
      </Dialog>
    );
  }
  const { name, roots } = choices;
  return (
    <Dialog open title={`${roots.length} tables in “${name}”`} onClose={dismiss}>
      <ul className={css.list}>
        {roots.map((root) => (
          <li key={root}>
            <Button className={css.choice} onClick={() => open(locationOf(name, root))}>
              {root}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
