import type { ReactNode } from "react";

export type GlyphName =
  | "write"
  | "merge"
  | "update"
  | "delete"
  | "maintain"
  | "schema"
  | "restore"
  | "checkpoint"
  | "gone";

export interface GlyphProps {
  readonly name: GlyphName;
  readonly size?: number;
  /** Says what it stands for, where no text beside it does. */
  readonly label?: string;
  readonly className?: string;
}

const DRAWINGS: Record<GlyphName, ReactNode> = {
  write: <circle cx="6" cy="6" r="3.2" fill="currentColor" />,
  merge: <path d="M6 1.8 10.6 10H1.4Z" fill="currentColor" />,
  update: (
    <>
      <circle cx="6" cy="6" r="3.9" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 2.1a3.9 3.9 0 0 1 0 7.8Z" fill="currentColor" />
    </>
  ),
  delete: <path d="M6 10.2 1.4 2h9.2Z" fill="currentColor" />,
  maintain: <rect x="2.4" y="2.4" width="7.2" height="7.2" rx=".8" fill="currentColor" />,
  schema: <path d="M6 .9 11.1 6 6 11.1.9 6Z" fill="currentColor" />,
  restore: (
    <path
      d="M2.2 6.4a3.9 3.9 0 1 0 1.3-3.2M3.3.9v2.7H6"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  checkpoint: <rect x="2.7" y="2.7" width="6.6" height="6.6" rx=".8" stroke="currentColor" strokeWidth="1.4" />,
  gone: <circle cx="6" cy="6" r="3.9" stroke="currentColor" strokeWidth="1.3" strokeDasharray="2 1.5" />,
};

/** The mark of an operation's class: its shape and its colour say the same. */
export function Glyph({ name, size = 10, label, className }: GlyphProps) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by its label, or left out where the text beside it names it
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      fill="none"
      className={className}
      style={{ color: `var(--op-${name})` }}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      {DRAWINGS[name]}
    </svg>
  );
}
