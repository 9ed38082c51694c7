export interface ToastMessage {
  readonly title: string;
  readonly detail?: string;
  readonly tone?: "plain" | "error";
  readonly action?: { readonly label: string; readonly onSelect: () => void };
  /** 0 keeps it until it is closed. */
  readonly durationMs?: number;
}

let receiver: ((message: ToastMessage) => void) | undefined;
const waiting: ToastMessage[] = [];

/** Shows a short message in the page's Toaster. It is read out too; what must be acted on belongs in a Notice instead. */
export function showToast(message: ToastMessage): void {
  if (receiver) receiver(message);
  else waiting.push(message);
}

/** Hands over what was shown so far and everything after it, to one receiver at a time. */
export function receiveToasts(next: (message: ToastMessage) => void): () => void {
  receiver = next;
  for (const message of waiting.splice(0)) next(message);
  return () => {
    if (receiver === next) receiver = undefined;
  };
}
