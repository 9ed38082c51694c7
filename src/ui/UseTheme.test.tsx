import { beforeEach, describe, expect, it } from "vitest";
import { renderHook } from "vitest-browser-react";
import { applyStoredTheme, useTheme } from "./use-theme.ts";

const KEY = "deltarium:theme";

beforeEach(() => {
  localStorage.clear();
  applyStoredTheme();
});

function background(): string {
  return getComputedStyle(document.body).backgroundColor;
}

describe("useTheme", () => {
  it("follows the system until a theme is chosen", async () => {
    const { result } = await renderHook(() => useTheme());
    expect(result.current[0]).toBe("system");
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });

  it("paints and remembers a choice", async () => {
    const { result, act } = await renderHook(() => useTheme());
    await act(() => result.current[1]("dark"));
    expect(background()).toBe("rgb(18, 20, 21)");
    await act(() => result.current[1]("light"));
    expect(background()).toBe("rgb(251, 251, 250)");
    expect([result.current[0], localStorage.getItem(KEY)]).toEqual(["light", "light"]);
    await act(() => result.current[1]("system"));
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it("follows a choice made in another tab", async () => {
    const { result, act } = await renderHook(() => useTheme());
    localStorage.setItem(KEY, "dark");
    await act(() => dispatchEvent(new StorageEvent("storage", { key: KEY })));
    expect(result.current[0]).toBe("dark");
  });

  it("takes a stored word that is no theme for none", () => {
    localStorage.setItem(KEY, "purple");
    applyStoredTheme();
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });
});
