import "#app/own-address.ts";
import "#ui/reset.css";
import "#ui/theme.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "#app/App.tsx";
import { applyStoredTheme } from "#ui/use-theme.ts";
import { createWorkerClient } from "#worker/client.ts";

applyStoredTheme();
const worker = new Worker(new URL("./worker/worker.ts", import.meta.url), { type: "module" });
const root = document.getElementById("root");
if (root === null) throw new Error("The page has no element #root");
createRoot(root).render(
  <StrictMode>
    <App client={createWorkerClient(worker)} />
  </StrictMode>,
);
