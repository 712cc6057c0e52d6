/** The change log against an earlier law: whose answer changes, in which direction, from which day, and why. */
import type { AnswerChange, DiffReport } from "../../diff/report.ts";
import { type Page, type Part, plainPart, type Table } from "../document.ts";
import { lines, literal, type Phrase, type Piece, type Tone } from "../phrase.ts";
import { languageOf, overviewLink, type Site, verdictBadge } from "./context.ts";
import { sectionOf } from "./listing.ts";

export const CHANGES_PAGE = "changes";

/** Regions that a row spells out. */
const REGIONS = 3;

const TONES: Readonly<Record<AnswerChange["direction"], Tone>> = {
  tighter: "license_required",
  looser: "no_requirement",
  changed: "neutral",
};

export function changesPage(site: Site, report: DiffReport): Page {
  const { notes, sections, pages } = site.words;
  const laws = [...new Set(report.changes.map(({ jurisdiction }) => jurisdiction))];
  return {
    name: CHANGES_PAGE,
    title: pages.changes,
    trail: [overviewLink(site)],
    parts: [
      plainPart(() => [
        { kind: "paragraph", text: [notes.changesLead(report.old)] },
        ...report.notes.map(({ message }) => ({ kind: "remark", text: message }) as const),
        // what was not searched to the end may hold one
        ...(report.changes.length + report.notes.length === 0
          ? [{ kind: "paragraph", text: [notes.noChanges] } as const]
          : []),
      ]),
      ...laws.flatMap((law): Part[] =>
        sectionOf(law, law, [
          plainPart(() => [
            answerTable(
              site,
              law,
              report.changes.filter((c) => c.jurisdiction === law),
            ),
          ]),
        ]),
      ),
      ...(report.texts.length === 0
        ? []
        : sectionOf(sections.texts, "texts", [plainPart(() => [textTable(site, report)])])),
    ],
  };
}

function answerTable(site: Site, law: string, changes: readonly AnswerChange[]): Table {
  const { heads, directions, evidence, notes, times } = site.words;
  return {
    kind: "table",
    caption: law,
    head: [heads.direction, heads.inForce, heads.before, heads.after, heads.where, heads.why, heads.citation],
    rows: changes.map((change): Phrase[] => [
      [
        { kind: "badge", tone: TONES[change.direction], text: directions[change.direction] },
        ` ${evidence[change.evidence]}`,
      ],
      change.from === null && change.until === null
        ? [notes.always]
        : times.during(change.from, change.until),
      side(site, change.old),
      side(site, change.new),
      whereChanged(site, change),
      lines(change.reasons.map((id) => [reasonOf(site, id)])),
      [[...new Set([...change.citations.old, ...change.citations.new])].join("; ")],
    ]),
    rowHeads: true,
    stacks: true,
  };
}

function side(site: Site, { verdict, reviewPolicy }: AnswerChange["old"]): Phrase {
  const policies: Readonly<Record<string, string>> = languageOf(site).terms.policy;
  return [
    verdictBadge(site, verdict),
    ...(reviewPolicy === null ? [] : [` ${policies[reviewPolicy] ?? reviewPolicy}`]),
  ];
}

function whereChanged(site: Site, { regions, about }: AnswerChange): Phrase {
  const told = regions.map((box) => {
    const telling = box.filter(({ fact }) => about.includes(fact));
    return (telling.length === 0 ? box : telling).map(({ fact, values }) => `${fact} ${values}`).join(", ");
  });
  // what is left of several regions may read alike
  const different = [...new Set(told)];
  const rest = different.length - REGIONS;
  return lines([
    ...different.slice(0, REGIONS).map((text): Phrase => [literal(text)]),
    ...(rest > 0 ? [[site.words.notes.truncated(rest)]] : []),
  ]);
}

/** A measure or exception by its title; one that this law no longer has, by its name. */
function reasonOf(site: Site, id: string): Piece {
  const reason = site.reasons.get(id);
  return reason === undefined
    ? { kind: "term", text: id.slice(id.lastIndexOf(".") + 1), id }
    : site.wording.titleTerm(reason);
}

function textTable(site: Site, report: DiffReport): Table {
  const { heads, sections } = site.words;
  return {
    kind: "table",
    caption: sections.texts,
    head: [heads.name, heads.kind, heads.before, heads.after],
    rows: report.texts.map(({ id, kind, old, new: now }): Phrase[] => [
      [{ kind: "term", text: id, id }],
      [kind],
      [old.join("; ")],
      [now.join("; ")],
    ]),
    rowHeads: true,
    stacks: true,
  };
}
