/**
 * Where the files of a build go, as they are made. A large law makes tables and pages of many megabytes; none of them is
 * ever whole in memory unless someone keeps it.
 */
export interface Output {
  /** Begins a file; several may be open at once. `path` is relative to the output folder, with `/`. */
  begin(path: string): OutputFile;
}

export interface OutputFile {
  /** Appends a text. */
  write(text: string): void;
  /** Says that nothing follows. */
  end(): void;
}

/** Characters that are gathered before they are passed on: a piece of a page is often a word. */
const CHUNK = 1 << 16;

/** Writes to a file in large pieces, however small those are that come. */
export class Gathered implements OutputFile {
  readonly #pass: (text: string) => void;
  readonly #done: () => void;
  #pieces: string[] = [];
  #length = 0;

  /** `pass` takes the large pieces; `done` is told when there are no more. */
  constructor(pass: (text: string) => void, done: () => void) {
    this.#pass = pass;
    this.#done = done;
  }

  write(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
    if (this.#length >= CHUNK) this.#flush();
  }

  end(): void {
    if (this.#length > 0) this.#flush();
    this.#done();
  }

  #flush(): void {
    this.#pass(this.#pieces.join(""));
    this.#pieces = [];
    this.#length = 0;
  }
}

/** Begins a file that is written in large pieces. */
export function beginGathered(output: Output, path: string): OutputFile {
  const file = output.begin(path);
  return new Gathered(
    (text) => file.write(text),
    () => file.end(),
  );
}

/** Writes a whole file. */
export function writeWhole(output: Output, path: string, text: string): void {
  const file = output.begin(path);
  file.write(text);
  file.end();
}

/** Keeps the files in memory: for pages, workers and tests. */
export class MemoryOutput implements Output {
  readonly #texts = new Map<string, string[]>();

  begin(path: string): OutputFile {
    const pieces: string[] = [];
    this.#texts.set(path, pieces);
    return {
      write: (text) => {
        pieces.push(text);
      },
      end: () => {
        // Nothing is held back.
      },
    };
  }

  /** What was written, sorted by path. */
  files(): { readonly path: string; readonly text: string }[] {
    return [...this.#texts]
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([path, pieces]) => ({ path, text: pieces.join("") }));
  }
}
