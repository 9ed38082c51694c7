import { defineConfig } from "@playwright/test";
import { CHROMIUM_FLAGS, ensureChromium } from "./scripts/find-chromium.mjs";

// Another build and port, for runs beside each other in one checkout.
const port = Number(process.env.DELTARIUM_E2E_PORT ?? 4179);
const dist = process.env.DELTARIUM_E2E_DIST ?? "dist";

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  reporter: [["list"]],
  timeout: 30_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: ensureChromium(), args: [...CHROMIUM_FLAGS] },
    trace: "off",
  },
  webServer: {
    command: `npx vite preview --outDir ${dist} --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
