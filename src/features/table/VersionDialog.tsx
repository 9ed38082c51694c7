import { useVirtualizer } from "@tanstack/react-virtual";
import { type FormEvent, useMemo, useState } from "react";
import { Button } from "#ui/Button.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { formatInstant } from "#ui/format.ts";
import { Glyph, type GlyphName } from "#ui/Glyph.tsx";
import { TextField } from "#ui/TextField.tsx";
import type { CommitSummary, TimeTravel } from "#worker/worker-api.ts";
import { parseDestination } from "./destination.ts";
import css from "./VersionDialog.module.css";

export interface VersionDialogProps {
  readonly version: number | undefined;
  readonly latest: number;
  /** Newest first, as far as they are loaded. */
  readonly commits: readonly CommitSummary[];
  readonly glyphOf: (commit: CommitSummary) => GlyphName;
  readonly hasOlder: boolean;
  readonly onLoadOlder: () => void;
  readonly onGo: (at: TimeTravel) => void;
  readonly onClose: () => void;
}

const ROW_PX = 36;

/** Every version to choose from, and a field that takes a number or a time. */
export function VersionDialog(props: VersionDialogProps) {
  const { version, latest, commits, hasOlder, onLoadOlder, onGo, onClose } = props;
  const [text, setText] = useState("");
  const target = parseDestination(text);
  const found = useMemo(() => filterCommits(commits, text), [commits, text]);
  const go = (at: TimeTravel) => {
    onClose();
    onGo(at);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const [first] = found;
    if (target !== undefined) go(target);
    else if (text !== "" && first !== undefined) go({ kind: "version", version: first.version });
  };
  return (
    <Dialog open title="Go to a version" onClose={onClose} width={520}>
      <form onSubmit={onSubmit} className={css.form}>
        <TextField
          label="Version, time in UTC, or operation"
          placeholder={`0 – ${latest}, 2026-03-14 10:00, merge`}
          value={text}
          autoFocus
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          end={
            <Button look="quiet" type="submit" disabled={target === undefined && found.length === 0}>
              Go
            </Button>
          }
          hint={target?.kind === "timestamp" ? sayTime(target.timestampMs, commits) : undefined}
        />
        <Button onClick={() => go({ kind: "latest" })}>Follow the latest, v{latest}</Button>
      </form>
      <CommitList
        {...props}
        commits={found}
        version={version}
        onChoose={(chosen) => go({ kind: "version", version: chosen })}
      />
      {hasOlder ? (
        <Button look="link" onClick={onLoadOlder}>
          Load older versions
        </Button>
      ) : null}
    </Dialog>
  );
}

interface CommitListProps {
  readonly commits: readonly CommitSummary[];
  readonly version: number | undefined;
  readonly glyphOf: (commit: CommitSummary) => GlyphName;
  readonly onChoose: (version: number) => void;
}

function CommitList({ commits, version, glyphOf, onChoose }: CommitListProps) {
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const rows = useVirtualizer({
    count: commits.length,
    getScrollElement: () => list,
    estimateSize: () => ROW_PX,
    overscan: 8,
    initialOffset: Math.max(0, commits.findIndex((commit) => commit.version === version) - 3) * ROW_PX,
  });
  return (
    <div ref={setList} className={css.list}>
      <ul className={css.space} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const commit = commits[index];
          if (commit === undefined) return null;
          return (
            <li key={commit.version} style={{ transform: `translateY(${start}px)` }}>
              <button
                type="button"
                className={css.item}
                aria-current={commit.version === version ? "true" : undefined}
                onClick={() => onChoose(commit.version)}
                title={commit.unreadable === undefined ? undefined : `Can’t be read: ${commit.unreadable}`}
              >
                <b>v{commit.version}</b>
                <Glyph name={glyphOf(commit)} />
                <span className={commit.unreadable === undefined ? undefined : css.gone}>
                  {commit.operation ?? "Commit"}
                </span>
                <span className={css.when}>
                  {commit.timestampMs === undefined ? "" : formatInstant(commit.timestampMs)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function filterCommits(commits: readonly CommitSummary[], text: string): readonly CommitSummary[] {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/^v(?=\d)/, "");
  if (typed === "" || parseDestination(text)?.kind === "timestamp") return commits;
  return commits.filter(
    ({ version, operation }) => String(version).startsWith(typed) || operation?.toLowerCase().includes(typed),
  );
}

/** Which version a time is, where history reaches that far. */
function sayTime(timestampMs: number, commits: readonly CommitSummary[]): string {
  const commit = commits.find((one) => one.timestampMs !== undefined && one.timestampMs <= timestampMs);
  const asked = `${formatInstant(timestampMs)} UTC`;
  return commit?.timestampMs === undefined
    ? asked
    : `${asked} is v${commit.version}, committed ${formatInstant(commit.timestampMs, { seconds: true })}`;
}
