// What every journey starts from: tables to serve, and a watch over what no page of ours may do.

import { AxeBuilder } from "@axe-core/playwright";
import {
  type BrowserContext,
  test as base,
  type ConsoleMessage,
  expect,
  type Page,
  type Request,
} from "@playwright/test";
import type { Mount } from "./server/mount.ts";
import { startTableServer, type TableServer } from "./server/table-server.ts";
import { modifiedMs } from "./tables/delta-table.ts";

export interface ServedTable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly origin: string;
  readonly mount: Mount;
  readonly log: TableServer["log"];
}

interface Fixtures {
  /** Texts of console errors and page errors that this test provokes. */
  readonly expectedErrors: readonly RegExp[];
  /** Serves a table from an origin of its own until the test ends. */
  readonly serve: (source: Mount["source"], options?: ServeOptions) => Promise<ServedTable>;
  /** A page of a fresh context, watched like the first: a colleague's browser. */
  readonly openColleague: () => Promise<Page>;
  readonly watch: Watch;
}

export interface ServeOptions extends Partial<Omit<Mount, "source">> {
  /** First part of the path. */
  readonly name?: string;
}

interface Watch {
  readonly origins: Set<string>;
  readonly consoleTexts: string[];
  readonly requests: string[];
  follow(context: BrowserContext): void;
}

export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],

  watch: [
    async ({ context, baseURL, expectedErrors }, use) => {
      const origins = new Set([new URL(baseURL ?? "").origin]);
      const failures: string[] = [];
      const watch: Watch = {
        origins,
        consoleTexts: [],
        requests: [],
        follow(followed) {
          followed.on("console", (message) => {
            watch.consoleTexts.push(message.text());
            if (isFailure(message, origins)) failures.push(`console: ${message.text()}`);
          });
          followed.on("weberror", (error) => failures.push(`page: ${error.error().message}`));
          followed.on("request", (request) => {
            watch.requests.push(request.url());
            if (isForeign(request, origins)) failures.push(`request: ${request.url()}`);
          });
        },
      };
      watch.follow(context);
      await use(watch);
      const unexpected = failures.filter((text) => !expectedErrors.some((pattern) => pattern.test(text)));
      expect(unexpected, "console errors, page errors and requests to foreign hosts").toEqual([]);
    },
    { auto: true },
  ],

  serve: async ({ watch }, use) => {
    const servers: TableServer[] = [];
    await use(async (source, { name = "trips", ...switches } = {}) => {
      const server = await startTableServer({ mounts: { [name]: { source, modifiedMs, ...switches } } });
      servers.push(server);
      watch.origins.add(server.origin);
      return { url: server.url(name), origin: server.origin, mount: server.mount(name), log: server.log };
    });
    await Promise.all(servers.map((server) => server.close()));
  },

  openColleague: async ({ browser, baseURL, watch }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL: baseURL ?? "" });
      contexts.push(context);
      watch.follow(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the page as it is, one line a violation. */
export async function findAxeViolations(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.replaceAll(/\s+/g, " ")}`),
  );
}

/** The browser's own line for a failed request to a table is no fault of the page: a log's end is found by a 404. */
function isFailure(message: ConsoleMessage, origins: ReadonlySet<string>): boolean {
  if (message.type() !== "error") return false;
  const [own] = origins;
  const { url } = message.location();
  const isOfTable = URL.canParse(url) && new URL(url).origin !== own && origins.has(new URL(url).origin);
  const isOfDemo = url.startsWith(`${own}/demo/`);
  return !(message.text().startsWith("Failed to load resource") && (isOfTable || isOfDemo));
}

function isForeign(request: Request, origins: ReadonlySet<string>): boolean {
  const { protocol, origin } = new URL(request.url());
  return /^(https?|wss?):$/.test(protocol) && !origins.has(origin);
}
