import { useCallback, useEffect, useRef, useState } from "react";
import { announce } from "./announce.ts";

export type CopyState = "idle" | "copied" | "failed";

const SHOWN_MS = 1600;

/** Copies text, or what will be text, and tells for a moment how it went. */
export function useCopy(): readonly [CopyState, (text: string | (() => Promise<string>)) => Promise<void>] {
  const [state, setState] = useState<CopyState>("idle");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = useCallback(async (text: string | (() => Promise<string>)) => {
    const done = await copyText(text).then(
      () => true,
      () => false,
    );
    setState(done ? "copied" : "failed");
    announce(done ? "Copied" : "Could not copy: the browser refused the clipboard");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState("idle"), SHOWN_MS);
  }, []);
  return [state, copy];
}

/**
 * Puts text on the clipboard.
 * A promise of text goes in as a ClipboardItem at once: awaited first, it would outlive the click that allows the write.
 */
export async function copyText(text: string | (() => Promise<string>)): Promise<void> {
  if (typeof text === "string") return navigator.clipboard.writeText(text);
  const blob = text().then((value) => new Blob([value], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}
