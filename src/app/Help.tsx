import { useState } from "react";
import { KeysDialog } from "#features/help/KeysDialog.tsx";
import { KEY_GROUPS } from "#features/help/key-groups.ts";
import { areSingleKeysOn, setSingleKeys } from "./use-shortcuts.ts";

export function Help({ onClose }: { readonly onClose: () => void }) {
  const [on, setOn] = useState(areSingleKeysOn);
  return (
    <KeysDialog
      open
      onClose={onClose}
      groups={KEY_GROUPS}
      singleKeys={on}
      onSingleKeys={(next) => {
        setSingleKeys(next);
        setOn(next);
      }}
    />
  );
}
