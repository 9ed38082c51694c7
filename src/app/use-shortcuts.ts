import { useEffect, useRef } from "react";

/** Keys to what they do: one letter or sign, or two of them after each other as `g d`. */
export type Shortcuts = { readonly [keys: string]: (() => void) | undefined };

const SETTING = "deltarium:single-keys";
const SEQUENCE_MS = 900;

/** Single keys can be switched off, for who speaks to the computer (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(SETTING, on ? "on" : "off");
  } catch {
    // Without storage the keys stay on.
  }
}

/** Follows keys anywhere on the page but where text is typed or a dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    let leader = "";
    let leaderMs = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isFree(event)) return;
      const keys = event.timeStamp - leaderMs < SEQUENCE_MS ? `${leader} ${event.key}` : event.key;
      const action = current.current[keys] ?? current.current[event.key];
      leader = event.key;
      leaderMs = event.timeStamp;
      if (action === undefined) return;
      leaderMs = 0;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}

function isFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || !areSingleKeysOn()) return false;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return true;
  return (
    target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], [role=dialog]") ===
    null
  );
}
