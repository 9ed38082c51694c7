import {
  createHashHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from "@tanstack/react-router";
import { NotFound } from "./NotFound.tsx";
import { RootLayout } from "./RootLayout.tsx";
import { parseSearch, printSearch, readTableUrl, type TableSearch, type TableUrl } from "./url-state.ts";

export interface RouterContext {
  /** Starts to open a table, before the code that shows it is here. */
  readonly prefetch: (url: TableUrl) => void;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({ component: RootLayout, notFoundComponent: NotFound });

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./HomeRoute.tsx"), "HomeRoute"),
});

const tableRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/t/$tab",
  // Values are checked where they are read, so that a bad one can be told to the user instead of vanishing here.
  validateSearch: (search: Record<string, unknown>): TableSearch => search as TableSearch,
  beforeLoad: ({ context, params, search }) => context.prefetch(readTableUrl(params.tab, search).url),
  component: lazyRouteComponent(() => import("./TableRoute.tsx"), "TableRoute"),
});

/** Hash routes: no table's path reaches the log of the host that serves the app. */
export function createAppRouter(context: RouterContext, history: RouterHistory = createHashHistory()) {
  return createRouter({
    routeTree: rootRoute.addChildren([homeRoute, tableRoute]),
    history,
    context,
    parseSearch,
    stringifySearch: printSearch,
    defaultPreload: false,
    scrollRestoration: false,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
