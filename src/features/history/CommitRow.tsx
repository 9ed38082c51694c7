// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual list are placed by hand, which the elements of a table do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { memo } from "react";
import { classNames } from "#ui/class-names.ts";
import { Glyph } from "#ui/Glyph.tsx";
import css from "./CommitList.module.css";
import type { Delta, HistoryRow } from "./history-rows.ts";

interface CommitRowProps {
  readonly id: string;
  readonly row: HistoryRow;
  readonly index: number;
  readonly top: number;
  readonly isChosen: boolean;
  /** True for the version that the whole app shows. */
  readonly isInView: boolean;
  readonly onChoose: (version: number) => void;
  readonly onTravel: (version: number) => void;
}

export const CommitRow = memo(function CommitRow(props: CommitRowProps) {
  const { id, row, index, top, isChosen, isInView, onChoose, onTravel } = props;
  const { version, glyph, operation, note, rows, files, who, engine, when, gap, unreadable, checkpoint } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      aria-current={isInView ? "true" : undefined}
      tabIndex={-1}
      className={classNames(
        css.row,
        isChosen && css.chosen,
        isInView && css.inView,
        unreadable !== undefined && css.gone,
      )}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onChoose(version)}
      onDoubleClick={() => onTravel(version)}
    >
      <span role="gridcell" className={css.version}>
        v{version}
      </span>
      <span role="gridcell" className={css.operation}>
        <Glyph name={glyph} />
        <span className={css.name}>{operation}</span>
        {checkpoint ? <Glyph name="checkpoint" label="with a checkpoint" /> : null}
        {note === undefined ? null : (
          <span className={css.about} title={note}>
            {note}
          </span>
        )}
      </span>
      <Deltas deltas={rows} unit="rows" className={css.rows} />
      <Deltas deltas={files} unit="files" className={css.files} />
      {unreadable === undefined ? (
        <>
          <span role="gridcell" className={css.who}>
            {who}
          </span>
          <span role="gridcell" className={css.engine} title={engine}>
            {engine}
          </span>
        </>
      ) : (
        <span role="gridcell" aria-colspan={2} className={css.reason} title={unreadable}>
          Can’t be read: {unreadable}
        </span>
      )}
      <span role="gridcell" className={css.when}>
        {when}
      </span>
      <span role="gridcell" className={css.gap}>
        {gap}
      </span>
    </div>
  );
});

interface DeltasProps {
  readonly deltas: readonly Delta[];
  readonly unit: string;
  readonly className: string | undefined;
}

function Deltas({ deltas, unit, className }: DeltasProps) {
  return (
    <span role="gridcell" className={className}>
      {deltas.map(({ text, tone }) => (
        <span key={text} className={css[tone]}>
          {text}
        </span>
      ))}
      {deltas.length === 0 ? null : <span className={css.unit}>{unit}</span>}
    </span>
  );
}
