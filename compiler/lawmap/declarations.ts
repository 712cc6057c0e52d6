/** What a program says of which place in the law: every declaration with its citations, and the unread text it rests on. */
import { parseCitation } from "../check/citations.ts";
import type {
  Chronology,
  Citation,
  ConditionClause,
  Declared,
  Define,
  Instrument,
  Item,
  Jurisdiction,
  Measure,
  Program,
  Unencodable,
} from "../check/tree.ts";

export type DeclarationKind =
  | "measure"
  | "exception"
  | "item"
  | "group"
  | "define"
  | "reach"
  | "review"
  | "list"
  | "authority"
  | "finding"
  | "universe";

/** A declaration that encodes places of the law. */
export interface Encoding {
  readonly kind: DeclarationKind;
  readonly declared: Declared;
  readonly jurisdiction: Jurisdiction;
  /** as written */
  readonly citations: readonly string[];
  /** text that cannot be encoded on which its own conditions rest */
  readonly unread: readonly Unencodable[];
  /** acts that made one of its versions */
  readonly madeBy: readonly Instrument[];
}

export function encodings(program: Program): readonly Encoding[] {
  const found: Encoding[] = [];
  const add = (
    kind: DeclarationKind,
    declared: Declared & { readonly chronology?: Chronology<unknown> },
    jurisdiction: Jurisdiction | null,
    citations: readonly (Citation | null)[],
  ): void => {
    if (jurisdiction === null || declared.proposal !== null) return;
    const texts = citations.flatMap((citation) => (citation === null ? [] : [citation.text]));
    found.push({
      kind,
      declared,
      jurisdiction,
      citations: texts.length === 0 ? titleCitations(declared) : texts,
      unread: unreadText(declared.chronology),
      madeBy: (declared.chronology?.versions ?? []).flatMap(({ by }) => (by === null ? [] : [by])),
    });
  };
  for (const measure of program.measures)
    add("measure", measure, measure.jurisdiction, [...measure.citations, ...limbCitations(measure)]);
  for (const exception of program.exceptions)
    add("exception", exception, exception.jurisdiction, [
      ...exception.citations,
      ...exception.chronology.versions.flatMap(({ value }) => clauses(value.conditions, value.exclusions)),
    ]);
  for (const item of program.items) {
    const own = item.citations ?? [];
    const before = found.length;
    add("item", item, item.module.jurisdiction ?? item.scheme.jurisdiction, own);
    const added = found[before];
    if (added !== undefined && added.citations.length === 0)
      found[before] = { ...added, citations: [itemPlace(item)] };
  }
  for (const group of program.groups) add("group", group, group.module.jurisdiction, group.citations ?? []);
  for (const define of program.defines)
    add("define", define, define.module.jurisdiction, define.citations ?? []);
  for (const reach of program.reaches) add("reach", reach, reach.module.jurisdiction, reach.citations ?? []);
  for (const review of program.reviews)
    add("review", review, review.module.jurisdiction, review.citations ?? []);
  for (const list of program.lists) add("list", list, list.module.jurisdiction, [list.citation]);
  for (const authority of program.authorities)
    add("authority", authority, authority.jurisdiction, authority.citations);
  for (const finding of program.findings)
    add("finding", finding, finding.module.jurisdiction, finding.citations);
  for (const universe of program.universes)
    add("universe", universe, universe.jurisdiction, universe.citations);
  return found.filter(({ citations, madeBy }) => citations.length + madeBy.length > 0);
}

function clauses(...all: readonly (readonly ConditionClause[])[]): (Citation | null)[] {
  return all.flat().map((clause) => clause.citation);
}

function limbCitations(measure: Measure): (Citation | null)[] {
  return measure.chronology.versions.flatMap(({ value }) => [
    ...clauses(value.conditions, value.exclusions),
    ...value.outcomes.map((outcome) => outcome.citation),
  ]);
}

/** Short declarations give their place as their title: `reach subject_to_ear "15 CFR 734.3(a)" = ...`. */
function titleCitations({ title }: Declared): readonly string[] {
  return title !== null && parseCitation(title).kind !== "free" ? [title] : [];
}

/** An entry of a list is a place by its code: behind the citation that the title of its scheme ends with, if it does. */
function itemPlace(item: Item): string {
  const title = item.scheme.title ?? item.scheme.name;
  const tail = title.slice(title.indexOf(",") + 1).trim();
  const work = title.includes(",") && parseCitation(tail).kind !== "free" ? tail : title;
  return `${work}, ${item.code}`;
}

/**
 * Text that cannot be encoded among the conditions of the versions and of what these name by `define`. Items, groups and other
 * measures are places of their own and answer for themselves.
 */
function unreadText(chronology: Chronology<unknown> | undefined): readonly Unencodable[] {
  const found = new Set<Unencodable>();
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    const node = value as Readonly<Record<string, unknown>>;
    if (node.kind === "unencodable") found.add(node.declaration as Unencodable);
    else if (node.kind === "call") {
      const define = node.define as Define;
      for (const version of define.chronology.versions) visit(version.value);
      visit(node.receiver);
      visit(node.args);
    } else if (!isDeclaration(node))
      for (const [key, part] of Object.entries(node)) if (!ASIDE.has(key)) visit(part);
  };
  for (const version of chronology?.versions ?? []) visit(version.value);
  return [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Parts of an expression that are no conditions. */
const ASIDE: ReadonlySet<string> = new Set(["type", "span", "field", "variable", "unit", "scheme"]);

function isDeclaration(node: Readonly<Record<string, unknown>>): boolean {
  return typeof node.id === "string" && "nameSpan" in node;
}
