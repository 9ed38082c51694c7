import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { cleanup, render } from "vitest-browser-react";
import type { Integrity } from "#delta/integrity.ts";
import { createFakeClient, fakeError } from "#testing/fake-client.ts";
import { AboutPanel } from "./AboutPanel.tsx";

interface Options {
  readonly integrity?: Integrity | Error;
  readonly fails?: boolean;
  readonly section?: string;
  readonly version?: number;
}

async function setup({ integrity, fails = false, section, version = 41 }: Options = {}) {
  const fake = createFakeClient();
  const client: typeof fake = {
    ...fake,
    call: (method, argument, options) => {
      if (method === "readFacts" && fails)
        return Promise.reject(fakeError("NetworkFailed", { url: "x", reason: "gone" }));
      if (method !== "checkIntegrity" || integrity === undefined) return fake.call(method, argument, options);
      return integrity instanceof Error ? Promise.reject(integrity) : Promise.resolve(integrity as never);
    },
  };
  const snapshot = await fake.call("openSnapshot", { location: "demo:rides", at: { kind: "version", version } });
  const { commits } = await fake.call("readHistory", { location: "demo:rides", before: undefined, count: 100 });
  await render(
    <QueryClientProvider client={new QueryClient()}>
      <div style={{ height: 600 }}>
        <AboutPanel
          client={client}
          snapshot={snapshot}
          commits={commits}
          hasOlder={false}
          section={section}
          hrefOf={(id) => `#${id}`}
          renderProblem={(error) => <p role="alert">{String(error)}</p>}
        />
      </div>
    </QueryClientProvider>,
  );
  return { part: (name: string) => page.getByRole("region", { name, exact: true }) };
}

afterEach(cleanup);

describe("About", () => {
  it("tells which table this is and what the version was rebuilt from", async () => {
    const { part } = await setup();
    await expect.element(part("Table")).toHaveTextContent("7f1a2c9e-0000-4000-8000-000000000001");
    await expect.element(part("Version")).toHaveTextContent("the checkpoint of v40 and 1 commit after it");
    await expect.element(part("Version")).toHaveTextContent("Agrees with its checksum file");
  });

  it("shows all clocks, which one counts, and that they differ", async () => {
    const { part } = await setup();
    const rows = part("Version").getByRole("row");
    await expect.element(rows.nth(0)).toHaveTextContent(/^In the commit.*counts$/);
    await expect.element(rows.nth(1)).toHaveTextContent(/^Of its file/);
    await expect.element(part("Version")).toHaveTextContent("since version 12, so the commit’s own time counts");
    await expect.element(part("Version")).toHaveTextContent("The file is 1.2 s later than the commit says");
  });

  it("explains each feature with its support", async () => {
    const { part } = await setup();
    const feature = part("Protocol and features").getByRole("listitem").filter({ hasText: "rowTracking" });
    await expect.element(feature).toHaveTextContent("binds writers");
    await expect.element(feature).toHaveTextContent("not in use");
    await expect.element(feature).toHaveTextContent("Rows keep an identity across rewrites.");
  });

  it("shows properties as they are set, finds any, and shows defaults on demand", async () => {
    const { part } = await setup();
    const properties = part("Properties");
    await expect.element(properties.getByRole("row", { name: /^team\.owner rides@acme\.example/ })).toBeVisible();
    expect(properties.getByRole("row", { name: /^delta\.checkpointInterval/ }).query()).toBeNull();
    await properties.getByText(/^With defaults/).click();
    await expect.element(properties.getByRole("row", { name: /^delta\.checkpointInterval not set 10/ })).toBeVisible();
    await properties.getByRole("searchbox").fill("vacuum");
    await expect.element(properties.getByRole("row", { name: /^delta\.deletedFileRetentionDuration/ })).toBeVisible();
    await properties.getByRole("searchbox").fill("no such thing");
    await expect.element(properties.getByText("No property matches.")).toBeVisible();
  });

  it("tells large numbers of transactions and row ids to the digit", async () => {
    const { part } = await setup();
    await expect.element(part("Kept beside the data")).toHaveTextContent("rides-ingestversion 9,007,199,254,740,993");
  });

  it("begins at the part that its link names", async () => {
    const { part } = await setup({ section: "retention" });
    await expect.element(page.getByRole("link", { name: "Retention" })).toHaveAttribute("aria-current", "location");
    await expect.element(part("Retention").getByRole("heading", { name: "Retention" })).toBeInViewport();
  });

  it("names what differs from the checksum file", async () => {
    const difference = { what: "numFiles", inLog: "3", inChecksum: "4" };
    await setup({ integrity: { kind: "differs", compared: ["numFiles"], differences: [difference] } });
    await expect.element(page.getByText("Differs from its checksum file in numFiles")).toBeVisible();
    await expect.element(page.getByRole("row", { name: "numFiles 3 4" })).toBeVisible();
  });

  it("says where the checksum could not be read, and goes on", async () => {
    const { part } = await setup({ integrity: fakeError("NetworkFailed", { url: "x", reason: "gone" }) });
    await expect.element(part("Version")).toHaveTextContent("Not checked Cannot read table: NetworkFailed");
    await expect.element(part("Properties")).toBeInTheDocument();
  });

  it("gives its place to the problem where there are no facts", async () => {
    await setup({ fails: true });
    await expect.element(page.getByRole("alert")).toHaveTextContent("NetworkFailed");
  });
});
