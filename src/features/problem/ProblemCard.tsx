import { FolderOpen, History, House, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#ui/Button.tsx";
import { CopyButton } from "#ui/CopyButton.tsx";
import { ErrorCard, type ErrorCardProps } from "#ui/ErrorCard.tsx";
import { formatBytes } from "#ui/format.ts";
import { buildCorsRules } from "./cors-rules.ts";
import css from "./ProblemCard.module.css";
import type { Problem, ProblemAction } from "./problem.ts";
import { describeProblem, type TaggedError } from "./problem-table.ts";
import { printReport } from "./report.ts";

export interface ProblemCardProps {
  readonly error: TaggedError;
  /** This page's origin, for the rules that name it. */
  readonly origin: string;
  readonly onAction: (action: ProblemAction) => void;
  /** What can be done all the same, at the side. */
  readonly working?: ErrorCardProps["working"];
  /** A part of its own above the actions: the form that takes an access. */
  readonly children?: ReactNode;
}

/** A failure with its cause, its evidence and the ways on. */
export function ProblemCard({ error, origin, onAction, working, children }: ProblemCardProps) {
  const problem = describeProblem(error);
  const { title, cause, actions, cors } = problem;
  return (
    <ErrorCard
      title={title}
      cause={cause}
      {...(cors && { fix: { title: "Add this rule to the store", options: toFixOptions(cors.url, origin) } })}
      {...(working && { working })}
      actions={
        <>
          {actions.map((action, index) => (
            <ActionButton
              key={JSON.stringify(action)}
              action={action}
              // With a form on the card, that is the step to take.
              main={index === 0 && action.kind !== "home" && children === undefined}
              onAction={onAction}
            />
          ))}
          <CopyButton text={printReport(error, problem)} label="Copy details" look="quiet" />
        </>
      }
    >
      <Evidence problem={problem} />
      {children}
    </ErrorCard>
  );
}

function Evidence({ problem }: { readonly problem: Problem }) {
  return (
    <div className={css.evidence}>
      {problem.evidence.length > 0 && (
        <>
          <h3 className={css.title}>What was seen</h3>
          <dl className={css.facts}>
            {problem.evidence.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {problem.advice.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

interface ActionButtonProps {
  readonly action: ProblemAction;
  readonly main: boolean;
  readonly onAction: (action: ProblemAction) => void;
}

function ActionButton({ action, main, onAction }: ActionButtonProps) {
  const { icon, label } = describeAction(action);
  return (
    <Button look={main ? "primary" : "plain"} onClick={() => onAction(action)}>
      {icon}
      {label}
    </Button>
  );
}

function describeAction(action: ProblemAction): { icon?: ReactNode; label: string } {
  switch (action.kind) {
    case "retry":
      return { icon: <RotateCw aria-hidden="true" />, label: "Retry" };
    case "home":
      return { icon: <House aria-hidden="true" />, label: "Open another table" };
    case "choose-folder":
      return { icon: <FolderOpen aria-hidden="true" />, label: "Choose the folder" };
    case "travel":
      return { label: `Go to v${action.version}` };
    case "history":
      return { icon: <History aria-hidden="true" />, label: "See its history" };
    case "travel-latest":
      return { label: "Go to the latest version" };
    case "allow-whole":
      return { label: `Read whole files up to ${formatBytes(action.limitBytes)}` };
  }
}

function toFixOptions(url: string, origin: string) {
  return buildCorsRules(url, origin).map(({ id, label, text, note }) => ({
    id,
    label,
    code: text,
    emphasis: [origin],
    note,
  }));
}
