import type { ReactNode } from "react";
import css from "./VisuallyHidden.module.css";

export interface VisuallyHiddenProps {
  readonly as?: "span" | "div" | "legend" | "h1" | "h2" | "h3" | "caption";
  readonly id?: string;
  readonly children: ReactNode;
}

/** Text for assistive technology only. */
export function VisuallyHidden({ as: Element = "span", id, children }: VisuallyHiddenProps) {
  return (
    <Element id={id} className={css.hidden}>
      {children}
    </Element>
  );
}
