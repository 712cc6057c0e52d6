/** What the server answers beyond the language server protocol; `lsp/README.md` describes it. */
import type { Range } from "vscode-languageclient";

export interface TableCell {
  /** empty: no condition, every value passes */
  readonly text: string;
  /** the clause it comes from, in the document of its row; null: it has none of its own */
  readonly range: Range | null;
}

export interface TableRow {
  readonly id: string;
  /** id of the declaration */
  readonly measure: string;
  readonly name: string;
  readonly title: string | null;
  readonly limb: string;
  readonly citations: readonly string[];
  readonly cells: readonly TableCell[];
  readonly uri: string;
  readonly range: Range | null;
}

export interface TableColumn {
  readonly id: string;
  readonly title: string;
  readonly kind: "days" | "input" | "effect";
  readonly question: string | null;
  readonly unit: string | null;
}

export interface DecisionTable {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly jurisdiction: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

/** Answer to `cordon/table`. */
export interface TablesAnswer {
  /** there are no errors, so that no declaration is missing */
  readonly complete: boolean;
  readonly tables: readonly DecisionTable[];
}

/** Answer to `cordon/runScenarios`. */
export interface RunAnswer {
  /** why nothing was run; null: it was */
  readonly blocked: string | null;
  readonly results: readonly ScenarioResult[];
}

export interface ScenarioResult {
  readonly title: string;
  readonly passed: boolean;
  readonly messages: readonly string[];
  readonly range: Range;
  readonly failures: readonly {
    readonly message: string;
    readonly expected: string | null;
    readonly came: string | null;
    readonly range?: Range | null;
  }[];
}

/** Answer to `cordon/diff`. */
export interface DiffAnswer {
  /** why the two were not compared; null: they were */
  readonly blocked: string | null;
  readonly summary: string;
  readonly markdown: string;
  readonly entries: readonly DiffEntry[];
}

export interface DiffEntry {
  readonly kind: "answer" | "text" | "scenario" | "note";
  readonly direction: "tighter" | "looser" | "changed" | null;
  readonly jurisdiction: string | null;
  readonly title: string;
  readonly where: readonly string[];
  readonly witness: { readonly case: unknown; readonly asOf: string } | null;
  readonly places: readonly { readonly uri: string; readonly range: Range }[];
}

/** Answer to `cordon/report`; null while the law has errors, and for a page that there is not. */
export interface ReportAnswer {
  /** against which the links of the page are meant */
  readonly path: string;
  readonly html: string;
  readonly anchor: string | null;
}

/** Answer to `cordon/explain`; null: there is no such code. */
export interface ExplainAnswer {
  readonly code: string;
  readonly severity: string;
  readonly markdown: string;
}

/** Answer to `cordon/calendar`. */
export interface CalendarAnswer {
  /** why there is none; null: there is */
  readonly blocked: string | null;
  readonly markdown: string;
}
