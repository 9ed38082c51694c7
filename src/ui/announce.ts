const listeners = new Set<(text: string) => void>();

/** Says a sentence through the page's one LiveRegion, when the reader pauses. The same sentence twice is said twice. */
export function announce(text: string): void {
  for (const listener of listeners) listener(text);
}

export function onAnnounce(listener: (text: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
