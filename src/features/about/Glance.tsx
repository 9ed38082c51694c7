import type { Integrity } from "#delta/integrity.ts";
import type { TableFacts } from "#worker/worker-api.ts";
import css from "./AboutPanel.module.css";
import { sayFeatures } from "./about-words.ts";
import { sayInterval } from "./retention-words.ts";

interface GlanceProps {
  readonly facts: TableFacts;
  readonly integrity: Integrity | undefined;
}

/** What one asks first of a table. */
export function Glance({ facts, integrity }: GlanceProps) {
  const { features, retention, clock } = facts;
  const isRefused = features.some(({ status }) => status === "refused");
  return (
    <dl className={css.glance}>
      <div>
        <dt>Protocol</dt>
        <dd>
          {facts.minReaderVersion} · {facts.minWriterVersion} <small>reader, writer</small>
        </dd>
      </div>
      <div>
        <dt>Features</dt>
        <dd className={isRefused ? css.bad : undefined}>
          {features.length} <small>{sayFeatures(features)}</small>
        </dd>
      </div>
      <div>
        <dt>Checksum</dt>
        <dd className={integrity?.kind === "differs" ? css.bad : undefined}>
          {CHECKSUM[integrity?.kind ?? "checking"]}
        </dd>
      </div>
      <div>
        <dt>Time travel by</dt>
        <dd>{clock.clock === "in-commit" ? "commit time" : "file time"}</dd>
      </div>
      <div>
        <dt>Kept</dt>
        <dd>
          {sayInterval(retention.logMs)} <small>history</small> {sayInterval(retention.deletedFilesMs)}{" "}
          <small>files</small>
        </dd>
      </div>
    </dl>
  );
}

const CHECKSUM: { readonly [K in Integrity["kind"] | "checking"]: string } = {
  agrees: "agrees",
  differs: "differs",
  absent: "none",
  unreadable: "unreadable",
  checking: "…",
};
