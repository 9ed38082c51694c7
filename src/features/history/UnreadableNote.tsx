import { Button } from "#ui/Button.tsx";
import { Glyph } from "#ui/Glyph.tsx";
import type { CommitSummary } from "#worker/worker-api.ts";
import css from "./HistoryPanel.module.css";
import { summarizeUnreadable } from "./unreadable.ts";

export interface UnreadableNoteProps {
  readonly commits: readonly CommitSummary[];
  readonly hasOlder: boolean;
  readonly onTravel: (version: number) => void;
}

/** Which of the oldest versions can't be rebuilt, and the oldest that can. */
export function UnreadableNote({ commits, hasOlder, onTravel }: UnreadableNoteProps) {
  const summary = hasOlder ? undefined : summarizeUnreadable(commits);
  if (summary === undefined) return null;
  const { label, reason, firstReadable } = summary;
  return (
    <div className={css.note}>
      <Glyph name="gone" />
      <span>
        <b>{label} can’t be read:</b> {reason}. Their commits are still listed.
      </span>
      {firstReadable === undefined ? (
        <span />
      ) : (
        <Button look="link" onClick={() => onTravel(firstReadable)}>
          Go to v{firstReadable}
        </Button>
      )}
    </div>
  );
}
