import "#app/own-address.ts";
import "#ui/reset.css";
import "#ui/theme.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "#app/App.tsx";
import { createAppServices } from "#app/app-services.ts";
import { applyStoredTheme } from "#ui/use-theme.ts";
import { createWorkerClient } from "#worker/client.ts";

applyStoredTheme();
const worker = new Worker(new URL("./worker/worker.ts", import.meta.url), {
  type: "module",
  // The demo tables lie below the page's own folder, and a worker can't see the page's address.
  name: new URL(".", location.href).href,
});
const services = createAppServices(createWorkerClient(worker));
const root = document.getElementById("root");
if (root === null) throw new Error("The page has no element #root");
createRoot(root).render(
  <StrictMode>
    <App services={services} />
  </StrictMode>,
);
