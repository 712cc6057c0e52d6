/**
 * Which files of tests have a worker of their own. To start one and to read the compiler into it costs a second, and code that has
 * run before runs faster; so files share a worker with others. They leave nothing behind that another could notice, in any order.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const tests = resolve(import.meta.dirname, "..");

/** What others would notice: a module, a clock or an environment put in the place of its own, another working folder. */
const LEFT_BEHIND =
  /\bvi\.(?:mock|doMock|stub|useFake|setSystem)|\bprocess\.chdir\(|\bprocess\.env[.[]\S+ = /;

/**
 * What takes long and leaves nothing that could be shared: a browser or an editor, whose pages are waited for, and a law that a file
 * reads from disk for itself. The law of `examples/` is read once for all, by `examples.ts`. `.ci/run` installs browser and editors
 * while the files run that share a worker.
 */
const OF_ITS_OWN = /\blaunchChromium\(|\bStories\b|\bisInstalled\(|\bnew NodeHost\(/;

/** Paths from the root of the repository. */
export function filesAlone(): string[] {
  return readdirSync(tests, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts") && !path.includes("node_modules"))
    .filter((path) => {
      const text = readFileSync(join(tests, path), "utf8");
      return LEFT_BEHIND.test(text) || OF_ITS_OWN.test(text);
    })
    .map((path) => `test/${path.replaceAll("\\", "/")}`)
    .sort();
}
