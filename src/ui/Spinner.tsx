import css from "./Spinner.module.css";

export interface SpinnerProps {
  /** What is awaited. */
  readonly label: string;
  readonly size?: number;
}

export function Spinner({ label, size = 16 }: SpinnerProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      className={css.spinner}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
    >
      <circle cx="8" cy="8" r="6.25" stroke="var(--line-strong)" strokeWidth="1.5" />
      <path d="M14.25 8A6.25 6.25 0 0 0 8 1.75" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}
