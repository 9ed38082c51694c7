import { expect, type Locator, type Page } from "@playwright/test";
import { card, fact } from "./table-page.ts";

export interface ExpectedCard {
  readonly title: string | RegExp;
  readonly cause: RegExp;
  /** Facts under "What was seen", by label. */
  readonly evidence: Readonly<Record<string, string | RegExp>>;
  /** Names of buttons that lead on. */
  readonly ways: readonly (string | RegExp)[];
}

/** A card with what it must say, and nothing that looks like a program's error. */
export async function expectCard(page: Page, expected: ExpectedCard): Promise<Locator> {
  const shown = card(page, expected.title);
  await expect(shown).toBeVisible();
  await expect(shown.getByRole("heading", { level: 2 })).toHaveText(expected.title);
  await expect(shown).toContainText(expected.cause);
  for (const [label, value] of Object.entries(expected.evidence)) await expect(fact(shown, label)).toHaveText(value);
  for (const name of expected.ways) await expect(shown.getByRole("button", { name })).toBeEnabled();
  await expect(shown).not.toContainText(/undefined|NaN|\[object|TypeError/);
  return shown;
}
