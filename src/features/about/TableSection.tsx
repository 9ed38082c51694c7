import { formatInstant } from "#ui/format.ts";
import type { TableFacts } from "#worker/worker-api.ts";
import { type FactLine, Facts } from "./Facts.tsx";
import { Section } from "./Section.tsx";

/** Which table this is, as its metadata says. */
export function TableSection({ facts }: { readonly facts: TableFacts }) {
  return (
    <Section id="table">
      <Facts lines={lines(facts)} />
    </Section>
  );
}

function lines(facts: TableFacts): readonly FactLine[] {
  const { name, description, location, tableId, createdMs, provider, formatOptions } = facts;
  const list: FactLine[] = [];
  if (name !== undefined) list.push({ label: "Name", value: name, copy: name });
  if (description !== undefined) list.push({ label: "Description", value: description });
  list.push({ label: "Location", value: location, copy: location, isCode: true });
  list.push({ label: "Id", value: tableId, copy: tableId, isCode: true });
  list.push({
    label: "Created",
    value: createdMs === undefined ? "the log does not tell" : `${formatInstant(createdMs, { seconds: true })} UTC`,
  });
  const options = formatOptions.map(([key, value]) => `${key} = ${value}`).join(", ");
  list.push({ label: "Format", value: options === "" ? provider : `${provider}, ${options}`, isCode: options !== "" });
  list.push(...layoutLines(facts));
  return list;
}

/** How rows are spread over files. */
function layoutLines({ partitionColumns, clusteringColumns, columnMapping }: TableFacts): readonly FactLine[] {
  const list: FactLine[] = [];
  if (partitionColumns.length > 0) {
    list.push({ label: "Partitioned by", value: partitionColumns.join(", "), isCode: true });
  }
  if (clusteringColumns !== undefined) {
    const paths = clusteringColumns.map((path) => path.join("."));
    list.push(
      paths.length > 0
        ? { label: "Clustered by", value: paths.join(", "), isCode: true }
        : { label: "Clustered by", value: "no column for now" },
    );
  }
  if (partitionColumns.length === 0 && clusteringColumns === undefined) {
    list.push({ label: "Layout", value: "neither partitioned nor clustered" });
  }
  list.push({ label: "Columns in files", value: MAPPING[columnMapping] });
  return list;
}

const MAPPING: { readonly [M in TableFacts["columnMapping"]]: string } = {
  none: "found by their name",
  name: "found by a stored name of their own",
  id: "found by their id",
};
