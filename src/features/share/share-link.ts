/** Which version a shared link opens. */
export type ShareChoice = "version" | "time" | "latest";

/** One thing that the link holds, as the dialog lists it. */
export interface LinkPart {
  readonly label: string;
  readonly value: string;
}

/** Locations that only this computer can open. */
export function isShareable(location: string): boolean {
  return !location.startsWith("local:");
}

/** What is in a link, for everybody to see: read from the link itself, so that the list can't miss anything. */
export function listLinkParts(link: string): LinkPart[] {
  const [page = "", fragment = ""] = link.split(/#(.*)/s);
  const [path = "", query = ""] = fragment.split(/\?(.*)/s);
  const parts: LinkPart[] = [
    { label: "This app", value: page },
    { label: "Tab", value: path.split("/").at(-1) ?? "" },
  ];
  for (const [key, value] of new URLSearchParams(query)) parts.push({ label: LABELS[key] ?? key, value });
  return parts;
}

const LABELS: { readonly [key: string]: string | undefined } = {
  src: "Table",
  v: "Version",
  ts: "Time",
  row: "Row",
  cols: "Columns",
};
