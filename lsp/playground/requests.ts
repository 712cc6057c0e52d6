/** The shapes of the requests of our own, as they come over the wire; their meaning stands in `lsp/README.md`. */
import type { Range } from "vscode-languageserver-protocol";
import type { CaseFacts } from "../../compiler/editor/index.ts";
import type { Answer, CaseProblem } from "../../compiler/runtime/answer.ts";

export interface Place {
  readonly uri: string;
  readonly range: Range;
}

export interface Tables {
  /** false: the sources have errors, and declarations with errors are left out */
  readonly complete: boolean;
  readonly tables: readonly Table[];
}

export interface Table {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly question: string | null;
  readonly unit: string | null;
}

export interface Row {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly limb: string;
  readonly citations: readonly string[];
  readonly uri: string;
  readonly range: Range | null;
  readonly cells: readonly { readonly text: string; readonly range: Range | null }[];
}

export interface ScenarioRun {
  /** why nothing was run; null where it was */
  readonly blocked: string | null;
  readonly results: readonly {
    readonly title: string;
    readonly passed: boolean;
    readonly range: Range;
    readonly failures: readonly { readonly message: string; readonly range: Range }[];
  }[];
}

/** null: the law has errors */
export type Evaluated =
  | { readonly answer: Answer; readonly places: Readonly<Record<string, Place>> }
  | { readonly problems: readonly CaseProblem[] }
  | null;

export type Facts = CaseFacts | null;
