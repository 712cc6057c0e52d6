/** The citation index: each place of the law that a declaration names, in the order of the law. */
import type { Citation, Declared, Measure } from "../../check/tree.ts";
import { type Page, type Part, plainPart, type Table } from "../document.ts";
import type { JurisdictionModel } from "../model.ts";
import { compareNatural } from "../order.ts";
import type { Phrase } from "../phrase.ts";
import { languageOf, overviewLink, type Site, titleOf } from "./context.ts";
import { sectionOf } from "./listing.ts";

export const CITATIONS_PAGE = "citations";

/** Null where nothing is cited. */
export function citationsPage(site: Site): Page | null {
  const parts = [...site.model.jurisdictions, site.model.shared].flatMap((part): Part[] => {
    const uses = citationUses(site, part);
    if (uses.size === 0) return [];
    const title = titleOf(site, part);
    return sectionOf(title, part.jurisdiction?.name ?? "shared", [
      plainPart(() => [citationTable(site, uses)]),
    ]);
  });
  if (parts.length === 0) return null;
  return {
    name: CITATIONS_PAGE,
    title: site.words.pages.citations,
    trail: [overviewLink(site)],
    parts,
  };
}

/** Each citation with the declarations that state it, by citation. */
export function citationUses(
  site: Site,
  part: JurisdictionModel,
): ReadonlyMap<string, ReadonlyMap<string, Declared>> {
  const found = new Map<string, Map<string, Declared>>();
  const add = (citation: Citation, by: Declared): void => {
    const known = found.get(citation.text);
    if (known === undefined) found.set(citation.text, new Map([[by.id, by]]));
    else known.set(by.id, by);
  };
  for (const measure of part.measures) for (const citation of citationsOf(measure)) add(citation, measure);
  const ofPart = site.model.program.authorities.filter(
    ({ proposal, module }) => proposal === null && module.jurisdiction === part.jurisdiction,
  );
  for (const declared of [...part.exceptions, ...part.gaps, ...part.universes, ...ofPart])
    for (const citation of declared.citations) add(citation, declared);
  for (const list of part.lists) if (list.citation !== null) add(list.citation, list);
  for (const declared of [...part.items, ...part.groups, ...part.defines, ...part.reaches, ...part.reviews])
    for (const citation of declared.citations ?? []) add(citation, declared);
  return new Map([...found].sort(([a], [b]) => compareNatural(a, b)));
}

function citationTable(site: Site, uses: ReadonlyMap<string, ReadonlyMap<string, Declared>>): Table {
  const { captions, labels } = languageOf(site).texts;
  const { comma } = languageOf(site);
  return {
    kind: "table",
    caption: captions.citations,
    head: [labels.citation, labels.usedBy],
    rows: [...uses].map(([text, by]): Phrase[] => [
      [text],
      [...by.values()].flatMap(
        (declared, i): Phrase => [...(i === 0 ? [] : [comma]), ...site.wording.indexed(declared)],
      ),
    ]),
    rowHeads: true,
  };
}

function citationsOf(measure: Measure): Citation[] {
  const limbs = measure.chronology.versions.flatMap(({ value }) => [
    ...value.conditions.map((clause) => clause.citation),
    ...value.exclusions.map((clause) => clause.citation),
    ...value.outcomes.map((outcome) => outcome.citation),
  ]);
  return [...measure.citations, ...limbs.filter((citation) => citation !== null)];
}
