import type { UseQueryResult } from "@tanstack/react-query";
import { Check, CircleDashed, TriangleAlert } from "lucide-react";
import type { Integrity } from "#delta/integrity.ts";
import { classNames } from "#ui/class-names.ts";
import { Skeleton } from "#ui/Skeleton.tsx";
import type { TableFacts } from "#worker/worker-api.ts";
import css from "./AboutPanel.module.css";
import { clockLines, clockNotice, sayClock, sayIntegrity, sayOrigin } from "./about-words.ts";
import { Facts } from "./Facts.tsx";
import { Section } from "./Section.tsx";

interface VersionSectionProps {
  readonly facts: TableFacts;
  readonly integrity: UseQueryResult<Integrity>;
}

/** When the version was committed, by which clock, what it was rebuilt from and whether its checksum agrees. */
export function VersionSection({ facts, integrity }: VersionSectionProps) {
  const { version, latestVersion, clock } = facts;
  const notice = clockNotice(facts);
  return (
    <Section
      id="version"
      note={version === latestVersion ? `v${version}, the newest` : `v${version} of ${latestVersion}`}
    >
      <div className={css.pair}>
        <table className={css.clocks}>
          <caption>Its clocks</caption>
          <tbody>
            {clockLines(facts).map(({ id, label, timeMs, absent, counts }) => (
              <tr key={id} className={counts ? css.counting : undefined}>
                <th scope="row">{label}</th>
                <td className={timeMs === undefined ? css.absent : "num"}>
                  {timeMs === undefined ? absent : sayClock(timeMs)}
                </td>
                <td>{counts ? "counts" : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div>
          <p className={css.text}>{clock.reason}</p>
          {notice === undefined ? null : (
            <p className={classNames(css.text, css.warning)}>
              <TriangleAlert aria-hidden="true" />
              {notice}
            </p>
          )}
        </div>
      </div>
      <Facts
        lines={[
          { label: "Rebuilt from", value: sayOrigin(facts) },
          { label: "Integrity", value: <IntegrityMark integrity={integrity} version={version} /> },
        ]}
      />
    </Section>
  );
}

const ICONS = { ok: Check, bad: TriangleAlert, none: CircleDashed };

function IntegrityMark({
  integrity,
  version,
}: {
  readonly integrity: UseQueryResult<Integrity>;
  readonly version: number;
}) {
  const { data, error } = integrity;
  if (error !== null) {
    return (
      <>
        Not checked <span className={css.about}>{error.message}</span>
      </>
    );
  }
  if (data === undefined) {
    return (
      <span className={css.checking} aria-busy="true">
        <Skeleton width={180} />
      </span>
    );
  }
  const { tone, title, about } = sayIntegrity(data, version);
  const Icon = ICONS[tone];
  return (
    <>
      <span className={classNames(css.mark, css[`mark-${tone}`])}>
        <Icon aria-hidden="true" />
        {title}
      </span>
      <span className={css.about}>{about}</span>
      {data.kind === "differs" ? <Differences differences={data.differences} /> : null}
    </>
  );
}

type Differing = Extract<Integrity, { readonly kind: "differs" }>;

function Differences({ differences }: Pick<Differing, "differences">) {
  return (
    <table className={css.differences} aria-label="What differs">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">In the log</th>
          <th scope="col">In the checksum file</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ what, inLog, inChecksum }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{inLog === "" ? "none beyond" : inLog}</td>
            <td>{inChecksum === "" ? "none beyond" : inChecksum}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
