// Tables of a corpus of others, in the built app at each version: for every feature the widest table that has it.
// npm run e2e:corpus, with the corpus in ../shared/corpora or where DELTARIUM_CORPUS says.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listExpectations, type TableExpectation } from "../scripts/conformance/expectations.ts";
import { createOracle, type Oracle } from "../scripts/conformance/oracle-rows.ts";
import { test } from "./fixtures.ts";
import { expectVersionShown } from "./spark-cells.ts";

const corpus = process.env.DELTARIUM_CORPUS ?? new URL("../../shared/corpora", import.meta.url).pathname;
const wanted = 20;

/** What the corpus' catalogue says of a table, as far as it is used. */
interface CatalogueTable {
  readonly source: string;
  readonly name: string;
  readonly columns: number;
  readonly deletionVectors: boolean;
  readonly columnMapping: string;
  readonly partitioned: boolean;
  readonly changeDataFeed: { readonly everEnabled: boolean };
  readonly constraints: { readonly check: readonly unknown[] };
  readonly rowTracking: { readonly feature: boolean };
  readonly inCommitTimestamp: { readonly feature: boolean };
  readonly typeWidening: { readonly feature: boolean };
  readonly clustering: boolean;
  readonly schema: { readonly types: readonly string[]; readonly charVarchar: boolean };
  readonly hasCheckpoint: {
    readonly classic: readonly unknown[];
    readonly multipart: readonly unknown[];
    readonly v2: readonly unknown[];
    readonly compacted: readonly unknown[];
  };
}

function featuresOf(table: CatalogueTable): readonly string[] {
  const { hasCheckpoint: checkpoint, schema } = table;
  const features: Readonly<Record<string, boolean>> = {
    "deletion vectors": table.deletionVectors,
    [`column mapping ${table.columnMapping}`]: true,
    partitions: table.partitioned,
    "change data feed": table.changeDataFeed.everEnabled,
    constraints: table.constraints.check.length > 0,
    "row tracking": table.rowTracking.feature,
    "in-commit timestamps": table.inCommitTimestamp.feature,
    "type widening": table.typeWidening.feature,
    clustering: table.clustering,
    "CHAR and VARCHAR": schema.charVarchar,
    "a classic checkpoint": checkpoint.classic.length > 0,
    "a multi-part checkpoint": checkpoint.multipart.length > 0,
    "a V2 checkpoint": checkpoint.v2.length > 0,
    "a log compaction": checkpoint.compacted.length > 0,
  };
  const types = schema.types.map((type) => `the type ${type}`);
  return [...Object.keys(features).filter((feature) => features[feature]), ...types];
}

/** Its rows were read in Los Angeles, and a partition of it holds times without a zone, which are UTC here. */
const OF_ANOTHER_ZONE = "delta-kernel-rs/golden__data-reader-partition-values";

/** Tables whose every version has rows to compare with. */
function listReadable(): ReadonlyMap<string, TableExpectation> {
  const readable = listExpectations(corpus).filter(
    ({ name, outcome, versions, sparkErrors }) =>
      name !== OF_ANOTHER_ZONE &&
      outcome !== "fails" &&
      sparkErrors.size === 0 &&
      versions.length > 0 &&
      versions.every(({ columns, schema, parquet, rowCount }) => (columns ?? schema) && (parquet || rowCount === 0)),
  );
  return new Map(readable.map((expectation) => [expectation.name, expectation]));
}

/** For each feature the widest table, then the widest of the others. */
function chooseTables(): readonly TableExpectation[] {
  const readable = listReadable();
  const catalogue: { readonly tables: readonly CatalogueTable[] } = JSON.parse(
    readFileSync(join(corpus, "CATALOGUE.json"), "utf8"),
  );
  const widest = catalogue.tables
    .filter(({ source, name }) => readable.has(`${source}/${name}`))
    .toSorted((one, other) => other.columns - one.columns);
  const seen = new Set<string>();
  const chosen = widest.filter((table) => {
    const fresh = featuresOf(table).filter((feature) => !seen.has(feature));
    for (const feature of fresh) seen.add(feature);
    return fresh.length > 0;
  });
  const others = widest.filter((table) => !chosen.includes(table)).slice(0, Math.max(0, wanted - chosen.length));
  return [...chosen, ...others].flatMap(({ source, name }) => readable.get(`${source}/${name}`) ?? []);
}

let oracle: Oracle;
test.beforeAll(async () => {
  oracle = await createOracle();
});
test.afterAll(() => oracle.close());

for (const { name, folder, versions } of chooseTables()) {
  test(`${name}: the grid shows the reference's rows at each of ${versions.length} versions`, async ({
    page,
    serve,
  }) => {
    const { url } = await serve(folder, { name: "table" });
    for (const expected of versions) await expectVersionShown(page, url, { expected, oracle });
  });
}
