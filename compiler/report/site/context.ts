/** What every page of the site is made from. */
import type { Chronology, Exception, IsoDate, Measure, MeasureBody, Scenario } from "../../check/tree.ts";
import type { Coverage } from "../../coverage/measure.ts";
import type { NormalProgram } from "../../normal/normal-program.ts";
import type { ExpectationResult, ScenarioResult } from "../../scenario/outcome.ts";
import type { PageLink } from "../document.ts";
import type { JurisdictionModel, ReportModel } from "../model.ts";
import type { Phrase, Piece, Tone } from "../phrase.ts";
import type { Language } from "../wording/language.ts";
import type { Wording } from "../wording/wording.ts";
import type { Homes } from "./homes.ts";
import type { Links, Products } from "./links.ts";
import type { Standing } from "./standing.ts";
import type { Uses } from "./uses.ts";
import type { SiteWords } from "./words.ts";

/** What was found out about a law beside reading it; null: not asked. */
export interface Findings {
  readonly results: readonly ScenarioResult[] | null;
  /** answers on the report's day, by scenario */
  readonly standings: ReadonlyMap<Scenario, readonly Standing[]>;
  readonly coverage: Coverage | null;
}

export interface Site {
  readonly model: ReportModel;
  readonly wording: Wording;
  readonly words: SiteWords;
  /** the day the report is about; null: its law says no day */
  readonly day: IsoDate | null;
  readonly findings: Findings;
  readonly homes: Homes;
  readonly uses: Uses;
  readonly links: Links;
  readonly products: Products;
  /** measures and exceptions by id: what an answer may name as its reason */
  readonly reasons: ReadonlyMap<string, Measure | Exception>;
  /** rules of one measure: the rest of the law is not in normal form meanwhile */
  readonly rulesOf: (measure: Measure) => NormalProgram;
}

/** The fixed texts and terms of the report's language. */
export function languageOf(site: Site): Language {
  return site.wording.language;
}

/** The first page, as the beginning of a trail. */
export function overviewLink(site: Site): PageLink {
  return { page: "index", text: languageOf(site).texts.frame.overview };
}

/** The way to what stands below a jurisdiction's page. */
export function trailOf(site: Site, part: JurisdictionModel): readonly PageLink[] {
  const above = overviewLink(site);
  return part.jurisdiction === null ? [above] : [above, { page: part.page, text: titleOf(site, part) }];
}

/** The jurisdiction in words; what belongs to none is shared. */
export function titleOf(site: Site, part: JurisdictionModel): string {
  return part.jurisdiction === null ? site.words.pages.shared : site.wording.titleText(part.jurisdiction);
}

/** The state or union whose law it is, in words. */
export function lawTitle(site: Site, law: string): string {
  const declared = site.model.program.jurisdictions.find(({ name }) => name === law);
  return declared === undefined ? law : site.wording.titleText(declared);
}

/** What stands for a declaration, by its id, in a table of many: its title, an item with its code before it; else the id. */
export function declaredNames({ model, wording }: Site): (id: string) => Phrase {
  const { program } = model;
  const { measures, exceptions, items, groups, defines, reaches, reviews, lists, instruments } = program;
  const declared = new Map(
    [measures, exceptions, items, groups, defines, reaches, reviews, lists, instruments, program.authorities]
      .flat()
      .map((one) => [one.id, one]),
  );
  return (id) => {
    const known = declared.get(id);
    return known === undefined ? [{ kind: "term", text: id, id }] : wording.indexed(known);
  };
}

/** A verdict with its color. */
export function verdictBadge(site: Site, verdict: Exclude<Tone, "good" | "bad" | "neutral">): Piece {
  return { kind: "badge", tone: verdict, text: languageOf(site).terms.verdict[verdict] };
}

/** A day as the language writes it. */
export function dayText(site: Site, day: IsoDate): string {
  return languageOf(site).date(day);
}

/** The version in force on the report's day, without what is suspended or ended; null where none is. */
export function versionOn<T>(chronology: Chronology<T>, day: IsoDate | null): T | null {
  const { versions, statuses } = chronology;
  if (day === null) return versions.at(-1)?.value ?? null;
  const hasNoEffect = statuses.some(
    ({ word, from, until }) =>
      (word === "ended" || word === "suspended") && from <= day && (until === null || day < until),
  );
  if (hasNoEffect) return null;
  return versions.findLast(({ from }) => from === null || from <= day)?.value ?? null;
}

/** What a declaration is on the report's day: in force, suspended, still to come ... */
export function stateBadge(site: Site, chronology: Chronology<unknown>): Piece {
  const { words, day } = site;
  const { status } = languageOf(site).terms;
  const { versions, statuses } = chronology;
  const first = versions[0];
  const badge = (tone: Tone, text: string): Piece => ({ kind: "badge", tone, text });
  if (first === undefined) return badge("neutral", words.neverInForce);
  if (day === null) return badge("neutral", words.inForce);
  if (first.from !== null && first.from > day && !first.before)
    return badge("neutral", words.notYet(dayText(site, first.from)));
  const now = statuses.find(({ from, until }) => from <= day && (until === null || day < until));
  if (now === undefined) return badge("good", words.inForce);
  return badge(now.word === "ended" ? "neutral" : "undetermined", status[now.word]);
}

/** Whether a measure asks for something on the report's day. */
export function isInForce(site: Site, measure: Measure): boolean {
  return versionOn(measure.chronology, site.day) !== null;
}

/** What a measure asks for at most, in the version of the report's day, else in its last. */
export function strictestOf(site: Site, measure: Measure): MeasureBody["outcomes"][number]["verdict"] | null {
  const body = versionOn(measure.chronology, site.day) ?? measure.chronology.versions.at(-1)?.value;
  const found = new Set(body?.outcomes.map(({ verdict }) => verdict));
  const order = ["prohibited", "license_required", "notification_required"] as const;
  return order.find((verdict) => found.has(verdict)) ?? null;
}

/** Results of expectations, by the scenario. */
export function resultOf(site: Site, scenario: Scenario): ScenarioResult | null {
  return resultsByScenario(site.findings).get(scenario) ?? null;
}

const byScenario = new WeakMap<Findings, ReadonlyMap<Scenario, ScenarioResult>>();

function resultsByScenario(findings: Findings): ReadonlyMap<Scenario, ScenarioResult> {
  let known = byScenario.get(findings);
  if (known === undefined) {
    known = new Map((findings.results ?? []).map((result) => [result.scenario, result]));
    byScenario.set(findings, known);
  }
  return known;
}

/** The answer that an expectation got, as a badge; null where there was none. */
export function cameBadge(site: Site, { came }: ExpectationResult): Piece | null {
  return came === null ? null : verdictBadge(site, came.verdict);
}
