import { type ColumnFact, otherMetadata } from "#delta/facts/column-facts.ts";
import { clusteringRank, constraintsOn, factsOf, partitionRank, type SchemaContext } from "./column-words.ts";
import type { ColumnNode } from "./schema-tree.ts";

/** One line of a column's details. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly isCode?: boolean;
  /** What follows from it, in one sentence. */
  readonly about?: string;
}

export interface FactSection {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** All that the log says of a column but its comment, its type's changes and its statistics; empty sections are left out. */
export function columnSections(column: ColumnNode, context: SchemaContext): readonly FactSection[] {
  const facts = factsOf(column);
  return [
    { title: "Values", facts: [...nullFacts(column), ...facts.flatMap(filledBy)] },
    { title: "Checks", facts: [...facts.flatMap(checkedBy), ...constraintFacts(column, context)] },
    { title: "Stored", facts: [...placeFacts(column, context), ...facts.flatMap(storedAs)] },
    { title: "Other metadata", facts: otherFacts(column) },
  ].filter((section) => section.facts.length > 0);
}

function nullFacts({ nullable, type, path, field }: ColumnNode): readonly Fact[] {
  const facts: Fact[] = [
    {
      label: "Null",
      value: nullable ? "allowed" : "not allowed",
      ...(nullable || field === undefined
        ? {}
        : {
            about:
              path.length > 1
                ? "Where what it is in has a value, so has this."
                : "Writers refuse a row without a value.",
          }),
    },
  ];
  if (type.kind === "array") facts.push({ label: "Items", value: type.containsNull ? "may be null" : "never null" });
  if (type.kind === "map")
    facts.push({ label: "Map values", value: type.valueContainsNull ? "may be null" : "never null" });
  return facts;
}

function filledBy(fact: ColumnFact): readonly Fact[] {
  switch (fact.kind) {
    case "generated":
      return [
        {
          label: "Generated",
          value: fact.expression,
          isCode: true,
          about: "Writers compute it; a value given must agree.",
        },
      ];
    case "default":
      return [{ label: "Default", value: fact.expression, isCode: true, about: "Written where a row gives no value." }];
    case "identity":
      return [
        { label: "Identity", value: `from ${fact.start}, step ${fact.step}`, about: identityAbout(fact) },
        {
          label: "Highest so far",
          value: fact.highWaterMark === undefined ? "none given out" : String(fact.highWaterMark),
        },
      ];
    case "collations":
      return [...fact.byPath].map(([path, collation]) => ({
        label: path === "" ? "Collation" : `Collation of ${path}`,
        value: collation,
        isCode: true,
      }));
    default:
      return [];
  }
}

function identityAbout({ allowsExplicitValues }: Extract<ColumnFact, { kind: "identity" }>): string {
  return allowsExplicitValues
    ? "Writers number rows that give no value; numbers may have gaps."
    : "Writers number every row, and refuse a value given; numbers may have gaps.";
}

function checkedBy(fact: ColumnFact): readonly Fact[] {
  return fact.kind === "invariant"
    ? [{ label: "Invariant", value: fact.expression, isCode: true, about: "Every value that is written satisfies it." }]
    : [];
}

function constraintFacts(column: ColumnNode, context: SchemaContext): readonly Fact[] {
  return constraintsOn(column, context).map(([label, value]) => ({ label, value, isCode: true }));
}

function placeFacts(column: ColumnNode, context: SchemaContext): readonly Fact[] {
  const partition = partitionRank(column, context);
  const clustering = clusteringRank(column, context);
  const facts: Fact[] = [];
  if (partition !== undefined) {
    facts.push({
      label: "Partition",
      value: rank(partition, context.partitionColumns.length),
      about: "Its values stand in the log, one a file.",
    });
    if (column.field?.type.kind === "primitive" && column.field.type.name === "timestamp") {
      const about = "A writer may leave the zone out of a partition’s time. Spark then takes the zone of its session.";
      facts.push({ label: "Zone", value: "UTC where the log names none", about });
    }
  }
  if (clustering !== undefined) {
    facts.push({
      label: "Clustering",
      value: rank(clustering, context.clusteringColumns.length),
      about: "Files are clustered by its values.",
    });
  }
  return facts;
}

function rank(at: number, of: number): string {
  return of === 1 ? "the only column" : `column ${at} of ${of}`;
}

function storedAs(fact: ColumnFact): readonly Fact[] {
  switch (fact.kind) {
    case "declared-type":
      return [
        { label: "Declared", value: fact.type, isCode: true, about: "Stored as strings; writers hold the length." },
      ];
    case "mapping":
      return [
        ...(fact.id === undefined
          ? []
          : [{ label: "Column id", value: String(fact.id), about: "It stays when the column is renamed." }]),
        ...(fact.physicalName === undefined
          ? []
          : [{ label: "Name in files", value: fact.physicalName, isCode: true }]),
      ];
    case "nested-ids":
      return [
        { label: "Inner ids", value: [...fact.byPath].map(([path, id]) => `${path} ${id}`).join("\n"), isCode: true },
      ];
    default:
      return [];
  }
}

function otherFacts({ field }: ColumnNode): readonly Fact[] {
  return field === undefined ? [] : otherMetadata(field).map(([label, value]) => ({ label, value, isCode: true }));
}
