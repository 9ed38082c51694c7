// The whole app over the invented table: `npx vite`, then /src/testing/fake-page.html. For drafts of the screens.

import "#app/own-address.ts";
import "#ui/reset.css";
import "#ui/theme.css";
import { createRoot } from "react-dom/client";
import { App } from "#app/App.tsx";
import { createAppServices } from "#app/app-services.ts";
import type { TableError } from "#delta/errors.ts";
import { applyStoredTheme } from "#ui/use-theme.ts";
import { createFakeClient, fakeError } from "./fake-client.ts";

const origin = window.location.origin;
const store = "https://acmelake.blob.core.windows.net";
const failing = new Map<string, TableError>([
  [
    `${store}/cors/rides`,
    fakeError("BlockedByCors", { url: `${store}/cors/rides/_delta_log/_last_checkpoint`, origin }),
  ],
  [`${store}/gap/rides`, fakeError("LogGap", { missing: 7, before: 8 })],
  [`${store}/none/rides`, fakeError("NotADeltaTable", { location: `${store}/none/rides`, found: "nothing" })],
  [
    `${store}/expired/rides`,
    fakeError("SignatureExpired", {
      url: `${store}/expired/rides/_delta_log/_last_checkpoint`,
      expiredMs: Date.now() - 7_200_000,
    }),
  ],
]);
const client = createFakeClient({ versions: 42, latencyMs: 30, failing, locked: [`${store}/lake/silver/rides`] });
applyStoredTheme();
const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<App services={createAppServices(client)} />);
