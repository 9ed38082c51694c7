import base from "./playwright.config.ts";

export default { ...base, testMatch: /\.corpus\.ts$/, timeout: 240_000 };
