import type { ComponentPropsWithRef } from "react";
import { classNames } from "./class-names.ts";
import css from "./IconButton.module.css";
import { Tooltip } from "./Tooltip.tsx";

export interface IconButtonProps extends Omit<ComponentPropsWithRef<"button">, "aria-label"> {
  /** The button's name, for assistive technology and its tooltip. */
  readonly label: string;
  /** Keys that do the same, shown in the tooltip. */
  readonly keys?: string;
  readonly size?: "small" | "medium";
}

/** A button whose content is one icon. */
export function IconButton({ label, keys, size = "medium", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label} {...(keys === undefined ? {} : { keys })}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={classNames(css.icon, size === "small" && css.small, className)}
      />
    </Tooltip>
  );
}
