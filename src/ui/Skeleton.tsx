import type { CSSProperties } from "react";
import css from "./Skeleton.module.css";

export interface SkeletonProps {
  readonly width?: CSSProperties["width"];
  readonly height?: CSSProperties["height"];
}

/** The place of something that is on its way. Nothing to assistive technology: what holds it says `aria-busy`. */
export function Skeleton({ width = "100%", height = 10 }: SkeletonProps) {
  return <span className={css.skeleton} style={{ width, height }} aria-hidden="true" />;
}
