/** The pages of a report from its model: the first page, and one for each jurisdiction. */
import type { Authority, Citation, Jurisdiction, Measure, Scenario } from "../check/tree.ts";
import type { Block, Page } from "./document.ts";
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
} from "./terms.ts";

/** Whether each scenario held; absent where the scenarios were not run. */
export type ScenarioOutcomes = ReadonlyMap<Scenario, boolean>;

export function reportPages(model: ReportModel, outcomes: ScenarioOutcomes | null): Page[] {
  return [indexPage(model), ...model.jurisdictions.map((part) => jurisdictionPage(part, model, outcomes))];
}

function section(title: string, id: string): Block {
  return { kind: "heading", level: 2, text: [title], id: `section.${id}`, span: null };
}

/** A section with its heading, or nothing if it has no content. */
function sectionOf(title: string, id: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [section(title, id), ...blocks];
}

function indexPage(model: ReportModel): Page {
  const overview = model.jurisdictions.map((part): Phrase[] => [
    [literal(part.jurisdiction!.name)],
    [part.title],
    [String(part.measures.length)],
    [String(part.exceptions.length)],
    [String(part.items.length)],
    [String(part.scenarios.length)],
    [part.currentTo ?? "not stated"],
  ]);
  const blocks: Block[] = [
    {
      kind: "paragraph",
      text: [
        "This report restates what the sources say, sentence by sentence; each sentence links to the line it comes from. It is not legal advice.",
      ],
    },
  ];
  if (overview.length > 0)
    blocks.push(
      section("Jurisdictions", "jurisdictions"),
      {
        kind: "links",
        links: model.jurisdictions.map((part) => ({
          page: part.page,
          text: `${part.jurisdiction!.name}: ${part.title}`,
        })),
      },
      {
        kind: "table",
        caption: "What each jurisdiction states",
        head: ["Jurisdiction", "Title", "Measures", "Exceptions", "Items", "Scenarios", "Read to"],
        rows: overview,
      },
    );
  blocks.push(...sharedBlocks(model.shared));
  return { name: "index", title: "Export-control measures", blocks };
}

function sharedBlocks(shared: JurisdictionModel): Block[] {
  return [
    ...sectionOf("Shared groups", "groups", shared.groups.flatMap(groupBlocks)),
    ...sectionOf("Shared items", "items", shared.items.flatMap(itemBlocks)),
    ...sectionOf("What laws reach", "reach", shared.reaches.flatMap(reachBlocks)),
    ...sectionOf("Shared terms", "terms", shared.defines.flatMap(defineBlocks)),
    ...sectionOf("Shared review policies", "reviews", shared.reviews.flatMap(reviewBlocks)),
    ...sectionOf("Shared lists", "lists", shared.lists.flatMap(listBlocks)),
    ...sectionOf("Text that cannot be encoded", "gaps", shared.gaps.flatMap(unencodableBlocks)),
  ];
}

function jurisdictionPage(
  part: JurisdictionModel,
  model: ReportModel,
  outcomes: ScenarioOutcomes | null,
): Page {
  const kinds = Object.keys(KIND_TITLES) as (keyof typeof KIND_TITLES)[];
  const measures = kinds.flatMap((kind) =>
    sectionOf(
      KIND_TITLES[kind],
      kind,
      part.measures
        .filter((measure) => measure.kind === kind)
        .flatMap((measure) => measureBlocks(measure, model.releasedBy.get(measure.id) ?? [])),
    ),
  );
  const authorities = model.program.authorities.filter(
    (authority) => authority.jurisdiction === part.jurisdiction && authority.proposal === null,
  );
  return {
    name: part.page,
    title: `${part.title}: export-control measures`,
    blocks: [
      { kind: "links", links: [{ page: "index", text: "All jurisdictions" }] },
      overviewFacts(part.jurisdiction!, part),
      ...measures,
      ...sectionOf("Exceptions", "exceptions", part.exceptions.flatMap(exceptionBlocks)),
      ...sectionOf("Items", "items", part.items.flatMap(itemBlocks)),
      ...sectionOf("Groups", "groups", part.groups.flatMap(groupBlocks)),
      ...sectionOf("What the law reaches", "reach", part.reaches.flatMap(reachBlocks)),
      ...sectionOf("Terms", "terms", part.defines.flatMap(defineBlocks)),
      ...sectionOf("Review policies", "reviews", part.reviews.flatMap(reviewBlocks)),
      ...sectionOf("Lists", "lists", part.lists.flatMap(listBlocks)),
      ...sectionOf("Powers", "powers", authorities.flatMap(authorityBlocks)),
      ...sectionOf("Text that cannot be encoded", "gaps", part.gaps.flatMap(unencodableBlocks)),
      ...sectionOf("Dates", "dates", timeline(part)),
      ...sectionOf("Scenarios", "scenarios", scenarioTable(part.scenarios, outcomes)),
      ...sectionOf(
        "Proposals",
        "proposals",
        part.proposals.flatMap((proposal) => [
          heading(proposal),
          ...remarks(proposal),
          ...proposal.measures.flatMap((measure) => measureBlocks(measure, [])),
        ]),
      ),
      ...sectionOf("Citations", "citations", citationTable(part)),
    ],
  };
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

/** Every day on which something of this jurisdiction changes. */
function timeline(part: JurisdictionModel): Block[] {
  const found: Event[] = [];
  const named = (d: { name: string; id: string }): Phrase => [nameOf(d, "name")];
  for (const measure of part.measures) found.push(...events(measure.chronology, named(measure)));
  for (const exception of part.exceptions) found.push(...events(exception.chronology, named(exception)));
  for (const item of part.items)
    found.push(...events(item.chronology, [term(`${item.scheme.name} ${item.code}`, item.id)]));
  for (const dated of [...part.groups, ...part.reaches, ...part.defines, ...part.reviews])
    found.push(...events<unknown>(dated.chronology, named(dated)));
  if (found.length === 0) return [];
  const rows = found
    .map((event, index) => ({ event, index }))
    .sort((a, b) => compare(a.event.day, b.event.day) || a.index - b.index)
    .map(({ event }): Phrase[] => [[literal(event.day)], event.what, event.by]);
  return [{ kind: "table", caption: "What changes when", head: ["Day", "What", "By"], rows }];
}

function scenarioTable(scenarios: readonly Scenario[], outcomes: ScenarioOutcomes | null): Block[] {
  if (scenarios.length === 0) return [];
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
  return [
    {
      kind: "table",
      caption: "What the law answers",
      head: ["Scenario", "Expected", "Outcome", "Source"],
      rows,
    },
  ];
}

function citationTable(part: JurisdictionModel): Block[] {
  const uses = new Map<string, { citation: Citation; by: Map<string, Phrase> }>();
  const cite = (citation: Citation | null, subject: { id: string; name: string }): void => {
    if (citation === null) return;
    const use = uses.get(citation.text) ?? { citation, by: new Map() };
    use.by.set(subject.id, [nameOf(subject, "name")]);
    uses.set(citation.text, use);
  };
  for (const measure of part.measures)
    citationsOf(measure).forEach((citation) => {
      cite(citation, measure);
    });
  for (const exception of part.exceptions)
    exception.citations.forEach((citation) => {
      cite(citation, exception);
    });
  for (const gap of part.gaps)
    gap.citations.forEach((citation) => {
      cite(citation, gap);
    });
  for (const list of part.lists) cite(list.citation, list);
  for (const declared of [...part.items, ...part.groups, ...part.defines, ...part.reaches, ...part.reviews])
    for (const citation of declared.citations ?? []) cite(citation, declared);
  if (uses.size === 0) return [];
  const rows = [...uses]
    .sort(([a], [b]) => compare(a, b))
    .map(([text, use]): Phrase[] => [
      [text],
      [...use.by.values()].flatMap((phrase, i) => (i === 0 ? phrase : [", ", ...phrase])),
    ]);
  return [{ kind: "table", caption: "Where each citation is used", head: ["Citation", "Used by"], rows }];
}

function citationsOf(measure: Measure): Citation[] {
  const limbs = measure.chronology.versions.flatMap((version) => [
    ...version.value.conditions.map((clause) => clause.citation),
    ...version.value.exclusions.map((clause) => clause.citation),
    ...version.value.outcomes.map((outcome) => outcome.citation),
  ]);
  return [...measure.citations, ...limbs.filter((citation) => citation !== null)];
}
