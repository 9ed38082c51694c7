import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { CopyButton } from "./CopyButton.tsx";
import { classNames } from "./class-names.ts";
import { CellText } from "./DataGrid/CellText.tsx";
import { moveInTree } from "./tree-keys.ts";
import { flattenTree, ROOT_KEY, type TreeNode, type TreeRow } from "./tree-node.ts";
import { copyText } from "./use-copy.ts";
import css from "./ValueTree.module.css";

export interface ValueTreeProps {
  readonly label: string;
  readonly root: TreeNode;
}

/** A nested value that opens line by line. The keys are a tree's; Ctrl or Cmd with C copies the line's value. */
export function ValueTree({ label, root }: ValueTreeProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([ROOT_KEY]));
  const [focusKey, setFocusKey] = useState(ROOT_KEY);
  const tree = useRef<HTMLDivElement>(null);
  const [focusRequest, setFocusRequest] = useState(0);
  const rows = useMemo(() => flattenTree(root, open), [root, open]);
  const focused = rows.find(({ key }) => key === focusKey) ?? rows[0];

  useLayoutEffect(() => {
    if (focusRequest > 0) tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [focusRequest]);

  const toggle = (row: TreeRow, isOpen: boolean) => {
    const next = new Set(open);
    if (isOpen) next.add(row.key);
    else next.delete(row.key);
    setOpen(next);
  };
  const goTo = (key: string) => {
    setFocusRequest((last) => last + 1);
    setFocusKey(key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = focused && moveInTree(rows, focused, event);
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    if (move.kind === "copy") void copyText(focused.node.copy ?? focused.node.text);
    else if (move.kind === "go") goTo(move.key);
    else toggle(focused, move.kind === "open");
  };

  return (
    <div>
      <div ref={tree} role="tree" aria-label={label} className={css.tree} onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <Line
            key={row.key}
            row={row}
            isFocus={row === focused}
            onPress={() => {
              goTo(row.key);
              if (row.node.count) toggle(row, !row.isOpen);
            }}
          />
        ))}
      </div>
      {focused ? (
        <div className={css.foot}>
          <span className={css.path}>{focused.path}</span>
          <CopyButton look="quiet" className={css.copy ?? ""} label="Copy path" text={focused.path} />
          <CopyButton look="quiet" label="Copy value" text={focused.node.copy ?? focused.node.text} />
        </div>
      ) : null}
    </div>
  );
}

interface LineProps {
  readonly row: TreeRow;
  readonly isFocus: boolean;
  readonly onPress: () => void;
}

function Line({ row, isFocus, onPress }: LineProps) {
  const { node, isOpen } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys
    <div
      role="treeitem"
      aria-level={row.level}
      aria-setsize={row.setSize}
      aria-posinset={row.position}
      aria-expanded={node.count ? isOpen : undefined}
      aria-selected={isFocus}
      tabIndex={isFocus ? 0 : -1}
      className={css.item}
      style={{ "--level": row.level }}
      onClick={onPress}
    >
      {node.count ? <ChevronRight aria-hidden="true" className={css.twist} /> : <span className={css.leaf} />}
      <span className={css.label}>
        <CellText text={node.label} />
      </span>
      <span className={classNames(css.text, node.tone && css[`tone-${node.tone}`])}>
        <CellText text={node.text} />
      </span>
    </div>
  );
}
