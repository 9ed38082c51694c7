import { Skeleton } from "#ui/Skeleton.tsx";
import css from "./Rail.module.css";

export interface RailPlaceholderProps {
  /** The version that the view asks for. */
  readonly version: number | undefined;
  readonly isLoading: boolean;
}

const HEIGHTS = [14, 16, 18, 17, 20, 22, 21, 24, 23, 26, 28, 27, 30, 29, 32, 34];

/** The rail's place while no version is known. */
export function RailPlaceholder({ version, isLoading }: RailPlaceholderProps) {
  return (
    <section className={css.rail} aria-label="Versions" aria-busy={isLoading}>
      <div className={css.at}>{version === undefined ? null : <b className="num">v{version}</b>}</div>
      <div className={css.waiting}>
        {isLoading
          ? HEIGHTS.map((height) => <Skeleton key={height} width={16} height={height} />)
          : "No version of this table is known yet"}
      </div>
    </section>
  );
}
