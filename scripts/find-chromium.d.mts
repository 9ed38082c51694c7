export declare const CHROMIUM_FLAGS: readonly string[];
export declare function ensureChromium(env?: NodeJS.ProcessEnv): string;
