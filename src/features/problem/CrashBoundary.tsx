import { Component, type ReactNode } from "react";
import { describeCrash } from "./describe-crash.ts";
import { ProblemCard } from "./ProblemCard.tsx";

interface CrashBoundaryProps {
  readonly origin: string;
  readonly children: ReactNode;
}

/** Keeps a defect of ours from leaving a blank page. React catches render errors in classes alone. */
export class CrashBoundary extends Component<CrashBoundaryProps, { readonly error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error("nothing was thrown") };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <ProblemCard
        error={describeCrash(this.state.error)}
        origin={this.props.origin}
        onAction={({ kind }) => {
          if (kind === "home") window.location.hash = "#/";
          window.location.reload();
        }}
      />
    );
  }
}
