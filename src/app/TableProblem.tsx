import { useNavigate } from "@tanstack/react-router";
import { RotateCw } from "lucide-react";
import { useCallback } from "react";
import { AccessForm } from "#features/access/AccessForm.tsx";
import { describeCrash, isAbort } from "#features/problem/describe-crash.ts";
import { ProblemCard } from "#features/problem/ProblemCard.tsx";
import type { ProblemAction } from "#features/problem/problem.ts";
import type { TaggedError } from "#features/problem/problem-table.ts";
import type { AccessGrant } from "#storage/location/access-grant.ts";
import type { TableLocation } from "#storage/location/parse-location.ts";
import { Button } from "#ui/Button.tsx";
import { EmptyState } from "#ui/EmptyState.tsx";
import { useAppServices } from "./app-services.ts";
import css from "./TableProblem.module.css";
import { useFolder } from "./use-folder.ts";
import type { TableView } from "./use-table-view.ts";
import { listWorking } from "./working.ts";

export interface TableProblemProps {
  readonly error: unknown;
  readonly view: TableView;
  readonly table: TableLocation;
  readonly onRetry: () => void;
}

/** A failure in place of the panel, with everything that can be done about it here. */
export function TableProblem({ error, view, table, onRetry }: TableProblemProps) {
  const { client, access } = useAppServices();
  const navigate = useNavigate();
  const folder = useFolder(onRetry);
  const onGrant = useCallback(
    (grant: AccessGrant, label: string) => void access.grant(grant, label).then(onRetry),
    [access, onRetry],
  );
  if (isAbort(error)) {
    return (
      <EmptyState
        title="Cancelled"
        actions={
          <Button look="primary" onClick={onRetry}>
            <RotateCw aria-hidden="true" />
            Go on
          </Button>
        }
      >
        Reading stopped where it was. What is here already is kept.
      </EmptyState>
    );
  }
  const problem = toTagged(error);
  const onAction = (action: ProblemAction) => {
    switch (action.kind) {
      case "retry":
        return onRetry();
      case "home":
        return void navigate({ to: "/" });
      case "choose-folder":
        return folder.choose();
      case "travel":
        return view.go({ at: { kind: "version", version: action.version } });
      case "history":
        return view.go({ tab: "history" });
      case "travel-latest":
        return view.go({ at: { kind: "latest" } });
      case "allow-whole":
        return void client.call("allowWholeObjects", action).then(onRetry);
    }
  };
  const working = listWorking(problem.tag, view);
  const takesAccess = ["AccessNeeded", "AccessDenied", "SignatureExpired"].includes(problem.tag);
  return (
    <div className={css.scroll}>
      <ProblemCard
        error={problem}
        origin={window.location.origin}
        onAction={onAction}
        {...(working && { working: { items: working } })}
      >
        {takesAccess && table.rootUrl !== undefined ? <AccessForm rootUrl={table.rootUrl} onGrant={onGrant} /> : null}
      </ProblemCard>
    </div>
  );
}

/** A refusal crosses the border as plain data, a failure as an error. */
function toTagged(error: unknown): TaggedError {
  if (error instanceof Error || typeof error !== "object" || error === null || !("tag" in error)) {
    return describeCrash(error);
  }
  return error as TaggedError;
}
