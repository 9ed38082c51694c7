import { useState } from "react";
import type { DataType } from "#delta/data-type.ts";
import type { Value } from "#delta/value.ts";
import { Button } from "#ui/Button.tsx";
import { CopyButton } from "#ui/CopyButton.tsx";
import { formatCount } from "#ui/format.ts";
import parts from "#ui/Inspector.module.css";
import { Skeleton } from "#ui/Skeleton.tsx";
import { ValueTree } from "#ui/ValueTree.tsx";
import css from "./CellInspector.module.css";
import { toGridCell } from "./grid-cell.ts";
import type { CellState } from "./use-cell-value.ts";
import { isNested, toHex, toJson, toText } from "./value-text.ts";
import { toTreeNode } from "./value-tree.ts";

interface CellValueViewProps {
  readonly name: string;
  readonly type: DataType;
  readonly state: CellState;
}

/** Characters shown of a long text until more are asked for; browsers lay out megabytes of text in seconds. */
const SHOWN = 20_000;

export function CellValueView({ name, type, state }: CellValueViewProps) {
  if (state.kind === "loading") {
    return (
      <div className={css.value} aria-busy="true">
        <Skeleton width="60%" height={14} />
      </div>
    );
  }
  if (state.kind === "failed") {
    const { error } = state;
    return <p className={parts.failed}>{error instanceof Error ? error.message : "The value could not be read."}</p>;
  }
  const { value } = state;
  return (
    <>
      {value !== null && isNested(value) ? (
        <div className={css.tree}>
          <ValueTree label={`Value of ${name}`} root={toTreeNode(name, value, type)} />
        </div>
      ) : (
        <ScalarView key={name} value={value} type={type} />
      )}
      <div className={css.acts}>
        {value !== null && isNested(value) ? null : (
          <CopyButton label="Copy value" text={() => Promise.resolve(value === null ? "" : toText(value, type))} />
        )}
        <CopyButton label="Copy as JSON" text={() => Promise.resolve(toJson(value, type))} />
      </div>
    </>
  );
}

function ScalarView({ value, type }: { readonly value: Value; readonly type: DataType }) {
  if (value === null || value === "") {
    return <p className={css.absent}>{value === null ? "null" : "an empty string"}</p>;
  }
  if (value instanceof Uint8Array) return <BytesView bytes={value} />;
  if (typeof value === "string" && type.kind !== "decimal") return <TextView text={value} />;
  return <p className={css.big}>{toGridCell(value, type).text}</p>;
}

function TextView({ text }: { readonly text: string }) {
  const [whole, setWhole] = useState(false);
  if (text.length <= 60 && !text.includes("\n")) return <pre className={css.line}>{text}</pre>;
  return (
    <>
      <LongText text={whole ? text : text.slice(0, SHOWN)} />
      <Size
        text={`${formatCount(text.length)} characters`}
        onShow={whole || text.length <= SHOWN ? undefined : setWhole}
      />
    </>
  );
}

function BytesView({ bytes }: { readonly bytes: Uint8Array }) {
  const [whole, setWhole] = useState(false);
  const isCut = !whole && bytes.length > SHOWN / 2;
  return (
    <>
      <LongText text={toHex(isCut ? bytes.subarray(0, SHOWN / 2) : bytes)} />
      <Size text={`${formatCount(bytes.length)} bytes, hexadecimal`} onShow={isCut ? setWhole : undefined} />
    </>
  );
}

function LongText({ text }: { readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <pre className={css.text} tabIndex={0} dir="auto">
      {text}
    </pre>
  );
}

interface SizeProps {
  readonly text: string;
  /** Given while only a part is shown. */
  readonly onShow: ((whole: boolean) => void) | undefined;
}

function Size({ text, onShow }: SizeProps) {
  return (
    <p className={css.size}>
      {text}
      {onShow === undefined ? null : (
        <Button look="link" onClick={() => onShow(true)}>
          Show all of it
        </Button>
      )}
    </p>
  );
}
