import { execFileSync } from "node:child_process";
import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";

/** Flags for a test browser: no sandbox (root in containers), no GPU, and no request that a page did not make. */
export const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const MAC_APPS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Path of a Chromium that is already here: named by the environment, Playwright's own, or the system's. */
function findChromium(env = process.env) {
  const named = env.DELTARIUM_CHROMIUM || env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH;
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`Cannot run ${named}: DELTARIUM_CHROMIUM must name an executable Chromium`);
  }
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  const system = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [playwrightChromium(), ...system, ...MAC_APPS].find(isExecutable);
}

/** The same, and where there is none, installs one: Debian's package for root, Playwright's build otherwise. */
export function ensureChromium(env = process.env) {
  const found = findChromium(env);
  if (found) return found;
  install();
  const installed = findChromium(env);
  if (installed) return installed;
  throw new Error("No Chromium found: install one and set DELTARIUM_CHROMIUM to its path");
}

function install() {
  if (process.getuid?.() === 0 && isDebian()) {
    try {
      // stdout is the command line's answer, so what apt says goes to stderr
      run("apt-get", ["update", "-qq"]);
      run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"]);
      return;
    } catch (error) {
      console.error(`apt-get could not install chromium (${error.message}), trying Playwright's`);
    }
  }
  run(process.execPath, [join(import.meta.dirname, "../node_modules/@playwright/test/cli.js"), "install", "chromium"]);
}

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync(command, args, { env, stdio: ["ignore", process.stderr, process.stderr] });
}

function playwrightChromium() {
  try {
    return chromium.executablePath();
  } catch {
    return undefined; // a platform that Playwright has no build for
  }
}

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

function isExecutable(path) {
  if (!path) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(ensureChromium());
