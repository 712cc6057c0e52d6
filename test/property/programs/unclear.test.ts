/**
 * Random amendments of random programs in which measures are unclear for some time, so that verdicts and policies are left open. What
 * `cordon diff` tells of each day, by diagrams and by search, is what the oracle answers of every transaction before and after.
 * `CORDON_LONG=1` looks at 500 amendments, `CORDON_SEED` starts elsewhere.
 */
import { expect, test } from "vitest";
import type { Program } from "../../../compiler/check/tree.ts";
import { type AnswerChange, type DiffReport, diffPrograms } from "../../../compiler/diff/index.ts";
import type { AnswerSide } from "../../../compiler/diff/report.ts";
import { interpret, type OracleDetermination } from "../../../compiler/oracle/index.ts";
import { Random } from "../../support/generate-random.ts";
import { checkSources } from "../compile.ts";
import { edited } from "./edits.ts";
import { type GroupModel, randomGroups, SEEDS } from "./small-program.ts";
import { written } from "./small-text.ts";
import { DAYS, TRANSACTIONS, WORDS } from "./small-world.ts";
import { covers, wayOf } from "./ways.ts";

const LONG = process.env.CORDON_LONG === "1";
const START = Number(process.env.CORDON_SEED ?? 1);
const PROGRAMS = LONG ? 500 : 24;
/** Amendments of which a case that left facts out was told of on a later day as if the law left its answer open. */
const ONCE_WRONG = [3252, 3326, 3390];
const CHOSEN = [...new Set([...Array.from({ length: PROGRAMS }, (_, i) => START + i), ...ONCE_WRONG])];

function programOf(groups: readonly GroupModel[]): Program {
  const { text } = written(groups.map(placed));
  const { program, errors } = checkSources({ "words.cordon": WORDS, "law.cordon": text });
  if (errors.length > 0) throw new Error(`${errors.join("\n")}\n${text}`);
  return program;
}

function withUnclear(groups: readonly GroupModel[], random: Random): readonly GroupModel[] {
  return groups.map((group) => {
    if (random.chance(0.4)) return group;
    const from = random.pick(DAYS.slice(0, 3));
    const until = random.chance(0.5) ? random.pick(DAYS.filter((day) => day > from)) : null;
    return { ...group, measure: { ...group.measure, unclear: { from, until } } };
  });
}

/** An amendment may have what is unclear begin before the measure does. */
function placed(group: GroupModel): GroupModel {
  const { unclear, versions } = group.measure;
  if (unclear === null) return group;
  const from = [unclear.from, versions[0]!.from].sort()[1]!;
  const isNever = unclear.until !== null && unclear.until <= from;
  return { ...group, measure: { ...group.measure, unclear: isNever ? null : { ...unclear, from } } };
}

const answersOn = (program: Program, asOf: string): readonly OracleDetermination[] =>
  TRANSACTIONS.map((facts) => interpret(program, facts, { asOf, jurisdiction: "US" }));

const isSettled = ({ verdict }: Pick<AnswerSide, "verdict">): boolean => verdict !== "undetermined";
const policyOf = ({ review }: OracleDetermination): string =>
  review.least === review.most ? `${review.least}` : "null";
const saidBy = ({ atLeast, atMost, review }: OracleDetermination): string =>
  [atLeast, atMost, review.least, review.most].join();

interface Pair {
  readonly old: OracleDetermination;
  readonly now: OracleDetermination;
}

/** Answers on a day that are not the same. */
function changedOn([old, now]: readonly [Program, Program], day: string): readonly Pair[] {
  const later = answersOn(now, day);
  return answersOn(old, day)
    .map((answer, i): Pair => ({ old: answer, now: later[i]! }))
    .filter((pair) => saidBy(pair.old) !== saidBy(pair.now));
}

/** Ways in which settled verdicts change, and pairs of strictest verdicts of which the law leaves one open. */
function expectedOn(pairs: readonly Pair[]): { readonly settled: Set<string>; readonly open: Set<string> } {
  const [settled, open] = [new Set<string>(), new Set<string>()];
  for (const { old, now } of pairs) {
    if (isSettled(old) && isSettled(now))
      settled.add(wayOf([old.verdict, policyOf(old)], [now.verdict, policyOf(now)]));
    else open.add(`${old.atMost} -> ${now.atMost}`);
  }
  return { settled, open };
}

function toldOn({ changes }: DiffReport, day: string): readonly AnswerChange[] {
  return changes.filter((change) => covers(change, day));
}

const isOfSettled = ({ old, new: now }: AnswerChange): boolean => isSettled(old) && isSettled(now);

function wayOfChange(change: AnswerChange): string {
  const { old, new: now } = change;
  return isOfSettled(change)
    ? wayOf([old.verdict, `${old.reviewPolicy}`], [now.verdict, `${now.reviewPolicy}`])
    : `${old.atMost} -> ${now.atMost}`;
}

test(`what is told of ${CHOSEN.length} amendments of laws with unclear measures`, {
  timeout: 3_600_000,
}, () => {
  const wrong: string[] = [];
  const count = { settled: 0, open: 0, "other terms": 0 };
  for (const seed of CHOSEN) {
    const random = new Random(seed * 49_979_687);
    const groups = randomGroups(seed, SEEDS[seed % SEEDS.length]!);
    const before = withUnclear(groups, random);
    const after = random.chance(0.5) ? edited(before, seed) : withUnclear(edited(groups, seed), random);
    const [old, now] = [before, after].map(programOf) as [Program, Program];
    for (const bySearch of [false, true]) {
      const report = diffPrograms(old, now, { oldName: "old", newName: "new", bySearch });
      const say = (what: string): void => {
        wrong.push(`seed ${seed}, ${bySearch ? "search" : "diagrams"}, ${what}`);
      };
      for (const { evidence, old: was, new: is } of report.changes)
        if (evidence === "possible") say(`no case: ${was.verdict} -> ${is.verdict}`);
      for (const note of report.notes) if (note.code !== "open-answers") say(note.message);
      for (const day of DAYS) {
        const { settled, open } = expectedOn(changedOn([old, now], day));
        const told = toldOn(report, day);
        const ways = (settled: boolean): ReadonlySet<string> =>
          new Set(told.filter((change) => isOfSettled(change) === settled).map(wayOfChange));
        const [toldSettled, toldOpen] = [ways(true), ways(false)];
        for (const way of settled) {
          if (!toldSettled.has(way)) say(`${day}: not told ${way}`);
          count[/^(\w+) -> \1$/.test(way) ? "other terms" : "settled"]++;
        }
        for (const way of toldSettled) if (!settled.has(way)) say(`${day}: not so ${way}`);
        for (const way of toldOpen) if (!open.has(way)) say(`${day}: not so, left open ${way}`);
        count.open += open.size;
        // beside settled changes the search tells of what is open only where the amendment itself leaves it open
        if (bySearch && settled.size > 0) continue;
        for (const way of open) if (!toldOpen.has(way)) say(`${day}: not told, left open ${way}`);
      }
    }
  }
  console.info(`${CHOSEN.length} amendments from seed ${START}: ${JSON.stringify(count)}`);
  expect(wrong.slice(0, 20)).toEqual([]);
  for (const [what, found] of Object.entries(count)) expect(found, what).toBeGreaterThan(PROGRAMS / 4);
});
