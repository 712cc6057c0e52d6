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
  const { verdict, atLeast, atMost, routes } = side;
  const terms = languageOf(site).terms.verdict;
  return [
    verdict === "undetermined" ? range(terms[atLeast], terms[atMost]) : verdictBadge(site, verdict),
    ...policyOf(site, side),
    ...routesOf(site, routes),
  ];
}

function expectedPhrase(site: Site, { verdict, review, routes }: ScenarioFlip["expected"]): Phrase {
  const policy = policyOf(site, { reviewPolicy: review, reviewRange: null });
  return [verdictBadge(site, verdict), ...policy, ...routesOf(site, routes ?? [])];
}

/** The review policy of a license, or the two between which the law leaves it open. */
export function policyOf(
  site: Site,
  { reviewPolicy, reviewRange }: Pick<AnswerSide, "reviewPolicy" | "reviewRange">,
): Phrase {
  const { range, policyNotStated } = site.words.answers;
  const policies: Readonly<Record<string, string>> = languageOf(site).terms.policy;
  const named = (policy: string | null): string =>
    policy === null ? policyNotStated : (policies[policy] ?? policy);
  if (reviewRange !== null) return [` ${range(named(reviewRange[0]), named(reviewRange[1]))}`];
  return reviewPolicy === null ? [] : [` ${named(reviewPolicy)}`];
}

function routesOf(site: Site, routes: readonly string[]): Phrase {
  return routes.flatMap((route) => [languageOf(site).semicolon, site.wording.free("route", route)]);
}
