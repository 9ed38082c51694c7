import type { Browser } from "@playwright/test";
import type { Measurement } from "./measurement.ts";

export interface ScenarioContext {
  readonly browser: Browser;
  /** The built app. */
  readonly distFolder: string;
  /** How often a cold opening is repeated. */
  readonly runs: number;
  /** Details for a person, such as a waterfall; not part of the result. */
  readonly explain: (text: string) => void;
}

export interface Scenario {
  readonly name: string;
  readonly measure: (context: ScenarioContext) => Promise<readonly Measurement[]>;
}
