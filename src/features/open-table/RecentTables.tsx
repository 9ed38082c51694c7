import { Cloud, Folder, X } from "lucide-react";
import { Button } from "#ui/Button.tsx";
import { formatCount, formatRelativeTime } from "#ui/format.ts";
import { Glyph } from "#ui/Glyph.tsx";
import { IconButton } from "#ui/IconButton.tsx";
import { toGlyph } from "./op-glyph.ts";
import css from "./RecentTables.module.css";
import type { RecentTable } from "./recents.ts";

export interface RecentTablesProps {
  readonly tables: readonly RecentTable[];
  readonly hrefOf: (location: string) => string;
  readonly onForget: (location: string) => void;
  readonly onClear: () => void;
}

export function RecentTables({ tables, hrefOf, onForget, onClear }: RecentTablesProps) {
  if (tables.length === 0) return null;
  const now = Date.now();
  return (
    <section aria-labelledby="recent-tables">
      <div className={css.head}>
        <h2 id="recent-tables">Recent</h2>
        <span>Places only: access is never kept.</span>
        <Button look="link" className={css.clear} onClick={onClear}>
          Clear
        </Button>
      </div>
      <ul className={css.list}>
        {tables.map((table) => (
          <li key={table.location} className={css.item}>
            <a href={hrefOf(table.location)} className={css.link}>
              {table.location.startsWith("local:") ? <Folder aria-hidden="true" /> : <Cloud aria-hidden="true" />}
              <Place location={table.location} />
              <span className={css.version}>v{formatCount(table.version)}</span>
              <span className={css.operation}>
                {table.operationClass === undefined ? null : <Glyph name={toGlyph(table.operationClass)} />}
                {table.operation}
              </span>
              <span className={css.when}>{formatRelativeTime(table.openedMs, now)}</span>
              <span className={css.act}>{table.location.startsWith("local:") ? "Choose folder" : "Open"}</span>
            </a>
            <IconButton label={`Forget ${table.location}`} onClick={() => onForget(table.location)}>
              <X aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where the store is, faint, and the path in it. */
function Place({ location }: { readonly location: string }) {
  const [store = "", path = ""] = splitStore(location);
  return (
    <span className={css.place}>
      <span>{store}</span>
      {path}
    </span>
  );
}

function splitStore(location: string): readonly string[] {
  if (location.startsWith("local:")) return ["this computer/", location.slice("local:".length)];
  const slash = location.indexOf("/", location.indexOf("//") + 2);
  return location.includes("//") && slash > 0 ? [location.slice(0, slash), location.slice(slash)] : ["", location];
}
