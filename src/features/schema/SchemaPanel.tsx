import { useMemo, useState } from "react";
import { classNames } from "#ui/class-names.ts";
import { EmptyState } from "#ui/EmptyState.tsx";
import { Notice } from "#ui/Notice.tsx";
import { SplitPane } from "#ui/SplitPane.tsx";
import type { WorkerClient } from "#worker/client.ts";
import type { SnapshotInfo } from "#worker/worker-api.ts";
import { ColumnInspector } from "./ColumnInspector.tsx";
import { Constraints } from "./Constraints.tsx";
import { schemaContext } from "./column-words.ts";
import css from "./SchemaPanel.module.css";
import { SchemaTools } from "./SchemaTools.tsx";
import { SchemaTree } from "./SchemaTree.tsx";
import {
  buildColumns,
  countColumns,
  filterColumns,
  findColumn,
  flattenColumns,
  type Openness,
  pathText,
  toggled,
} from "./schema-tree.ts";
import { useSchemaFacts, useStatsCoverage } from "./use-schema-facts.ts";

export interface SchemaPanelProps {
  readonly client: WorkerClient;
  readonly snapshot: SnapshotInfo;
  /** The table's own name, for statements. */
  readonly name: string;
  /** Names from the root on of the column whose details are open. */
  readonly column: readonly string[] | undefined;
  readonly onColumn: (column: readonly string[] | undefined) => void;
  /** Shows the rows with the top-level column in sight. */
  readonly onShowInData: (name: string) => void;
}

/** Above so many columns the tree begins closed. */
const OPENS_ITSELF = 400;
const NONE: ReadonlySet<string> = new Set();
const ALL_OPEN: Openness = { all: true, except: NONE };

/** The columns of a version, with all that is known of each. */
export function SchemaPanel({ client, snapshot, name, column, onColumn, onShowInData }: SchemaPanelProps) {
  const facts = useSchemaFacts(client, snapshot);
  const coverage = useStatsCoverage(client, snapshot);
  const [text, setText] = useState("");
  const columns = useMemo(() => buildColumns(snapshot.schema), [snapshot.schema]);
  const total = useMemo(() => countColumns(columns), [columns]);
  const [openness, setOpenness] = useState<Openness>(() => ({ all: total <= OPENS_ITSELF, except: NONE }));
  const found = useMemo(() => filterColumns(columns, text), [columns, text]);
  const isFiltered = text.trim() !== "";
  const rows = useMemo(() => flattenColumns(found, isFiltered ? ALL_OPEN : openness), [found, isFiltered, openness]);
  const context = useMemo(() => schemaContext(snapshot, facts.data), [snapshot, facts.data]);
  const chosen = column === undefined ? undefined : findColumn(columns, column);
  const close = () => onColumn(undefined);
  const side = chosen && (
    <ColumnInspector
      column={chosen}
      context={context}
      siblings={snapshot.schema.fields.length}
      coverage={coverage}
      onShowInData={onShowInData}
      onClose={close}
    />
  );
  return (
    <SplitPane id="schema" sideLabel="Column" side={side} onCloseSide={close} initialWidth={340}>
      <section className={classNames(css.panel, chosen && css.withSide)} aria-label="Schema">
        <SchemaTools
          text={text}
          onText={setText}
          found={isFiltered ? rows.length : undefined}
          top={columns.length}
          total={total}
          isAllOpen={openness.all && openness.except.size === 0}
          onOpenAll={(all) => setOpenness({ all, except: NONE })}
          definition={{ ...snapshot, name, clusteringColumns: facts.data?.clusteringColumns }}
          schemaString={facts.data?.schemaString}
        />
        {column !== undefined && chosen === undefined ? (
          <Notice onDismiss={close}>
            There is no column {pathText(column)} in v{snapshot.version}.
          </Notice>
        ) : null}
        {rows.length === 0 ? (
          <Vacant isFiltered={isFiltered} version={snapshot.version} />
        ) : (
          <SchemaTree
            label={`Columns of version ${snapshot.version}`}
            rows={rows}
            context={context}
            coverage={coverage.data}
            isCounting={coverage.isPending && coverage.error === null}
            chosen={chosen?.key}
            onChoose={(node) => onColumn(node.path)}
            onToggle={isFiltered ? undefined : (key) => setOpenness(toggled(openness, key))}
          />
        )}
        <Constraints constraints={context.constraints} coverage={coverage} />
      </section>
    </SplitPane>
  );
}

function Vacant({ isFiltered, version }: { readonly isFiltered: boolean; readonly version: number }) {
  if (isFiltered) return <EmptyState title="No column matches">Search goes over names, paths and types.</EmptyState>;
  return <EmptyState title={`v${version} has no columns`}>Columns stand here once a version has a schema.</EmptyState>;
}
