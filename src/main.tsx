import "#app/own-address.ts";
import "#ui/reset.css";
import "#ui/theme.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "#app/App.tsx";
import { createAppServices } from "#app/app-services.ts";
import { applyStoredTheme } from "#ui/use-theme.ts";
import { createWorkerClient } from "#worker/client.ts";
import workerUrl from "./worker/worker.ts?worker&url";

applyStoredTheme();
// The worker's name tells it the page's folder: what it is started from may be another one, with every build.
const name = new URL(".", document.baseURI).href;
const services = createAppServices(createWorkerClient(new Worker(workerUrl, { type: "module", name })));
const root = document.getElementById("root");
if (root === null) throw new Error("The page has no element #root");
createRoot(root).render(
  <StrictMode>
    <App services={services} />
  </StrictMode>,
);
