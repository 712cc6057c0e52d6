/** The change log against an earlier law: whose answer changes, in which direction, from which day, and why. */
import type { AnswerChange, DiffReport, Note } from "../../diff/report.ts";
import { type Block, type Page, type Part, plainPart, type Table } from "../document.ts";
import { lines, type Phrase, type Piece, type Tone } from "../phrase.ts";
import { declaredNames, lawTitle, overviewLink, type Site, verdictBadge } from "./context.ts";
import { flipTable, policyOf } from "./flips.ts";
import { sectionOf } from "./listing.ts";
import { regionLines } from "./regions.ts";

export const CHANGES_PAGE = "changes";

const TONES: Readonly<Record<AnswerChange["direction"], Tone>> = {
  tighter: "license_required",
  looser: "no_requirement",
  changed: "neutral",
};

export function changesPage(site: Site, report: DiffReport): Page {
  const { notes, sections, pages } = site.words;
  const laws = [...new Set(report.changes.map(({ jurisdiction }) => jurisdiction))].sort();
  return {
    name: CHANGES_PAGE,
    title: pages.changes,
    trail: [overviewLink(site)],
    parts: [
      plainPart(() => [
        { kind: "paragraph", text: [notes.changesLead(report.old)] },
        ...report.notes.flatMap((note) => noteBlocks(site, note)),
        // what was not searched to the end may hold one
        ...(report.changes.length + report.notes.length + report.scenarios.length === 0
          ? [{ kind: "paragraph", text: [notes.noChanges] } as const]
          : []),
      ]),
      ...laws.flatMap((law): Part[] =>
        sectionOf(lawTitle(site, law), law, [
          plainPart(() =>
            answerBlocks(
              site,
              law,
              report.changes.filter((c) => c.jurisdiction === law),
            ),
          ),
        ]),
      ),
      ...(report.scenarios.length === 0
        ? []
        : sectionOf(sections.flips, "scenarios", [plainPart(() => [flipTable(site, report.scenarios)])])),
      ...(report.texts.length === 0
        ? []
        : sectionOf(sections.texts, "texts", [plainPart(() => [textTable(site, report)])])),
    ],
  };
}

/** What transactions like those of the scenarios show first; what only others show, which few will ever make, is folded. */
function answerBlocks(site: Site, law: string, changes: readonly AnswerChange[]): readonly Block[] {
  const plain = changes.filter((change) => change.plain);
  const apart = changes.filter((change) => !change.plain);
  if (plain.length === 0 || apart.length === 0) return [answerTable(site, lawTitle(site, law), changes)];
  const summary = site.words.notes.apart(apart.length);
  return [
    answerTable(site, lawTitle(site, law), plain),
    { kind: "fold", summary: [summary], blocks: [answerTable(site, summary, apart)] },
  ];
}

function answerTable(site: Site, caption: string, changes: readonly AnswerChange[]): Table {
  const { heads, directions, notes, times } = site.words;
  return {
    kind: "table",
    caption,
    head: [heads.direction, heads.inForce, heads.before, heads.after, heads.where, heads.why],
    rows: changes.map((change): Phrase[] => [
      lines([
        [{ kind: "badge", tone: TONES[change.direction], text: directions[change.direction] }],
        ...(change.view === "practice" ? [[notes.inPractice]] : []),
      ]),
      lines([
        change.from === null && change.until === null
          ? [notes.always]
          : times.during(change.from, change.until),
        ...(change.termsUntil === null ? [] : [[notes.otherTerms(change.termsUntil)]]),
      ]),
      side(site, change.old),
      side(site, change.new),
      lines(regionLines(site, change)),
      lines([
        ...change.reasons.map((id): Phrase => [reasonOf(site, id)]),
        ...placesOf(change).map((place): Phrase => [place]),
      ]),
    ]),
    rowHeads: true,
    stacks: true,
  };
}

/** Places of the law, without those that another names more exactly. */
function placesOf({ citations }: AnswerChange): readonly string[] {
  const all = [...new Set([...citations.old, ...citations.new])];
  return all.filter((place) => !all.some((other) => other !== place && other.startsWith(place)));
}

function side(site: Site, answer: AnswerChange["old"]): Phrase {
  return [verdictBadge(site, answer.verdict), ...policyOf(site, answer)];
}

/** What else is to be said of the comparison, and in whose words where the page speaks others. */
function noteBlocks(site: Site, { code, jurisdiction, message }: Note): readonly Block[] {
  const { notes } = site.words;
  const law = jurisdiction === null ? "" : lawTitle(site, jurisdiction);
  switch (code) {
    case "jurisdiction-added":
      return [{ kind: "paragraph", text: [notes.lawAdded(law)] }];
    case "jurisdiction-removed":
      return [{ kind: "paragraph", text: [notes.lawRemoved(law)] }];
    case "budget":
    case "open-answers":
    case "facts":
      return [
        { kind: "paragraph", text: [notes.notCompared[code]] },
        {
          kind: "fold",
          summary: [notes.details],
          blocks: [{ kind: "paragraph", text: [site.wording.foreign(message)] }],
        },
      ];
  }
}

/** A measure or exception by its title; one that this law no longer has, by its name. */
function reasonOf(site: Site, id: string): Piece {
  const reason = site.reasons.get(id);
  return reason === undefined
    ? { kind: "term", text: id.slice(id.lastIndexOf(".") + 1), id }
    : site.wording.titleTerm(reason);
}

function textTable(site: Site, report: DiffReport): Table {
  const { heads, sections, textKinds } = site.words;
  const nameOf = declaredNames(site);
  return {
    kind: "table",
    caption: sections.texts,
    head: [heads.name, heads.kind, heads.before, heads.after],
    rows: report.texts.map(({ id, kind, old, new: now }): Phrase[] => [
      nameOf(id),
      [textKinds[kind]],
      [old.join("; ")],
      [now.join("; ")],
    ]),
    rowHeads: true,
    stacks: true,
  };
}
