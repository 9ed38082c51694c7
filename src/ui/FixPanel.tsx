import { useState } from "react";
import { CodeBlock } from "./CodeBlock.tsx";
import css from "./ErrorCard.module.css";
import type { FixOption } from "./error-detail.ts";
import { Segmented } from "./Segmented.tsx";

export interface FixPanelProps {
  readonly title: string;
  readonly options: readonly FixOption[];
}

/** What to paste where, one option a tab. */
export function FixPanel({ title, options }: FixPanelProps) {
  const [chosenId, setChosenId] = useState(options[0]?.id ?? "");
  const chosen = options.find((option) => option.id === chosenId) ?? options[0];
  if (!chosen) return null;
  return (
    <section className={css.part}>
      <div className={css.partHead}>
        <h3 className={css.partTitle}>{title}</h3>
        {options.length > 1 ? (
          <Segmented
            label={title}
            value={chosen.id}
            onChange={setChosenId}
            options={options.map(({ id, label }) => ({ value: id, label }))}
          />
        ) : null}
      </div>
      <CodeBlock
        label={`${title}: ${chosen.label}`}
        code={chosen.code}
        {...(chosen.emphasis === undefined ? {} : { emphasis: chosen.emphasis })}
      />
      {chosen.note === undefined ? null : <div className={css.note}>{chosen.note}</div>}
    </section>
  );
}
