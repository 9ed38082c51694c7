import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type RouterHistory, RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { CrashBoundary } from "#features/problem/CrashBoundary.tsx";
import { type AppServices, AppServicesContext } from "./app-services.ts";
import { prefetchWith } from "./prefetch-table.ts";
import { createAppRouter } from "./router.ts";

export interface AppProps {
  readonly services: AppServices;
  /** The page's own address bar unless given. */
  readonly history?: RouterHistory;
}

export function App({ services, history }: AppProps) {
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { networkMode: "always" } } }));
  const [router] = useState(() => createAppRouter({ prefetch: prefetchWith(services, queryClient) }, history));
  return (
    <CrashBoundary origin={window.location.origin}>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queryClient}>
          <AppServicesContext value={services}>
            <RouterProvider router={router} />
          </AppServicesContext>
        </QueryClientProvider>
      </CSPProvider>
    </CrashBoundary>
  );
}
