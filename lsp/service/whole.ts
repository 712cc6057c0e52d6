/**
 * The check of a whole workspace, which of a large one takes seconds. It runs beside the editor, in a thread of its own
 * where there are threads: what goes in and out is plain data.
 */
import { Checker, type Compilation, compile, type Diagnostic, type Host } from "../../compiler/index.ts";
import { type FileIndex, indexFile, sameIndex } from "./occurrences.ts";
import { OverlayHost } from "./overlay-host.ts";

/** A text that an editor holds; undefined: the file as it is on disk, read again. */
export interface Change {
  readonly path: string;
  readonly text: string | null | undefined;
}

/** What differs from the answer before. */
export interface WholeAnswer {
  readonly findings: readonly (readonly [path: string, findings: readonly Diagnostic[]])[];
  readonly indexes: readonly (readonly [path: string, index: FileIndex])[];
  /** sources that are no more */
  readonly removed: readonly string[];
}

export interface WholeCheck {
  check(changes: readonly Change[]): Promise<WholeAnswer>;
  dispose(): void;
}

/**
 * Checks in the thread it is called in. After an edit only what it can touch is looked into, and between two checks little more
 * is kept than that takes.
 */
export class LocalCheck implements WholeCheck {
  readonly #host: Host;
  readonly #overlays = new Map<string, string | null>();
  /** what was last said of each file, as text */
  readonly #said = new Map<string, string>();
  readonly #indexes = new Map<string, FileIndex>();
  #checker = new Checker();
  #last: Pick<Compilation, "workspace"> | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  async check(changes: readonly Change[]): Promise<WholeAnswer> {
    for (const { path, text } of changes) {
      if (text === undefined) this.#overlays.delete(path);
      else this.#overlays.set(path, text);
    }
    const host = new OverlayHost(this.#host, this.#overlays);
    const checker = this.#checker;
    const compilation = compile(host, [], this.#last, { references: true, checker });
    const answer = this.#answer(compilation, checker.lastChecked);
    checker.shed();
    this.#last = { workspace: compilation.workspace };
    return answer;
  }

  dispose(): void {
    this.#last = undefined;
    this.#checker = new Checker();
  }

  #answer(compilation: Compilation, checked: ReadonlySet<string>): WholeAnswer {
    const { files } = compilation.workspace;
    const grouped = new Map<string, Diagnostic[]>();
    for (const finding of compilation.diagnostics) {
      const { file } = finding.span;
      if (!grouped.has(file)) grouped.set(file, []);
      grouped.get(file)!.push(finding);
    }
    const findings: [string, readonly Diagnostic[]][] = [];
    for (const path of new Set([...grouped.keys(), ...files.keys(), ...this.#said.keys()])) {
      const list = grouped.get(path) ?? [];
      const text = list.length === 0 ? "" : JSON.stringify(list);
      if (this.#said.get(path) === text) continue;
      this.#said.set(path, text);
      findings.push([path, list]);
    }
    const indexes: [string, FileIndex][] = [];
    for (const path of files.keys()) {
      const known = this.#indexes.get(path);
      if (known !== undefined && !checked.has(path)) continue;
      const index = indexFile(compilation, path);
      if (known !== undefined && sameIndex(known, index)) continue;
      this.#indexes.set(path, index);
      indexes.push([path, index]);
    }
    const removed = [...this.#indexes.keys()].filter((path) => !files.has(path));
    for (const path of removed) this.#indexes.delete(path);
    return { findings, indexes, removed };
  }
}
