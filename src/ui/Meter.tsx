import { classNames } from "./class-names.ts";
import css from "./Meter.module.css";

/** A share of a whole, 0 to 1, as a thin bar. What it says is said in words beside it. */
export function Meter({ share, className }: { readonly share: number; readonly className?: string | undefined }) {
  return <span className={classNames(css.meter, className)} style={{ "--share": share }} aria-hidden="true" />;
}
