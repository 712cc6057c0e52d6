import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where Node keeps what it made of modules in earlier runs: workers, and commands that tests start, begin sooner. */
export const COMPILED = join(tmpdir(), "cordon-test-compile-cache");
