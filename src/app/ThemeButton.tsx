import { Monitor, Moon, Sun } from "lucide-react";
import { IconButton } from "#ui/IconButton.tsx";
import { type ThemeChoice, useTheme } from "#ui/use-theme.ts";

const NEXT: { readonly [Choice in ThemeChoice]: ThemeChoice } = { system: "light", light: "dark", dark: "system" };
const NAMES: { readonly [Choice in ThemeChoice]: string } = {
  system: "Theme: as the system",
  light: "Theme: light",
  dark: "Theme: dark",
};

export function ThemeButton() {
  const [choice, choose] = useTheme();
  const Icon = { system: Monitor, light: Sun, dark: Moon }[choice];
  return (
    <IconButton label={NAMES[choice]} onClick={() => choose(NEXT[choice])}>
      <Icon aria-hidden="true" />
    </IconButton>
  );
}
