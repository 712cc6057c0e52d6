/**
 * Where an answer changes: what the regions say of places, and of the facts that the edited declarations look at, each fact in
 * words. The rest of a region is the edge of other rules, and says little of the change.
 */
import { countryName } from "../../check/countries.ts";
import type { Field, RecordType } from "../../check/tree.ts";
import type { AnswerChange, FactCondition } from "../../diff/report.ts";
import { literal, type Phrase, plain } from "../phrase.ts";
import { languageOf, type Site } from "./context.ts";

/** Regions that a row spells out. */
const REGIONS = 3;
/** Facts that a reader always wants to hear of. */
const PLACES: ReadonlySet<string> = new Set(["destination", "departure", "act"]);
/** A country where values name one; a part of a country keeps its code. */
const COUNTRY = /\b[A-Z]{2}\b(?!-)/g;
/** What a thing is not is the edge of another rule. */
const EDGE = /^(?:includes none of|has no element)/;

/**
 * Lines of a cell: the conditions of a region below one another, then those of the next, and last what is known of the whole:
 * whether more conditions belong to it, and what stands behind it.
 */
export function regionLines(site: Site, { regions, about, evidence }: AnswerChange): readonly Phrase[] {
  const { words } = site;
  const wanted = new Set(about);
  const isTold = ({ fact, values }: FactCondition, box: readonly FactCondition[]): boolean =>
    (!EDGE.test(values) || isBesideElement({ fact, values }, box)) &&
    (PLACES.has(fact) || (wanted.has(nameOf(fact)) && !/[=(]/.test(fact)) || mentions(values, wanted));
  let isCut = false;
  const shorter = regions.map((box) => {
    const own = box.filter((condition) => isTold(condition, box));
    return own.length === 0 ? box.filter(({ values }) => !EDGE.test(values)) : own;
  });
  const told = regions.map((box, at): readonly Phrase[] => {
    const own = shorter[at]!;
    // a box that would seem to hold another one whole is told apart by what codes it asks for
    const seemsWider = shorter.some((other) => other.length > own.length && holdsAll(other, own));
    const kept = seemsWider ? box.filter((one) => own.includes(one) || isOfCodes(one)) : own;
    if (kept.length < box.length) isCut = true;
    return kept.map((condition) => conditionPhrase(site, shortened(condition, wanted)));
  });
  // what is left of several regions may read alike
  const different = [...new Map(told.map((box) => [box.map(plain).join("\n"), box])).values()];
  const rest = different.length - REGIONS;
  return [
    ...different
      .slice(0, REGIONS)
      .flatMap((box, at): readonly Phrase[] => (at === 0 ? box : [[words.regions.or], ...box])),
    ...(rest > 0 ? [[words.notes.truncated(rest)]] : []),
    [[...(isCut ? [words.regions.cut] : []), words.evidence[evidence]].join(languageOf(site).semicolon)],
  ];
}

/** What no element is, beside what one is: the same condition on the list. */
function isBesideElement({ fact, values }: FactCondition, box: readonly FactCondition[]): boolean {
  return (
    values.startsWith("has no element") &&
    box.some((one) => one.fact === fact && one.values.startsWith("has element"))
  );
}

function holdsAll(box: readonly FactCondition[], all: readonly FactCondition[]): boolean {
  return all.every((one) => box.some(({ fact, values }) => fact === one.fact && values === one.values));
}

function isOfCodes({ fact, values }: FactCondition): boolean {
  return nameOf(fact) === "codes" && !EDGE.test(values);
}

/** Of what an element of a list has to be, what is asked of the facts that are wanted. */
function shortened({ fact, values }: FactCondition, wanted: ReadonlySet<string>): FactCondition {
  const [, of, asked = ""] = /^(has element with )(.*)$/.exec(values) ?? [];
  if (of === undefined) return { fact, values };
  const parts = asked.split(/ and (?=\w+\[\]\.)/);
  const own = parts.filter((part) => mentions(part, wanted));
  return { fact, values: of + (own.length === 0 ? parts : own).join(" and ") };
}

/** Whether it asks of a fact of an element: `designed_for[].item.tpp >= 4800 TPP`, `(sum of x.share for x in owners) >= 50 %`. */
function mentions(values: string, wanted: ReadonlySet<string>): boolean {
  return [...values.matchAll(/\.(\w+)/g)].some(([, name]) => wanted.has(name!));
}

/** `end_uses[].purpose` is named `purpose`. */
function nameOf(fact: string): string {
  return /(\w+)(?: \(.*\))?$/.exec(fact)?.[1] ?? fact;
}

function conditionPhrase(site: Site, { fact, values }: FactCondition): Phrase {
  const { colon } = languageOf(site);
  const known = factAt(site, fact);
  const name: Phrase = known === null ? [literal(fact)] : [known.said];
  return [...name, colon, literal(valuesText(site, values, known?.field ?? null))];
}

/** A fact by the words of its path; null for what is no plain fact (a formula, a question about two facts). */
function factAt(site: Site, fact: string): { readonly said: string; readonly field: Field } | null {
  const [, path = "", scheme = ""] = /^([\w.[\]]+)( \(.*\))?$/.exec(fact) ?? [];
  let record: RecordType | null = site.model.program.transaction;
  let field: Field | null = null;
  const said: string[] = [];
  for (const step of path.split(".")) {
    field = record?.fields.get(step.replace("[]", "")) ?? null;
    if (field === null) return null;
    said.push(plain([site.wording.field(field)]));
    const { type } = field;
    record = type.kind === "record" ? type.record : type.kind === "list" ? type.of : null;
  }
  return field === null ? null : { said: said.join(site.words.regions.within) + scheme, field };
}

/** Values of an enumeration in words; all others as the analysis writes them, with its small words in the language of the page. */
function valuesText(site: Site, values: string, field: Field | null): string {
  const { words, wording } = site;
  const type = field?.type.kind === "set" ? field.type.of : field?.type;
  if (type?.kind === "code" && type.scheme?.isCountry === true)
    return words.regions
      .values(values)
      .replaceAll(COUNTRY, (code) => countryName(code, wording.language.name) ?? code);
  if (type?.kind !== "enum") return words.regions.values(values);
  const [, small = "", rest = ""] = /^(includes |not )?(.*)$/.exec(values) ?? [];
  const members = rest.split(", ");
  if (!members.every((member) => type.enum.values.includes(member))) return words.regions.values(values);
  const said = members.map((member) => plain([wording.value(type.enum, member)]));
  return words.regions.values(small) + said.join(languageOf(site).comma);
}
