/** Quotation marks within quotation marks, which English and Chinese write alike. */
import type { Phrase } from "../phrase.ts";

/** A phrase that stands in quotation marks: its own are the inner ones. */
export function quotedWithin(phrase: Phrase): Phrase {
  return phrase.map((piece) => {
    if (typeof piece === "string") return inner(piece);
    return piece.kind === "literal" || piece.kind === "strong"
      ? { ...piece, text: inner(piece.text) }
      : piece;
  });
}

function inner(text: string): string {
  return text.replaceAll("“", "‘").replaceAll("”", "’");
}
