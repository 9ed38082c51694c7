import { ChevronRight } from "lucide-react";
import { formatBytes, formatCount } from "#ui/format.ts";
import { Glyph } from "#ui/Glyph.tsx";
import { Skeleton } from "#ui/Skeleton.tsx";
import css from "./DemoCards.module.css";
import type { DemoTable } from "./demo-tables.ts";
import { MiniRail } from "./MiniRail.tsx";
import { toGlyph } from "./op-glyph.ts";

export interface DemoCardsProps {
  /** Undefined while the list is on its way. */
  readonly tables: readonly DemoTable[] | undefined;
  readonly hrefOf: (location: string) => string;
}

/** The demo tables, with what there is to find in each. */
export function DemoCards({ tables, hrefOf }: DemoCardsProps) {
  if (tables === undefined) return <LoadingCards />;
  return (
    <ul className={css.cards}>
      {tables.map((table) => (
        <li key={table.name}>
          <a className={css.card} href={hrefOf(`demo:${table.name}`)} aria-label={`Open ${table.title}`}>
            <DemoCard table={table} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function DemoCard({ table }: { readonly table: DemoTable }) {
  const { title, description, rows, versions, bytes, finds, rail } = table;
  return (
    <>
      <span className={css.head}>
        <b>{title}</b>
        <span className={css.open}>
          Open
          <ChevronRight aria-hidden="true" />
        </span>
      </span>
      <span className={css.text}>{description}</span>
      <MiniRail versions={rail} />
      <span className={css.figures}>
        <span>
          <b>{formatCount(rows)}</b> rows
        </span>
        <span>
          <b>{formatCount(versions)}</b> versions
        </span>
        <span>
          <b>{formatBytes(bytes)}</b>
        </span>
      </span>
      <span className={css.finds}>
        {finds.map(({ op, text }) => (
          <span key={text}>
            <Glyph name={toGlyph(op)} />
            {text}
          </span>
        ))}
      </span>
    </>
  );
}

function LoadingCards() {
  return (
    <ul className={css.cards} aria-busy="true">
      {["first", "second", "third"].map((id) => (
        <li key={id} className={css.card}>
          <span className={css.head}>
            <Skeleton width={80} />
          </span>
          <span className={css.text}>
            <Skeleton width="90%" />
          </span>
          <span className={css.emptyRail} />
        </li>
      ))}
    </ul>
  );
}
