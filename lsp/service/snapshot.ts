/**
 * The workspace at one moment. A value: a change makes a new one, which shares what the change leaves alone, and a request
 * keeps the one it began with.
 */
import { Checker, type Compilation, compile, type Host } from "../../compiler/index.ts";
import { parse } from "../../grammar/parse.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";
import { type Head, neededFiles, readHead, sameHead } from "./heads.ts";
import { type FileIndex, indexFile } from "./occurrences.ts";

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

/**
 * A file checked together with the files it needs, and no others: fast, and right but for what other modules say of it. Ask the
 * snapshot for it each time, and keep none across a pause: the checker behind it goes on to later snapshots.
 */
export interface Focus {
  readonly compilation: Compilation;
  /** paths it was made of */
  readonly needed: ReadonlySet<string>;
  index(path: string): FileIndex;
}

/** What goes on from snapshot to snapshot while a module is edited: a checker, and how far it is. */
interface Desk {
  readonly checker: Checker;
  version: number;
}

/** Few are kept: each holds a checked program. */
const MOST_DESKS = 4;

export class Snapshot {
  readonly version: number;
  readonly sources: ReadonlyMap<string, Source>;
  readonly #host: ListedHost;
  /** by module; the one used last stands last */
  readonly #desks: Map<string, Desk>;
  readonly #foci: Map<string, { readonly focus: Focus; readonly desk: Desk | null }>;
  /** by module: the files that its files are checked with */
  readonly #needed: Map<string, ReadonlySet<string>>;

  private constructor(
    version: number,
    host: ListedHost,
    sources: ReadonlyMap<string, Source>,
    desks: Map<string, Desk>,
    needed: Map<string, ReadonlySet<string>>,
  ) {
    this.version = version;
    this.#host = host;
    this.sources = sources;
    this.#desks = desks;
    this.#needed = needed;
    this.#foci = new Map();
  }

  /** The workspace as the host has it. A file that cannot be read is left to the check of the whole, which says so. */
  static of(host: Host): Snapshot {
    const sources = new Map<string, Source>();
    for (const path of host.listFiles(".", [".cordon"])) {
      const text = readOrNull(host, path);
      if (text !== null && !isPackaged(path)) sources.set(path, new Source(path, text));
    }
    return new Snapshot(0, new ListedHost(host), sources, new Map(), new Map());
  }

  /** The snapshot after one text changed; null: the file is gone. */
  with(path: string, text: string | null): Snapshot {
    const old = this.sources.get(path);
    if (old?.text === text) return this;
    const sources = new Map(this.sources);
    if (text === null) sources.delete(path);
    else sources.set(path, new Source(path, text));
    const now = sources.get(path);
    // A change of a head changes who needs whom; any other only what is made of the file itself.
    const isInside = old !== undefined && now !== undefined && sameHead(old.head, now.head);
    const needed = isInside ? this.#needed : new Map<string, ReadonlySet<string>>();
    const next = new Snapshot(this.version + 1, this.#host, sources, this.#desks, needed);
    if (!isInside) return next;
    for (const [module, known] of this.#foci)
      if (!known.focus.needed.has(path)) next.#foci.set(module, known);
    return next;
  }

  /** The same sources, with nothing kept of other files: data files and manifests are read again. */
  refreshed(): Snapshot {
    return new Snapshot(this.version + 1, this.#host.again(), this.sources, this.#desks, new Map());
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
    // A later snapshot may have gone on with the desk: then this one is checked again, by itself.
    if (known !== undefined && known.desk === null) return known.focus;
    if (known?.desk != null && this.#desks.get(module) === known.desk && known.desk.version <= this.version)
      return known.focus;
    const desk = this.#desk(module);
    const focus = this.#check(path, module, desk?.checker ?? new Checker());
    this.#foci.set(module, { focus, desk });
    return focus;
  }

  /** The desk of a module; null where a later snapshot has it. */
  #desk(module: string): Desk | null {
    const known = this.#desks.get(module);
    if (known !== undefined && known.version > this.version) return null;
    const desk = known ?? { checker: new Checker(), version: 0 };
    desk.version = this.version;
    this.#desks.delete(module);
    this.#desks.set(module, desk);
    for (const name of [...this.#desks.keys()].slice(0, -MOST_DESKS)) this.#desks.delete(name);
    return desk;
  }

  #check(path: string, module: string, checker: Checker): Focus {
    let needed = this.#needed.get(module) ?? this.#filesNeeded([path]);
    let compilation = this.#compile(needed, checker);
    for (
      let adding = this.#addingUnknown(compilation, needed);
      adding.length > 0;
      adding = this.#addingUnknown(compilation, needed)
    ) {
      needed = this.#filesNeeded([...needed, ...adding]);
      compilation = this.#compile(needed, checker);
    }
    this.#needed.set(module, needed);
    const indexes = new Map<string, FileIndex>();
    return {
      compilation,
      needed,
      index: (name) => {
        const made = indexes.get(name) ?? indexFile(compilation, name);
        indexes.set(name, made);
        return made;
      },
    };
  }

  #compile(needed: ReadonlySet<string>, checker: Checker): Compilation {
    const files = new Map([...needed].map((name) => [name, this.sources.get(name)!.parsed]));
    const host = new NeededHost(this.#host, this.sources, needed);
    const previous = { workspace: { files, overlays: new Map() } };
    return compile(host, [], previous, { references: true, checker });
  }

  /** Other files that add to a record what these files name and do not know: a fact is seen without `use`. */
  #addingUnknown({ diagnostics }: Compilation, needed: ReadonlySet<string>): string[] {
    const unknown = new Set(
      diagnostics
        .filter(({ code }) => code === "bind/unknown-name" || code === "bind/unknown-field")
        .map(({ span: { file, start, end } }) => this.sources.get(file)?.text.slice(start, end)),
    );
    if (unknown.size === 0) return [];
    return [...this.sources]
      .filter(([path, { head }]) => !needed.has(path) && head.facts.some((name) => unknown.has(name)))
      .map(([path]) => path);
  }

  #filesNeeded(paths: Iterable<string>): ReadonlySet<string> {
    const heads = new Map([...this.sources].map(([name, source]) => [name, source.head]));
    return neededFiles(heads, paths);
  }
}

/** A host whose folders are listed, and whose data files and manifests are read, once between two changes on disk. */
class ListedHost implements Host {
  readonly #base: Host;
  readonly #lists = new Map<string, readonly string[]>();
  readonly #texts = new Map<string, string | null>();

  constructor(base: Host) {
    this.#base = base;
  }

  /** The same host with nothing kept. */
  again(): ListedHost {
    return new ListedHost(this.#base);
  }

  readFile(path: string): string | null {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = this.#base.readFile(path);
    this.#texts.set(path, text);
    return text;
  }

  /** Without the sources of the workspace, which the snapshot has. */
  listFiles(folder: string, extensions: readonly string[]): readonly string[] {
    const key = JSON.stringify([folder, extensions]);
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    const found = this.#base
      .listFiles(folder, extensions)
      .filter((path) => !path.endsWith(".cordon") || isPackaged(path));
    this.#lists.set(key, found);
    return found;
  }

  resolvePackage(name: string): string | null {
    return this.#base.resolvePackage(name);
  }
}

/** The host as a few files of the workspace see it: there are no others. */
class NeededHost implements Host {
  readonly #base: ListedHost;
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #needed: ReadonlySet<string>;

  constructor(base: ListedHost, sources: ReadonlyMap<string, Source>, needed: ReadonlySet<string>) {
    this.#base = base;
    this.#sources = sources;
    this.#needed = needed;
  }

  readFile(path: string): string | null {
    if (this.#needed.has(path)) return this.#sources.get(path)!.text;
    return path.endsWith(".cordon") && !isPackaged(path) ? null : this.#base.readFile(path);
  }

  listFiles(folder: string, extensions: readonly string[]): readonly string[] {
    const prefix = folder === "" || folder === "." ? "" : `${folder}/`;
    const own = [...this.#needed].filter(
      (path) => path.startsWith(prefix) && extensions.some((end) => path.endsWith(end)),
    );
    return [...own, ...this.#base.listFiles(folder, extensions)].sort();
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
