import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./theme.css", import.meta.url), "utf8");
const SURFACES = ["canvas", "surface", "sunken", "hover"];

describe.each(["light", "dark"])("the %s theme", (mode) => {
  it.each(["ink", "ink-2", "ink-3", "accent", "add", "del", "mod"])("reads %s at 4.5:1 on every surface", (token) => {
    for (const surface of SURFACES) expect(contrast(mode, token, surface)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["accent", "accent-soft"],
    ["accent-ink", "accent"],
    ["accent-ink", "accent-strong"],
    ["ink", "accent-soft"],
    ["ink-2", "accent-soft"],
    ["ink-3", "accent-soft"],
    ["add", "add-soft"],
    ["del", "del-soft"],
    ["mod", "mod-soft"],
    ["mod", "warn-soft"],
    ["ink", "add-cell"],
    ["ink", "del-cell"],
  ])("reads %s at 4.5:1 on %s", (token, ground) => {
    expect(contrast(mode, token, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["write", "merge", "update", "delete", "maintain", "schema", "restore"])(
    "shows the %s glyph at 3:1",
    (op) => {
      for (const surface of SURFACES) expect(contrast(mode, `op-${op}`, surface)).toBeGreaterThanOrEqual(3);
    },
  );
});

function contrast(mode: string, one: string, other: string): number {
  const [low, high] = [luminance(mode, one), luminance(mode, other)].sort((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function luminance(mode: string, token: string): number {
  const pair = new RegExp(`--${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  const hex = pair?.[mode === "light" ? 1 : 2];
  if (hex === undefined) throw new Error(`theme.css has no pair of colours named ${token}`);
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
