import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type RouterHistory, RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { CrashBoundary } from "#features/problem/CrashBoundary.tsx";
import type { WorkerClient } from "#worker/client.ts";
import { createAccessStore } from "./access-store.ts";
import { AppServicesContext } from "./app-services.ts";
import { withCancelAll } from "./cancellable-client.ts";
import { createAppRouter } from "./router.tsx";
import { createTableEvents } from "./table-events.ts";

export interface AppProps {
  readonly client: WorkerClient;
  /** The page's own address bar unless given. */
  readonly history?: RouterHistory;
}

export function App({ client, history }: AppProps) {
  const [services] = useState(() => createServices(client));
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { networkMode: "always" } } }));
  const [router] = useState(() => createAppRouter(history));
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

function createServices(client: WorkerClient) {
  const cancellable = withCancelAll(client);
  return { client: cancellable, events: createTableEvents(client), access: createAccessStore(client) };
}
