import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

export default defineConfig({
  test: {
    setupFiles: ["test/support/setup.ts"],
    include: ["test/**/*.test.ts"],
    exclude: ["test/bench/**", "**/node_modules/**"],
    testTimeout: 300_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
