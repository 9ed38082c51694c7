import { Search } from "lucide-react";
import { formatCount } from "#ui/format.ts";
import { Select } from "#ui/Select.tsx";
import { TextField } from "#ui/TextField.tsx";
import css from "./HistoryPanel.module.css";
import type { HistoryFilter } from "./history-rows.ts";

export interface HistoryFiltersProps {
  readonly filter: HistoryFilter;
  readonly onFilter: (filter: HistoryFilter) => void;
  readonly found: number;
  readonly total: number;
  readonly hasOlder: boolean;
}

const CLASSES: readonly { readonly value: HistoryFilter["operationClass"]; readonly label: string }[] = [
  { value: "all", label: "All operations" },
  { value: "write", label: "Writes" },
  { value: "merge", label: "Merges" },
  { value: "update", label: "Updates" },
  { value: "delete", label: "Deletes" },
  { value: "schema", label: "Schema changes" },
  { value: "maintain", label: "Maintenance" },
  { value: "restore", label: "Restores" },
  { value: "other", label: "Others" },
];

export function HistoryFilters({ filter, onFilter, found, total, hasOlder }: HistoryFiltersProps) {
  const isFiltered = filter.text !== "" || filter.operationClass !== "all";
  const of = `${formatCount(total)}${hasOlder ? " loaded" : ""} ${total === 1 ? "commit" : "commits"}`;
  return (
    <div className={css.filters}>
      <Select
        label="Operation"
        hideLabel
        options={CLASSES}
        value={filter.operationClass}
        onChange={(operationClass) => onFilter({ ...filter, operationClass })}
      />
      <TextField
        className={css.find ?? ""}
        label="Find in commits"
        hideLabel
        placeholder="Who, engine, predicate …"
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.target.value })}
        start={<Search aria-hidden="true" />}
      />
      <span className={css.count}>{isFiltered ? `${formatCount(found)} of ${of}` : of}</span>
    </div>
  );
}
