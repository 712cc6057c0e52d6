/**
 * The parse of a file whose tree can be given back: of a large workspace the trees are the largest part, and an editor works on
 * few files at a time.
 */
import type { File } from "../../grammar/ast.ts";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { SourceFile } from "../../grammar/base/source-file.ts";
import { parse } from "../../grammar/parse.ts";
import type { Comment, ParseResult } from "../../grammar/parse-result.ts";

export class LazyParse implements ParseResult {
  readonly source: SourceFile;
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
  #file: File | null;

  constructor(path: string, text: string) {
    const { source, file, comments, diagnostics } = parse(path, text);
    this.source = source;
    this.comments = comments;
    this.diagnostics = diagnostics;
    this.#file = file;
  }

  /** Parsed again where it was given back: an equal tree of other nodes. */
  get file(): File {
    this.#file ??= parse(this.source.path, this.source.text).file;
    return this.#file;
  }

  /** Gives the tree back. Who still holds nodes of it keeps them, and what hangs below. */
  release(): void {
    this.#file = null;
  }
}
