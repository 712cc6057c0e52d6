/**
 * Characters that a reader cannot see, or that make a line read otherwise than it is: zero-width characters and controls
 * of the direction of writing. Law that is reviewed by eye must hold nothing else than what the eye sees.
 */
import type { IToken } from "chevrotain";
import type { Diagnostic } from "./base/diagnostic.ts";
import { span } from "./base/span.ts";
import { reportSyntax } from "./messages.ts";

/** What each character is called; ranges that share a name are written once. */
const named: readonly (readonly [first: number, last: number, name: string])[] = [
  [0x00ad, 0x00ad, "soft hyphen"],
  [0x034f, 0x034f, "grapheme joiner"],
  [0x061c, 0x061c, "Arabic letter mark"],
  [0x180e, 0x180e, "Mongolian vowel separator"],
  [0x200b, 0x200b, "zero-width space"],
  [0x200c, 0x200c, "zero-width non-joiner"],
  [0x200d, 0x200d, "zero-width joiner"],
  [0x200e, 0x200e, "left-to-right mark"],
  [0x200f, 0x200f, "right-to-left mark"],
  [0x2028, 0x2028, "line separator"],
  [0x2029, 0x2029, "paragraph separator"],
  [0x202a, 0x202a, "left-to-right embedding"],
  [0x202b, 0x202b, "right-to-left embedding"],
  [0x202c, 0x202c, "end of a change of direction"],
  [0x202d, 0x202d, "left-to-right override"],
  [0x202e, 0x202e, "right-to-left override"],
  [0x2060, 0x2064, "word joiner or invisible operator"],
  [0x2066, 0x2066, "left-to-right isolate"],
  [0x2067, 0x2067, "right-to-left isolate"],
  [0x2068, 0x2068, "isolate by the first strong character"],
  [0x2069, 0x2069, "end of an isolate"],
  [0x3164, 0x3164, "Hangul filler"],
  [0xfeff, 0xfeff, "byte order mark"],
  [0xffa0, 0xffa0, "halfwidth Hangul filler"],
  [0xfff9, 0xfffb, "annotation mark"],
  [0xe0000, 0xe007f, "tag"],
];

const hidden =
  /\u034f|[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Whether a token that the language does not know is a hidden character, which `hiddenFindings` reports. */
export function isHidden(image: string): boolean {
  hidden.lastIndex = 0;
  return hidden.exec(image)?.[0] === image;
}

/**
 * The hidden characters of a text: errors in code and in texts, where they change what is compared or shown, warnings in
 * comments. What writing needs is none: joiners within emoji and within scripts that are written joined, the tags of a
 * flag, a byte order mark at the beginning of the file.
 *
 * @param tokens ascending, as are the comments
 */
export function hiddenFindings(
  path: string,
  text: string,
  tokens: readonly IToken[],
  comments: readonly IToken[],
): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (text.search(hidden) < 0) return found;
  const inText = within(tokens.filter(({ image }) => image.startsWith('"') || image.startsWith("'")));
  const inComment = within(comments);
  for (const match of text.matchAll(hidden)) {
    const [image] = match;
    const start = match.index;
    const isComment = inComment(start);
    const isText = inText(start);
    if (image === "\ufeff" && start === 0) continue;
    if ((isComment || isText) && isWriting(text, start, image)) continue;
    const at = span(path, start, start + image.length);
    const fixes = [{ title: "remove it", safe: false, edits: [{ span: at, newText: "" }] }];
    const character = nameOf(image.codePointAt(0)!);
    found.push(
      isComment
        ? reportSyntax("syntax/hidden-in-comment", at, { character }, { fixes })
        : reportSyntax(
            "syntax/hidden-character",
            at,
            { character, where: isText ? "a text" : "the code" },
            { fixes },
          ),
    );
  }
  return found;
}

/** `U+202E (right-to-left override)`. */
function nameOf(code: number): string {
  const name = named.find(([first, last]) => first <= code && code <= last)![2];
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")} (${name})`;
}

/** Whether the character belongs to what is written around it. */
function isWriting(text: string, at: number, image: string): boolean {
  const before = pointBefore(text, at);
  const after = text.codePointAt(at + image.length) ?? 0;
  if (image === "\u200c" || image === "\u200d") return isJoined(before) && isJoined(after);
  const code = image.codePointAt(0)!;
  // The flag of a part of a country is a black flag and tags behind it.
  return code > 0xe0000 && (before === 0x1f3f4 || (before > 0xe0000 && before <= 0xe007f));
}

/** Letters of scripts that are written joined, and emoji, lie beyond Latin, Greek and Cyrillic, and are no punctuation. */
function isJoined(code: number): boolean {
  return code >= 0x0590 && !(code >= 0x2000 && code <= 0x206f) && !isHidden(String.fromCodePoint(code));
}

function pointBefore(text: string, at: number): number {
  const low = text.charCodeAt(at - 1);
  const high = at >= 2 ? text.charCodeAt(at - 2) : 0;
  const isPair = low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff;
  return (isPair ? text.codePointAt(at - 2) : low) ?? 0;
}

/** Tells whether offsets, asked for in ascending order, lie in one of some tokens. */
function within(tokens: readonly IToken[]): (offset: number) => boolean {
  let next = 0;
  return (offset) => {
    for (; next < tokens.length; next++) {
      const { startOffset, image } = tokens[next]!;
      if (offset < startOffset) return false;
      if (offset < startOffset + image.length) return true;
    }
    return false;
  };
}
