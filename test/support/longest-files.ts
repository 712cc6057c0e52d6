/** Files that take more than a minute beside others, the longest first. */
export const LONGEST = [
  "test/report/examples.test.ts",
  "test/property/examples.test.ts",
  "test/vscode/extension.test.ts",
  "test/examples/examples.test.ts",
  "test/explorer/explorer.test.ts",
  "test/examples/build.test.ts",
  "test/analysis/engine.test.ts",
  "test/playground/page.test.ts",
] as const;
