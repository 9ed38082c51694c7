import * as z from "zod/mini";

const demo = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  rows: z.number(),
  versions: z.number(),
  bytes: z.number(),
  finds: z.array(z.object({ op: z.string(), text: z.string() })),
  rail: z.array(z.object({ v: z.number(), op: z.string(), rows: z.number() })),
});

export type DemoTable = z.output<typeof demo>;

/** The tables that come with the app, as its build listed them; none where it was built without. */
export async function fetchDemoTables({ signal }: { readonly signal: AbortSignal }): Promise<readonly DemoTable[]> {
  const response = await fetch(new URL("demo/index.json", document.baseURI), { signal });
  if (!response.ok) return [];
  const list: unknown = await response.json();
  return z.array(demo).parse(list);
}
