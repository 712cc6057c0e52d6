/** Scenarios that the earlier law answered otherwise. */
import type { AnswerSide, ScenarioFlip } from "../../diff/report.ts";
import type { Table } from "../document.ts";
import { lines, literal, type Phrase } from "../phrase.ts";
import { languageOf, lawTitle, type Site, verdictBadge } from "./context.ts";

export function flipTable(site: Site, flips: readonly ScenarioFlip[]): Table {
  const { heads, sections, meets } = site.words;
  return {
    kind: "table",
    caption: sections.flips,
    head: [heads.scenario, heads.jurisdiction, heads.day, heads.before, heads.after, heads.expected],
    rows: flips.map((flip): Phrase[] => [
      [site.wording.foreign(flip.title)],
      [lawTitle(site, flip.jurisdiction)],
      dayPhrase(site, flip),
      sidePhrase(site, flip.old),
      sidePhrase(site, flip.new),
      lines([expectedPhrase(site, flip.expected), [meets[flip.meets]]]),
    ]),
    rowHeads: true,
    stacks: true,
  };
}

function dayPhrase(site: Site, { on, knownAt, view }: ScenarioFlip): Phrase {
  const { times } = site.words;
  return [
    languageOf(site).date(on),
    ...(knownAt === null ? [] : [" [", literal(knownAt), "]"]),
    ...(view === "practice" ? [` ${times.practice}`] : []),
  ];
}

function sidePhrase(site: Site, side: AnswerSide | null): Phrase {
  const { range, notFitting } = site.words.answers;
  if (side === null) return [notFitting];
  const { verdict, atLeast, atMost, reviewPolicy, routes } = side;
  const terms = languageOf(site).terms.verdict;
  return [
    verdict === "undetermined" ? range(terms[atLeast], terms[atMost]) : verdictBadge(site, verdict),
    ...termsOf(site, reviewPolicy, routes),
  ];
}

function expectedPhrase(site: Site, { verdict, review, routes }: ScenarioFlip["expected"]): Phrase {
  return [verdictBadge(site, verdict), ...termsOf(site, review, routes ?? [])];
}

/** What is said of a license beside that one is needed: its review policy and its types. */
function termsOf(site: Site, review: string | null, routes: readonly string[]): Phrase {
  const policies: Readonly<Record<string, string>> = languageOf(site).terms.policy;
  return [
    ...(review === null ? [] : [` ${policies[review] ?? review}`]),
    ...routes.flatMap((route) => [languageOf(site).semicolon, site.wording.free("route", route)]),
  ];
}
