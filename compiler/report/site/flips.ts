/** Scenarios that the earlier law answered otherwise. */
import type { ScenarioFlip } from "../../diff/report.ts";
import type { Table } from "../document.ts";
import { lines, type Phrase } from "../phrase.ts";
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
      [languageOf(site).date(flip.on)],
      answerPhrase(site, flip.old),
      answerPhrase(site, flip.new),
      lines([answerPhrase(site, flip.expected), [meets[flip.meets]]]),
    ]),
    rowHeads: true,
    stacks: true,
  };
}

const ANSWER =
  /^(?:between (?<least>.+) and (?<most>.+?)|(?<verdict>.+?))(?:, review (?<policy>.+?))?(?:, routes .+)?$/;

/** What a comparison writes of an answer (`license required, review presumption of denial`), in the language of the page. */
function answerPhrase(site: Site, text: string): Phrase {
  const { terms } = languageOf(site);
  const { range, notFitting } = site.words.answers;
  if (text.startsWith("refused")) return [notFitting];
  const { least, most, verdict, policy } = ANSWER.exec(text)?.groups ?? {};
  const verdictOf = (said: string | undefined) => keyOf(terms.verdict, said);
  const [one, from, to] = [verdictOf(verdict), verdictOf(least), verdictOf(most)];
  const review = keyOf(terms.policy, policy);
  const said: Phrase | null =
    one !== null
      ? [verdictBadge(site, one)]
      : from !== null && to !== null
        ? [range(terms.verdict[from], terms.verdict[to])]
        : null;
  if (said === null) return [site.wording.foreign(text)];
  return review === null ? said : [...said, " ", terms.policy[review]];
}

/** `license required` names `license_required`. */
function keyOf<Key extends string>(
  terms: Readonly<Record<Key, string>>,
  said: string | undefined,
): Key | null {
  const wanted = said?.replaceAll(" ", "_");
  return (Object.keys(terms) as Key[]).find((key) => key === wanted) ?? null;
}
