/** The pages of a report from its model: the first page, and one for each jurisdiction. */
import type { Authority, Citation, Jurisdiction, Measure, Proposal, Scenario } from "../check/tree.ts";
import { lawMap } from "../lawmap/index.ts";
import { type Block, type Page, type Part, plainPart, sectionPart } from "./document.ts";
import { MAP_PAGE, mapPage } from "./map.ts";
import { exceptionBlocks, heading, KIND_TITLES, measureBlocks, remarks } from "./measures.ts";
import type { JurisdictionModel, ReportModel } from "./model.ts";
import { compare } from "./order.ts";
import { citationsText, type Event, events } from "./periods.ts";
import { literal, nameOf, type Phrase, type Piece, strong, term, words } from "./phrase.ts";
import { condition } from "./sentences.ts";
import {
  defineBlocks,
  groupBlocks,
  itemBlocks,
  listBlocks,
  reachBlocks,
  reviewBlocks,
  unencodableBlocks,
  universeBlocks,
} from "./terms.ts";

/** Whether each scenario held; absent where the scenarios were not run. */
export type ScenarioOutcomes = ReadonlyMap<Scenario, boolean>;

export function reportPages(model: ReportModel, outcomes: ScenarioOutcomes | null): Page[] {
  const shown = new Set(model.jurisdictions.map((part) => part.jurisdiction));
  const map = mapPage(lawMap(model.program).filter(({ jurisdiction }) => shown.has(jurisdiction)));
  return [
    indexPage(model, map !== null),
    ...model.jurisdictions.map((part) => jurisdictionPage(part, model, outcomes)),
    ...(map === null ? [] : [map]),
  ];
}

/** A section with its heading, or nothing if it has no content. */
function sectionOf(title: string, word: string, parts: readonly Part[]): Part[] {
  return parts.length === 0 ? [] : [sectionPart(title, word), ...parts];
}

/** A section that describes declarations, each when its turn comes. */
function described<D extends { readonly id: string }>(
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

/** A section of one table, or nothing if it would have no rows. */
function tableSection(title: string, word: string, isEmpty: boolean, table: () => Table): Part[] {
  return isEmpty ? [] : sectionOf(title, word, [plainPart(() => [table()])]);
}

type Table = Extract<Block, { kind: "table" }>;

function indexPage(model: ReportModel, hasMap: boolean): Page {
  const overview = model.jurisdictions.map((part): Phrase[] => [
    [literal(part.jurisdiction!.name)],
    [part.title],
    [String(part.measures.length)],
    [String(part.exceptions.length)],
    [String(part.items.length)],
    [String(part.scenarios.length)],
    [part.currentTo ?? "not stated"],
  ]);
  const lead: Block = {
    kind: "paragraph",
    text: [
      "This report restates what the sources say, sentence by sentence; each sentence links to the line it comes from. It is not legal advice.",
    ],
  };
  const links: Block = {
    kind: "links",
    links: [
      ...model.jurisdictions.map((part) => ({
        page: part.page,
        text: `${part.jurisdiction!.name}: ${part.title}`,
      })),
      ...(hasMap ? [{ page: MAP_PAGE, text: "Map of the law: what is encoded, and what is not" }] : []),
    ],
  };
  const table: Table = {
    kind: "table",
    caption: "What each jurisdiction states",
    head: ["Jurisdiction", "Title", "Measures", "Exceptions", "Items", "Scenarios", "Read to"],
    rows: overview,
  };
  return {
    name: "index",
    title: "Export-control measures",
    parts: [
      plainPart(() => [lead]),
      ...(overview.length === 0
        ? []
        : sectionOf("Jurisdictions", "jurisdictions", [plainPart(() => [links, table])])),
      ...sharedParts(model.shared),
    ],
  };
}

function sharedParts(shared: JurisdictionModel): Part[] {
  return [
    ...described("Shared groups", "groups", shared.groups, groupBlocks),
    ...described("Shared items", "items", shared.items, itemBlocks),
    ...described("What laws reach", "reach", shared.reaches, reachBlocks),
    ...described("Shared terms", "terms", shared.defines, defineBlocks),
    ...described("Shared review policies", "reviews", shared.reviews, reviewBlocks),
    ...described("Shared lists", "lists", shared.lists, listBlocks),
    ...described("Text that cannot be encoded", "gaps", shared.gaps, unencodableBlocks),
  ];
}

function jurisdictionPage(
  part: JurisdictionModel,
  model: ReportModel,
  outcomes: ScenarioOutcomes | null,
): Page {
  const kinds = Object.keys(KIND_TITLES) as (keyof typeof KIND_TITLES)[];
  const measures = kinds.flatMap((kind) =>
    described(
      KIND_TITLES[kind],
      kind,
      part.measures.filter((measure) => measure.kind === kind),
      (measure) => measureBlocks(measure, model.releasedBy.get(measure.id) ?? []),
    ),
  );
  const authorities = model.program.authorities.filter(
    (authority) => authority.jurisdiction === part.jurisdiction && authority.proposal === null,
  );
  return {
    name: part.page,
    title: `${part.title}: export-control measures`,
    parts: [
      plainPart(() => [
        { kind: "links", links: [{ page: "index", text: "All jurisdictions" }] },
        overviewFacts(part.jurisdiction!, part),
      ]),
      ...measures,
      ...described("Exceptions", "exceptions", part.exceptions, exceptionBlocks),
      ...described("Items", "items", part.items, itemBlocks),
      ...described("Groups", "groups", part.groups, groupBlocks),
      ...described("What the law reaches", "reach", part.reaches, reachBlocks),
      ...described("Terms", "terms", part.defines, defineBlocks),
      ...described("Review policies", "reviews", part.reviews, reviewBlocks),
      ...described("Lists", "lists", part.lists, listBlocks),
      ...described("Powers", "powers", authorities, authorityBlocks),
      ...described("Text that cannot be encoded", "gaps", part.gaps, unencodableBlocks),
      ...described("Coverage and intended gaps", "universes", part.universes, universeBlocks),
      ...tableSection("Dates", "dates", isEmpty(changes(part)), () => timeline(part)),
      ...tableSection("Scenarios", "scenarios", part.scenarios.length === 0, () =>
        scenarioTable(part.scenarios, outcomes),
      ),
      ...sectionOf("Proposals", "proposals", part.proposals.flatMap(proposalParts)),
      ...tableSection("Citations", "citations", isEmpty(citationUses(part)), () => citationTable(part)),
    ],
  };
}

function proposalParts(proposal: Proposal): Part[] {
  return [
    { ids: [proposal.id], section: null, blocks: () => [heading(proposal), ...remarks(proposal)] },
    ...proposal.measures.map((measure) => ({
      ids: [measure.id],
      section: null,
      blocks: () => measureBlocks(measure, []),
    })),
  ];
}

function overviewFacts(jurisdiction: Jurisdiction, part: JurisdictionModel): Block {
  const rows: [string, Phrase][] = [["Name", [literal(jurisdiction.name)]]];
  if (jurisdiction.within !== null)
    rows.push(["Within", [jurisdiction.within.title ?? jurisdiction.within.name]]);
  if (jurisdiction.reach !== null)
    rows.push(["Reaches", ["acts within ", nameOf(jurisdiction.reach, "words")]]);
  if (jurisdiction.agencies.length > 0) rows.push(["Agencies", [jurisdiction.agencies.join(", ")]]);
  if (part.currentTo !== null) rows.push(["Law read to", [literal(part.currentTo)]]);
  rows.push(["Measures", [String(part.measures.length)]]);
  return { kind: "facts", rows };
}

function authorityBlocks(authority: Authority): Block[] {
  const rows: [string, Phrase][] = [["Citation", [citationsText(authority.citations) || "none stated"]]];
  if (authority.heldBy.length > 0) rows.push(["Held by", [authority.heldBy.join(", ")]]);
  if (authority.from !== null) rows.push(["From", [literal(authority.from)]]);
  if (authority.until !== null) rows.push(["Until", [literal(authority.until)]]);
  const statements = authority.permits.map((permit) => {
    const limit = permit.limitedTo === null ? null : condition(permit.limitedTo);
    const pieces: Piece[] = [`Permits ${permit.kind} measures`];
    if (permit.from !== null) pieces.push(" from ", literal(permit.from));
    if (permit.until !== null) pieces.push(" until ", literal(permit.until));
    if (permit.provided !== null)
      pieces.push(`, provided their origin is ${permit.provided.origins.join(" or ")}`);
    if (limit !== null) pieces.push(", limited to cases where ", ...limit.phrase);
    return { label: null, phrase: pieces, parts: limit?.parts ?? [], citation: null, span: permit.span };
  });
  return [
    heading(authority),
    ...remarks(authority),
    { kind: "facts", rows },
    { kind: "statements", statements },
  ];
}

function isEmpty(values: Iterable<unknown>): boolean {
  for (const _ of values) return false;
  return true;
}

/** Whatever changes on some day, declaration by declaration. */
function* changes(part: JurisdictionModel): Generator<Event> {
  const named = (d: { name: string; id: string }): Phrase => [nameOf(d, "name")];
  for (const measure of part.measures) yield* events(measure.chronology, named(measure));
  for (const exception of part.exceptions) yield* events(exception.chronology, named(exception));
  for (const item of part.items)
    yield* events(item.chronology, [term(`${item.scheme.name} ${item.code}`, item.id)]);
  for (const dated of [...part.groups, ...part.reaches, ...part.defines, ...part.reviews])
    yield* events<unknown>(dated.chronology, named(dated));
}

/** Every day on which something of this jurisdiction changes. */
function timeline(part: JurisdictionModel): Table {
  const rows = [...changes(part)]
    .map((event, index) => ({ event, index }))
    .sort((a, b) => compare(a.event.day, b.event.day) || a.index - b.index)
    .map(({ event }): Phrase[] => [[literal(event.day)], event.what, event.by]);
  return { kind: "table", caption: "What changes when", head: ["Day", "What", "By"], rows };
}

function scenarioTable(scenarios: readonly Scenario[], outcomes: ScenarioOutcomes | null): Table {
  const rows = scenarios.map((scenario): Phrase[] => {
    const expected: Piece[] = [];
    scenario.expectations.forEach((expectation, index) => {
      if (index > 0) expected.push("; ");
      expected.push(
        "on ",
        literal(expectation.on),
        ...(expectation.knownAt === null ? [] : [" as known on ", literal(expectation.knownAt)]),
        ...(expectation.practice ? [" in practice"] : []),
        ` ${expectation.jurisdiction.name} `,
        strong(words(expectation.verdict)),
      );
      if (expectation.by.length > 0)
        expected.push(` by ${expectation.by.map((by) => by.id + (by.limb ?? "")).join(", ")}`);
      if (expectation.review !== null) expected.push(`, ${words(expectation.review)}`);
    });
    const held = outcomes?.get(scenario);
    const outcome = held === undefined ? "not run" : held ? "holds" : "does not hold";
    return [[scenario.title], expected, [outcome], [{ kind: "place", span: scenario.span }]];
  });
  return {
    kind: "table",
    caption: "What the law answers",
    head: ["Scenario", "Expected", "Outcome", "Source"],
    rows,
  };
}

interface Cited {
  readonly id: string;
  readonly name: string;
}

/** Every citation with the declaration that states it. */
function* citationUses(part: JurisdictionModel): Generator<readonly [Citation, Cited]> {
  for (const measure of part.measures) for (const citation of citationsOf(measure)) yield [citation, measure];
  for (const declared of [...part.exceptions, ...part.gaps])
    for (const citation of declared.citations) yield [citation, declared];
  for (const list of part.lists) if (list.citation !== null) yield [list.citation, list];
  for (const declared of [...part.items, ...part.groups, ...part.defines, ...part.reaches, ...part.reviews])
    for (const citation of declared.citations ?? []) yield [citation, declared];
}

function citationTable(part: JurisdictionModel): Table {
  const uses = new Map<string, Map<string, Cited>>();
  for (const [citation, by] of citationUses(part)) {
    const known = uses.get(citation.text);
    if (known === undefined) uses.set(citation.text, new Map([[by.id, by]]));
    else known.set(by.id, by);
  }
  const rows = [...uses]
    .sort(([a], [b]) => compare(a, b))
    .map(([text, by]): Phrase[] => [
      [text],
      [...by.values()].flatMap(
        (cited, i): Phrase => (i === 0 ? [nameOf(cited, "name")] : [", ", nameOf(cited, "name")]),
      ),
    ]);
  return { kind: "table", caption: "Where each citation is used", head: ["Citation", "Used by"], rows };
}

function citationsOf(measure: Measure): Citation[] {
  const limbs = measure.chronology.versions.flatMap((version) => [
    ...version.value.conditions.map((clause) => clause.citation),
    ...version.value.exclusions.map((clause) => clause.citation),
    ...version.value.outcomes.map((outcome) => outcome.citation),
  ]);
  return [...measure.citations, ...limbs.filter((citation) => citation !== null)];
}
