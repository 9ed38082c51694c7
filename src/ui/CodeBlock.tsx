import css from "./CodeBlock.module.css";
import { CopyButton } from "./CopyButton.tsx";

export interface CodeBlockProps {
  /** Names the block for assistive technology. */
  readonly label: string;
  readonly code: string;
  /** Parts of the code to stand out: what is the reader's own, such as their origin. */
  readonly emphasis?: readonly string[];
}

/** Code to be copied. */
export function CodeBlock({ label, code, emphasis = [] }: CodeBlockProps) {
  return (
    <div className={css.block}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section className={css.scroll} tabIndex={0} aria-label={label}>
        <pre className={css.code}>
          <code>
            {splitByEmphasis(code, emphasis).map((part) =>
              part.strong ? <mark key={part.at}>{part.text}</mark> : <span key={part.at}>{part.text}</span>,
            )}
          </code>
        </pre>
      </section>
      <CopyButton text={code} className={css.copy ?? ""} />
    </div>
  );
}

interface Part {
  readonly at: number;
  readonly text: string;
  readonly strong: boolean;
}

function splitByEmphasis(code: string, emphasis: readonly string[]): readonly Part[] {
  const found = emphasis.filter(Boolean).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (found.length === 0) return [{ at: 0, text: code, strong: false }];
  const parts = code.split(new RegExp(`(${found.join("|")})`));
  let at = 0;
  return parts.map((text, index) => {
    const part = { at, text, strong: index % 2 === 1 };
    at += text.length + 1;
    return part;
  });
}
