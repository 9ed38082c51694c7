import { describe, expect, it } from "vitest";
import { toDisplayParts } from "./display-text.ts";

/** Tokens in brackets. */
function shown(text: string): string {
  return toDisplayParts(text)
    .map((part) => (part.isToken ? `[${part.text}]` : part.text))
    .join("");
}

describe("toDisplayParts", () => {
  it.each([
    ["plain text", "Gdańsk", "Gdańsk"],
    ["nothing", "", ""],
    ["markup as text", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
    ["a line feed", "a\nb", "a[↵]b"],
    ["a Windows line end as one", "a\r\nb", "a[↵]b"],
    ["a lone carriage return", "a\rb", "a[↵]b"],
    ["a tab", "a\tb", "a[⇥]b"],
    ["a null character", "a\u0000b", "a[U+0000]b"],
    ["an escape sequence", "\u001b[31m", "[U+001B][31m"],
    ["a right-to-left override", "exe\u202Egnp.doc", "exe[U+202E]gnp.doc"],
    ["an isolate", "\u2066x\u2069", "[U+2066]x[U+2069]"],
    ["a zero-width space", "a\u200Bb", "a[U+200B]b"],
    ["a byte order mark", "\uFEFFid", "[U+FEFF]id"],
    ["a lone surrogate", "a\uD83Db", "a[U+D83D]b"],
    ["a whole pair as it is", "a😀b", "a😀b"],
    ["an emoji spelled with joiners as it is", "👩‍🚀", "👩‍🚀"],
    ["Hebrew as it is", "שלום", "שלום"],
  ])("shows %s", (_, text, expected) => expect(shown(text)).toBe(expected));

  it("cuts long text", () => {
    expect(shown("x".repeat(10_000_000))).toBe(`${"x".repeat(400)}[…]`);
  });

  it("does not cut through a pair", () => {
    expect(shown(`${"x".repeat(399)}😀tail`)).toBe(`${"x".repeat(399)}[…]`);
  });
});
