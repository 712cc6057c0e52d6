import { defineConfig } from "vitest/config";
import { COMPILED } from "./test/support/compiled.ts";
import { LongestFirst } from "./test/support/longest-first.ts";
import { filesAlone } from "./test/support/workers.ts";

const exclude = ["test/bench/**", "**/node_modules/**"];
const alone = filesAlone();

// a worker reads up to a thousand modules, the same as the one before it
process.env.NODE_COMPILE_CACHE ??= COMPILED;

export default defineConfig({
  test: {
    setupFiles: ["test/support/setup.ts"],
    testTimeout: 300_000,
    maxWorkers: 2,
    // an order of our own would make nothing of `--sequence.shuffle.files`
    sequence: process.env.CORDON_SHUFFLE === "1" ? { shuffle: { files: true } } : { sequencer: LongestFirst },
    // Node reads the sources as they are: what Vite makes of an import is looked up anew at every call, which costs a fifth
    experimental: { viteModuleRunner: false },
    projects: [
      { extends: true, test: { name: "alone", include: alone, exclude } },
      {
        extends: true,
        test: {
          name: "together",
          include: ["test/**/*.test.ts"],
          exclude: [...exclude, ...alone],
          isolate: false,
        },
      },
    ],
  },
});
