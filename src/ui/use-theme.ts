import { useSyncExternalStore } from "react";

export type ThemeChoice = "system" | "light" | "dark";

const KEY = "deltarium:theme";
const listeners = new Set<() => void>();
let choice: ThemeChoice = "system";

/** Puts the remembered choice on the page; call it once, before the first render, so that nothing flashes. */
export function applyStoredTheme(): void {
  choice = readChoice();
  paint();
}

/** The chosen theme, and the way to choose another: remembered in this browser and followed in its other tabs. */
export function useTheme(): readonly [ThemeChoice, (next: ThemeChoice) => void] {
  return [useSyncExternalStore(subscribe, () => choice), chooseTheme];
}

function chooseTheme(next: ThemeChoice): void {
  try {
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // Without storage the choice still holds for this page.
  }
  setChoice(next);
}

function setChoice(next: ThemeChoice): void {
  choice = next;
  paint();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener("storage", onStorage);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener("storage", onStorage);
  };
}

function onStorage(event: StorageEvent): void {
  if (event.key === KEY || event.key === null) setChoice(readChoice());
}

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

function paint(): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}
