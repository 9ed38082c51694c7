import { Menu as MenuIcon } from "lucide-react";
import { useContext } from "react";
import { TopBar } from "#features/table/TopBar.tsx";
import { listFacts } from "#features/table/table-facts.ts";
import type { TablePath } from "#features/table/table-path.ts";
import { IconButton } from "#ui/IconButton.tsx";
import { Menu } from "#ui/Menu.tsx";
import { type ThemeChoice, useTheme } from "#ui/use-theme.ts";
import { HelpContext } from "./help-context.ts";
import { Tools } from "./Tools.tsx";
import type { TableView } from "./use-table-view.ts";
import { glyphOf, sayVersion } from "./version-words.ts";

export interface TableTopProps {
  readonly view: TableView;
  readonly path: TablePath;
  readonly narrow: boolean;
  readonly onChooseVersion: () => void;
  readonly onShare: () => void;
}

export function TableTop({ view, path, narrow, onChooseVersion, onShare }: TableTopProps) {
  const { snapshot, totals, commit, version, isTravelling, query } = view;
  return (
    <TopBar
      path={path}
      narrow={narrow}
      isUnknown={query.isError && snapshot === undefined && commit === undefined}
      version={
        version === undefined
          ? undefined
          : { text: sayVersion(version, snapshot, commit), glyph: commit === undefined ? undefined : glyphOf(commit) }
      }
      facts={listFacts({ snapshot, totals: isTravelling ? undefined : totals, commit })}
      onChooseVersion={onChooseVersion}
      onShare={onShare}
      tools={narrow ? <PhoneMenu onShare={onShare} /> : <Tools />}
    />
  );
}

const THEMES: readonly { readonly id: ThemeChoice; readonly label: string }[] = [
  { id: "system", label: "As the system" },
  { id: "light", label: "Light" },
  { id: "dark", label: "Dark" },
];

function PhoneMenu({ onShare }: { readonly onShare: () => void }) {
  const openHelp = useContext(HelpContext);
  const [theme, choose] = useTheme();
  return (
    <Menu
      label="More"
      align="end"
      entries={[
        { id: "share", label: "Share this view", onSelect: onShare },
        { id: "keys", label: "Keys", onSelect: openHelp },
        { id: "theme", kind: "heading", label: "Theme" },
        ...THEMES.map(({ id, label }) => ({ id, label, checked: theme === id, onSelect: () => choose(id) })),
      ]}
    >
      <IconButton label="More">
        <MenuIcon aria-hidden="true" />
      </IconButton>
    </Menu>
  );
}
