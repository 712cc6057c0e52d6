/** Verdicts remembered from a candidate day to the eve of the next: what the tables say on that day, and asked for once. */
import { expect, test } from "vitest";
import { lawOf } from "../../compiler/analysis/index.ts";
import { candidateDays } from "../../compiler/calendar/candidates.ts";
import { Verdicts } from "../../compiler/calendar/verdicts.ts";
import { previousDay } from "../../compiler/check/days.ts";
import { checkSources, compileProgram } from "../property/compile.ts";

const LAW = `module law of XX current to 2030-01-01
jurisdiction XX { reach leaves  codes XCL }
codes XCL below by dots
codes country below by levels "UA|-43"
record transaction { destination : country "Where to?"  tpp : number >= 0 "Performance?"  held : list of held "Which licenses?" }
record held { expires : date "When does it expire?" }
reach leaves "1" = tpp >= 0
authority law "Law" of XX { cite "99 USC 1"  from 2000-01-01  permits list }
instrument one "First order" { cite "999 FR 1" published 2020-01-01 from 2020-01-01 }
instrument two "Second order" { cite "999 FR 2" published 2021-01-01 from 2021-01-01 }
list measure fast { authority law  cite "99 CFR 1"  topic ai_chips  origin unilateral  requires license
  from 2020-01-01 by one { when tpp >= 100 and not (any h in held where h.expires > today) }
  from 2021-01-01 by two { when tpp >= 50 and not (any h in held where h.expires > today) }
  until 2022-01-01 by two }
`;

const { program, errors } = checkSources({ "law.cordon": LAW });
const { engine } = compileProgram(program);
const days = candidateDays(lawOf(program));
const asked = days.flatMap((day) => [previousDay(day), day]);

const plain = (tpp: number) => ({ destination: "CN", tpp, held: { closed: [] } });
const dated = (expires: string) => ({ ...plain(200), held: { closed: [{ expires }] } });

test("they are those of the tables on every candidate day and its eve", () => {
  expect(errors).toEqual([]);
  const verdicts = new Verdicts(engine, "XX", days);
  const cases = [
    plain(10),
    plain(60),
    plain(200),
    dated("2020-06-01"),
    dated("2021-01-01"),
    dated("2021-06-01"),
  ];
  for (const facts of cases) {
    const told = asked.map((day) => verdicts.on(day, facts));
    const direct = asked.map(
      (asOf) => engine.prepare({ asOf, jurisdictions: ["XX"], completions: 0 }).decide(facts)[0],
    );
    expect(told, JSON.stringify(facts)).toEqual(direct);
    expect(new Set(told).size, JSON.stringify(facts)).toBeGreaterThan(facts.tpp === 10 ? 0 : 1);
  }
});

test("a case without dates is asked once for a candidate day and the eve of the next; one with dates is not", () => {
  const verdicts = new Verdicts(engine, "XX", days);
  const [first, second] = days.slice(-2) as [string, string];
  const work = (day: string, facts: object): number => {
    const before = engine.work;
    verdicts.on(day, facts as never);
    return engine.work - before;
  };
  const [same, other] = [plain(60), dated("2020-06-01")];
  expect(work(first, same)).toBeGreaterThan(0);
  expect(work(previousDay(second), same)).toBe(0);
  expect(work(first, other)).toBeGreaterThan(0);
  expect(work(previousDay(second), other)).toBeGreaterThan(0);
});
