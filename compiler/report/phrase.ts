/**
 * The words of a report before they are written in any format: plain text with marked pieces, so that HTML and
 * Markdown link and escape the same sentence each in its own way.
 */
import type { Span } from "../../grammar/base/span.ts";

export type Piece =
  | string
  /** a declared name; links to the place of the report that describes it */
  | { readonly kind: "term"; readonly text: string; readonly id: string; readonly lang?: string }
  /** a value of the law or of the source: a threshold, a code, a date */
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "strong"; readonly text: string }
  /** where it was written */
  | { readonly kind: "place"; readonly span: Span }
  /** a link to the sentence of this page that says the clause a span lies in, else to its source */
  | { readonly kind: "clause"; readonly text: string; readonly span: Span }
  /** another page of the report, or a place of it */
  | {
      readonly kind: "link";
      readonly text: string;
      readonly page: string;
      readonly id?: string;
      /** instead of an id: what the page's own script reads, already written for an address */
      readonly fragment?: string;
    }
  /** an answer or a state, in a color that never stands without its words */
  | { readonly kind: "badge"; readonly text: string; readonly tone: Tone }
  /** the next line of a cell */
  | { readonly kind: "break" }
  /** a text in another language than the page, such as a title that no catalog translates */
  | { readonly kind: "foreign"; readonly text: string; readonly lang: string };

/** What a badge says, from the most to the least restrictive, and then what is not an answer. */
export type Tone =
  | "prohibited"
  | "license_required"
  | "notification_required"
  | "authorized"
  | "no_requirement"
  | "not_reached"
  | "undetermined"
  | "good"
  | "bad"
  | "neutral";

export type Phrase = readonly Piece[];

/** A sentence with its limbs: what the law says as a list. */
export interface Statement {
  readonly label: string | null;
  readonly phrase: Phrase;
  readonly parts: readonly Statement[];
  readonly citation: string | null;
  readonly span: Span | null;
}

export function literal(text: string): Piece {
  return { kind: "literal", text };
}

export function strong(text: string): Piece {
  return { kind: "strong", text };
}

/** Phrases in a cell, each on a line of its own. */
export function lines(phrases: readonly Phrase[]): Phrase {
  return phrases.flatMap((phrase, i): Phrase => (i === 0 ? phrase : [{ kind: "break" }, ...phrase]));
}

export function term(text: string, id: string): Piece {
  return { kind: "term", text, id };
}

export function statement(
  phrase: Phrase,
  parts: readonly Statement[] = [],
  more: Partial<Pick<Statement, "label" | "citation" | "span">> = {},
): Statement {
  return {
    label: more.label ?? null,
    phrase,
    parts,
    citation: more.citation ?? null,
    span: more.span ?? null,
  };
}

/** The bare text of a phrase: for headings of tables, for tests and for sorting. */
export function plain(phrase: Phrase): string {
  return phrase
    .map((piece) => {
      if (typeof piece === "string") return piece;
      return piece.kind === "place" ? "" : piece.kind === "break" ? "; " : piece.text;
    })
    .join("");
}

/** `die_area` as words: `die area`. */
export function words(name: string): string {
  return name.replaceAll("_", " ");
}
