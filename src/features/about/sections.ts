/** The parts of About, in their order; the ids are in links. */
export const SECTIONS = [
  { id: "table", title: "Table" },
  { id: "version", title: "Version" },
  { id: "features", title: "Protocol and features" },
  { id: "retention", title: "Retention" },
  { id: "properties", title: "Properties" },
  { id: "kept", title: "Kept beside the data" },
] as const;

export type SectionId = (typeof SECTIONS)[number]["id"];
