import { lazy, Suspense, useEffect, useState } from "react";
import { receiveToasts, type ToastMessage } from "./toasts.ts";

const ToastStack = lazy(() => import("./ToastStack.tsx").then((module) => ({ default: module.ToastStack })));

/** Where `showToast` shows. Exactly one on a page; it costs nothing until the first message. */
export function Toaster() {
  const [messages, setMessages] = useState<readonly ToastMessage[]>([]);

  useEffect(() => receiveToasts((message) => setMessages((all) => [...all, message])), []);

  if (messages.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <ToastStack messages={messages} />
    </Suspense>
  );
}
