/** Text on a terminal: how wide it is, and how untrusted text is shown so that it cannot take the terminal over. */

// Wide and fullwidth characters of East Asian scripts, by block.
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
/** Controls, halves of surrogate pairs, and marks that reorder the text around them. */
const UNSAFE =
  /^[\p{Cc}\p{Cs}\u00AD\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]$/u;

const TAB_WIDTH = 4;

/** One character of the source as it is shown. */
export interface Glyph {
  readonly text: string;
  /** columns it takes */
  readonly width: number;
  /** UTF-16 units it has in the source */
  readonly units: number;
}

/** A character as it may be printed at that column: tabs become blanks, invisible characters become their code. */
export function glyph(character: string, column: number): Glyph {
  const units = character.length;
  if (character === "\t") {
    const width = TAB_WIDTH - (column % TAB_WIDTH);
    return { text: " ".repeat(width), width, units };
  }
  if (UNSAFE.test(character)) {
    const text = `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}>`;
    return { text, width: text.length, units };
  }
  if (ZERO_WIDTH.test(character)) return { text: character, width: 0, units };
  return { text: character, width: WIDE.test(character) ? 2 : 1, units };
}

/** A text on one line, safe to print: line breaks become blanks. */
export function plainText(text: string): string {
  let result = "";
  for (const character of text.replaceAll(/\r?\n|\t/g, " ")) result += glyph(character, 0).text;
  return result;
}
