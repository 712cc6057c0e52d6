/** What the head of a source says, read without parsing it: enough to know which other files it needs. */

export interface Head {
  /** null where the file does not say; it then is a module of its own */
  readonly module: string | null;
  readonly uses: readonly string[];
  /** declares something that every module sees, whether it uses this one or not */
  readonly isGlobal: boolean;
}

const MODULE = /^[ \t]*module[ \t]+([\w.]+)/m;
const USE = /^[ \t]*use\s+([\w.]+(?:\s*,\s*[\w.]+)*)/gm;
const GLOBAL = /^[ \t]*(?:jurisdiction|record[ \t]+transaction)\b/m;

/** Reads the head of a text. A word in a comment may add a module too many, which costs time and changes nothing. */
export function readHead(text: string): Head {
  const uses = [...text.matchAll(USE)].flatMap((match) => match[1]!.split(",").map((path) => path.trim()));
  return { module: MODULE.exec(text)?.[1] ?? null, uses, isGlobal: GLOBAL.test(text) };
}

export function sameHead(a: Head, b: Head): boolean {
  return (
    a.module === b.module &&
    a.isGlobal === b.isGlobal &&
    a.uses.length === b.uses.length &&
    a.uses.every((path, index) => path === b.uses[index])
  );
}

/** The files that a file is checked with: those of its module, and of all that they use, directly or not. */
export function neededFiles(heads: ReadonlyMap<string, Head>, file: string): Set<string> {
  const byModule = new Map<string, string[]>();
  for (const [path, { module }] of heads) {
    const name = module ?? path;
    const known = byModule.get(name);
    if (known === undefined) byModule.set(name, [path]);
    else known.push(path);
  }
  const needed = new Set<string>();
  const open: string[] = [];
  const add = (path: string): void => {
    if (needed.has(path)) return;
    needed.add(path);
    open.push(path);
  };
  for (const [path, head] of heads) if (head.isGlobal) add(path);
  if (heads.has(file)) add(file);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { module, uses } = heads.get(next)!;
    for (const name of [module ?? next, ...uses]) for (const path of byModule.get(name) ?? []) add(path);
  }
  return needed;
}
