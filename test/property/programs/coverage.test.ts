/**
 * Random laws with random scenarios: what `cordon test --coverage` says that the scenarios see, and what it says that none sees, is so
 * by the oracle's answers to each condition by itself.
 * `CORDON_LONG=1` looks at 200 laws, `CORDON_SEED` starts elsewhere.
 */
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { measureCoverage } from "../../../compiler/coverage/measure.ts";
import { POINT_KINDS, type Point } from "../../../compiler/coverage/points.ts";
import { type Figure, summarize } from "../../../compiler/coverage/summary.ts";
import { Random } from "../../support/generate-random.ts";
import { checked, daysOf, randomScenarios, SCENARIOS } from "./scenarios.ts";
import { keyOf, Seen } from "./seen.ts";
import { randomStates } from "./states-world.ts";

const LONG = process.env.CORDON_LONG === "1";
const START = Number(process.env.CORDON_SEED ?? 1);
/** In the long suite some 0.2 s a law. */
const PROGRAMS = LONG ? 200 : 16;

const placeOf = ({ file, start, end }: Point["span"]): string => `${file} ${start} ${end}`;
const saidOf = ({ span, kind, detail, sides }: Point) => ({ place: placeOf(span), kind, detail, sides });

test(`what scenarios of ${PROGRAMS} laws see`, { timeout: 3_600_000 }, () => {
  const wrong: string[] = [];
  const count = Object.fromEntries(
    [...POINT_KINDS.flatMap((kind) => [`seen ${kind}`, `unseen ${kind}`]), "seen of some"].map((what) => [
      what,
      0,
    ]),
  );
  for (let seed = START; seed < START + PROGRAMS; seed++) {
    const random = new Random(seed * 67_867_967);
    const measures = random.pick([2, 4, 7]);
    const states = randomStates(random, { measures, open: false, today: true, entries: true });
    const { sources } = states;
    const law = checked(sources);
    // few scenarios leave much unseen, many see most
    const scenarios = randomScenarios(law, states, random, {
      count: [3, 10, 40][seed % 3]!,
      days: daysOf(sources),
    });
    const program = checked({ ...sources, [SCENARIOS]: scenarios });
    const seen = new Seen(law, sources);
    const sides = new Set<string>();
    for (const { given, expectations } of program.scenarios)
      for (const { on, jurisdiction, practice } of expectations) {
        const view = practice ? "practice" : "text";
        for (const side of seen.by({ given, jurisdiction: jurisdiction.name, view }, on)) sides.add(side);
      }
    const say = (what: string): void => {
      wrong.push(`seed ${seed}: ${what}`);
    };

    const coverage = measureCoverage(program);
    // asked about some declarations, it says the same of them
    const declarations = [...new Set(coverage.points.map((point) => point.of))];
    const chosen = new Set(declarations.filter(() => random.chance(0.2)));
    const expectedOfSome = coverage.points.filter((point) => chosen.has(point.of)).map(saidOf);
    const places = new Set(expectedOfSome.map(({ place }) => place));
    const some = measureCoverage(program, { isRequested: (span) => places.has(placeOf(span)) });
    const saidOfSome = some.points.filter((point) => chosen.has(point.of)).map(saidOf);
    if (!isDeepStrictEqual(saidOfSome, expectedOfSome))
      say(`of ${[...chosen].join(", ")} alone it says something else`);
    if (expectedOfSome.some(({ sides }) => sides.some(({ hits }) => hits > 0))) count["seen of some"]!++;
    const told = new Map(
      coverage.points.map((point) => [keyOf(point.kind, point.span, point.detail), point]),
    );
    if (told.size !== coverage.points.length) say("something is told of twice");
    const expected = new Map(POINT_KINDS.map((kind) => [kind, { covered: 0, total: 0 }]));
    for (const [key, size] of seen.points) {
      const point = told.get(key);
      if (point?.sides.length !== size) say(`${key} has ${point?.sides.length} sides`);
      point?.sides.forEach(({ name, hits }, side) => {
        const isSeen = sides.has(`${key}: ${side}`);
        if (isSeen !== hits > 0)
          say(`${key} of ${point.of}, ${name}: ${isSeen ? "it is" : "it is not"} seen`);
        const { covered, total } = expected.get(point.kind)!;
        expected.set(point.kind, { covered: covered + (isSeen ? 1 : 0), total: total + 1 });
        count[`${isSeen ? "seen" : "unseen"} ${point.kind}`]!++;
      });
    }
    for (const key of told.keys()) if (!seen.points.has(key)) say(`${key} is nothing to see`);
    const { all, kinds } = summarize(coverage);
    const check = (
      what: string,
      { covered, total, percent }: Figure,
      right: Omit<Figure, "percent">,
    ): void => {
      const share = right.total === 0 ? 100 : (100 * right.covered) / right.total;
      if (covered !== right.covered || total !== right.total || percent > share || percent < share - 0.1001)
        say(`${what}: ${covered} of ${total}, ${percent} % in place of ${JSON.stringify(right)}`);
    };
    for (const [kind, figure] of expected) check(kind, kinds[kind], figure);
    const sum = (of: "covered" | "total"): number =>
      [...expected.values()].reduce((n, figure) => n + figure[of], 0);
    check("all", all, { covered: sum("covered"), total: sum("total") });
  }
  console.info(`${PROGRAMS} laws from seed ${START}: ${JSON.stringify(count)}`);
  expect(wrong.slice(0, 10)).toEqual([]);
  for (const [what, found] of Object.entries(count)) expect(found, what).toBeGreaterThan(0);
});
