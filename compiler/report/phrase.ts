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

export function term(text: string, id: string): Piece {
  return { kind: "term", text, id };
}

/**
 * A declaration named in a sentence. What reads as words is written as words (`based in`); measures, groups and other
 * labels of the law keep their written name (`ac_a`, `mo_d5`).
 */
export function nameOf(
  declared: { readonly id: string; readonly name: string },
  how: "words" | "name",
): Piece {
  return term(how === "words" ? words(declared.name) : declared.name, declared.id);
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

/** `A, B and C` with the given last word. */
export function series(phrases: readonly Phrase[], last: "and" | "or"): Phrase {
  const pieces: Piece[] = [];
  phrases.forEach((phrase, index) => {
    if (index > 0) pieces.push(index === phrases.length - 1 ? ` ${last} ` : ", ");
    pieces.push(...phrase);
  });
  return pieces;
}

/** A statement on one line: its limbs in brackets, parted by semicolons. */
export function inline(s: Statement): Phrase {
  const label = s.label === null ? [] : [`${s.label} `];
  if (s.parts.length === 0) return [...label, ...s.phrase];
  const pieces: Piece[] = [...label, ...s.phrase, " ["];
  s.parts.forEach((part, index) => {
    if (index > 0) pieces.push("; ");
    pieces.push(...inline(part));
  });
  pieces.push("]");
  return pieces;
}

/** The bare text of a phrase: for headings of tables, for tests and for sorting. */
export function plain(phrase: Phrase): string {
  return phrase
    .map((piece) => (typeof piece === "string" ? piece : piece.kind === "place" ? "" : piece.text))
    .join("");
}

/** `die_area` as words: `die area`. */
export function words(name: string): string {
  return name.replaceAll("_", " ");
}

/** The first letter in upper case, where the phrase begins with plain text. */
export function sentenceCase(phrase: Phrase): Phrase {
  const [first, ...rest] = phrase;
  if (typeof first !== "string" || first === "") return phrase;
  return [first[0]!.toUpperCase() + first.slice(1), ...rest];
}
