/**
 * The workspace at one moment. A value: a change makes a new one, which shares what the change leaves alone, and a request
 * keeps the one it began with.
 */
import { type Compilation, compile, type Host } from "../../compiler/index.ts";
import { parse } from "../../grammar/parse.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";
import { type Head, neededFiles, readHead, sameHead } from "./heads.ts";
import { type FileIndex, indexFile } from "./occurrences.ts";
import { OverlayHost } from "./overlay-host.ts";

/** A source with what is made of it when it is first asked for. */
export class Source {
  readonly path: string;
  readonly text: string;
  readonly head: Head;
  #parsed: ParseResult | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    this.head = readHead(text);
  }

  get parsed(): ParseResult {
    this.#parsed ??= parse(this.path, this.text);
    return this.#parsed;
  }
}

/** A file checked together with the files it needs, and no others: fast, and right but for what other modules say of it. */
export interface Focus {
  readonly compilation: Compilation;
  /** paths it was made of */
  readonly needed: ReadonlySet<string>;
  index(path: string): FileIndex;
}

export class Snapshot {
  readonly version: number;
  readonly sources: ReadonlyMap<string, Source>;
  readonly #host: ListedHost;
  readonly #foci: Map<string, Focus>;

  private constructor(
    version: number,
    host: ListedHost,
    sources: ReadonlyMap<string, Source>,
    foci: Map<string, Focus>,
  ) {
    this.version = version;
    this.#host = host;
    this.sources = sources;
    this.#foci = foci;
  }

  /** The workspace as the host has it. A file that cannot be read is left to the check of the whole, which says so. */
  static of(host: Host): Snapshot {
    const sources = new Map<string, Source>();
    for (const path of host.listFiles(".", [".cordon"])) {
      const text = readOrNull(host, path);
      if (text !== null && !path.split("/").includes("node_modules"))
        sources.set(path, new Source(path, text));
    }
    return new Snapshot(0, new ListedHost(host), sources, new Map());
  }

  /** The snapshot after one text changed; null: the file is gone. */
  with(path: string, text: string | null): Snapshot {
    const old = this.sources.get(path);
    if (old?.text === text) return this;
    const sources = new Map(this.sources);
    if (text === null) sources.delete(path);
    else sources.set(path, new Source(path, text));
    const now = sources.get(path);
    const foci = new Map<string, Focus>();
    // A change of a head changes who needs whom; any other only what is made of the file itself.
    if (old !== undefined && now !== undefined && sameHead(old.head, now.head)) {
      for (const [name, focus] of this.#foci) if (!focus.needed.has(path)) foci.set(name, focus);
    }
    return new Snapshot(this.version + 1, this.#host, sources, foci);
  }

  /** The same sources, with nothing kept of other files: data files and manifests are read again. */
  refreshed(): Snapshot {
    return new Snapshot(this.version + 1, this.#host.again(), this.sources, new Map());
  }

  parsed(path: string): ParseResult | null {
    return this.sources.get(path)?.parsed ?? null;
  }

  text(path: string): string | null {
    const source = this.sources.get(path);
    return source === undefined ? readOrNull(this.#host, path) : source.text;
  }

  moduleOf(path: string): string {
    return this.sources.get(path)?.head.module ?? path;
  }

  focus(path: string): Focus {
    const module = this.moduleOf(path);
    const known = this.#foci.get(module);
    if (known !== undefined) return known;
    const heads = new Map([...this.sources].map(([name, source]) => [name, source.head]));
    const needed = neededFiles(heads, path);
    const texts = new Map([...needed].map((name) => [name, this.sources.get(name)!.text]));
    const files = new Map([...needed].map((name) => [name, this.sources.get(name)!.parsed]));
    const host = new OverlayHost(this.#host, texts, (name) => needed.has(name) || isPackaged(name));
    const previous = { workspace: { files, overlays: new Map() } };
    const compilation = compile(host, [], previous, { references: true });
    const indexes = new Map<string, FileIndex>();
    const focus: Focus = {
      compilation,
      needed,
      index: (name) => {
        const made = indexes.get(name) ?? indexFile(compilation, name);
        indexes.set(name, made);
        return made;
      },
    };
    // Few are kept: each holds a checked program.
    for (const name of [...this.#foci.keys()].slice(0, Math.max(0, this.#foci.size - 3)))
      this.#foci.delete(name);
    this.#foci.set(module, focus);
    return focus;
  }
}

/** A host whose folders are listed once: between two changes on disk they hold the same files. */
class ListedHost implements Host {
  readonly #base: Host;
  readonly #lists = new Map<string, readonly string[]>();

  constructor(base: Host) {
    this.#base = base;
  }

  /** The same host with nothing kept. */
  again(): ListedHost {
    return new ListedHost(this.#base);
  }

  readFile(path: string): string | null {
    return this.#base.readFile(path);
  }

  listFiles(folder: string, extensions: readonly string[]): readonly string[] {
    const key = JSON.stringify([folder, extensions]);
    const known = this.#lists.get(key) ?? this.#base.listFiles(folder, extensions);
    this.#lists.set(key, known);
    return known;
  }

  resolvePackage(name: string): string | null {
    return this.#base.resolvePackage(name);
  }
}

function isPackaged(path: string): boolean {
  return path.split("/").includes("node_modules");
}

function readOrNull(host: Host, path: string): string | null {
  try {
    return host.readFile(path);
  } catch {
    return null;
  }
}
