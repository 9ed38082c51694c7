import { Button } from "#ui/Button.tsx";
import { formatBytes, formatCount, formatDuration } from "#ui/format.ts";
import { Progress } from "#ui/Progress.tsx";
import type { TimeTravel, TransferReport } from "#worker/worker-api.ts";
import css from "./StatusBar.module.css";
import { sayFollowing } from "./status-words.ts";

export interface StatusBarProps {
  readonly at: TimeTravel;
  readonly version: number | undefined;
  /** What failed, in a few words; undefined while all is well. */
  readonly failure: string | undefined;
  readonly transfer: TransferReport;
  readonly isBusy: boolean;
  readonly elapsedMs: number | undefined;
  /** 0 to 1 of the file list; undefined where the end is not known. */
  readonly progress: number | undefined;
  /** What lets this page in, and until when: `Azure SAS, expires in 2 h 51 m`. */
  readonly access: string | undefined;
  /** The rows, on a phone, where the top bar has no room for them. */
  readonly rows: string | undefined;
  readonly onCancel: () => void;
}

/** The last line: whether the view follows the table, what it cost, what lets it in. */
export function StatusBar(props: StatusBarProps) {
  const { at, version, failure, transfer, isBusy, elapsedMs, progress, access, rows, onCancel } = props;
  const { requests, bytes, cachedBytes } = transfer;
  return (
    <footer className={css.status} data-requests={requests} data-bytes={bytes}>
      <span className={css.follow}>
        <i className={failure === undefined ? (at.kind === "latest" ? css.live : css.pinned) : css.failed} />
        {failure ?? sayFollowing(at, version)}
      </span>
      {rows === undefined ? null : <span className={css.rows}>{rows}</span>}
      <span className={css.wide}>
        {formatCount(requests)} {requests === 1 ? "request" : "requests"}
      </span>
      <span className={css.wide}>{formatBytes(bytes)} read</span>
      {isBusy ? <Progress label="Reading the table" value={progress} className={css.progress ?? ""} /> : null}
      {elapsedMs === undefined ? null : <span className={css.wide}>{formatDuration(elapsedMs)}</span>}
      {isBusy ? (
        <Button look="link" className={css.cancel} onClick={onCancel}>
          Cancel
        </Button>
      ) : null}
      <span className={css.end}>
        <span className={css.wide}>UTC</span>
        {cachedBytes > 0 ? <span className={css.wide}>cache {formatBytes(cachedBytes)}</span> : null}
        {access === undefined ? null : <span>{access}</span>}
      </span>
    </footer>
  );
}
