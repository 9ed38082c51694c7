// Executed before anything else: takes a secret out of the page's own address, where somebody made a link with a signed
// location by hand, before the router, the history or a script can see it.

/** The keys of a table's link. Whatever else stands in one came in with an unescaped signed location. */
const LINK_KEYS = new Set([
  "src",
  "v",
  "ts",
  "row",
  "cols",
  "col",
  "part",
  "sort",
  "where",
  "from",
  "to",
  "view",
  "key",
  "q",
  "metric",
]);

interface SplitAddress {
  /** The fragment without the secret. */
  readonly hash: string;
  /** The signed location, to be treated as if it had been pasted. */
  readonly pasted: string;
}

let pasted: string | undefined;
let receiver: ((text: string) => void) | undefined;

/** Splits a fragment whose `src` has a query or a user; undefined when there is nothing to take out. */
export function splitAddress(hash: string): SplitAddress | undefined {
  const [path = "", query] = splitOnce(hash, "?");
  if (query === undefined) return undefined;
  const parts = new URLSearchParams(query);
  const source = parts.get("src") ?? "";
  const strangers = [...parts].filter(([key]) => !LINK_KEYS.has(key));
  const [bare = "", signed] = splitOnce(source.split("#")[0] ?? "", "?");
  const location = bare.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*:[^/@]*@/i, "$1");
  if (signed === undefined && location === bare && !strangers.some(([key]) => isSecretKey(key))) return undefined;
  const secret = [signed, ...strangers.map(([key, value]) => `${key}=${encodeURIComponent(value)}`)].filter(Boolean);
  for (const [key] of strangers) parts.delete(key);
  parts.set("src", location);
  return { hash: `${path}?${parts}`, pasted: `${bare}?${secret.join("&")}` };
}

/** Hands over the signed location that was taken out of the address, and any later one, once each. */
export function receivePasted(next: (text: string) => void): void {
  receiver = next;
  const text = pasted;
  pasted = undefined;
  if (text !== undefined) next(text);
}

/** The page's own query is never used, and has reached the host anyway: it goes as well. */
function cleanAddress(): void {
  const { pathname, search, hash } = window.location;
  const split = splitAddress(hash);
  if (split === undefined && search === "") return;
  window.history.replaceState(window.history.state, "", `${pathname}${split?.hash ?? hash}`);
  if (split === undefined) return;
  if (receiver === undefined) pasted = split.pasted;
  else receiver(split.pasted);
}

function isSecretKey(key: string): boolean {
  return /sig|token|secret|credential|policy|password|^se$|^sp$|^sv$|^sr$/i.test(key);
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

if (typeof window !== "undefined") {
  cleanAddress();
  // Before the router's own listener: a link pasted into the address bar of an open tab loads no page.
  window.addEventListener("popstate", cleanAddress);
}
