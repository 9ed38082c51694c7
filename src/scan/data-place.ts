// From the paths of a log to the keys of a store: what lies below the table's root, by any of its names, is within reach.

import { type DataPath, parseDataPath } from "#delta/data-path.ts";
import { TableError } from "#delta/errors.ts";

export interface DataPlaces {
  /** URIs of the table's root, as parseDataPath takes them. */
  readonly roots: readonly string[];
  /** The key of a path of the log, URI-encoded. Errors: Unsupported for one out of reach, ProtocolViolation. */
  keyOf(path: string): string;
  /** Errors: Unsupported for a path out of reach. */
  keyAt(place: DataPath): string;
}

/** `outsideKey` is the store's, where it reaches anything outside the table's root. */
export function createDataPlaces(
  roots: readonly string[],
  outsideKey: (uri: string) => string | undefined = () => undefined,
): DataPlaces {
  const keyAt = (place: DataPath) => (place.kind === "relative" ? place.key : outsideKey(place.uri)) ?? refuse(place);
  return { roots, keyOf: (path) => keyAt(parseDataPath(path, roots)), keyAt };
}

function refuse(place: DataPath): never {
  const uri = place.kind === "absolute" ? place.uri : place.key;
  const what = "a file outside the table's folder";
  const message = `Cannot read ${uri}: it is ${what}, as shallow clones and converted tables have them; ${advise(uri)}`;
  throw new TableError("Unsupported", message, { what, detail: uri });
}

/** What would bring such a file within reach. */
function advise(uri: string): string {
  if (/^dbfs:/i.test(uri)) return "a dbfs path is known to its cluster alone: ask for the bucket behind it";
  if (/^(?:file:|\/)/i.test(uri)) return "open the folder that holds both, and the table in it";
  return "only the table's own bucket, container or host is asked for files: clone the table deep, or open its source";
}
