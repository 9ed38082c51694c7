import type { ReactNode } from "react";
import { CopyButton } from "#ui/CopyButton.tsx";
import { classNames } from "#ui/class-names.ts";
import css from "./AboutPanel.module.css";

/** One fact of a list. */
export interface FactLine {
  readonly label: string;
  readonly value: ReactNode;
  /** What its button copies; without it there is none. */
  readonly copy?: string;
  readonly isCode?: boolean;
  /** Smaller, below the value. */
  readonly about?: ReactNode;
}

export function Facts({ lines }: { readonly lines: readonly FactLine[] }) {
  return (
    <dl className={css.facts}>
      {lines.map(({ label, value, copy, isCode = false, about }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span className={classNames(css.value, isCode && css.code)}>{value}</span>
            {copy === undefined ? null : (
              <span className={css.copy}>
                <CopyButton iconOnly label={`Copy ${label.toLowerCase()}`} text={copy} />
              </span>
            )}
            {about === undefined ? null : <span className={css.about}>{about}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
