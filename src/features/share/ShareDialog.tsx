import { FolderLock, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "#ui/CopyButton.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { EmptyState } from "#ui/EmptyState.tsx";
import { Segmented } from "#ui/Segmented.tsx";
import css from "./ShareDialog.module.css";
import { isShareable, listLinkParts, type ShareChoice } from "./share-link.ts";

export interface ShareDialogProps {
  readonly location: string;
  readonly version: number;
  /** The link for a choice; undefined where the choice has no meaning for this view. */
  readonly linkOf: (choice: ShareChoice) => string | undefined;
  /** What the view follows: the choice that stands there first. */
  readonly initial: ShareChoice;
  /** True when the table could be opened with an access alone. */
  readonly needsAccess: boolean;
  readonly onClose: () => void;
}

/** A link to exactly this view, with all that it holds in plain sight. */
export function ShareDialog(props: ShareDialogProps) {
  const { location, version, linkOf, initial, needsAccess, onClose } = props;
  const [choice, setChoice] = useState(initial);
  const link = linkOf(choice) ?? "";
  if (!isShareable(location)) {
    return (
      <Dialog open title="Share this view" onClose={onClose} width={560}>
        <EmptyState icon={<FolderLock aria-hidden="true" />} title="A local folder can’t be shared as a link">
          It is on this computer alone. Copy the folder to a store that others can reach, and share the table from
          there.
        </EmptyState>
      </Dialog>
    );
  }
  const options = [
    { value: "version", label: `This version, v${version}` },
    { value: "time", label: "This time" },
    { value: "latest", label: "Always the latest" },
  ] as const;
  return (
    <Dialog
      open
      title="Share this view"
      onClose={onClose}
      width={560}
      footer={<CopyButton label="Copy link" look="primary" text={link} />}
    >
      <div className={css.content}>
        <Segmented
          label="Which version the link opens"
          options={options.filter(({ value }) => linkOf(value) !== undefined)}
          value={choice}
          onChange={setChoice}
        />
        <p className={css.explain}>{EXPLAINED[choice]}</p>
        <input
          className={css.link}
          readOnly
          aria-label="The link"
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <p className={css.safe}>
          <ShieldCheck aria-hidden="true" />
          No credential is in it.
          {needsAccess ? " Who opens it is asked for an access of their own, and lands on this view." : ""}
        </p>
        <dl className={css.parts}>
          {listLinkParts(link).map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}

const EXPLAINED: { readonly [Choice in ShareChoice]: string } = {
  version: "Opens these rows, whatever is written to the table later.",
  time: "Opens the version that was the latest at this version’s time.",
  latest: "Opens whatever the table holds when the link is followed.",
};
