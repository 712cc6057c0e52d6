/** The words that the tests of a subject can tell apart. */
import { levelsOf, relateToCode } from "../../check/codes.ts";
import type { Scheme } from "../../check/tree.ts";
import { type ConstSet, schemesOf, type Word, wordKey, writtenWords } from "./const-set.ts";
import type { Subject } from "./subject.ts";

/**
 * Every word worth trying. Of a code that stands above another one in question, only the latter counts: to state the
 * former says less than is asked. Countries are the exception, whose parts are rarely stated.
 */
export function candidates(
  subject: Extract<Subject, { is: "word" | "set" | "stated" }>,
  sets: readonly ConstSet[],
): readonly Word[] {
  const named = unique(sets.flatMap(writtenWords));
  if (subject.is === "stated") return codes(subject.scheme, named);
  const type = subject.field.type.kind === "set" ? subject.field.type.of : subject.field.type;
  switch (type.kind) {
    case "enum": {
      const { values } = type.enum;
      // of two laws that are compared, one may know a word that the other, whose fact this is, does not
      const others = named.filter((word) => word.kind === "word" && !values.includes(word.text));
      return [...values.map((text): Word => ({ kind: "word", text })), ...others];
    }
    case "code": {
      if (type.scheme !== null) return codes(type.scheme, named);
      const schemes = [...new Set(sets.flatMap(schemesOf))];
      return schemes.flatMap((scheme) => codes(scheme, named));
    }
    default:
      return [...named.filter((word) => word.kind === "word"), { kind: "word", text: other(named) }];
  }
}

function unique(words: readonly Word[]): readonly Word[] {
  return [...new Map(words.map((word) => [wordKey(word), word])).values()];
}

/** A text or number that no test names. */
function other(named: readonly Word[]): string {
  const taken = new Set(named.map(wordKey));
  const numeric =
    named.length > 0 && named.every((word) => word.kind === "word" && /^-?\d+$/.test(word.text));
  for (let n = 0; ; n++) {
    const text = numeric ? String(n) : n === 0 ? "other" : `other ${n}`;
    if (!taken.has(text)) return text;
  }
}

function codes(scheme: Scheme, named: readonly Word[]): readonly Word[] {
  const written = named.flatMap((word) =>
    word.kind === "code" && word.scheme.id === scheme.id ? [word.code] : [],
  );
  const all = [...new Set([...scheme.members, ...written])];
  const isHeading = headingsAmong(scheme, all);
  const precise = scheme.isCountry
    ? all.filter((code) => isPlace(scheme, code))
    : all.filter((code) => !isHeading(code));
  const extra = scheme.members.length === 0 ? [unnamed(scheme, all)] : [];
  const below = scheme.isCountry ? [] : further(scheme, all.filter(isHeading));
  return [
    ...[...precise, ...below].map((code): Word => ({ kind: "code", scheme, code })),
    ...extra.map((code): Word => ({ kind: "code", scheme, code, isMadeUp: true })),
  ];
}

/** A country or a part of one. A union or a regime may stand in a set of states; no fact is one. */
function isPlace(scheme: Scheme, code: string): boolean {
  const { members } = scheme;
  return (
    members.length === 0 ||
    members.includes(code) ||
    members.some((member) => relateToCode(scheme, code, member) === "in")
  );
}

/** A code that lies at, above or below none of the named ones. */
function unnamed(scheme: Scheme, named: readonly string[]): string {
  const samples = scheme.below === "digits" ? ["999999", "0"] : ["9Z999", "EAR99", "99", "zz"];
  const far = (code: string): boolean =>
    named.every((n) => relateToCode(scheme, code, n) === "out" && relateToCode(scheme, n, code) === "out");
  return samples.find(far) ?? `${samples[0]}${named.length}`;
}

/** Whether a code stands above one of these: its levels are the first of another's. */
function headingsAmong(scheme: Scheme, named: readonly string[]): (code: string) => boolean {
  const beginnings = new Set<string>();
  for (const code of named) {
    const levels = levelsOf(scheme, code);
    for (let depth = 1; depth < levels.length; depth++) beginnings.add(placeOf(levels.slice(0, depth)));
  }
  return (code) => beginnings.has(placeOf(levelsOf(scheme, code)));
}

/** No code holds a line break. */
function placeOf(levels: readonly string[]): string {
  return levels.join("\n");
}

/** Below each heading with named entries, a further entry that is none of them. */
function further(scheme: Scheme, headings: readonly string[]): readonly string[] {
  if (scheme.members.length > 0) return [];
  return headings.flatMap((code) => {
    const entry = scheme.below === "dots" ? `${code}.zz` : scheme.below === "brackets" ? `${code}(zz)` : null;
    return entry === null || relateToCode(scheme, entry, code) !== "in" ? [] : [entry];
  });
}

/** How often each word is written in the sets: what a reader of the law knows by name. */
export function mentions(sets: readonly ConstSet[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const set of sets) {
    const written = writtenWords(set);
    // a word among a few says more than one among many
    for (const word of written)
      counts.set(wordKey(word), (counts.get(wordKey(word)) ?? 0) + 1 / written.length);
  }
  return counts;
}
