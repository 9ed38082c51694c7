import { useNavigate } from "@tanstack/react-router";
import { ProblemCard } from "#features/problem/ProblemCard.tsx";
import type { TaggedError } from "#features/problem/problem-table.ts";
import { VisuallyHidden } from "#ui/VisuallyHidden.tsx";

/** A link whose location can't be a table's. */
export function InvalidTable({ error }: { readonly error: TaggedError }) {
  const navigate = useNavigate();
  return (
    <main>
      <VisuallyHidden as="h1">Deltarium</VisuallyHidden>
      <ProblemCard error={error} origin={window.location.origin} onAction={() => void navigate({ to: "/" })} />
    </main>
  );
}
