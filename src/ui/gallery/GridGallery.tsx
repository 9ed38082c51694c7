import { Database, History, Search } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "#ui/Button.tsx";
import { Chip } from "#ui/Chip.tsx";
import { DataGrid } from "#ui/DataGrid/DataGrid.tsx";
import type { CellPlace } from "#ui/DataGrid/grid-model.ts";
import { formatCount } from "#ui/format.ts";
import { LiveRegion } from "#ui/LiveRegion.tsx";
import { Menu } from "#ui/Menu.tsx";
import { SplitPane } from "#ui/SplitPane.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { Toaster } from "#ui/Toaster.tsx";
import { ValueTree } from "#ui/ValueTree.tsx";
import { VisuallyHidden } from "#ui/VisuallyHidden.tsx";
import css from "./Gallery.module.css";
import { createRidesModel } from "./rides-model.ts";
import { SAMPLE_TREE } from "./sample-tree.ts";

const TABS = ["Data", "History", "Compare", "Schema", "Files", "Changes", "SQL", "Log", "About"];
const PINNED = ["ride_id"];
const NONE: readonly string[] = [];

/** A page around the grid. */
export function GridGallery({ page }: { readonly page: URLSearchParams }) {
  const rowCount = Number(page.get("rows") ?? 2_000_000_000);
  const columnCount = Number(page.get("columns") ?? 10);
  const [edition, setEdition] = useState(41);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another edition is another model
  const model = useMemo(
    () => createRidesModel(rowCount, Number(page.get("delay") ?? 80), columnCount),
    [rowCount, columnCount, edition, page],
  );
  const [open, setOpen] = useState<CellPlace>();
  return (
    <main className={css.page}>
      <VisuallyHidden as="h1">Grid</VisuallyHidden>
      <Tabs
        label="Views"
        current="Data"
        items={TABS.map((label) => ({
          id: label,
          label,
          href: `#/${label}`,
          count: label === "History" ? "42" : label === "Files" ? "128" : undefined,
        }))}
      />
      <div className={css.tools}>
        <Chip onRemove={() => {}} removeLabel="city in Amsterdam, Lisbon">
          city in Amsterdam, Lisbon
        </Chip>
        <span className="muted num">{formatCount(rowCount)} rows · reads 41 of 128 files</span>
        <span className={css.spring} />
        <Menu
          label="Columns"
          align="end"
          entries={model.columns.slice(0, 10).map(({ id }) => ({ id, label: id, checked: true, onSelect: () => {} }))}
        >
          <Button>Columns</Button>
        </Menu>
        <Button onClick={() => setEdition(edition + 1)}>
          <History aria-hidden="true" />
          Next version
        </Button>
      </div>
      <SplitPane
        id="gallery"
        sideLabel="Inspector"
        side={
          open && (
            <div className={css.inspector}>
              <h3>{model.columns[open.column]?.name}</h3>
              <span className="faint num">row {formatCount(open.row + 1)}</span>
              <p className="mono">{model.getCell(open.row, open.column)?.text}</p>
              <ValueTree label="Value" root={SAMPLE_TREE} />
            </div>
          )
        }
        onCloseSide={() => setOpen(undefined)}
      >
        <DataGrid
          label="Rows"
          model={model}
          pinnedColumns={page.has("pin") ? PINNED : NONE}
          onOpenCell={setOpen}
          vacant={<Database aria-hidden="true" />}
          cellMenu={() => [
            { id: "filter", label: "Filter by this value", icon: <Search aria-hidden="true" />, onSelect: () => {} },
          ]}
        />
      </SplitPane>
      <LiveRegion />
      <Toaster />
    </main>
  );
}
