import type { ComponentPropsWithRef } from "react";
import css from "./Button.module.css";
import { classNames } from "./class-names.ts";

export type ButtonLook = "plain" | "primary" | "quiet" | "link";

export interface ButtonProps extends ComponentPropsWithRef<"button"> {
  readonly look?: ButtonLook;
  readonly size?: "medium" | "large";
}

export function Button({ look = "plain", size = "medium", className, ...rest }: ButtonProps) {
  const names = classNames(css.button, look !== "plain" && css[look], size === "large" && css.large, className);
  return <button type="button" {...rest} className={names} />;
}
