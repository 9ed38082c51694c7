// The marks that tests and the bench read off the page's own timeline. Each is set every time its state is reached.

export type TimingMark = "deltarium:open" | "deltarium:snapshot" | "deltarium:first-rows" | "deltarium:files-complete";

export function markTime(name: TimingMark): void {
  performance.mark(name);
}

/**
 * Marks once the browser has had its chance to paint; a hidden page paints nothing, and is marked at once. Then calls
 * `onMarked`.
 */
export function markPainted(name: TimingMark, onMarked: () => void): void {
  const mark = () => {
    markTime(name);
    onMarked();
  };
  if (document.hidden) mark();
  else requestAnimationFrame(() => setTimeout(mark));
}
