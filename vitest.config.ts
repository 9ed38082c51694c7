import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { CHROMIUM_FLAGS, ensureChromium } from "./scripts/find-chromium.mjs";

export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "bench/**/*.test.ts", "e2e/**/*.test.ts"],
        },
      },
      {
        extends: true,
        // A dependency first met while tests run is bundled anew, and the page then has two Reacts: all are named or scanned for.
        optimizeDeps: {
          entries: ["src/**/*.tsx"],
          include: [
            "react",
            "react-dom",
            "react-dom/client",
            "react/jsx-runtime",
            "react/jsx-dev-runtime",
            "vitest-browser-react",
            "@base-ui/react/dialog",
            "@base-ui/react/menu",
            "@base-ui/react/toast",
            "@base-ui/react/tooltip",
            "@tanstack/react-query",
            "@tanstack/react-router",
            "@tanstack/react-table",
            "lucide-react",
          ],
        },
        test: {
          name: "browser",
          include: ["src/**/*.test.tsx"],
          setupFiles: ["src/testing/browser-setup.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                // A getter, so that a run of the node tests alone never looks for or installs a browser.
                get executablePath() {
                  return ensureChromium();
                },
                args: [...CHROMIUM_FLAGS],
              },
            }),
            instances: [{ browser: "chromium", viewport: { width: 1024, height: 720 } }],
          },
        },
      },
    ],
  },
});
