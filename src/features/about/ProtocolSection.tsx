import { Ban, Check, Minus } from "lucide-react";
import type { FeatureFact } from "#delta/facts/feature-facts.ts";
import { classNames } from "#ui/class-names.ts";
import type { TableFacts } from "#worker/worker-api.ts";
import css from "./AboutPanel.module.css";
import { STATUS_WORDS, sayFeatures } from "./about-words.ts";
import { Section } from "./Section.tsx";

/** What the table asks of whoever reads or writes it, each feature in plain words. */
export function ProtocolSection({ facts }: { readonly facts: TableFacts }) {
  const { minReaderVersion, minWriterVersion, protocolAbout, features } = facts;
  return (
    <Section
      id="features"
      note={`reader ${minReaderVersion}, writer ${minWriterVersion} · ${features.length} ${features.length === 1 ? "feature" : "features"}, ${sayFeatures(features)}`}
    >
      <p className={css.text}>{protocolAbout}</p>
      {features.length === 0 ? null : (
        <ul className={css.features}>
          {features.map((feature) => (
            <Feature key={feature.name} feature={feature} />
          ))}
        </ul>
      )}
    </Section>
  );
}

const ICONS = { read: Check, ignored: Minus, refused: Ban };

function Feature({ feature }: { readonly feature: FeatureFact }) {
  const { name, status, isOn, isListed, about, support } = feature;
  const Icon = ICONS[status];
  const use = isOn === undefined ? "" : isOn ? "in use" : "not in use";
  return (
    <li>
      <b className={css.name}>{name}</b>
      <span className={classNames(css.status, css[`status-${status}`])}>
        <Icon aria-hidden="true" />
        {STATUS_WORDS[status]}
      </span>
      <span className={css.use}>{isListed ? use : [use, "by version"].filter(Boolean).join(", ")}</span>
      <span className={css.words}>
        {about} <span className={css.support}>{support}</span>
      </span>
    </li>
  );
}
