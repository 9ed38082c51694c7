import type { ReactNode } from "react";

/** One thing that was tried, and what came of it. */
export interface EvidenceRow {
  readonly request: string;
  readonly result: ReactNode;
  /** Whether it gave what was wanted; "blocked": it could not have. */
  readonly outcome: "ok" | "failed" | "blocked";
  readonly outcomeText: string;
}

/** One thing to paste or do. */
export interface FixOption {
  readonly id: string;
  /** Its tab, where there is more than one. */
  readonly label: string;
  readonly code: string;
  readonly emphasis?: readonly string[];
  readonly note?: ReactNode;
}

export interface WorkingItem {
  readonly id: string;
  readonly works: boolean;
  readonly title: string;
  readonly detail?: string;
}
