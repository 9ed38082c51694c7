import { ChevronDown, ChevronUp, X } from "lucide-react";
import type { DataType } from "#delta/data-type.ts";
import { typeText } from "#delta/schema.ts";
import { CopyButton } from "#ui/CopyButton.tsx";
import { classNames } from "#ui/class-names.ts";
import type { CellPlace } from "#ui/DataGrid/grid-model.ts";
import { formatCount } from "#ui/format.ts";
import { IconButton } from "#ui/IconButton.tsx";
import parts from "#ui/Inspector.module.css";
import type { WorkerClient } from "#worker/client.ts";
import type { SnapshotInfo } from "#worker/worker-api.ts";
import css from "./CellInspector.module.css";
import { CellValueView } from "./CellValueView.tsx";
import type { RowOrigin } from "./row-blocks.ts";
import { nameRow, type RowName } from "./row-name.ts";
import type { TableModel } from "./table-model.ts";
import { useCellValue } from "./use-cell-value.ts";
import { type RowIdentity, useRowIdentity } from "./use-row-identity.ts";

export interface CellInspectorProps {
  readonly client: WorkerClient;
  readonly snapshot: SnapshotInfo;
  readonly model: TableModel;
  readonly place: CellPlace;
  readonly rowLink: (row: RowName) => string;
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

/** One cell: its whole value, its type, and where it is stored. */
export function CellInspector({ client, snapshot, model, place, rowLink, onStep, onClose }: CellInspectorProps) {
  const state = useCellValue(client, snapshot, place);
  const identity = useRowIdentity(client, snapshot, place.row);
  const field = snapshot.schema.fields[place.column];
  const origin = model.origin(place.row);
  if (field === undefined) return null;
  return (
    <section className={classNames(parts.inspector, css.inspector)} aria-label={`${field.name}, row ${place.row + 1}`}>
      <header className={parts.head}>
        <h2 className={css.name}>{field.name}</h2>
        <IconButton label="Row above" disabled={place.row === 0} onClick={() => onStep(-1)}>
          <ChevronUp aria-hidden="true" />
        </IconButton>
        <IconButton
          label="Row below"
          disabled={model.rowCountIsExact && place.row >= model.rowCount - 1}
          onClick={() => onStep(1)}
        >
          <ChevronDown aria-hidden="true" />
        </IconButton>
        <IconButton label="Close the cell" onClick={onClose} className={parts.close ?? ""}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <p className={css.sub}>
        row {formatCount(place.row + 1)}
        {field.nullable ? "" : " · not null"}
        {snapshot.partitionColumns.includes(field.name) ? partitionWords(field.type) : ""}
      </p>
      <CellValueView name={field.name} type={field.type} state={state} />
      <dl className={classNames(parts.facts, css.facts)}>
        <div>
          <dt>Type</dt>
          <dd className={parts.code}>{typeText(field.type)}</dd>
        </div>
        {origin === undefined ? null : <OriginFacts origin={origin} />}
        {identity === undefined ? null : <IdentityFacts identity={identity} />}
      </dl>
      {origin === undefined ? null : (
        <div className={css.acts}>
          <CopyButton label="Copy link to this row" text={rowLink(nameRow(origin))} />
        </div>
      )}
    </section>
  );
}

function partitionWords(type: DataType): string {
  const isTime = type.kind === "primitive" && type.name === "timestamp";
  return isTime ? " · partition column, UTC where the log names no zone" : " · partition column";
}

function OriginFacts({ origin: { source, position } }: { readonly origin: RowOrigin }) {
  const { folders, file } = splitPath(source.path);
  return (
    <>
      {folders.map(([key, value]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd className={parts.code}>{value}</dd>
        </div>
      ))}
      <div>
        <dt>File</dt>
        <dd className={parts.code}>{file}</dd>
      </div>
      <div>
        <dt>Position</dt>
        <dd className="num">
          row {formatCount(position + 1)} of {formatCount(source.rowCount)}
        </dd>
      </div>
    </>
  );
}

function IdentityFacts({ identity: { rowId, commitVersion } }: { readonly identity: RowIdentity }) {
  return (
    <>
      <div>
        <dt>Row id</dt>
        <dd className="num">{rowId === null ? "unknown" : String(rowId)}</dd>
      </div>
      <div>
        <dt>Row commit version</dt>
        <dd className="num">{commitVersion === null ? "unknown" : String(commitVersion)}</dd>
      </div>
    </>
  );
}

/** `day=2026-03-21/part-0.parquet` to the folders that tell something, and the file. */
function splitPath(path: string): { folders: (readonly [string, string])[]; file: string } {
  const parts = path.split("/").map(decode);
  const file = parts.pop() ?? path;
  const folders = parts.flatMap((part) => {
    const [key = "", value] = part.split(/=(.*)/s);
    return value === undefined ? [] : [[key, value] as const];
  });
  return { folders, file: folders.length === parts.length ? file : [...parts, file].join("/") };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
