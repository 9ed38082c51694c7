import { createContext, useContext } from "react";
import { recognise } from "#features/open-table/recognise.ts";
import { showToast } from "#ui/toasts.ts";
import type { WorkerClient } from "#worker/client.ts";
import { type AccessStore, createAccessStore } from "./access-store.ts";
import { type CancellableClient, withCancelAll } from "./cancellable-client.ts";
import { receivePasted } from "./own-address.ts";
import { createTableEvents, type TableEvents } from "./table-events.ts";

/** What lives as long as the page. */
export interface AppServices {
  readonly client: CancellableClient;
  readonly events: TableEvents;
  readonly access: AccessStore;
}

export function createAppServices(client: WorkerClient): AppServices {
  const access = createAccessStore(client);
  receivePasted((text) => {
    const { recognition, grant } = recognise(text);
    if (recognition.kind === "invalid") {
      const detail = "The table is read without it: browsers do not send it, and whoever has the link would know it.";
      showToast({ title: "The link’s user name or password was left out", detail, durationMs: 0 });
    }
    // A secret whose reach only the user knows is not sent on a guess: the table then asks for an access.
    if (recognition.kind !== "known" || recognition.access.coversTable !== "all" || grant === undefined) return;
    void access.grant(grant, recognition.access.label);
  });
  return { client: withCancelAll(client), events: createTableEvents(client), access };
}

export const AppServicesContext = createContext<AppServices | undefined>(undefined);

export function useAppServices(): AppServices {
  const services = useContext(AppServicesContext);
  if (services === undefined) throw new Error("AppServicesContext is missing above this component");
  return services;
}
