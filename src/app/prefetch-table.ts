import type { QueryClient } from "@tanstack/react-query";
import { isTableError } from "#delta/errors.ts";
import { parseLocation } from "#storage/location/parse-location.ts";
import type { AppServices } from "./app-services.ts";
import type { TableUrl } from "./url-state.ts";
import { snapshotQuery } from "./use-snapshot.ts";

/** Opens a link's snapshot while the code of the screens is still on its way. */
export function prefetchWith({ client }: AppServices, queryClient: QueryClient) {
  return ({ source, at }: TableUrl): void => {
    const location = canonical(source);
    if (location !== undefined) void queryClient.prefetchQuery(snapshotQuery(client, location, at));
  };
}

function canonical(source: string): string | undefined {
  try {
    return parseLocation(source).location;
  } catch (error) {
    if (isTableError(error, "InvalidLocation")) return undefined;
    throw error;
  }
}
