/** Pages that describe declarations one after another: items, exceptions, terms, authorities, proposals. */
import type { Declared, Item, Measure } from "../../check/tree.ts";
import { type Block, type Page, type Part, plainPart, sectionPart, type Table } from "../document.ts";
import { exceptionBlocks, heading, measureBlocks, remarks } from "../measures.ts";
import type { JurisdictionModel } from "../model.ts";
import { literal, type Phrase } from "../phrase.ts";
import {
  authorityBlocks,
  defineBlocks,
  groupBlocks,
  itemBlocks,
  listBlocks,
  reachBlocks,
  reviewBlocks,
  unencodableBlocks,
  universeBlocks,
} from "../terms.ts";
import { languageOf, type Site, stateBadge, titleOf, trailOf } from "./context.ts";

/** A section with its heading, or nothing if it has no content. */
export function sectionOf(title: string, word: string, parts: readonly Part[]): Part[] {
  return parts.length === 0 ? [] : [sectionPart(title, word), ...parts];
}

/** A section that describes declarations, each when its turn comes. */
export function described<D extends { readonly id: string }>(
  title: string,
  word: string,
  all: readonly D[],
  blocks: (declared: D) => readonly Block[],
): Part[] {
  return sectionOf(
    title,
    word,
    all.map((declared) => ({ ids: [declared.id], section: null, blocks: () => blocks(declared) })),
  );
}

/** The items of a law, list by list, each with the measures that name it; null where it has none. */
export function itemsPage(site: Site, part: JurisdictionModel): Page | null {
  if (part.items.length === 0) return null;
  const schemes = [...new Set(part.items.map(({ scheme }) => scheme))];
  return {
    name: site.homes.of(part).items,
    title:
      part.jurisdiction === null
        ? languageOf(site).texts.headings.sharedItems
        : site.words.pages.items(titleOf(site, part)),
    trail: trailOf(site, part),
    parts: [
      ...itemTitlesNote(site, part.items),
      ...schemes.flatMap((scheme) =>
        described(
          site.wording.titleText(scheme),
          scheme.id,
          part.items.filter((item) => item.scheme === scheme),
          (item) => itemWithUses(site, item),
        ),
      ),
    ],
  };
}

/** Where some title of an entry is in another language than the page. */
export function itemTitlesNote(site: Site, items: readonly Item[]): readonly Part[] {
  const isForeign = (item: Item): boolean => {
    const title = site.wording.title(item);
    return title !== null && typeof title !== "string";
  };
  return items.some(isForeign)
    ? [plainPart(() => [{ kind: "paragraph", text: [site.words.notes.itemTitles] }])]
    : [];
}

function itemWithUses(site: Site, item: Item): readonly Block[] {
  const [first, ...rest] = itemBlocks(item, site.wording);
  const facts: Block = {
    kind: "facts",
    rows: [
      [languageOf(site).texts.labels.status, [stateBadge(site, item.chronology)]],
      [site.words.sections.namedBy, namedBy(site, site.uses.measuresNaming(item))],
    ],
  };
  return first === undefined ? [facts] : [first, facts, ...rest];
}

/**
 * Measures by the jurisdiction whose law they are: `US Advanced processors; Supercomputers; NL Equipment`. After `most` it only
 * says how many more there are.
 */
export function namedBy(site: Site, measures: readonly Measure[], most = Number.POSITIVE_INFINITY): Phrase {
  const { notes } = site.words;
  if (measures.length === 0) return [notes.noMeasure];
  const byLaw = new Map<string, Measure[]>();
  for (const measure of measures) {
    const { name } = measure.jurisdiction;
    byLaw.set(name, [...(byLaw.get(name) ?? []), measure]);
  }
  const { semicolon } = languageOf(site);
  const laws = site.model.jurisdictions.map(({ jurisdiction }) => jurisdiction?.name ?? "");
  const named = [...byLaw]
    .sort(([a], [b]) => laws.indexOf(a) - laws.indexOf(b))
    .flatMap(([law, all]) =>
      all.map((measure, i): Phrase => [...(i === 0 ? [`${law} `] : []), site.wording.titleTerm(measure)]),
    );
  const shown = named.slice(0, most);
  const rest = named.length - shown.length;
  return [...shown, ...(rest === 0 ? [] : [[notes.truncated(rest)]])].flatMap(
    (one, i): Phrase => (i === 0 ? one : [semicolon, ...one]),
  );
}

export function exceptionsPage(site: Site, part: JurisdictionModel): Page | null {
  if (part.exceptions.length === 0) return null;
  const { headings } = languageOf(site).texts;
  return {
    name: site.homes.of(part).exceptions,
    title: site.words.pages.exceptions(titleOf(site, part)),
    trail: trailOf(site, part),
    parts: [
      ...routeParts(site, part),
      ...described(headings.exceptions, "exceptions", part.exceptions, (exception) => {
        const [first, ...rest] = exceptionBlocks(exception, site.wording);
        const state: Block = {
          kind: "facts",
          rows: [[languageOf(site).texts.labels.status, [stateBadge(site, exception.chronology)]]],
        };
        return first === undefined ? [state] : [first, state, ...rest];
      }),
    ],
  };
}

/** Types of licenses that measures offer, each with the measures that offer it. */
function routeParts(site: Site, part: JurisdictionModel): Part[] {
  const offered = new Map<string, Set<Measure>>();
  for (const measure of part.measures)
    for (const { value } of measure.chronology.versions)
      for (const { route } of value.routes)
        offered.set(route, (offered.get(route) ?? new Set()).add(measure));
  if (offered.size === 0) return [];
  const { labels } = languageOf(site).texts;
  const table = (): Table => ({
    kind: "table",
    caption: labels.routes,
    head: [labels.routes, site.words.heads.measures],
    rows: [...offered]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([route, measures]) => [[site.wording.free("route", route)], namedBy(site, [...measures])]),
    rowHeads: true,
  });
  return sectionOf(labels.routes, "routes", [plainPart(() => [table()])]);
}

/** Groups, terms, lists and what else measures refer to; null where a law has none. */
export function termsPage(site: Site, part: JurisdictionModel): Page | null {
  const { headings } = languageOf(site).texts;
  const w = site.wording;
  const used = (declared: Declared, blocks: readonly Block[]): readonly Block[] => {
    const measures = site.uses.measuresUsing(declared.id);
    if (measures.length === 0) return blocks;
    const row: Block = {
      kind: "facts",
      rows: [[languageOf(site).texts.labels.usedBy, namedBy(site, measures)]],
    };
    return [...blocks, row];
  };
  const parts = [
    ...described(headings.groups, "groups", part.groups, (d) => used(d, groupBlocks(d, w))),
    ...described(headings.reach, "reach", part.reaches, (d) => used(d, reachBlocks(d, w))),
    ...described(headings.terms, "terms", part.defines, (d) => used(d, defineBlocks(d, w))),
    ...described(headings.reviews, "reviews", part.reviews, (d) => used(d, reviewBlocks(d, w))),
    ...described(headings.lists, "lists", part.lists, (d) => used(d, listBlocks(d, w))),
    ...described(headings.gaps, "gaps", part.gaps, (d) => used(d, unencodableBlocks(d, w))),
    ...described(headings.universes, "universes", part.universes, (d) => universeBlocks(d, w)),
  ];
  if (parts.length === 0) return null;
  const title =
    part.jurisdiction === null ? site.words.pages.shared : site.words.pages.terms(titleOf(site, part));
  return { name: site.homes.of(part).terms, title, trail: trailOf(site, part), parts };
}

/** Who may make measures, by which acts they did, and which agencies decide; null where nothing is stated. */
export function authoritiesPage(site: Site, part: JurisdictionModel): Page | null {
  const ofPart = <D extends Declared>(all: readonly D[]): D[] =>
    all
      .filter((d) => d.proposal === null && d.module.jurisdiction === part.jurisdiction)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  const { headings, labels } = languageOf(site).texts;
  const authorities = ofPart(site.model.program.authorities);
  const acts = ofPart(site.model.program.instruments);
  const agencies = part.jurisdiction?.agencies ?? [];
  if (authorities.length + acts.length + agencies.length === 0) return null;
  const lead: Block = {
    kind: "facts",
    rows: [
      [
        labels.agencies,
        [
          agencies
            .map((a) => site.wording.agency(a))
            .map(said)
            .join(languageOf(site).comma),
        ],
      ],
    ],
  };
  return {
    name: site.homes.of(part).authorities,
    title:
      part.jurisdiction === null
        ? site.words.sections.instruments
        : site.words.pages.authorities(titleOf(site, part)),
    trail: trailOf(site, part),
    parts: [
      ...(agencies.length === 0 ? [] : sectionOf(headings.agencies, "agencies", [plainPart(() => [lead])])),
      ...described(headings.powers, "powers", authorities, (d) => authorityBlocks(d, site.wording)),
      ...described(site.words.sections.instruments, "acts", acts, (act) => {
        const { heads } = site.words;
        const rows: [string, Phrase][] = [];
        if (act.citation !== null) rows.push([labels.citation, [act.citation.text]]);
        for (const [label, day] of [
          [heads.announced, act.announced],
          [heads.published, act.published],
          [heads.effective, act.from],
        ] as const)
          if (day !== null) rows.push([label, [literal(day)]]);
        return [heading(act, 3, site.wording), ...remarks(act, site.wording), { kind: "facts", rows }];
      }),
    ],
  };
}

/** Proposals, which are not law; null where there are none. */
export function proposalsPage(site: Site, part: JurisdictionModel): Page | null {
  if (part.proposals.length === 0) return null;
  return {
    name: site.homes.of(part).proposals,
    title: site.words.pages.proposals(titleOf(site, part)),
    trail: trailOf(site, part),
    parts: part.proposals.flatMap((proposal) => [
      {
        ids: [proposal.id],
        section: null,
        blocks: () => [
          { ...heading(proposal, 3, site.wording), level: 2 } as Block,
          ...remarks(proposal, site.wording),
        ],
      },
      ...proposal.measures.map(
        (measure): Part => ({
          ids: [measure.id],
          section: null,
          blocks: () => measureBlocks(measure, [], site.wording),
        }),
      ),
    ]),
  };
}

function said(piece: Phrase[number]): string {
  return typeof piece === "string" ? piece : "text" in piece ? piece.text : "";
}
