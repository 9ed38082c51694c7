// The secrets of signed locations, held in this thread's memory and nowhere else.

import type { AccessGrant } from "./location/access-grant.ts";
import { redact, secretsOf } from "./location/redact.ts";

export interface AccessKeeper {
  /** Holds a grant, in the place of an earlier one of the same scope. */
  grant(grant: AccessGrant): void;
  /** The grant of the longest scope that covers a URL. */
  find(url: string): AccessGrant | undefined;
  /** `text` without any secret held or recognised. */
  redact(text: string): string;
}

export function createAccessKeeper(): AccessKeeper {
  const grants = new Map<string, AccessGrant>();
  const secrets = new Set<string>();
  return {
    grant(grant) {
      const scope = normalScope(grant.scope);
      const query = grant.query.replace(/^\?/, "");
      grants.set(scope, { ...grant, scope, query });
      for (const secret of secretsOf(query)) {
        secrets.add(secret);
      }
    },
    find(url) {
      return [...grants.values()]
        .filter((grant) => covers(grant.scope, url))
        .sort((left, right) => right.scope.length - left.scope.length)[0];
    },
    redact: (text) => redact(text, [...secrets]),
  };
}

// The slash at the end keeps a secret for `/lake/` from going to `/lakehouse/`, and one for a host from its namesakes.
function normalScope(scope: string): string {
  const url = new URL(scope);
  return `${url.origin}${url.pathname.replace(/\/*$/, "/")}`;
}

function covers(scope: string, url: string): boolean {
  return url.startsWith(scope);
}
