import { classNames } from "./class-names.ts";
import css from "./Progress.module.css";

export interface ProgressProps {
  readonly label: string;
  /** 0 to 1; without it the end is not known. */
  readonly value?: number | undefined;
  readonly className?: string;
}

export function Progress({ label, value, className }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={classNames(css.track, className)}
    >
      <div
        className={classNames(css.bar, percent === undefined && css.unknown)}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
