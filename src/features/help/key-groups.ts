import type { KeysDialogProps } from "./KeysDialog.tsx";

/** Every key that the app answers, as the help lists them. */
export const KEY_GROUPS: KeysDialogProps["groups"] = [
  {
    title: "Anywhere in a table",
    keys: [
      { keys: ["["], text: "Older version" },
      { keys: ["]"], text: "Newer version" },
      { keys: ["v"], text: "Go to a version or time" },
      { keys: ["g", "d"], text: "Data" },
      { keys: ["g", "h"], text: "History" },
      { keys: ["g", "s"], text: "Schema" },
      { keys: ["g", "a"], text: "About" },
      { keys: ["s"], text: "Share this view" },
      { keys: ["?"], text: "These keys" },
      { keys: ["Esc"], text: "Close, or cancel what runs" },
    ],
  },
  {
    title: "Version rail",
    keys: [
      { keys: ["←", "→"], text: "One version" },
      { keys: ["PgUp", "PgDn"], text: "A tenth of the versions" },
      { keys: ["Home", "End"], text: "Oldest, latest" },
    ],
  },
  {
    title: "Data",
    keys: [
      { keys: ["c"], text: "Choose columns" },
      { keys: ["←", "↑", "↓", "→"], text: "Move between cells" },
      { keys: ["Shift", "↓"], text: "Select a range" },
      { keys: ["Ctrl", "C"], text: "Copy the cells" },
      { keys: ["Enter"], text: "Look into the cell" },
    ],
  },
  {
    title: "History",
    keys: [
      { keys: ["↑", "↓"], text: "Choose a commit" },
      { keys: ["Enter"], text: "Travel to it" },
    ],
  },
  {
    title: "Schema",
    keys: [
      { keys: ["↑", "↓"], text: "Move between columns" },
      { keys: ["→", "←"], text: "Open and close what is inside" },
      { keys: ["Enter"], text: "Look into the column" },
      { keys: ["Ctrl", "C"], text: "Copy its path" },
    ],
  },
];
