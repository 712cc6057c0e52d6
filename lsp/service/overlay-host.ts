import type { Host } from "../../compiler/index.ts";

/** A host in front of another: the texts of open editors stand in for files, and files can be left out. */
export class OverlayHost implements Host {
  readonly #base: Host;
  /** null: there is no such file */
  readonly #overlays: ReadonlyMap<string, string | null>;
  readonly #keeps: (path: string) => boolean;

  constructor(
    base: Host,
    overlays: ReadonlyMap<string, string | null>,
    keeps: (path: string) => boolean = () => true,
  ) {
    this.#base = base;
    this.#overlays = overlays;
    this.#keeps = keeps;
  }

  readFile(path: string): string | null {
    const overlay = this.#overlays.get(path);
    return overlay === undefined ? this.#base.readFile(path) : overlay;
  }

  listFiles(folder: string, extensions: readonly string[]): readonly string[] {
    const prefix = folder === "" || folder === "." ? "" : `${folder}/`;
    const paths = new Set(this.#base.listFiles(folder, extensions));
    for (const [path, text] of this.#overlays) {
      if (text === null) paths.delete(path);
      else if (path.startsWith(prefix) && extensions.some((end) => path.endsWith(end))) paths.add(path);
    }
    return [...paths].filter((path) => !path.endsWith(".cordon") || this.#keeps(path)).sort();
  }

  resolvePackage(name: string): string | null {
    return this.#base.resolvePackage(name);
  }
}
