import { useEffect, useRef } from "react";
import css from "./Tabs.module.css";

interface TabItem {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  /** A small figure beside the label, already formatted. */
  readonly count?: string | undefined;
}

export interface TabsProps {
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly current: string;
}

/** Links to the views of one thing. Wider than the screen, they scroll, and the current one is kept in sight. */
export function Tabs({ label, items, current }: TabsProps) {
  const nav = useRef<HTMLElement>(null);

  useEffect(() => {
    const link = nav.current?.querySelector(`[data-tab="${CSS.escape(current)}"]`);
    link?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);

  return (
    <nav ref={nav} className={css.tabs} aria-label={label}>
      {items.map((item) => (
        <a
          key={item.id}
          data-tab={item.id}
          href={item.href}
          className={css.tab}
          aria-current={item.id === current ? "page" : undefined}
        >
          {item.label}
          {item.count === undefined ? null : <span className={css.count}>{item.count}</span>}
        </a>
      ))}
    </nav>
  );
}
