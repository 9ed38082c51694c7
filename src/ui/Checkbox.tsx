import type { ComponentPropsWithRef } from "react";
import css from "./Checkbox.module.css";
import { classNames } from "./class-names.ts";

export interface CheckboxProps extends Omit<ComponentPropsWithRef<"input">, "type" | "onChange" | "aria-label"> {
  readonly label: string;
  /** Shows the box alone, as in a table's first column. */
  readonly hideLabel?: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Checkbox({ label, hideLabel = false, onChange, className, ...rest }: CheckboxProps) {
  return (
    <label className={classNames(css.label, hideLabel && css.alone, className)}>
      <input
        {...rest}
        type="checkbox"
        className={css.box}
        aria-label={hideLabel ? label : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      {hideLabel ? null : label}
    </label>
  );
}
