/** All pages of a site in one language, in the order in which they are written. */
import type { Measure, Program } from "../../check/tree.ts";
import type { DiffReport } from "../../diff/report.ts";
import { lawMap } from "../../lawmap/index.ts";
import { normalize } from "../../normal/lower.ts";
import type { NormalProgram } from "../../normal/normal-program.ts";
import type { Card, Page, PageLink } from "../document.ts";
import { MAP_PAGE, mapPage } from "../map.ts";
import type { JurisdictionModel, ReportModel } from "../model.ts";
import type { Wording } from "../wording/wording.ts";
import { CHANGES_PAGE, changesPage } from "./changes-page.ts";
import { CITATIONS_PAGE, citationsPage } from "./citations-page.ts";
import { type Findings, languageOf, type Site } from "./context.ts";
import { entriesPage } from "./entries-page.ts";
import { GLOSSARY_PAGE, glossaryPage } from "./glossary-page.ts";
import { byModule, Homes } from "./homes.ts";
import { ALL_ITEMS_PAGE, allItemsPage } from "./items-page.ts";
import { jurisdictionPage } from "./jurisdiction-page.ts";
import { Links, Products } from "./links.ts";
import { authoritiesPage, exceptionsPage, itemsPage, proposalsPage, termsPage } from "./listing.ts";
import { measurePage, modulePage } from "./measure-page.ts";
import { overviewPage } from "./overview.ts";
import { PRODUCTS_PAGE, productPage, productsPage } from "./products.ts";
import { COVERAGE_PAGE, coveragePage, scenariosPage } from "./scenario-pages.ts";
import { SEARCH_PAGE, searchPage } from "./search-page.ts";
import { Uses } from "./uses.ts";
import { siteWords } from "./words.ts";

/** Pages whose names are fixed: no jurisdiction's page takes one. */
export const FIXED_PAGES: readonly string[] = [
  "index",
  MAP_PAGE,
  PRODUCTS_PAGE,
  ALL_ITEMS_PAGE,
  SEARCH_PAGE,
  CITATIONS_PAGE,
  GLOSSARY_PAGE,
  COVERAGE_PAGE,
  CHANGES_PAGE,
];

export interface Pages {
  readonly site: Site;
  /** pages that every page leads to */
  readonly nav: readonly PageLink[];
  /** the pages themselves; `surveys` are the ways to pages made elsewhere */
  readonly pages: (surveys: readonly Card[]) => Generator<Page>;
}

/** What stays the same in every language. */
export interface Groundwork {
  readonly model: ReportModel;
  readonly uses: Uses;
  readonly links: Links;
  readonly products: Products;
  readonly reasons: Site["reasons"];
  readonly homes: Homes;
}

export function groundwork(model: ReportModel, taken: readonly string[]): Groundwork {
  const uses = new Uses(model.program);
  const shown = model.jurisdictions.flatMap(({ jurisdiction }) =>
    jurisdiction === null ? [] : [jurisdiction],
  );
  const products = new Products(model.program, shown);
  const homes = new Homes(model, products.all, [...FIXED_PAGES, ...taken]);
  const { measures, exceptions } = model.program;
  const reasons = new Map([...measures, ...exceptions].map((declared) => [declared.id, declared]));
  return { model, uses, products, reasons, links: new Links(model.program, uses), homes };
}

export function sitePages(
  ground: Groundwork,
  wording: Wording,
  day: string | null,
  findings: Findings,
  changes: DiffReport | null,
): Pages {
  const words = siteWords[wording.language.name];
  const site: Site = { ...ground, wording, words, day, findings, rulesOf: rulesOf(ground.model.program) };
  const { frame } = languageOf(site).texts;
  const hasProducts = ground.products.all.length > 0;
  const nav: PageLink[] = [
    { page: "index", text: frame.overview },
    ...(hasProducts ? [{ page: PRODUCTS_PAGE, text: words.pages.products }] : []),
    { page: ALL_ITEMS_PAGE, text: languageOf(site).texts.headings.items },
    { page: GLOSSARY_PAGE, text: words.pages.glossary },
    { page: SEARCH_PAGE, text: words.pages.search },
  ];
  return { site, nav, pages: (surveys) => pagesOf(site, surveys, changes) };
}

function* pagesOf(site: Site, surveys: readonly Card[], changes: DiffReport | null): Generator<Page> {
  const { words, model } = site;
  const shown = new Set(model.jurisdictions.map(({ jurisdiction }) => jurisdiction));
  const map = mapPage(
    lawMap(model.program).filter(({ jurisdiction }) => shown.has(jurisdiction)),
    site.wording,
  );
  const citations = citationsPage(site);
  const coverage = coveragePage(site);
  const hasProducts = site.products.all.length > 0;
  const shared = [itemsPage, termsPage, authoritiesPage, proposalsPage]
    .map((make) => make(site, model.shared))
    .filter((page) => page !== null);
  const way = (page: string, title: string, purpose: string): Card => ({ page, title, text: [purpose] });
  const { purposes, pages } = words;
  yield overviewPage(site, [
    ...(hasProducts ? [way(PRODUCTS_PAGE, pages.products, purposes.products)] : []),
    way(ALL_ITEMS_PAGE, pages.allItems, purposes.items),
    ...surveys,
    way(SEARCH_PAGE, pages.search, purposes.search),
    ...(changes === null ? [] : [way(CHANGES_PAGE, pages.changes, purposes.changes)]),
    ...(coverage === null ? [] : [way(COVERAGE_PAGE, pages.coverage, purposes.coverage)]),
    ...(map === null ? [] : [way(MAP_PAGE, map.title, purposes.map)]),
    ...(citations === null ? [] : [way(CITATIONS_PAGE, pages.citations, purposes.citations)]),
    ...shared.map((page) => way(page.name, page.title, purposes.shared)),
    way(GLOSSARY_PAGE, pages.glossary, purposes.glossary),
  ]);
  if (hasProducts) {
    yield productsPage(site);
    for (const product of site.products.all) yield productPage(site, product);
  }
  yield allItemsPage(site);
  for (const part of model.jurisdictions) yield* lawPages(site, part);
  yield* shared;
  if (map !== null) yield map;
  if (citations !== null) yield citations;
  if (coverage !== null) yield coverage;
  if (changes !== null) yield changesPage(site, changes);
  yield glossaryPage(site);
  yield searchPage(site);
}

/** A jurisdiction's own page, then its measures, then what stands together. */
function* lawPages(site: Site, part: JurisdictionModel): Generator<Page> {
  const { words } = site;
  const { texts } = languageOf(site);
  const more: readonly (readonly [page: Page | null, count: string])[] = [
    [itemsPage(site, part), words.counted.items(part.items.length)],
    [entriesPage(site, part), words.purposes.entries],
    [exceptionsPage(site, part), words.counted.exceptions(part.exceptions.length)],
    [
      termsPage(site, part),
      [texts.headings.groups, texts.headings.terms, texts.headings.reviews].join(" · "),
    ],
    [authoritiesPage(site, part), [texts.headings.powers, words.sections.instruments].join(" · ")],
    [scenariosPage(site, part), words.counted.scenarios(part.scenarios.length)],
    [proposalsPage(site, part), words.counted.proposals(part.proposals.length)],
  ];
  const cards = more.flatMap(([page, text]): Card[] =>
    page === null ? [] : [{ page: page.name, title: page.title, text: [text] }],
  );
  yield jurisdictionPage(site, part, cards);
  for (const [module, measures] of byModule(part.measures)) {
    const names = new Set(measures.map(({ id }) => site.homes.pageOf(id)));
    if (names.size < measures.length) yield modulePage(site, part, module, measures);
    else for (const measure of measures) yield measurePage(site, part, measure);
  }
  for (const [page] of more) if (page !== null) yield page;
}

/** One measure at a time in normal form: of a large law the whole is many times what its pages show. */
function rulesOf(program: Program): (measure: Measure) => NormalProgram {
  const rest = {
    ...program,
    exceptions: [],
    items: [],
    reaches: [],
    defines: [],
    groups: [],
    reviews: [],
    universes: [],
  };
  return (measure) => normalize({ ...rest, measures: [measure] });
}
