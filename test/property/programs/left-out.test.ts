/**
 * Random edits of what facts come to where a case leaves them out: by a formula, or as they apply to some transactions only.
 * Each way in which settled answers change is told on its days, by diagrams and by the search, and no other is shown; and
 * the tables answer as the oracle does.
 * `CORDON_LONG=1` looks at 500 edits, `CORDON_SEED` starts elsewhere.
 */
import { expect, test } from "vitest";
import type { CaseJson } from "../../../compiler/check/tree.ts";
import { diffPrograms } from "../../../compiler/diff/index.ts";
import { interpret } from "../../../compiler/oracle/index.ts";
import { Random } from "../../support/generate-random.ts";
import { type Compiled, checkSources, compileProgram } from "../compile.ts";
import { edited } from "./edits.ts";
import { randomGroups, SEEDS } from "./small-program.ts";
import { written } from "./small-text.ts";
import { DAYS, TRANSACTIONS, WORDS } from "./small-world.ts";
import { covers, wayOf, waysIn } from "./ways.ts";

const PROGRAMS = process.env.CORDON_LONG === "1" ? 500 : 12;
const START = Number(process.env.CORDON_SEED ?? 1);

type Facts = Readonly<Record<string, CaseJson>>;

/** All transactions, with any of three facts left out. */
const CASES: readonly Facts[] = (() => {
  const cases = TRANSACTIONS.flatMap((stated) => {
    const { stage, published, item, ...rest } = stated as Facts & {
      readonly stage: string;
      readonly published: boolean;
      readonly item: Facts;
    };
    const { size: _, ...codes } = item;
    return [{ stage }, {}].flatMap((a) =>
      [{ published }, {}].flatMap((b) => [item, codes].map((c): Facts => ({ ...rest, ...a, ...b, item: c }))),
    );
  });
  return [...new Map(cases.map((facts) => [JSON.stringify(facts), facts])).values()];
})();

/** Conditions over facts that are always stated. */
const CONDITIONS = [
  "act = sale",
  "destination in {CN, KR}",
  "destination != JP",
  "act = loan and destination = CN",
  "act = sale or destination in {KR, FR}",
];

/** The vocabulary, with another formula for some of the facts. */
function vocabulary(random: Random): string {
  const applies = (): string => (random.chance(0.4) ? ` applies when ${random.pick(CONDITIONS)}` : "");
  const stage = random.pick(["", " = early", " = middle", " = late"]);
  const published = random.pick(["", " = no", " = yes", ...CONDITIONS.map((text) => ` = (${text})`)]);
  const size = random.pick(["", " = 5", " = 10", " = 15", " = 25"]);
  return WORDS.replace("  stage : stage", `  stage : stage${stage}${applies()}`)
    .replace("published : yes or no", `published : yes or no${published}${applies()}`)
    .replace("size : number >= 0", `size : number >= 0${size}`);
}

function compiled(words: string, law: string): Compiled {
  const { program, errors } = checkSources({ "words.cordon": words, "law.cordon": law });
  if (errors.length > 0) throw new Error(`${errors.join("\n")}\n${words}\n${law}`);
  return compileProgram(program);
}

interface Told {
  /** verdict and policy; null where something is open */
  readonly settled: readonly [string, string] | null;
  readonly isContrary: boolean;
  /** what the tables say in place of it; null: the same */
  readonly other: string | null;
}

function answerOf({ program, engine }: Compiled, facts: Facts, asOf: string): Told {
  const { verdict, review, contradictions } = interpret(program, facts, { asOf, jurisdiction: "US" });
  const isOpen = verdict === "undetermined" || review.least !== review.most;
  const settled = isOpen ? null : ([verdict, `${review.most}`] as const);
  const answer = engine.evaluate(facts, { asOf, jurisdictions: ["US"], completions: 0 });
  const told = "problems" in answer ? null : answer.determinations[0];
  const said = `${told?.verdict},${told?.reviewPolicy}`;
  const isSame = settled === null || said === settled.join();
  return { settled, isContrary: contradictions.length > 0, other: isSame ? null : said };
}

test.each([false, true])(
  `ways in which ${PROGRAMS} edits of formulas change answers, by search: %s`,
  {
    timeout: 3_600_000,
  },
  (bySearch) => {
    const wrong: string[] = [];
    let effects = 0;
    for (let seed = START; seed < START + PROGRAMS; seed++) {
      const random = new Random(seed * 7_919 + 3);
      const groups = randomGroups(seed, SEEDS[seed % SEEDS.length]!);
      const amended = random.chance(0.3) ? edited(groups, seed) : groups;
      const [old, now] = [groups, amended].map((each) => compiled(vocabulary(random), written(each).text));
      const { changes } = diffPrograms(old!.program, now!.program, {
        oldName: "old",
        newName: "new",
        bySearch,
      });
      for (const day of DAYS) {
        const [exist, required] = [new Set<string>(), new Set<string>()];
        for (const facts of CASES) {
          const [before, after] = [old!, now!].map((law) => answerOf(law, facts, day));
          for (const { settled, other } of [before!, after!])
            if (other !== null)
              wrong.push(`seed ${seed}, ${day}, ${JSON.stringify(facts)}: ${other} for ${settled!.join()}`);
          if (before!.settled === null || after!.settled === null) continue;
          if (String(before!.settled) === String(after!.settled)) continue;
          const way = wayOf(before!.settled, after!.settled);
          exist.add(way);
          // what states facts that do not apply is beside the point, unless an edit is about when they do
          if (!before!.isContrary && !after!.isContrary) required.add(way);
        }
        effects += required.size;
        const told = changes.filter(
          (change) =>
            covers(change, day) &&
            [change.old, change.new].every(({ verdict }) => verdict !== "undetermined"),
        );
        // a change that goes on is told with the terms of its first day
        const shown = waysIn(
          told.filter(
            ({ evidence, termsUntil }) =>
              evidence !== "possible" && (termsUntil === null || day < termsUntil),
          ),
        );
        // where a policy may be several, what is possible is told by the verdicts alone
        const open = told.filter(
          ({ evidence, old: a, new: b }) =>
            evidence === "possible" && (a.reviewPolicy === null || b.reviewPolicy === null),
        );
        const [all, byVerdicts] = [told, open].map(waysIn);
        const isTold = (way: string): boolean => all!.has(way) || byVerdicts!.has(way.replace(/, .*/, ""));
        const missed = [...required].filter((way) => !isTold(way));
        const made = [...shown].filter((way) => !exist.has(way));
        if (missed.length > 0 || made.length > 0)
          wrong.push(`seed ${seed}, ${day}: not told ${missed.join(", ")}; not so ${made.join(", ")}`);
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(effects).toBeGreaterThan(PROGRAMS);
  },
);
