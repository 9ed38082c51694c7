import { Link } from "@tanstack/react-router";
import { EmptyState } from "#ui/EmptyState.tsx";
import { Logo } from "#ui/Logo.tsx";

export function NotFound() {
  return (
    <main>
      <EmptyState icon={<Logo size={34} />} title="There is no such page" actions={<Link to="/">Open a table</Link>}>
        The address leads to no screen of Deltarium.
      </EmptyState>
    </main>
  );
}
