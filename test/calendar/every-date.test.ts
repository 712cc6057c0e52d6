/**
 * The dates of the calendar of the examples are exactly those on which an answer changes: each has a transaction that is
 * answered differently the day before, and no other day on which anything begins or ends has one. The plain run looks at
 * two jurisdictions, `CORDON_LONG=1` at all six.
 */
import { describe, expect, it } from "vitest";
import { calendar } from "../../compiler/calendar/calendar.ts";
import { speaksOf } from "../../compiler/calendar/known-cases.ts";
import { briefOf, saysTheSame } from "../../compiler/calendar/replay.ts";
import { previousDay } from "../../compiler/check/days.ts";
import { compileProgram } from "../property/compile.ts";
import { exampleLaw } from "../support/examples.ts";

const LONG = process.env.CORDON_LONG === "1";
const JURISDICTIONS = LONG ? ["US", "EU", "NL", "DE", "JP", "KR"] : ["KR"];

/** Cases a day that the calendar leaves out is tried with. */
const TRIED = LONG ? 200 : 20;

describe.each(JURISDICTIONS)("the calendar of %s", (jurisdiction) => {
  const { program } = exampleLaw();
  const { engine } = compileProgram(program);
  const found = calendar(program, engine, { jurisdictions: [jurisdiction] });

  it("shows each date by a transaction that is answered differently the day before", () => {
    expect(found.entries.length).toBeGreaterThan(5);
    for (const { day, certainty, complete, witness } of found.entries) {
      expect([certainty, complete], day).toEqual(["certain", true]);
      const [before, after] = [previousDay(day), day].map((asOf) =>
        briefOf(engine, witness!.case, asOf, jurisdiction),
      );
      expect(saysTheSame(before!, after!), day).toBe(false);
    }
  });

  it("leaves out no date on which a scenario or a case of another date is answered differently", () => {
    const dates = new Set(found.entries.map(({ day }) => day));
    const cases = [
      ...found.entries.map(({ witness }) => witness!.case),
      ...program.scenarios.filter(({ proposal }) => proposal === null).map(({ given }) => given),
    ];
    const missed: string[] = [];
    found.candidates.forEach((day, at) => {
      if (dates.has(day)) return;
      const [before, after] = [previousDay(day), day].map((asOf) =>
        engine.prepare({ asOf, jurisdictions: [jurisdiction], completions: 0 }),
      );
      // other cases on each day, and the same on each run
      for (let i = 0; i < TRIED; i++) {
        const facts = cases[(at * 131 + i * 17) % cases.length]!;
        if (speaksOf(facts, [previousDay(day), day])) continue;
        if (before!.decide(facts).join() !== after!.decide(facts).join()) missed.push(`${day}: ${i}`);
      }
    });
    expect(missed).toEqual([]);
  });
});
