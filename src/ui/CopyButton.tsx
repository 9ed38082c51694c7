import { Check, Copy, X } from "lucide-react";
import { Button, type ButtonLook } from "./Button.tsx";
import { IconButton } from "./IconButton.tsx";
import { useCopy } from "./use-copy.ts";

export interface CopyButtonProps {
  /** The text, or a function that gets it when the button is pressed. */
  readonly text: string | (() => Promise<string>);
  /** What it does: "Copy link". */
  readonly label?: string;
  /** Shows the icon alone. */
  readonly iconOnly?: boolean;
  readonly look?: ButtonLook;
  readonly className?: string;
}

const SAYS = { idle: undefined, copied: "Copied", failed: "Not copied" };
const ICONS = { idle: Copy, copied: Check, failed: X };

export function CopyButton({ text, label = "Copy", iconOnly = false, look = "plain", className }: CopyButtonProps) {
  const [state, copy] = useCopy();
  const Icon = ICONS[state];
  const props = { ...(className === undefined ? {} : { className }), onClick: () => void copy(text) };
  if (iconOnly) {
    return (
      <IconButton {...props} size="small" label={SAYS[state] ?? label}>
        <Icon aria-hidden="true" />
      </IconButton>
    );
  }
  return (
    <Button {...props} look={look}>
      <Icon aria-hidden="true" />
      {SAYS[state] ?? label}
    </Button>
  );
}
