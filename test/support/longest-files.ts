/** Files that take more than half a minute beside others, the longest first. */
export const LONGEST = [
  "test/vscode/extension.test.ts",
  "test/explorer/explorer.test.ts",
  "test/report/examples.test.ts",
  "test/playground/page.test.ts",
  "test/report/site/browser.test.ts",
  "test/examples/build.test.ts",
  "test/diff/heavy.test.ts",
  "test/examples/examples.test.ts",
  "test/property/examples.test.ts",
  "test/cli/slice.test.ts",
  "test/calendar/calendar.test.ts",
  "test/explain/explain.test.ts",
  "test/runtime/format-page.test.ts",
  "test/analysis/engine.test.ts",
] as const;
