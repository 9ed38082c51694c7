// Where a URI of a table's log leads that is not below the table's root, as far as that can be known without asking: to
// the bucket, container or host that the table itself is read from.

import { parseDataPath } from "#delta/data-path.ts";

export interface OutsidePlace {
  /** Of the whole bucket, container or host. */
  readonly location: string;
  /** Below it, decoded. */
  readonly key: string;
}

/** `rootUris` are the table's root by every scheme it goes by, the location it is read from first. */
export function findOutsidePlace(
  uri: string,
  [location = "", ...aliases]: readonly string[],
): OutsidePlace | undefined {
  for (const alias of [location, ...aliases]) {
    const [place, name] = withoutCommonEnd(location, alias);
    if (place === undefined || name === undefined) continue;
    const path = parseDataPath(uri, [name]);
    if (path.kind === "relative") return { location: place, key: path.key };
  }
  return undefined;
}

const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/[^/]+/;

/** Both without the path that they share, down to their authorities at most. */
function withoutCommonEnd(one: string, other: string): readonly [string?, string?] {
  const left = cut(one);
  const right = cut(other);
  if (left === undefined || right === undefined) return [];
  while (left.path.length > 0 && left.path.at(-1) === right.path.at(-1)) {
    left.path.pop();
    right.path.pop();
  }
  // A bucket may stand in the path of the one and be the authority of the other.
  return [[left.authority, ...left.path].join("/"), [right.authority, ...right.path].join("/")];
}

function cut(uri: string): { readonly authority: string; readonly path: string[] } | undefined {
  const authority = AUTHORITY.exec(uri)?.[0];
  return authority === undefined
    ? undefined
    : {
        authority,
        path: uri
          .slice(authority.length)
          .split("/")
          .filter((part) => part !== ""),
      };
}
