/**
 * Random amendments of random programs: where the diagrams say that an answer changes is where the oracle, asked about
 * every transaction, answers otherwise; and the report of `cordon diff` has every change of answer on every day, and no
 * other. Of the search for large laws, each pair of verdicts that some transaction has is told on its days, and no
 * other; and of one verdict, whether under a stricter policy or a milder one. `CORDON_LONG=1` looks at 1,000 amendments, `CORDON_SEED` starts elsewhere.
 */
import { expect, test } from "vitest";
import { Analysis, lawOf, SAME, WITH_REVIEW } from "../../../compiler/analysis/index.ts";
import type { Expr, Program } from "../../../compiler/check/tree.ts";
import { diffPrograms } from "../../../compiler/diff/index.ts";
import { interpret } from "../../../compiler/oracle/index.ts";
import { checkSources } from "../compile.ts";
import { edited } from "./edits.ts";
import { randomGroups, SEEDS } from "./small-program.ts";
import { written } from "./small-text.ts";
import { DAYS, HEAD, TRANSACTIONS, WORDS } from "./small-world.ts";
import { covers, wayOf, waysIn } from "./ways.ts";

const LONG = process.env.CORDON_LONG === "1";
const START = Number(process.env.CORDON_SEED ?? 1);
/** In the long suite some 0.3 s an amendment: five minutes on a machine that is idle. */
const PROGRAMS = LONG ? 1000 : 12;
const SEARCHED = LONG ? 1000 : 40;
/** Ways that the search has to have been judged by, each on more days than `OFTEN`. */
const WAYS = [
  "no_requirement -> license_required",
  "license_required -> no_requirement",
  "license_required -> authorized",
  "authorized -> license_required",
  "license_required -> license_required, stricter",
  "license_required -> license_required, milder",
];
const OFTEN = SEARCHED / 20;

function programOf(text: string): Program {
  const { program, errors } = checkSources({ "words.cordon": WORDS, "law.cordon": text });
  if (errors.length > 0) throw new Error(`${errors.join("\n")}\n${text}`);
  return program;
}

/** Each transaction of the world as a condition that no other meets. */
const POINTS: readonly Expr[] = (() => {
  const defines = TRANSACTIONS.map((facts, i) => {
    const { act, destination, stage, published, item } = facts as {
      readonly [fact: string]: string | boolean | { readonly size: number };
    } & { readonly item: { readonly size: number } };
    const size = `item.size = ${item.size}`;
    return `define point_${i} = act = ${act} and destination = ${destination} and stage = ${stage} and ${size} and ${published ? "" : "not "}published`;
  });
  const { defines: made } = programOf(`${HEAD}${defines.join("\n")}\n`);
  const byName = new Map(made.map((define) => [define.name, define]));
  return TRANSACTIONS.map((_, i) => byName.get(`point_${i}`)!.chronology.versions[0]!.value.value);
})();

/** Verdict and review policy, `license_required case_by_case`. */
function answersOn(program: Program, asOf: string): readonly string[] {
  return TRANSACTIONS.map((facts) => {
    const { verdict, review } = interpret(program, facts, { asOf, jurisdiction: "US" });
    if (review.least !== review.most) throw new Error(`the review of ${JSON.stringify(facts)} is open`);
    return `${verdict} ${review.most}`;
  });
}

/** What the diagrams say of each transaction: `same`, or the verdicts before and after. */
function changesOn(old: Program, now: Program, asOf: string): readonly (readonly string[])[] {
  const analysis = new Analysis();
  const [before, after] = [old, now].map((program) => analysis.view(lawOf(program), { asOf }, "US"));
  const told = POINTS.map((point) => before!.tell(point));
  const diagram = analysis.changes(before!, after!, WITH_REVIEW);
  const listed = [
    { name: "same", where: analysis.is(diagram, SAME) },
    ...analysis.listChanges(diagram).map(({ change: { from, to }, where }) => ({
      name: `${from.most.verdict} -> ${to.most.verdict}`,
      where,
    })),
  ];
  return told.map((point) => {
    const here = analysis.condition(point);
    const found = listed.filter(({ where }) => analysis.isPossible(analysis.and(here, where)));
    return [...new Set(found.map(({ name }) => name))];
  });
}

test(`changes of answers in ${PROGRAMS} amendments are those of an enumeration`, {
  timeout: 3_600_000,
}, () => {
  const wrong: string[] = [];
  let asked = 0;
  let different = 0;
  let amendments = 0;
  for (let seed = START; seed < START + PROGRAMS; seed++) {
    const groups = randomGroups(seed, SEEDS[seed % SEEDS.length]!);
    const [old, now] = [groups, edited(groups, seed)].map((each) => programOf(written(each).text));
    const report = diffPrograms(old!, now!, { oldName: "old", newName: "new" });
    if (report.notes.length > 0) wrong.push(`seed ${seed}: ${report.notes[0]!.message}`);
    let changed = false;
    for (const day of DAYS) {
      const [before, after] = [answersOn(old!, day), answersOn(now!, day)];
      const said = changesOn(old!, now!, day);
      const pairs = new Set<string>();
      before.forEach((answer, i) => {
        const [verdict, other] = [answer, after[i]!].map((text) => text.split(" ")[0]);
        const expected = answer === after[i] ? "same" : `${verdict} -> ${other}`;
        if (said[i]!.join() !== expected)
          wrong.push(
            `seed ${seed}, ${day}, ${JSON.stringify(TRANSACTIONS[i])}: ${said[i]!.join()} for ${expected}`,
          );
        if (answer !== after[i]) pairs.add(`${answer} -> ${after[i]}`);
        asked++;
      });
      different += before.filter((answer, i) => answer !== after[i]).length;
      changed ||= pairs.size > 0;
      const reported = report.changes.filter((change) => covers(change, day));
      const told = reported.map(
        (change) =>
          `${change.old.verdict} ${change.old.reviewPolicy} -> ${change.new.verdict} ${change.new.reviewPolicy}`,
      );
      if ([...new Set(told)].sort().join() !== [...pairs].sort().join())
        wrong.push(`seed ${seed}, ${day}: the report has ${told.join("; ")} for ${[...pairs].join("; ")}`);
    }
    if (changed) amendments++;
  }
  console.info(
    `${PROGRAMS} amendments from seed ${START}, ${amendments} with an effect: ${asked} answers compared, ${different} changed`,
  );
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(amendments).toBeGreaterThan(PROGRAMS / 3);
});

test(`the search for large laws tells every way in which verdicts change in ${SEARCHED} amendments or more of several measures`, {
  timeout: 3_600_000,
}, () => {
  const wrong: string[] = [];
  const ways = new Map<string, number>();
  const isOften = (way: string): boolean => (ways.get(way) ?? 0) > OFTEN;
  // of forty amendments, some seeds have a way on a day or two only: then more of them are judged, not fewer ways asked for
  for (
    let seed = START;
    seed < START + SEARCHED || (seed < START + 3 * SEARCHED && !WAYS.every(isOften));
    seed++
  ) {
    const groups = randomGroups(seed, SEEDS[seed % SEEDS.length]!);
    const amended = [1, 2, 3].reduce((law, round) => edited(law, seed + round * 1_000_000), groups);
    const [old, now] = [groups, amended].map((each) => programOf(written(each).text));
    const { changes, notes } = diffPrograms(old!, now!, { oldName: "old", newName: "new", bySearch: true });
    if (notes.length > 0) wrong.push(`seed ${seed}: ${notes[0]!.message}`);
    for (const day of DAYS) {
      const after = answersOn(now!, day);
      const changed = answersOn(old!, day).flatMap((answer, i) =>
        answer === after[i] ? [] : [wayOf(answer.split(" "), after[i]!.split(" "))],
      );
      const exist = new Set(changed);
      for (const way of exist) ways.set(way, (ways.get(way) ?? 0) + 1);
      const told = changes.filter((change) => covers(change, day));
      // what is possible was neither shown nor ruled out
      const [all, shown] = [told, told.filter(({ evidence }) => evidence !== "possible")].map(waysIn);
      const missed = [...exist].filter((way) => !all!.has(way));
      const made = [...shown!].filter((way) => !exist.has(way));
      if (missed.length > 0 || made.length > 0)
        wrong.push(`seed ${seed}, ${day}: not told ${missed.join(", ")}; not so ${made.join(", ")}`);
    }
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(WAYS.filter(isOften)).toEqual(WAYS);
});
