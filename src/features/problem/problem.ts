/** What the user can do about a problem right from its card. */
export type ProblemAction =
  | { readonly kind: "retry" }
  | { readonly kind: "home" }
  | { readonly kind: "choose-folder" }
  | { readonly kind: "travel"; readonly version: number }
  | { readonly kind: "travel-latest" }
  | { readonly kind: "history" }
  /** Read whole objects from a server that can't give parts. `limitBytes` per object. */
  | { readonly kind: "allow-whole"; readonly origin: string; readonly limitBytes: number };

/** One failure in words: what happened, what was seen, what to do. Nothing in it is a credential. */
export interface Problem {
  readonly title: string;
  readonly cause: string;
  readonly evidence: readonly (readonly [label: string, value: string])[];
  /** Ways on that this page can't take for the user. */
  readonly advice: readonly string[];
  /** The likeliest first. */
  readonly actions: readonly ProblemAction[];
  /** Given, the card shows the rules that let this page read a store. */
  readonly cors?: { readonly url: string };
}
