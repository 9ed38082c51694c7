import { createContext, useContext } from "react";
import type { AccessStore } from "./access-store.ts";
import type { CancellableClient } from "./cancellable-client.ts";
import type { TableEvents } from "./table-events.ts";

/** What lives as long as the page. */
export interface AppServices {
  readonly client: CancellableClient;
  readonly events: TableEvents;
  readonly access: AccessStore;
}

export const AppServicesContext = createContext<AppServices | undefined>(undefined);

export function useAppServices(): AppServices {
  const services = useContext(AppServicesContext);
  if (services === undefined) throw new Error("AppServicesContext is missing above this component");
  return services;
}
