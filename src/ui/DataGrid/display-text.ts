/** A stretch of a cell's text: as it is, or a character that would not be seen or would disturb, by its name. */
export interface TextPart {
  readonly text: string;
  readonly isToken: boolean;
}

const LONGEST = 400;

/**
 * Control characters, bidirectional overrides and isolates, zero-width and other invisible characters, lone surrogates.
 * Joiners (U+200C, U+200D) stay: Persian and many emoji are spelled with them.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const EACH_INVISIBLE = new RegExp(`(${INVISIBLE.source})`, "g");

/** The text on one line and safe to look at: cut, with line ends as ↵, tabs as ⇥ and what is invisible as `U+202E`. */
export function toDisplayParts(text: string): readonly TextPart[] {
  const isCut = text.length > LONGEST;
  const head = isCut ? withoutHalfPair(text.slice(0, LONGEST)) : text;
  const parts = INVISIBLE.test(head) ? splitByInvisible(head) : [{ text: head, isToken: false }];
  return isCut ? [...parts, { text: "…", isToken: true }] : parts;
}

/** True for text that is shown as it is. */
export function isPlain(text: string): boolean {
  return text.length <= LONGEST && !INVISIBLE.test(text);
}

function splitByInvisible(text: string): readonly TextPart[] {
  return text
    .replaceAll("\r\n", "\n")
    .split(EACH_INVISIBLE)
    .map((part, index) => (index % 2 === 0 ? { text: part, isToken: false } : { text: nameOf(part), isToken: true }))
    .filter((part) => part.text !== "");
}

function nameOf(character: string): string {
  if (character === "\n" || character === "\r" || character === "\u2028") return "↵";
  if (character === "\t") return "⇥";
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function withoutHalfPair(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}
