/**
 * The only door to the world. The compiler reads files through it and through nothing else, so it runs unchanged in
 * Node, in a browser and in a worker.
 */
export interface Host {
  /** Text of a file, or null where there is none; throws only on a read that fails for another reason. */
  readFile(path: string): string | null;
  /** Files below a folder whose name ends in one of the extensions, sorted, `/`-separated, relative to the root. */
  listFiles(folder: string, extensions: readonly string[]): readonly string[];
  /** Folder of an installed policy package (a package in `node_modules` with a `cordon.json`), or null. */
  resolvePackage(name: string): string | null;
  /** `contentHash` of a text by the platform, which is faster, where it has one that answers at once. */
  readonly contentHash?: (text: string) => string;
}

/** Files held in memory: for tests, pages and workers. */
export class MemoryHost implements Host {
  readonly files: ReadonlyMap<string, string>;

  constructor(files: Readonly<Record<string, string>>) {
    this.files = new Map(Object.entries(files));
  }

  readFile(path: string): string | null {
    return this.files.get(path) ?? null;
  }

  listFiles(folder: string, extensions: readonly string[]): readonly string[] {
    const prefix = folder === "" || folder === "." ? "" : `${folder}/`;
    return [...this.files.keys()]
      .filter((path) => path.startsWith(prefix) && extensions.some((extension) => path.endsWith(extension)))
      .sort();
  }

  resolvePackage(name: string): string | null {
    const folder = `node_modules/${name}`;
    return this.files.has(`${folder}/cordon.json`) ? folder : null;
  }
}
