/**
 * Random scenarios of a random law, which expect what the oracle answers: the verdict, now and then a reason, the review or license
 * types, and now and then in practice.
 */
import { previousDay } from "../../../compiler/check/days.ts";
import type { CaseJson, IsoDate, Program } from "../../../compiler/check/tree.ts";
import { interpret, type OracleDetermination } from "../../../compiler/oracle/index.ts";
import type { Random } from "../../support/generate-random.ts";
import { checkSources } from "../compile.ts";
import type { States } from "./states-world.ts";

type Sources = Readonly<Record<string, string>>;

export const SCENARIOS = "cases.cordon";

/** @throws {Error} for sources with errors */
export function checked(sources: Sources): Program {
  const { program, errors } = checkSources(sources);
  if (errors.length > 0) throw new Error(`${errors.join("\n")}\n${Object.values(sources).join("\n")}`);
  return program;
}

/** Each day that stands in the sources, and the day before; powers are older than all of it. */
export function daysOf(sources: Sources): readonly IsoDate[] {
  const written = Object.values(sources).flatMap((text) => text.match(/\d{4}-\d\d-\d\d/g) ?? []);
  const days = new Set(written.flatMap((day) => [previousDay(day), day]));
  return [...days].filter((day) => day > "2018").sort();
}

export interface ScenarioOptions {
  readonly count: number;
  /** days that expectations are about */
  readonly days: readonly IsoDate[];
}

/** The source of a module with the scenarios. */
export function randomScenarios(
  program: Program,
  { names, acts }: States,
  random: Random,
  { count, days }: ScenarioOptions,
): string {
  const scenarios = Array.from({ length: count }, (_, i) => {
    const given = random.pick(acts);
    const expectations = Array.from({ length: random.between(1, 3) }, () => {
      const [on, jurisdiction] = [random.pick(days), random.pick(names)];
      const view = random.chance(0.15) ? "practice" : "text";
      const answer = interpret(program, given, { asOf: on, jurisdiction, view });
      const practice = view === "practice" ? " in practice" : "";
      return `  expect on ${on}${practice} ${jurisdiction} ${verdictText(answer.verdict)}${clausesOf(answer, random, view)}\n`;
    });
    return `scenario "Case ${i}" {\n  given ${factsText(given)}\n${expectations.join("")}}\n`;
  });
  const uses = ["words", ...names.map((name) => name.toLowerCase())];
  return `module cases\nuse ${uses.join(", ")}\n${scenarios.join("")}`;
}

const WORDS: Readonly<Record<string, string>> = {
  license_required: "license",
  notification_required: "notice",
  no_requirement: "no requirement",
  not_reached: "not reached",
};

function verdictText(verdict: string): string {
  return WORDS[verdict] ?? verdict;
}

function clausesOf(
  { verdict, requirements, review, routes }: OracleDetermination,
  random: Random,
  view: "text" | "practice",
): string {
  if (requirements.length === 0 || verdict === "undetermined") return "";
  const giving = requirements.filter((one) => one.verdict === verdict);
  const { measure, limb } = random.pick(giving);
  const name = measure.slice(measure.indexOf(".") + 1);
  // the labels of its limbs, and the label of its outcome behind them
  const label = limb.length === 3 && random.chance(0.3) ? limb : "";
  const parts = [
    ...(random.chance(0.3) ? [` by ${name}${label}`] : []),
    ...(random.chance(0.3) && review.most !== null && review.most === review.least
      ? [` review ${review.most.replaceAll("_", " ")}`]
      : []),
    // license types are those of the text
    ...(view === "text" && random.chance(0.3) && routes.possible.length > 0
      ? [` routes { ${routes.possible.join(", ")} }`]
      : []),
  ];
  return parts.join("");
}

function factsText(given: CaseJson): string {
  const { item, ...rest } = given as Readonly<Record<string, CaseJson>>;
  const facts = Object.entries(rest).map(
    ([name, value]) => `${name}: ${value === true ? "yes" : value === false ? "no" : value}`,
  );
  const { size } = item as Readonly<Record<string, CaseJson>>;
  return `{ ${facts.join(", ")}, item: { size: ${size}, codes: {} } }`;
}
