import { Glyph } from "#ui/Glyph.tsx";
import type { CommitSummary } from "#worker/worker-api.ts";
import css from "./RailTip.module.css";
import type { RailBar } from "./rail-bars.ts";
import { glyphOf } from "./rail-glyph.ts";
import { listFacts, nameBar } from "./rail-words.ts";

interface RailTipProps {
  readonly bar: RailBar | undefined;
  readonly commit: CommitSummary | undefined;
  readonly version: number;
  /** The bar's middle, as a share of the track. */
  readonly left: string;
}

/** What the log tells of the version under the pointer. The slider's value text says the same. */
export function RailTip({ bar, commit, version, left }: RailTipProps) {
  if (bar === undefined) return null;
  const glyph = glyphOf(bar);
  const ranged = bar.first !== bar.last;
  return (
    <div className={css.tip} style={{ "--left": left }} aria-hidden="true">
      <div className={css.title}>
        {glyph === undefined ? null : <Glyph name={glyph} />}
        <b className="num">v{version}</b>
        <span>{commit?.operation ?? "not loaded yet"}</span>
      </div>
      {commit === undefined ? null : (
        <dl className={css.facts}>
          {listFacts(commit).map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="num">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {commit?.unreadable === undefined ? null : <p className={css.reason}>Can’t be read: {commit.unreadable}</p>}
      {commit?.checkpoint ? <p className={css.note}>A checkpoint was written here</p> : null}
      {ranged ? <p className={css.note}>One bar holds {nameBar(bar)}</p> : null}
    </div>
  );
}
