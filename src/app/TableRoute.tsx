import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { describeCrash } from "#features/problem/describe-crash.ts";
import { parseLocation } from "#storage/location/parse-location.ts";
import { InvalidTable } from "./InvalidTable.tsx";
import { TableScreen } from "./TableScreen.tsx";
import { readTableUrl } from "./url-state.ts";

const route = getRouteApi("/t/$tab");

/** A link to a table: read, checked, and shown. */
export function TableRoute() {
  const { tab } = route.useParams();
  const search = route.useSearch();
  const { url, notices } = useMemo(() => readTableUrl(tab, search), [tab, search]);
  const table = useMemo(() => readLocation(url.source), [url.source]);
  const canonical = useMemo(
    () => ("error" in table ? undefined : { ...url, source: table.location.location }),
    [url, table],
  );
  if ("error" in table || canonical === undefined)
    return <InvalidTable error={describeCrash("error" in table ? table.error : undefined)} />;
  return <TableScreen key={canonical.source} url={canonical} table={table.location} notices={notices} />;
}

function readLocation(source: string) {
  try {
    return { location: parseLocation(source) };
  } catch (error) {
    return { error };
  }
}
