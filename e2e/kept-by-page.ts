// Everything in which a page could keep a text, by the place.

import type { Page } from "@playwright/test";

/** The places that hold a text: none, for a secret. */
export async function placesThatHold(page: Page, needle: string): Promise<readonly string[]> {
  const places: Readonly<Record<string, unknown>> = {
    ...(await page.evaluate(collectPlain)),
    databases: await page.evaluate(dumpDatabases),
    react: await page.evaluate(collectReactTexts),
    cookies: await page.context().cookies(),
  };
  const holds = (value: unknown) => JSON.stringify(value ?? "").includes(JSON.stringify(needle).slice(1, -1));
  return Object.keys(places).filter((place) => holds(places[place]));
}

function collectPlain() {
  const fields = document.querySelectorAll<HTMLInputElement>("input, textarea, select");
  const isNavigation = ({ entryType }: PerformanceEntry) => entryType === "navigation";
  return {
    address: window.location.href,
    historyState: window.history.state,
    localStorage: { ...localStorage },
    sessionStorage: { ...sessionStorage },
    markup: document.documentElement.outerHTML,
    fields: [...fields].map(({ value }) => value),
    navigation: performance.getEntries().filter(isNavigation),
    timings: performance.getEntries().filter((entry) => !isNavigation(entry)),
    window: [document.title, document.referrer, window.name],
  };
}

async function dumpDatabases(): Promise<unknown> {
  const settle = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const dump = async (name: string) => {
    const database = await settle(indexedDB.open(name));
    const stores = [...database.objectStoreNames];
    const rows = await Promise.all(
      stores.map((store) => settle(database.transaction(store).objectStore(store).getAll())),
    );
    database.close();
    return { name, stores, rows };
  };
  const databases = await indexedDB.databases();
  return Promise.all([...databases.map(({ name }) => dump(name ?? "")), window.caches.keys()]);
}

/** Every text that React's tree reaches: props, state, what queues and effects hold. */
function collectReactTexts(): readonly string[] {
  const root = document.getElementById("root") ?? document.body;
  const key = Object.keys(root).find((name) => name.startsWith("__reactContainer"));
  if (key === undefined) throw new Error("React's tree was not found");
  const waiting: unknown[] = [Reflect.get(root, key)];
  const seen = new Set<unknown>();
  const reach = (value: object) => {
    if (value instanceof Map || value instanceof Set) waiting.push(...value.keys(), ...value.values());
    else waiting.push(...Object.keys(value).map((name): unknown => Reflect.get(value, name)));
  };
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (value === null || value instanceof Node || seen.has(value)) continue;
    seen.add(value);
    if (typeof value === "object") reach(value);
  }
  return [...seen].filter((value) => typeof value === "string");
}
