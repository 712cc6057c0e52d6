/** Light and dark: as the system has it, or as the reader wants it. */
import * as monaco from "monaco-editor/editor.js";

export const THEMES = { system: "system", light: "light", dark: "dark" } as const;
export type Theme = keyof typeof THEMES;

export function nextTheme(theme: Theme): Theme {
  const order = Object.keys(THEMES) as Theme[];
  return order[(order.indexOf(theme) + 1) % order.length]!;
}

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
let current: Theme = "system";
prefersDark.addEventListener("change", () => applyTheme(current));

export function applyTheme(theme: Theme): void {
  current = theme;
  const isDark = theme === "dark" || (theme === "system" && prefersDark.matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  monaco.editor.setTheme(isDark ? "cordon-dark" : "cordon-light");
}
