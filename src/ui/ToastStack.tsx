import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import button from "./Button.module.css";
import { classNames } from "./class-names.ts";
import iconButton from "./IconButton.module.css";
import css from "./ToastStack.module.css";
import type { ToastMessage } from "./toasts.ts";

interface ToastStackProps {
  /** Every message so far; those that are new are shown. */
  readonly messages: readonly ToastMessage[];
}

/** The floating half of Toaster, loaded with the first message. */
export function ToastStack({ messages }: ToastStackProps) {
  return (
    <Base.Provider timeout={5000} limit={3}>
      <Feed messages={messages} />
      <Base.Portal>
        <Base.Viewport className={css.viewport}>
          <Stack />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Feed({ messages }: ToastStackProps) {
  const { add } = Base.useToastManager();
  const shown = useRef(0);

  useEffect(() => {
    for (const message of messages.slice(shown.current)) add(toBaseToast(message));
    shown.current = messages.length;
  }, [messages, add]);

  return null;
}

function toBaseToast({ title, detail, tone, action, durationMs }: ToastMessage) {
  return {
    title,
    ...(detail === undefined ? {} : { description: detail }),
    ...(durationMs === undefined ? {} : { timeout: durationMs }),
    ...(action === undefined ? {} : { actionProps: { children: action.label, onClick: action.onSelect } }),
    type: tone ?? "plain",
    priority: tone === "error" ? ("high" as const) : ("low" as const),
  };
}

function Stack() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className={classNames(css.toast, toast.type === "error" && css.error)}>
      <Base.Content className={css.content}>
        <Base.Title className={css.title} />
        <Base.Description className={css.detail} />
        {toast.actionProps ? <Base.Action className={classNames(button.button, button.link)} /> : <span />}
        <Base.Close className={classNames(iconButton.icon, iconButton.small)} aria-label="Close">
          <X aria-hidden="true" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
