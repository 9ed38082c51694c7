import type { AccessGrant } from "#storage/location/access-grant.ts";
import type { WorkerClient } from "#worker/client.ts";

/** What the page remembers of an access that the worker holds: never the secret itself. */
export interface HeldAccess {
  /** Origin and path prefix that it opens. */
  readonly scope: string;
  /** `Azure SAS`. */
  readonly label: string;
  readonly expiresMs: number | undefined;
}

export interface AccessStore {
  /** Hands a secret to the worker. */
  grant(grant: AccessGrant, label: string): Promise<void>;
  /** The narrowest access that covers a URL. */
  find(url: string): HeldAccess | undefined;
  subscribe(listener: () => void): () => void;
}

export function createAccessStore(client: WorkerClient): AccessStore {
  const listeners = new Set<() => void>();
  let held: readonly HeldAccess[] = [];
  return {
    grant: async (grant, label) => {
      await client.call("grantAccess", grant);
      const { scope, expiresMs } = grant;
      held = [...held.filter((one) => one.scope !== scope), { scope, label, expiresMs }];
      for (const listener of listeners) listener();
    },
    find: (url) => held.filter(({ scope }) => url.startsWith(scope)).sort((a, b) => b.scope.length - a.scope.length)[0],
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
