/** What the head of a source says, read without parsing it: enough to know which other files it needs. */

export interface Head {
  /** null where the file does not say; it then is a module of its own */
  readonly module: string | null;
  readonly uses: readonly string[];
  /** declares something that every module sees, whether it uses this one or not */
  readonly isGlobal: boolean;
  /** names of the facts that it adds to records: every module may name them, whether it uses this one or not */
  readonly facts: readonly string[];
}

const MODULE = /^[ \t]*module[ \t]+([\w.]+)/m;
const USE = /^[ \t]*use\s+([\w.]+(?:\s*,\s*[\w.]+)*)/gm;
const GLOBAL = /^[ \t]*(?:jurisdiction|record[ \t]+transaction)\b/m;
const FACT = /^[ \t]*fact\s+(\w+(?:\s*,\s*\w+)*)\s+of\b/gm;

/** Reads the head of a text. A word in a comment may add a module too many, which costs time and changes nothing. */
export function readHead(text: string): Head {
  const listed = (pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].flatMap((match) => match[1]!.split(",").map((name) => name.trim()));
  return {
    module: MODULE.exec(text)?.[1] ?? null,
    uses: listed(USE),
    isGlobal: GLOBAL.test(text),
    facts: listed(FACT),
  };
}

export function sameHead(a: Head, b: Head): boolean {
  return (
    a.module === b.module &&
    a.isGlobal === b.isGlobal &&
    sameNames(a.uses, b.uses) &&
    sameNames(a.facts, b.facts)
  );
}

const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, index) => name === b[index]);

/** The files that files are checked with: those of their modules, and of all that they use, directly or not. */
export function neededFiles(heads: ReadonlyMap<string, Head>, files: Iterable<string>): Set<string> {
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
  for (const file of files) if (heads.has(file)) add(file);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { module, uses } = heads.get(next)!;
    for (const name of [module ?? next, ...uses]) for (const path of byModule.get(name) ?? []) add(path);
  }
  return needed;
}
