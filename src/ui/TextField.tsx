import { type ComponentPropsWithRef, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import css from "./TextField.module.css";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

export interface TextFieldProps extends Omit<ComponentPropsWithRef<"input">, "size" | "children"> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly size?: "medium" | "large";
  /** Addresses and code. */
  readonly mono?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong; takes the hint's place. */
  readonly error?: ReactNode;
  /** Before the text, inside the box: an icon. */
  readonly start?: ReactNode;
  /** After the text, inside the box: chips, buttons. */
  readonly end?: ReactNode;
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    hideLabel = false,
    size = "medium",
    mono = false,
    hint,
    error,
    start,
    end,
    className,
    ...rest
  } = props;
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={classNames(css.field, className)}>
      <label htmlFor={id} className={css.label}>
        {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </label>
      <div className={classNames(css.box, size === "large" && css.large, Boolean(error) && css.invalid)}>
        {start}
        <input
          {...rest}
          id={id}
          className={classNames(css.input, mono && css.mono)}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
        />
        {end}
      </div>
      {note ? (
        <div id={`${id}-note`} className={error ? css.error : css.hint}>
          {note}
        </div>
      ) : null}
    </div>
  );
}
