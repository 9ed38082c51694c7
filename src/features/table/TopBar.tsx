import { ChevronDown, Share2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#ui/Button.tsx";
import { Glyph, type GlyphName } from "#ui/Glyph.tsx";
import { Logo } from "#ui/Logo.tsx";
import { Skeleton } from "#ui/Skeleton.tsx";
import css from "./TopBar.module.css";
import type { TableFact } from "./table-facts.ts";
import type { TablePath } from "./table-path.ts";

export interface TopBarProps {
  readonly path: TablePath;
  /** The version in view in words; undefined while it is not known. */
  readonly version: { readonly text: string; readonly glyph: GlyphName | undefined } | undefined;
  /** True when the table could not be opened: there is no version to speak of. */
  readonly isUnknown: boolean;
  readonly facts: readonly TableFact[];
  readonly onChooseVersion: () => void;
  readonly onShare: () => void;
  /** Theme and help, or on a phone the menu that holds them. */
  readonly tools: ReactNode;
  readonly narrow: boolean;
}

export function TopBar({ path, version, isUnknown, facts, onChooseVersion, onShare, tools, narrow }: TopBarProps) {
  return (
    <header className={css.top}>
      <a href="#/" className={css.home} aria-label="Deltarium: open another table" title="Open another table">
        <Logo />
      </a>
      <h1 className={css.path}>
        {path.lead === "" ? null : <span className={css.lead}>{narrow ? path.lead : `${path.lead} / `}</span>}
        <span className={css.name}>{path.name}</span>
      </h1>
      {narrow || isUnknown ? null : (
        <>
          <button type="button" className={css.version} onClick={onChooseVersion} aria-haspopup="dialog">
            {version === undefined ? (
              <Skeleton width={150} />
            ) : (
              <>
                {version.glyph === undefined ? null : <Glyph name={version.glyph} />}
                <span className="num">{version.text}</span>
              </>
            )}
            <ChevronDown aria-hidden="true" />
          </button>
          <Facts facts={facts} />
        </>
      )}
      <div className={css.tools}>
        {narrow || isUnknown ? null : (
          <Button onClick={onShare}>
            <Share2 aria-hidden="true" />
            Share
          </Button>
        )}
        {tools}
      </div>
    </header>
  );
}

function Facts({ facts }: { readonly facts: readonly TableFact[] }) {
  return (
    <ul className={css.facts} aria-label="What this version holds">
      {facts.map(({ id, figure, unit, note }) => (
        <li key={id} title={note}>
          <b className="num">{figure}</b> {unit}
        </li>
      ))}
    </ul>
  );
}
