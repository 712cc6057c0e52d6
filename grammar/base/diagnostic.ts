import type { Span } from "./span.ts";

export type Severity = "error" | "warning" | "hint";

/** A second place that explains the finding: the first declaration, the other member of a clash. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** A change that removes the finding. A safe fix keeps the meaning of every other line. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/**
 * A finding as plain data. Console text, JSON, SARIF, GitHub annotations and editor messages are renderings of
 * this one value; no pass formats a source snippet itself.
 */
export interface Diagnostic {
  /** Stable identity `area/kebab-name`; every code has an entry in a message table and a page. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence on what is wrong: lower case, no final period, user text in backticks. */
  readonly message: string;
  readonly span: Span;
  readonly related: readonly Related[];
  /** One sentence on what to do. */
  readonly help?: string;
  readonly fixes: readonly Fix[];
  /** The measure (or other legal declaration) concerned, and its citation, where there is one. */
  readonly subject?: { readonly name: string; readonly citation?: string };
}
