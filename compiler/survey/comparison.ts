/** The comparison: the same products put to every jurisdiction, who requires and who does not, and to which destinations. */
import type { CaseJson, IsoDate, Program } from "../check/tree.ts";
import { fragmentOf } from "../explorer/link.ts";
import { EXPLORER_PAGE } from "../explorer/page.ts";
import {
  type Block,
  type Page,
  type PageLink,
  plainPart,
  sectionPart,
  type Table,
} from "../report/document.ts";
import type { Phrase, Piece } from "../report/phrase.ts";
import type { Wording } from "../report/wording/wording.ts";
import { VERDICTS, type Verdict } from "../runtime/answer.ts";
import { drawing } from "./charts/svg.ts";
import { countryLetters, type TileWords, tileChart } from "./charts/tiles.ts";
import type { Asked, ByDestination, Product, Questions, QuickVerdict, Since } from "./questions.ts";
import { surveyTexts } from "./texts.ts";

export const COMPARISON_PAGE = "comparison";

export interface ComparisonSource {
  readonly program: Program;
  readonly questions: Questions;
  readonly destination: string;
  /** products whose destinations are drawn */
  readonly maps: number;
  readonly asOf: IsoDate;
  readonly wording: Wording;
  readonly countryName: (code: string) => string;
  readonly hasExplorer: boolean;
}

/** Null where there is nothing to compare. */
export function comparisonPage(source: ComparisonSource, trail: readonly PageLink[]): Page | null {
  const { questions, wording, destination, asOf, countryName, hasExplorer, maps } = source;
  if (questions.products.length === 0 || questions.jurisdictions.length < 2) return null;
  const { language } = wording;
  const texts = surveyTexts[language.name].comparison;
  const asked = questions.answers();
  const where = countryName(destination);
  const lead = (hasExplorer ? texts.lead : texts.leadNoExplorer)(where, language.date(asOf));
  return {
    name: COMPARISON_PAGE,
    title: language.texts.headings.comparison,
    trail,
    parts: [
      plainPart(() => [{ kind: "paragraph", text: [lead] }]),
      sectionPart(texts.answers(where), "answers"),
      plainPart(() => [answersTable(asked, source)]),
      sectionPart(texts.differences, "differences"),
      plainPart(() => [differences(asked, source), { kind: "paragraph", text: [texts.regions] }]),
      ...(maps === 0
        ? []
        : [
            sectionPart(texts.maps, "maps"),
            plainPart(() => [{ kind: "paragraph", text: [texts.mapsLead] }]),
            ...questions.products.slice(0, maps).map((product, at) =>
              plainPart(() => [
                {
                  kind: "heading",
                  level: 3,
                  text: [titleOf(product, wording)],
                  id: product.id,
                  span: null,
                },
                mapOf(product, at, source),
              ]),
            ),
          ]),
    ],
  };
}

function titleOf({ id, title }: Product, wording: Wording): Piece {
  return wording.title({ id, name: title, title }) ?? title;
}

function verdictBadge(verdict: QuickVerdict, wording: Wording): Piece {
  return { kind: "badge", text: wording.language.terms.verdict[verdict], tone: verdict };
}

function answersTable(asked: readonly (readonly Asked[])[], source: ComparisonSource): Table {
  const { questions, wording, destination, countryName } = source;
  const texts = surveyTexts[wording.language.name].comparison;
  return {
    kind: "table",
    caption: texts.answers(countryName(destination)),
    head: [texts.product, ...questions.jurisdictions],
    rowHeads: true,
    rows: questions.products.map((product, at) => [
      [wording.titleTerm({ id: product.id, name: product.title, title: product.title })],
      ...questions.jurisdictions.map((name): Phrase => {
        const one = asked[at]?.find(({ jurisdiction }) => jurisdiction === name);
        return one === undefined ? ["–"] : answerPhrase(one, source);
      }),
    ]),
  };
}

function answerPhrase(one: Asked, { wording, asOf, hasExplorer }: ComparisonSource): Phrase {
  const { language } = wording;
  const texts = surveyTexts[language.name].comparison;
  const { answer, since } = one;
  const { verdict, atLeast, atMost } = answer;
  const range =
    verdict === "undetermined"
      ? [" ", texts.range(language.terms.verdict[atLeast], language.terms.verdict[atMost])]
      : [];
  return [
    verdictBadge(verdict, wording),
    ...range,
    ...(since === null ? [] : [" ", sinceText(since, wording)]),
    ...(hasExplorer ? [" ", openLink(one, asOf, texts.open)] : []),
  ];
}

function openLink({ facts }: Asked, asOf: IsoDate, text: string): Piece {
  const fragment = fragmentOf({ facts: facts as CaseJson, asOf, knownAt: null });
  return { kind: "link", text, page: EXPLORER_PAGE, fragment };
}

const REQUIRES: ReadonlySet<string> = new Set<Verdict>([
  "prohibited",
  "license_required",
  "notification_required",
]);
const FREE: ReadonlySet<string> = new Set<Verdict>(["no_requirement", "not_reached"]);

/** Product by product: who requires, by which measures, and who lets it go. */
function differences(asked: readonly (readonly Asked[])[], source: ComparisonSource): Block {
  const { wording } = source;
  const { language } = wording;
  const texts = surveyTexts[language.name].comparison;
  const rows = asked.flatMap((row): Phrase[][] => {
    const requires = row.filter(({ answer }) => REQUIRES.has(answer.verdict));
    const free = row.filter(({ answer }) => FREE.has(answer.verdict));
    const [first] = row;
    if (requires.length === 0 || free.length === 0 || first === undefined) return [];
    const reasons = requires.flatMap((one, at): Piece[] => [
      at === 0 ? "" : language.semicolon,
      `${one.jurisdiction}${language.colon}`,
      ...reasonOf(one, wording),
    ]);
    return [
      [
        [titleOf(first.product, wording)],
        requires.flatMap((one, at): Piece[] => [at === 0 ? "" : language.comma, one.jurisdiction]),
        free.flatMap((one, at): Piece[] => [at === 0 ? "" : language.comma, one.jurisdiction]),
        reasons,
      ],
    ];
  });
  if (rows.length === 0) return { kind: "paragraph", text: [texts.noDifferences] };
  return {
    kind: "table",
    caption: texts.differences,
    head: [texts.product, texts.requires, texts.free, texts.reason],
    stacks: true,
    rowHeads: true,
    rows,
  };
}

/** The measures that give the verdict, with their citations and since when it is so. */
function reasonOf({ answer, since }: Asked, wording: Wording): Piece[] {
  const { language } = wording;
  const own = answer.requirements.filter(
    ({ verdict, holds, releasedBy }) => verdict === answer.verdict && holds === "yes" && releasedBy === null,
  );
  const seen = new Map(own.map((requirement) => [requirement.measure, requirement]));
  const named = [...seen.values()]
    .slice(0, 2)
    .flatMap(({ measure, title, basis }, at): Piece[] => [
      at === 0 ? "" : language.comma,
      wording.titleTerm({ id: measure, title, name: measure.slice(measure.lastIndexOf(".") + 1) }),
      basis[0] === undefined ? "" : language.inBrackets(basis[0]),
    ]);
  return [...named, ...(since === null ? [] : [` ${sinceText(since, wording)}`])];
}

function sinceText({ day, orBefore }: Since, { language }: Wording): string {
  const texts = surveyTexts[language.name].comparison;
  return orBefore ? texts.sinceOrBefore(language.date(day)) : texts.since(language.date(day));
}

function mapOf(product: Product, at: number, source: ComparisonSource): Block {
  const { questions, wording, countryName } = source;
  const { language } = wording;
  const texts = surveyTexts[language.name].comparison;
  const title = wording.titleText({ ...product, name: product.title });
  const panels = questions.jurisdictions.map((name) => ({
    name,
    answers: questions.byDestination(product, name),
  }));
  const words: TileWords = { country: countryName, answer: (verdict) => language.terms.verdict[verdict] };
  const { svg, width, height } = tileChart(panels, words, `map${at}`);
  // the first map brings the letters for all
  const letters = at === 0 ? [countryLetters(questions.destinations, words)] : [];
  const rows = panels.flatMap(({ name, answers }) =>
    verdictsIn(answers).map(([verdict, codes]): Phrase[] => [
      [name],
      [verdictBadge(verdict, wording), ` ${texts.count(codes.length)}`],
      [
        language.list(
          codes.map((code) => `${countryName(code)} (${code})`),
          "and",
        ),
      ],
    ]),
  );
  return {
    kind: "figure",
    svg: drawing(width, height, [...letters, ...svg]),
    caption: [texts.mapCaption(title)],
    alternative: texts.mapAlternative(title, language.list(questions.jurisdictions, "and")),
    table: {
      kind: "table",
      caption: texts.mapCaption(title),
      head: [language.texts.labels.jurisdiction, texts.verdict, texts.countries],
      rows,
    },
  };
}

/** Countries by verdict, the most restrictive first. */
function verdictsIn(answers: ByDestination): readonly (readonly [QuickVerdict, readonly string[]])[] {
  const order: readonly QuickVerdict[] = [...VERDICTS, "undetermined"];
  return order.flatMap((verdict) => {
    const codes = [...answers].filter(([, own]) => own === verdict).map(([code]) => code);
    return codes.length === 0 ? [] : [[verdict, codes.toSorted()] as const];
  });
}
