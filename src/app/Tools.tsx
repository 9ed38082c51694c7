import { Keyboard } from "lucide-react";
import { useContext } from "react";
import { IconButton } from "#ui/IconButton.tsx";
import { HelpContext } from "./help-context.ts";
import { ThemeButton } from "./ThemeButton.tsx";

/** What stands at the top right of every screen. */
export function Tools() {
  const openHelp = useContext(HelpContext);
  return (
    <>
      <ThemeButton />
      <IconButton label="Keys" keys="?" onClick={openHelp}>
        <Keyboard aria-hidden="true" />
      </IconButton>
    </>
  );
}
