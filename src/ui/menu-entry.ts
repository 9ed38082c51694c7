import type { ReactNode } from "react";

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** Keys that do the same, already written for people: "⌘C". */
  readonly keys?: string;
  readonly disabled?: boolean;
  /** Given, the item is a choice that is on or off. */
  readonly checked?: boolean;
  readonly onSelect: () => void;
}

/** A line between groups, or a caption over one. */
export type MenuEntry =
  | MenuItem
  | { readonly id: string; readonly kind: "separator" | "heading"; readonly label?: string };
