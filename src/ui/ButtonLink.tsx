import type { ComponentPropsWithRef } from "react";
import css from "./Button.module.css";
import type { ButtonLook } from "./Button.tsx";
import { classNames } from "./class-names.ts";

export interface ButtonLinkProps extends ComponentPropsWithRef<"a"> {
  readonly look?: ButtonLook;
  readonly size?: "medium" | "large";
}

/** A link that looks like a button: for what goes somewhere. */
export function ButtonLink({ look = "plain", size = "medium", className, children, ...rest }: ButtonLinkProps) {
  const names = classNames(css.button, look !== "plain" && css[look], size === "large" && css.large, className);
  return (
    <a {...rest} className={names}>
      {children}
    </a>
  );
}
