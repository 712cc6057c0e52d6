/** Builds again whenever a source, a data file or a manifest changes, until the command is interrupted. */
import { resolve, sep } from "node:path";
import { watch } from "chokidar";
import { EXIT, Unusable } from "./exit-codes.ts";
import { err, tell, tellError } from "./terminal.ts";

const WATCHED = [".cordon", ".json", ".csv"];
/** Editors write a file in several steps; the build waits until they are through (milliseconds). */
const SETTLE = 100;

/** Resolves when the command is interrupted. `rebuild` runs once for a burst of changes. */
export async function watchSources(
  paths: readonly string[],
  out: string,
  rebuild: () => void,
): Promise<void> {
  const folder = resolve(out);
  const roots = paths.length === 0 ? ["."] : [...paths];
  const watcher = watch(roots, {
    ignoreInitial: true,
    ignored: (path, stats) => {
      const full = resolve(path);
      if (full === folder || full.startsWith(folder + sep)) return true;
      if (/(^|[\\/])(node_modules|\.git|\.[^\\/]+\.(new|old)-[0-9a-f]+)([\\/]|$)/.test(full)) return true;
      return stats?.isFile() === true && !WATCHED.some((ending) => full.endsWith(ending));
    },
  });
  let timer: NodeJS.Timeout | undefined;
  const run = (): void => {
    try {
      rebuild();
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      tellError(error.message, error.help);
    }
    tell(err.dim("watching for changes; stop with Ctrl-C"));
  };
  watcher.on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(run, SETTLE);
  });
  await new Promise<void>((done) => {
    watcher.on("ready", () => tell(err.dim("watching for changes; stop with Ctrl-C")));
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
  clearTimeout(timer);
  await watcher.close();
  process.exitCode = EXIT.clean;
}
