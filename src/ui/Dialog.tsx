import { lazy, type ReactNode, Suspense, useState } from "react";

const DialogPopup = lazy(() => import("./DialogPopup.tsx").then((module) => ({ default: module.DialogPopup })));

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** Buttons, the main one last. */
  readonly footer?: ReactNode;
  /** Pixels; a phone gives it the whole width at the bottom. */
  readonly width?: number;
  readonly children: ReactNode;
}

/** A modal dialog: it holds the focus, Escape and a click outside close it, and the focus goes back to where it was. */
export function Dialog(props: DialogProps) {
  const [wasOpen, setWasOpen] = useState(false);
  if (props.open && !wasOpen) setWasOpen(true);
  if (!wasOpen) return null;
  return (
    <Suspense fallback={null}>
      <DialogPopup {...props} />
    </Suspense>
  );
}
