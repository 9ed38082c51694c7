import { ChevronsDownUp, ChevronsUpDown, Copy, Search } from "lucide-react";
import { announce } from "#ui/announce.ts";
import { Button } from "#ui/Button.tsx";
import { formatCount } from "#ui/format.ts";
import { IconButton } from "#ui/IconButton.tsx";
import { Menu } from "#ui/Menu.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useCopy } from "#ui/use-copy.ts";
import { indentJson } from "./indent-json.ts";
import css from "./SchemaPanel.module.css";
import { type TableDefinition, toDdl } from "./schema-ddl.ts";

export interface SchemaToolsProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Lines shown while a filter holds. */
  readonly found: number | undefined;
  /** Top-level columns, and those with all that is inside. */
  readonly top: number;
  readonly total: number;
  readonly isAllOpen: boolean;
  readonly onOpenAll: (open: boolean) => void;
  readonly definition: TableDefinition;
  /** As the log has it; undefined until it is here. */
  readonly schemaString: string | undefined;
}

export function SchemaTools(props: SchemaToolsProps) {
  const { text, onText, isAllOpen, onOpenAll, definition, schemaString } = props;
  const [state, copy] = useCopy();
  const hasNested = props.total > props.top;
  const entries = [
    { id: "ddl", label: "As CREATE TABLE, for Spark", onSelect: () => void copy(toDdl(definition)) },
    {
      id: "json",
      label: "As JSON, from the log",
      disabled: schemaString === undefined,
      onSelect: () => void copy(indentJson(schemaString ?? "")),
    },
  ];
  const Toggle = isAllOpen ? ChevronsDownUp : ChevronsUpDown;
  return (
    <div className={css.tools}>
      <TextField
        className={css.find ?? ""}
        label="Find a column by name or type"
        hideLabel
        placeholder="Find by name or type"
        type="search"
        value={text}
        onChange={(event) => onText(event.target.value)}
        start={<Search aria-hidden="true" />}
      />
      <span className={css.count}>{sayCount(props)}</span>
      {hasNested ? (
        <IconButton
          label={isAllOpen ? "Collapse all" : "Expand all"}
          disabled={text.trim() !== ""}
          onClick={() => {
            onOpenAll(!isAllOpen);
            announce(isAllOpen ? "All collapsed" : "All expanded");
          }}
        >
          <Toggle aria-hidden="true" />
        </IconButton>
      ) : null}
      <Menu label="Copy the schema" entries={entries} align="end">
        <Button>
          <Copy aria-hidden="true" />
          {state === "idle" ? "Copy schema" : state === "copied" ? "Copied" : "Not copied"}
        </Button>
      </Menu>
    </div>
  );
}

function sayCount({ found, top, total }: SchemaToolsProps): string {
  const all = total === top ? "" : ` · ${formatCount(total)} with what is inside them`;
  const columns = `${formatCount(top)} ${top === 1 ? "column" : "columns"}`;
  return found === undefined ? columns + all : `${formatCount(found)} of ${formatCount(total)} shown`;
}
