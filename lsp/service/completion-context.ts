/** What the words before a place ask for. */

export type Wanted =
  /** a fact of what the path that ends at `offset` names */
  | { readonly kind: "field"; readonly offset: number }
  /** a value for the fact whose name ends at `offset` */
  | { readonly kind: "value"; readonly offset: number }
  | { readonly kind: "unit"; readonly offset: number }
  /** a fact of a case; `offset` is that of the fact whose record it stands in, or null for the transaction */
  | { readonly kind: "entry"; readonly offset: number | null }
  /** what the braces behind the fact whose name ends at `offset` hold: facts of a record, or values of a set */
  | { readonly kind: "braces"; readonly offset: number }
  | { readonly kind: "declared"; readonly kinds: readonly string[]; readonly sort: Sort }
  /** a word that the law of the workspace has used in this place */
  | { readonly kind: "used"; readonly as: "topic" | "route" | "duty" | "agency" }
  /** a jurisdiction that is expected to answer, or how it is asked */
  | { readonly kind: "expected" }
  /** a fact that is a list, to take elements from */
  | { readonly kind: "list" }
  /** conditions without parameters, which are activities */
  | { readonly kind: "activity" }
  | { readonly kind: "module" }
  | { readonly kind: "day" }
  | { readonly kind: "any" };

/** Which groups are meant; of countries, countries themselves too. */
export type Sort = "countries" | "codes" | "all";

const PATH = String.raw`(?<![\w.])[A-Za-z]\w*(?:\.\w+)*`;

const declared = (kinds: string, sort: Sort = "all"): Wanted => ({
  kind: "declared",
  kinds: kinds.split(" "),
  sort,
});

/** Clause words and what they are followed by, the last one before the place. */
const clauses: readonly (readonly [pattern: RegExp, wanted: Wanted])[] = [
  [/(?:^|\n)\s*use\s+(?:[\w.]+\s*,\s*)*[\w.]*$/, { kind: "module" }],
  [/\bauthority\s+$/, declared("authority")],
  [/\b(?:reach|extends)\s+$/, declared("reach measure")],
  [/\btopic\s+[^{}\n"]*$/, { kind: "used", as: "topic" }],
  [/\broutes\s*\{(?:[^{}]*,)?\s*$/, { kind: "used", as: "route" }],
  [/\b(?:notice|obliges\s+\w+|held\s+by)\s+(?:to\s+)?$/, { kind: "used", as: "agency" }],
  [/\bobliges\s+$/, { kind: "used", as: "duty" }],
  [/\b(?:any|all|no)\s+\w+\s+in\s+$/, { kind: "list" }],
  [/\blisted\s+in\s+[\w\s+]*$/, declared("list")],
  [/\bdefine\s+\w+(?:\([^()]*\))?\s+of\s+$/, declared("record")],
  [/(?:^|\n)\s*item\s+(?:\w+\s+)?$/, declared("scheme code")],
  [/\breview\s+$/, declared("review")],
  [/\breleases\s+[^{}\n"]*$/, declared("measure")],
  [/\bcovered\s+by\s+[^{}\n"]*$/, declared("measure group")],
  [/\b(?:destinations|members|states)\s+[^{}\n"]*$/, declared("group", "countries")],
  [/\bactivities\s+[^{}\n"]*$/, { kind: "activity" }],
  [/\bitems\s+[^{}\n"]*$/, declared("group scheme code", "codes")],
  [/\bexpect\s+on\s+[\d-]+\s+$/, { kind: "expected" }],
  [/\bexpect\s+on\s+[\d-]+\s+[^{}\n"]*\bby\s+[^{}\n"]*$/, declared("measure exception")],
  [/\b(?:from|until|through|suspended|unenforced)\b[^{}\n"]*\bby\s+$/, declared("instrument")],
  [
    /\b(?:from|until|through|expect\s+on|known\s+at|current\s+to|before|published|announced|as\s+of)\s+[\d-]*$/,
    { kind: "day" },
  ],
  [/\b(?:of|within|module\s+[\w.]+\s+of)\s+$/, declared("jurisdiction scheme record")],
  [/\bgroup\s+\w+[^={}]*=\s*[^={}\n"]*$/, declared("group", "countries")],
  [/\b(?:from|add|remove)\b[^{}\n"]*[={,]\s*(?:[A-Z]{2}\s*,\s*)*$/, declared("group", "countries")],
];

/** What fits at `offset`, told by the text before it. */
export function contextAt(text: string, offset: number): Wanted {
  const from = Math.max(0, offset - 600);
  const before = text.slice(from, offset);
  const path = new RegExp(String.raw`(${PATH})\.$`).exec(before);
  if (path !== null && !/(?:^|\n)\s*use\s[^{}"]*$/.test(before)) return { kind: "field", offset: offset - 1 };
  const unit = new RegExp(String.raw`(${PATH})\s*(?:[<>]=?|!?=)\s*-?[\d_.]+(?:e-?\d+)?[ \t]+$`).exec(before);
  if (unit !== null) return { kind: "unit", offset: from + unit.index + unit[1]!.length };
  if (isInCase(before)) return caseContext(before, from);
  const value = new RegExp(
    String.raw`(${PATH})\s*(?:!=|=|<=?|>=?|\bnot\s+in\b|\bin\b|\bis\s+not\b|\bis\b|\bmeets\b)\s*(?:\{[^{}]*)?$`,
  ).exec(before);
  const last = clauses.find(([pattern]) => pattern.test(before));
  if (last !== undefined) return last[1];
  if (value !== null) return { kind: "value", offset: from + value.index + value[1]!.length };
  return { kind: "any" };
}

/** Whether the place lies in the facts of a scenario or a case, as far as the text before it tells. */
function isInCase(before: string): boolean {
  const start = Math.max(before.lastIndexOf("given"), before.search(/\bcase\s+\w+[^{}]*\{/));
  if (start < 0) return false;
  let depth = 0;
  for (const letter of before.slice(start)) {
    if (letter === "{") depth++;
    else if (letter === "}") depth--;
  }
  return depth > 0;
}

function caseContext(before: string, from: number): Wanted {
  const value = /(\w+)\s*:\s*(?:\{[\w\s,.']*)?$/.exec(before);
  const isEntry = /[{,]\s*$/.test(before) && !/:\s*\{\s*(?:[\w.']+\s*,\s*)+$/.test(before);
  if (value !== null && !isEntry) return { kind: "value", offset: from + value.index + value[1]!.length };
  if (value !== null && /:\s*\{\s*$/.test(before))
    return { kind: "braces", offset: from + value.index + value[1]!.length };
  return { kind: "entry", offset: openEntry(before, from) };
}

/** The end of the name of the fact whose braces are still open at the end of the text; null at the outermost. */
function openEntry(before: string, from: number): number | null {
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    if (before[at] === "}") depth++;
    else if (before[at] === "{" && depth-- === 0) {
      const name = /(\w+)\s*:\s*(?:open\s*)?\[?[^\]]*$/.exec(before.slice(0, at));
      return name === null || /\bgiven\b[^:]*$/.test(before.slice(0, at))
        ? null
        : from + name.index + name[1]!.length;
    }
  }
  return null;
}
