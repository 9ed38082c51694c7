// Whether two reads saw the same object: its ETag, modification time and size, remembered from the first.

import { objectChanged } from "./byte-slices.ts";
import type { HttpAnswer } from "./http-request.ts";

export interface ObjectVersions {
  /** Errors: ObjectChanged when an answer is of another object than the earlier answers for this key. */
  check(key: string, answer: HttpAnswer, sizeBytes: number | undefined): void;
}

interface SeenVersion {
  readonly etag: string | undefined;
  readonly modified: string | undefined;
  readonly sizeBytes: number | undefined;
}

const rememberedKeys = 20_000;

export function createObjectVersions(): ObjectVersions {
  const seen = new Map<string, SeenVersion>();
  return {
    check(key, answer, sizeBytes) {
      const version = {
        etag: normalEtag(answer.header("ETag")),
        modified: answer.header("Last-Modified"),
        sizeBytes,
      };
      const earlier = seen.get(key);
      const difference = earlier === undefined ? undefined : findDifference(earlier, version);
      if (difference !== undefined) {
        throw objectChanged(key, difference);
      }
      seen.delete(key);
      seen.set(key, {
        etag: version.etag ?? earlier?.etag,
        modified: version.modified ?? earlier?.modified,
        sizeBytes: sizeBytes ?? earlier?.sizeBytes,
      });
      forgetOldest(seen);
    },
  };
}

function findDifference(earlier: SeenVersion, later: SeenVersion): string | undefined {
  if (differs(earlier.sizeBytes, later.sizeBytes)) {
    return `it had ${earlier.sizeBytes} bytes and now has ${later.sizeBytes}`;
  }
  if (differs(earlier.etag, later.etag)) {
    return "its ETag is not that of an earlier read";
  }
  // A server farm may serve one object under several times; where an ETag vouches for it, the time does not matter.
  if (earlier.etag === undefined && differs(earlier.modified, later.modified)) {
    return "its Last-Modified is not that of an earlier read";
  }
  return undefined;
}

function differs<T>(left: T | undefined, right: T | undefined): boolean {
  return left !== undefined && right !== undefined && left !== right;
}

// Servers that compress mark the ETag of the compressed form: weak (nginx, Caddy) or with a suffix (Apache).
function normalEtag(etag: string | undefined): string | undefined {
  return etag?.replace(/^W\//, "").replace(/[-;]+(gzip|br|zstd|deflate)"$/, '"');
}

function forgetOldest(seen: Map<string, SeenVersion>): void {
  if (seen.size > rememberedKeys) {
    const [oldest] = seen.keys();
    if (oldest !== undefined) {
      seen.delete(oldest);
    }
  }
}
