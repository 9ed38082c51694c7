import { useVirtualizer } from "@tanstack/react-virtual";
import { Search, X } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import type { StructType } from "#delta/data-type.ts";
import { Button } from "#ui/Button.tsx";
import { Checkbox } from "#ui/Checkbox.tsx";
import { IconButton } from "#ui/IconButton.tsx";
import { TextField } from "#ui/TextField.tsx";
import css from "./ColumnPanel.module.css";
import { shortType } from "./grid-cell.ts";
import { resolveColumns, toggleColumn } from "./visible-columns.ts";

export interface ColumnPanelProps {
  readonly schema: StructType;
  readonly columns: readonly string[] | undefined;
  readonly onColumns: (columns: readonly string[] | undefined) => void;
  readonly onClose: () => void;
}

const ROW_PX = 30;

/** Which columns are shown: found by name or type, switched one by one or all that were found. */
export function ColumnPanel({ schema, columns, onColumns, onClose }: ColumnPanelProps) {
  const [text, setText] = useState("");
  const { order } = useMemo(() => resolveColumns(schema, columns), [schema, columns]);
  const shown = useMemo(() => new Set(order), [order]);
  const found = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return schema.fields.filter(
      ({ name, type }) => name.toLowerCase().includes(wanted) || shortType(type).toLowerCase().includes(wanted),
    );
  }, [schema, text]);
  const list = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });

  const setFound = (visible: boolean) => {
    const names = new Set(found.map(({ name }) => name));
    const next = schema.fields.map(({ name }) => name).filter((name) => (names.has(name) ? visible : shown.has(name)));
    onColumns(next.length === schema.fields.length ? undefined : next);
  };
  return (
    <div className={css.panel}>
      <header className={css.head}>
        <h2>Columns</h2>
        <span className={css.count}>
          {order.length} of {schema.fields.length} shown
        </span>
        <IconButton label="Close the column list" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <div className={css.find}>
        <TextField
          label="Find a column by name or type"
          hideLabel
          autoFocus
          placeholder="Name or type"
          value={text}
          onChange={(event) => setText(event.target.value)}
          start={<Search aria-hidden="true" />}
        />
        <div className={css.all}>
          <Button look="link" onClick={() => setFound(true)}>
            {text === "" ? "Show all" : "Show these"}
          </Button>
          <Button look="link" onClick={() => setFound(false)}>
            {text === "" ? "Hide all" : "Hide these"}
          </Button>
        </div>
      </div>
      <div ref={list} className={css.list}>
        <div className={css.space} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const field = found[index];
            if (field === undefined) return null;
            return (
              <div key={field.name} className={css.item} style={{ transform: `translateY(${start}px)` }}>
                <Checkbox
                  label={field.name}
                  checked={shown.has(field.name)}
                  onChange={() => onColumns(toggleColumn(schema, columns, field.name))}
                />
                <span className={css.type}>{shortType(field.type)}</span>
              </div>
            );
          })}
        </div>
        {found.length === 0 ? <p className={css.none}>No column is called that.</p> : null}
      </div>
    </div>
  );
}
