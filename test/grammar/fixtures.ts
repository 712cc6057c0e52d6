import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Every source below a folder of the repository, by path. */
export function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".cordon"))
    .sort()
    .map((name) => join(root, folder, name))
    .map((file) => ({ path: relative(root, file), text: readFileSync(file, "utf8") }));
}

/** The provisions themselves, without the worlds and scenarios that other tests put around them. */
export function provisions(): { path: string; text: string }[] {
  return sources("test/provisions").filter(({ path }) => /^test\/provisions\/p\d\d\.cordon$/.test(path));
}
