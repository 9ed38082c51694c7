import { Skeleton } from "#ui/Skeleton.tsx";
import css from "./LoadingTable.module.css";

const WIDTHS = [52, 38, 61, 44, 57, 35, 63, 48, 41, 55, 39, 60];

/** The place of rows whose columns are not known yet. */
export function LoadingTable() {
  return (
    <div className={css.rows} aria-busy="true">
      {WIDTHS.map((width) => (
        <div key={width} className={css.row}>
          <Skeleton width={`${width}%`} height={8} />
        </div>
      ))}
    </div>
  );
}
