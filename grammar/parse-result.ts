import type { File } from "./ast.ts";
import type { Diagnostic } from "./base/diagnostic.ts";
import type { SourceFile } from "./base/source-file.ts";

/** A comment with its marker. `///` documents the declaration below it. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What parsing always returns: a tree for any text, and everything that is wrong with it. */
export interface ParseResult {
  readonly source: SourceFile;
  readonly file: File;
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
}
