import { Copy, MoveHorizontal, PanelRight } from "lucide-react";
import { lazy, Suspense } from "react";
import { formatCount } from "#ui/format.ts";
import type { MenuEntry } from "#ui/menu-entry.ts";
import { copyText } from "#ui/use-copy.ts";
import type { ColumnLayout } from "./column-layout.ts";
import { type GridPlace, type GridSelection, HEADER_ROW, rectangleOf } from "./grid-selection.ts";

const MenuPopup = lazy(() => import("#ui/MenuPopup.tsx").then((module) => ({ default: module.MenuPopup })));

export interface MenuRequest {
  readonly place: GridPlace;
  readonly anchor: { getBoundingClientRect(): DOMRect };
}

export interface GridMenuProps {
  readonly request: MenuRequest | undefined;
  readonly isOpen: boolean;
  readonly layout: ColumnLayout;
  readonly selection: GridSelection;
  readonly copy: () => void;
  readonly open: ((place: GridPlace) => void) | undefined;
  readonly fitColumn: (place: number) => void;
  readonly moreEntries: (place: GridPlace) => readonly MenuEntry[];
  readonly onClose: () => void;
  readonly returnFocusTo: () => HTMLElement | null;
}

/** What can be done with a cell, a range or a column. */
export function GridMenu(props: GridMenuProps) {
  const { request, isOpen, onClose, returnFocusTo } = props;
  if (!request) return null;
  return (
    <Suspense fallback={null}>
      <MenuPopup
        label={request.place.row === HEADER_ROW ? "Column" : "Cell"}
        open={isOpen}
        anchor={request.anchor}
        entries={[...ownEntries(request.place, props), ...separated(props.moreEntries(request.place))]}
        onClose={onClose}
        returnFocusTo={returnFocusTo}
      />
    </Suspense>
  );
}

function ownEntries(place: GridPlace, props: GridMenuProps): readonly MenuEntry[] {
  const name = props.layout.columns[place.column]?.column.name ?? "";
  const copyName: MenuEntry = { id: "copy-name", label: "Copy column name", onSelect: () => void copyText(name) };
  if (place.row === HEADER_ROW) {
    const fit = () => props.fitColumn(place.column);
    return [
      { ...copyName, icon: <Copy aria-hidden="true" /> },
      { id: "fit", label: "Fit width to content", icon: <MoveHorizontal aria-hidden="true" />, onSelect: fit },
    ];
  }
  const { open } = props;
  const entries: MenuEntry[] = [
    {
      id: "copy",
      label: copyLabel(props.selection),
      icon: <Copy aria-hidden="true" />,
      keys: isMac() ? "⌘C" : "Ctrl C",
      onSelect: props.copy,
    },
    copyName,
  ];
  if (!open) return entries;
  const openEntry = { id: "open", label: "Inspect", icon: <PanelRight aria-hidden="true" />, keys: "Enter" };
  return [...entries, { ...openEntry, onSelect: () => open(place) }];
}

function copyLabel(selection: GridSelection): string {
  const { rowFirst, rowLast, columnFirst, columnLast } = rectangleOf(selection);
  const count = (rowLast - rowFirst + 1) * (columnLast - columnFirst + 1);
  return count === 1 ? "Copy cell" : `Copy ${formatCount(count)} cells`;
}

function separated(entries: readonly MenuEntry[]): readonly MenuEntry[] {
  return entries.length === 0 ? [] : [{ id: "more", kind: "separator" }, ...entries];
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
