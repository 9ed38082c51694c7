import { useId } from "react";
import css from "./Select.module.css";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface SelectProps<Value extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One choice of many. The browser's own select: the phone's picker on phones, no script, styled where it may be. */
export function Select<Value extends string>({
  label,
  hideLabel = false,
  options,
  value,
  onChange,
}: SelectProps<Value>) {
  const id = useId();
  return (
    <span className={css.field}>
      <label htmlFor={id} className={css.label}>
        {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </label>
      <select
        id={id}
        className={css.select}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
