/** Entries and destinations: for each code that list measures name, where some of them asks for a license. */
import { countryCodes } from "../../check/countries.ts";
import type { ConditionClause, Measure, Scheme } from "../../check/tree.ts";
import { type Page, type Part, plainPart, type Table } from "../document.ts";
import type { JurisdictionModel } from "../model.ts";
import { compareNatural } from "../order.ts";
import { literal, type Phrase } from "../phrase.ts";
import { dayText, languageOf, type Site, titleOf, trailOf, versionOn } from "./context.ts";
import { namedBy, sectionOf } from "./listing.ts";
import { inAll, type Places, Sets } from "./sets.ts";

/** Null where the law names no codes, or says no day. */
export function entriesPage(site: Site, part: JurisdictionModel): Page | null {
  const { day } = site;
  if (day === null || part.jurisdiction === null) return null;
  const lists = listsOf(site, part);
  if (lists.size === 0) return null;
  const title = titleOf(site, part);
  return {
    name: site.homes.of(part).entries,
    title: site.words.pages.entries(title),
    trail: trailOf(site, part),
    parts: [
      plainPart(() => [{ kind: "paragraph", text: [site.words.notes.entriesLead(dayText(site, day))] }]),
      ...[...lists].flatMap(([scheme, codes]): Part[] =>
        sectionOf(site.wording.titleText(scheme), scheme.id, [
          plainPart(() => [entryTable(site, scheme, codes, new Sets(day))]),
        ]),
      ),
    ],
  };
}

type Named = ReadonlyMap<string, readonly Measure[]>;

/** Codes with the list measures in force that name them, by scheme, in the order of the codes. */
function listsOf(site: Site, part: JurisdictionModel): ReadonlyMap<Scheme, Named> {
  const found = new Map<Scheme, Map<string, Measure[]>>();
  for (const measure of part.measures) {
    if (measure.kind !== "list" || versionOn(measure.chronology, site.day) === null) continue;
    for (const [scheme, codes] of site.uses.codesOf(measure)) {
      const known = found.get(scheme) ?? new Map<string, Measure[]>();
      found.set(scheme, known);
      for (const code of codes) known.set(code, [...(known.get(code) ?? []), measure]);
    }
  }
  return new Map(
    [...found]
      .sort(([a], [b]) => (a.id < b.id ? -1 : 1))
      .map(([scheme, codes]) => [scheme, new Map([...codes].sort(([a], [b]) => compareNatural(a, b)))]),
  );
}

function entryTable(site: Site, scheme: Scheme, codes: Named, sets: Sets): Table {
  const { heads } = site.words;
  const declared = new Map(
    site.model.program.items.filter((item) => item.scheme === scheme).map((item) => [item.code, item]),
  );
  const placesOf = new Map<Measure, Places>();
  const of = (measure: Measure): Places => {
    const known = placesOf.get(measure);
    if (known !== undefined) return known;
    const places = destinationsOf(site, measure, sets);
    placesOf.set(measure, places);
    return places;
  };
  return {
    kind: "table",
    caption: site.wording.titleText(scheme),
    head: [heads.code, heads.measures, heads.destinations],
    rows: [...codes].map(([code, measures]): Phrase[] => {
      const item = declared.get(code);
      const name: Phrase = item === undefined ? [literal(code)] : [{ kind: "term", text: code, id: item.id }];
      return [name, namedBy(site, measures), destinationsPhrase(site, measures.map(of))];
    }),
    rowHeads: true,
    stacks: true,
  };
}

/** Null where the measure does not turn on the destination alone. */
function destinationsOf(site: Site, measure: Measure, sets: Sets): Places {
  const body = versionOn(measure.chronology, site.day);
  if (body === null) return new Set();
  const clauses = body.conditions.filter((clause: ConditionClause) => clause.clause === "destinations");
  if (clauses.length === 0) return null;
  return inAll(clauses.map(({ condition }) => sets.placesWhere(condition)));
}

/** Whichever is shorter to read: those that need one, or those that do not. */
function destinationsPhrase(site: Site, all: readonly Places[]): Phrase {
  const { notes, counted } = site.words;
  const { colon, semicolon } = languageOf(site);
  const known = new Set<string>();
  for (const places of all) for (const place of places ?? []) known.add(place);
  const open = all.includes(null) ? [known.size === 0 ? notes.depends : `${semicolon}${notes.depends}`] : [];
  if (known.size === 0) return open;
  const missing = countryCodes.filter((code) => !known.has(code));
  if (missing.length === 0) return [notes.allDestinations, ...open];
  const count = `${counted.destinations(known.size)}${colon}`;
  if (missing.length < known.size / 2) return [count, `${notes.allBut} `, codes(missing), ...open];
  return [count, codes([...known].sort()), ...open];
}

function codes(all: readonly string[]): string {
  return all.join(" ");
}
