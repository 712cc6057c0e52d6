/** What a reader asks first: may this thing go there, under whose law, why, and since when? */
import { countryName } from "../../check/countries.ts";
import type { CaseDefinition, CaseJson, Scenario } from "../../check/tree.ts";
import { type Block, type Page, type Part, plainPart, type Table } from "../document.ts";
import { lines, literal, type Phrase, type Piece } from "../phrase.ts";
import { dayText, languageOf, overviewLink, type Site, titleOf, verdictBadge } from "./context.ts";
import { factTable } from "./fact-table.ts";
import { ASKED } from "./links.ts";
import { scenarioTitlesNote } from "./scenario-pages.ts";
import type { Standing } from "./standing.ts";

/** Name of the page over all products. */
export const PRODUCTS_PAGE = "products";

/** All products with the strictest settled answer of each jurisdiction. */
export function productsPage(site: Site): Page {
  const { pages, heads } = site.words;
  const laws = site.model.jurisdictions
    .flatMap(({ jurisdiction }) => jurisdiction ?? [])
    .filter(({ name }) => site.products.all.some((one) => strictest(site, one, name) !== null));
  const table = (): Table => ({
    kind: "table",
    caption: site.day === null ? pages.products : site.words.asOf(dayText(site, site.day)),
    head: [heads.product, ...laws.map((law) => site.wording.titleText(law))],
    rows: site.products.all.map((product) => [
      [
        {
          kind: "link",
          text: titleOfProduct(site, product),
          page: site.homes.pageOf(product.id) ?? PRODUCTS_PAGE,
        },
      ],
      ...laws.map(({ name }): Phrase => {
        const found = strictest(site, product, name);
        return found === null ? [] : [verdictBadge(site, found.came.verdict)];
      }),
    ]),
    rowHeads: true,
    stacks: true,
  });
  return {
    name: PRODUCTS_PAGE,
    title: pages.products,
    trail: [overviewLink(site)],
    parts: [
      plainPart(() => [
        ...(site.day === null ? [] : [lead(site.words.notes.productsLead(dayText(site, site.day)))]),
        table(),
      ]),
    ],
  };
}

function lead(text: string): Block {
  return { kind: "paragraph", text: [text] };
}

const ORDER = [
  "prohibited",
  "license_required",
  "notification_required",
  "authorized",
  "no_requirement",
  "not_reached",
];

/** The most restrictive answer of a jurisdiction over the scenarios about a product. */
function strictest(site: Site, product: CaseDefinition, law: string): Standing | null {
  let found: Standing | null = null;
  for (const scenario of site.products.scenariosOf(product))
    for (const standing of site.findings.standings.get(scenario) ?? []) {
      if (standing.jurisdiction.name !== law) continue;
      if (found === null || ORDER.indexOf(standing.came.verdict) < ORDER.indexOf(found.came.verdict))
        found = standing;
    }
  return found;
}

function titleOfProduct(site: Site, product: CaseDefinition): string {
  return site.wording.titleText(product);
}

/** One product: its facts, and the answer to each transaction that scenarios put it into. */
export function productPage(site: Site, product: CaseDefinition): Page {
  const { words } = site;
  const scenarios = site.products.scenariosOf(product);
  const section = (word: string, title: string, blocks: () => readonly Block[]): Part => {
    const id = `section.${word}`;
    const heading: Block = { kind: "heading", level: 2, text: [title], id, span: null };
    return { ids: [], section: { id, title }, blocks: () => [heading, ...blocks()] };
  };
  return {
    name: site.homes.pageOf(product.id)!,
    title: titleOfProduct(site, product),
    trail: [overviewLink(site), { page: PRODUCTS_PAGE, text: words.pages.products }],
    parts: [
      section("answers", words.sections.answers, () => [
        ...(site.day === null ? [] : [lead(words.notes.answersOnly(dayText(site, site.day)))]),
        ...scenarioTitlesNote(site, scenarios.slice(0, ASKED)),
        answerTable(site, product, scenarios.slice(0, ASKED)),
        ...(scenarios.length > ASKED ? [others(site, scenarios.slice(ASKED))] : []),
      ]),
      {
        ids: [product.id],
        section: { id: product.id, title: words.sections.facts },
        blocks: () => [
          { kind: "heading", level: 2, text: [words.sections.facts], id: product.id, span: product.nameSpan },
          factTable(site, product.given),
        ],
      },
    ],
  };
}

/** How many scenarios more there are, with the pages on which they stand. */
function others(site: Site, scenarios: readonly Scenario[]): Block {
  const { comma } = languageOf(site);
  const pages = site.model.jurisdictions
    .filter((part) => part.scenarios.some((scenario) => scenarios.includes(scenario)))
    .map((part): Piece => ({ kind: "link", text: titleOf(site, part), page: site.homes.of(part).scenarios }));
  return {
    kind: "paragraph",
    text: [
      site.words.notes.truncatedScenarios(scenarios.length),
      ...pages.flatMap((page, i): Phrase => (i === 0 ? [page] : [comma, page])),
    ],
  };
}

/** From where and to where: a title may only say what is otherwise than in the scenario before it. */
function routeOf(site: Site, { given }: Scenario): Phrase {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return [];
  const { departure, destination } = given as { readonly [name: string]: CaseJson };
  const place = (code: CaseJson | undefined): string =>
    typeof code === "string" ? (countryName(code, languageOf(site).name) ?? code) : "…";
  return typeof departure === "string" || typeof destination === "string"
    ? lines([[`${place(departure)} →`], [place(destination)]])
    : [];
}

/**
 * Transactions with a settled answer first; of those what names the product, as it is what a reader asks; of those the most
 * restrictive, and the plainest, which states least.
 */
function answerTable(site: Site, product: CaseDefinition, scenarios: readonly Scenario[]): Table {
  const { heads, notes, sections } = site.words;
  const rows = scenarios.flatMap((scenario) => {
    const settled = site.findings.standings.get(scenario) ?? [];
    const where: Piece = { kind: "place", span: scenario.span };
    if (settled.length === 0)
      return [
        {
          rank: ORDER.length,
          ...closeness(product, scenario),
          row: [
            [site.wording.foreign(scenario.title), " ", where],
            routeOf(site, scenario),
            [],
            [notes.notAsked],
            [],
            [],
          ] as Phrase[],
        },
      ];
    return settled.map((standing) => ({
      rank: ORDER.indexOf(standing.came.verdict),
      ...closeness(product, scenario),
      row: [
        [site.wording.foreign(scenario.title), " ", where],
        routeOf(site, scenario),
        [site.wording.title(standing.jurisdiction) ?? standing.jurisdiction.name],
        answer(site, standing),
        reasons(site, standing),
        standing.since === null
          ? []
          : [literal(standing.since), ...(standing.isOlder ? [` ${heads.orEarlier}`] : [])],
      ] as Phrase[],
    }));
  });
  return {
    kind: "table",
    caption: sections.answers,
    head: [heads.scenario, heads.route, heads.jurisdiction, heads.answer, heads.why, heads.since],
    rows: rows
      .map((one, index) => ({ ...one, index }))
      .sort(
        (a, b) =>
          Number(a.rank === ORDER.length) - Number(b.rank === ORDER.length) ||
          Number(b.isNamed) - Number(a.isNamed) ||
          a.rank - b.rank ||
          a.length - b.length ||
          a.index - b.index,
      )
      .map(({ row }) => row),
    rowHeads: true,
    stacks: true,
  };
}

/** Whether the title of a scenario names the product, and how much the scenario states. */
function closeness(
  { title }: CaseDefinition,
  scenario: Scenario,
): { readonly isNamed: boolean; readonly length: number } {
  const names = (title ?? "").split(/\s+/).filter((word) => /\d/.test(word));
  return {
    isNamed: names.some((name) => scenario.title.includes(name)),
    length: JSON.stringify(scenario.given).length,
  };
}

function answer(site: Site, { came }: Standing): Phrase {
  const { policy } = languageOf(site).terms;
  const badge = verdictBadge(site, came.verdict);
  return came.reviewPolicy === null ? [badge] : [badge, " ", policy[came.reviewPolicy]];
}

/** The measures that give the answer, with the place of the law each rests on. */
function reasons(site: Site, { came }: Standing): Phrase {
  const governing = came.requirements.filter(
    ({ verdict, holds }) => holds === "yes" && verdict === came.verdict,
  );
  const seen = new Map<string, readonly string[]>();
  for (const { measure, basis } of governing) if (!seen.has(measure)) seen.set(measure, basis);
  for (const { id, holds, basis } of came.exceptions)
    if (came.verdict === "authorized" && holds === "yes") seen.set(id, basis);
  const { semicolon, inBrackets } = languageOf(site);
  return [...seen].flatMap(([id, basis], i): Phrase => {
    const cited = basis[0] === undefined ? "" : inBrackets(basis[0]);
    const reason = site.reasons.get(id);
    const named: Piece =
      reason === undefined ? id.slice(id.lastIndexOf(".") + 1) : site.wording.titleTerm(reason);
    return [...(i === 0 ? [] : [semicolon]), named, cited];
  });
}
