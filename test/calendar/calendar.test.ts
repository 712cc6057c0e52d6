import { beforeAll, describe, expect, it } from "vitest";
import { type Calendar, type CalendarEntry, calendar } from "../../compiler/calendar/calendar.ts";
import { speaksOf } from "../../compiler/calendar/known-cases.ts";
import { jsonCalendar, markdownCalendar, prettyCalendar } from "../../compiler/calendar/render.ts";
import { briefOf, saysTheSame } from "../../compiler/calendar/replay.ts";
import { previousDay } from "../../compiler/check/days.ts";
import type { Engine } from "../../compiler/runtime/index.ts";
import { type Compiled, checkSources, compileProgram } from "../property/compile.ts";
import { exampleLaw } from "../support/examples.ts";

const HEAD = `module law of XX current to 2030-01-01

jurisdiction XX { reach leaves  codes XCL }
codes XCL below by dots
codes country below by levels "UA|-43"
enum act = shipment, release
record transaction {
  act : act "What is done?"
  destination : country "Where to?"
  tpp : number >= 0 "Performance?"
  signed : date "When was it signed?"
  licenses : list of held "Which licenses?"
}
record held { expires : date "When does it expire?" }
reach leaves "1" = act = shipment
authority law "Law" of XX { cite "99 USC 1"  from 2000-01-01  permits list }
instrument one "First order" { cite "999 FR 1" published 2020-01-01 from 2020-01-01 }
instrument two "Second order" { cite "999 FR 2" published 2021-01-01 from 2021-01-01 }
`;

function lawWith(text: string): Compiled {
  const { program, errors } = checkSources({ "law.cordon": HEAD + text });
  expect(errors).toEqual([]);
  return compileProgram(program);
}

function datesOf(text: string): string[] {
  const { program, engine } = lawWith(text);
  return calendar(program, engine).entries.map(
    ({ day, direction, practiceOnly }) => `${day} ${direction}${practiceOnly ? " in practice" : ""}`,
  );
}

const measure = (clauses: string, name = "fast"): string =>
  `list measure ${name} { authority law  cite "99 CFR 1"  topic ai_chips  origin unilateral  ${clauses} }\n`;

describe("a calendar", () => {
  it("has the day of each change of the law, and says in which direction", () => {
    const text = measure(`requires license
      from 2020-01-01 by one { when tpp >= 100 }
      from 2021-01-01 by two { when tpp >= 50 }
      until 2022-01-01 by two`);
    expect(datesOf(text)).toEqual(["2020-01-01 tighter", "2021-01-01 tighter", "2022-01-01 looser"]);
  });

  it("shows one to which something is asked for, where others are let go or lifted on the same day", () => {
    const text = `${measure(`requires license
      from 2020-01-01 by one { when tpp >= 900 }
      until 2021-01-01 by two`)}${measure(
      `requires license
      from 2021-01-01 by two { when 100 <= tpp < 500 }`,
      "slow",
    )}exception some "Some" { cite "99 CFR 2"  releases slow  when tpp < 480  from 2021-01-01 by two }
`;
    const { program, engine } = lawWith(text);
    const entry = calendar(program, engine).entries.find(({ day }) => day === "2021-01-01")!;
    expect(entry.direction).toBe("both");
    expect(entry.witness?.before.verdict).toBe("no_requirement");
    expect(entry.witness?.after.verdict).toBe("license_required");
  });

  it("shows the transaction that an author asks about on the day, and of several the one to which something is asked", () => {
    const scenario = (title: string, tpp: number, expected: string): string =>
      `scenario "${title}" { given { act: shipment, destination: DE, tpp: ${tpp} } ${expected} }\n`;
    const text =
      measure("requires license  from 2020-01-01 by one { when tpp >= 900 }  until 2021-01-01 by two") +
      measure("requires license  from 2021-01-01 by two { when 100 <= tpp < 500 }", "slow") +
      scenario("Of no day", 1, "expect on 2024-01-01 XX no requirement") +
      scenario("Let go", 950, "expect on 2021-01-01 XX no requirement") +
      scenario("Moved by nothing", 7, "expect on 2021-01-01 XX no requirement") +
      scenario("Asked", 123.5, "expect on 2020-12-31 XX no requirement");
    const { program, engine } = lawWith(text);
    const shown = calendar(program, engine).entries.map(({ day, direction, witness }) => [
      day,
      direction,
      witness?.scenario,
    ]);
    // the eve of the second day counts as well; about the first day nobody asks
    expect(shown).toEqual([
      ["2020-01-01", "tighter", null],
      ["2021-01-01", "both", "Asked"],
    ]);
  });

  it("shows one that is let go, where all that happens is that something is suspended", () => {
    const { program, engine } = lawWith(`define open {
        from 2020-01-01 by one = tpp >= 100
        suspended from 2021-01-01 through 2021-12-31 by two
      }
      ${measure("requires license  when open and tpp < 500  from 2020-01-01")}
      ${measure("prohibits  when tpp >= 900 and not open  from 2020-01-01", "closed")}`);
    const found = calendar(program, engine).entries;
    const shown = found.map(({ day, direction, witness }) => [
      day,
      direction,
      witness?.before.verdict,
      witness?.after.verdict,
    ]);
    expect(shown.slice(1)).toEqual([
      ["2021-01-01", "both", "license_required", "no_requirement"],
      ["2022-01-01", "both", "no_requirement", "license_required"],
    ]);
  });

  it("has no day on which the same law is enacted again, or hidden behind a stricter one", () => {
    const again = measure(`requires license
      from 2020-01-01 by one { when tpp >= 100 }
      from 2021-01-01 by two { when not (tpp < 100) }`);
    expect(datesOf(again)).toEqual(["2020-01-01 tighter"]);
    const hidden =
      measure("requires license  when tpp >= 10  from 2020-01-01 by one") +
      measure("requires license  when tpp >= 20  from 2021-01-01 by two", "narrow");
    expect(datesOf(hidden)).toEqual(["2020-01-01 tighter"]);
  });

  it("says where a change goes both ways", () => {
    const text = measure(`requires license
      from 2020-01-01 by one { when tpp >= 100 }
      from 2021-01-01 by two { when tpp < 100 }`);
    expect(datesOf(text)).toEqual(["2020-01-01 tighter", "2021-01-01 both"]);
  });

  it("has a change of the review policy alone", () => {
    const text = `review terms "Terms" {
      from 2020-01-01 by one = { (1) case by case otherwise }
      from 2021-01-01 by two = { (1) presumption of denial otherwise }
    }
    ${measure("requires license  review terms  when tpp >= 100  from 2020-01-01 by one")}`;
    expect(datesOf(text)).toEqual(["2020-01-01 tighter", "2021-01-01 tighter"]);
  });

  it("says of a day what ends on it, be it a saving, or that a condition turns on the date", () => {
    const { program, engine } = lawWith(
      measure(`requires license
        from 2020-01-01 by one
        when tpp >= 100
        saves signed < 2019-12-01 until 2020-06-01 as of 2019-12-31`) +
        measure("prohibits\n from 2020-01-01\n when tpp >= 100 and today >= 2021-05-05", "later"),
    );
    const found = calendar(program, engine);
    expect(found.entries.map(({ day, direction }) => [day, direction])).toEqual([
      ["2020-01-01", "tighter"],
      ["2020-06-01", "tighter"],
      ["2021-05-05", "tighter"],
    ]);
    const paint = (text: string): string => text;
    const text = prettyCalendar(found, { strong: paint, soft: paint, tighter: paint, looser: paint });
    expect(text).toContain("law.fast saves earlier acts no longer [99 CFR 1]");
    expect(text).toContain("nothing begins or ends on this day: a condition of the law turns on the date");
    expect(markdownCalendar(found)).toContain("- nothing begins or ends on this day");
  });

  it("has the days that the law compares today with, and not those on which a license runs out", () => {
    const text = measure(`requires license
      when tpp >= 100 and today <= 2024-03-09
      unless any l in licenses where l.expires >= today
      from 2020-01-01 by one`);
    expect(datesOf(text)).toEqual(["2020-01-01 tighter", "2024-03-10 looser"]);
  });

  it("has a day on which practice alone changes", () => {
    const text = measure(`requires license  when tpp >= 100
      from 2020-01-01 by one
      unenforced from 2021-01-01 by two`);
    expect(datesOf(text)).toEqual(["2020-01-01 tighter", "2021-01-01 looser in practice"]);
  });

  it("keeps facts on which only practice rests", () => {
    // by the text the presumption of one rule settles the policy, which in practice rests on the other
    const laws = [">=", "<"].map((sign) =>
      lawWith(`review terms "Terms" {
        from 2020-01-01 by one = {
          (1) presumption of denial when signed ${sign} 2010-01-01,
          (2) case by case otherwise
        }
      }
      ${measure("requires license  review presumption of denial  when tpp >= 100  from 2020-01-01 by one  unenforced from 2020-01-01")}
      ${measure("requires license  review terms  when tpp >= 100  from 2020-01-01 by one", "enforced")}`),
    );
    const shown = laws.map(({ program, engine }) => calendar(program, engine).entries[0]!.witness!);
    const alike = shown.filter(({ after }) => after.practice === null);
    expect(alike).toHaveLength(1);
    expect(alike[0]!.case).toHaveProperty("signed");
    expect(alike[0]!.case).toHaveProperty("tpp");
  });

  it("names what begins on the day, with the instrument and the citation", () => {
    const { program, engine } = lawWith(measure("requires license  when tpp >= 100  from 2020-01-01 by one"));
    const [entry] = calendar(program, engine).entries;
    expect(entry?.events).toEqual([
      {
        of: "law.fast",
        title: null,
        what: "begins",
        instrument: { title: "First order", citation: "999 FR 1" },
        citations: ["99 CFR 1"],
        elsewhere: false,
        before: false,
        named: false,
      },
    ]);
  });

  it("tells no direction of a day on which the sources begin with what was in force already", () => {
    const paint = (text: string): string => text;
    const told = (text: string): string => {
      const { program, engine } = lawWith(text);
      return prettyCalendar(calendar(program, engine), {
        strong: paint,
        soft: paint,
        tighter: (headline) => `tighter: ${headline}`,
        looser: paint,
      });
    };
    const old = measure("requires license  when tpp >= 100  from before 2020-01-01");
    expect(told(old)).toContain(
      "XX  the sources begin with what was in force already: no change of the law is known\n",
    );
    expect(told(old)).not.toMatch(/tighter|looser|the day before/);
    // with what really begins on that day the headline is about both
    const both = old + measure("requires license  when tpp < 50  from 2020-01-01 by one", "slow");
    expect(told(both)).toContain("tighter: tighter");
  });

  it("calls a change possible where the proof is too large and no case at hand shows it", () => {
    const { program, engine } = lawWith(measure("requires license  when tpp >= 100  from 2020-01-01 by one"));
    const { entries } = calendar(program, engine, { budget: 0 });
    expect(entries).toMatchObject([
      { day: "2020-01-01", certainty: "possible", direction: null, witness: null },
    ]);
    expect(entries[0]?.tooLarge).toEqual(["law.fast"]);
    expect(prettyCalendar({ entries, candidates: [] }, plain)).toContain(
      "possible change (the search was given up over law.fast: not all cases were compared)",
    );
  });

  it("shows a change by a scenario where the proof is too large", () => {
    const { program, engine } = lawWith(
      `${measure("requires license  when tpp >= 100  from 2020-01-01 by one")}
      scenario "Fast" { given { act: shipment, destination: DE, tpp: 120 } expect on 2020-01-01 XX license by fast }`,
    );
    const { entries } = calendar(program, engine, { budget: 0 });
    expect(entries).toMatchObject([
      { certainty: "certain", direction: "tighter", complete: false, witness: { scenario: "Fast" } },
    ]);
  });

  it("keeps to the days and jurisdictions asked about", () => {
    const { program, engine } = lawWith(
      measure("requires license  when tpp >= 100  from 2020-01-01 by one  until 2022-01-01 by two"),
    );
    const days = (options: Parameters<typeof calendar>[2]) =>
      calendar(program, engine, options).entries.map(({ day }) => day);
    expect(days({ from: "2020-01-02" })).toEqual(["2022-01-01"]);
    expect(days({ until: "2022-01-01" })).toEqual(["2020-01-01", "2022-01-01"]);
    expect(days({ until: "2021-12-31" })).toEqual(["2020-01-01"]);
    expect(days({ jurisdictions: [] })).toEqual([]);
  });

  it("is written as text, as Markdown with the marks of sources taken literally, and as JSON", () => {
    const { program, engine } = lawWith(
      `list measure fast "A *b* <i>" { authority law  cite "99 CFR 1"  topic ai_chips  origin unilateral
        requires license  when tpp >= 100  from 2020-01-01 by one }`,
    );
    const found = calendar(program, engine);
    expect(prettyCalendar(found, plain)).toContain('law.fast "A *b* <i>" begins, by First order (999 FR 1)');
    expect(markdownCalendar(found)).toContain("\\*b\\* \\<i\\>");
    expect(JSON.parse(jsonCalendar(found))).toMatchObject({
      format: "cordon/calendar@1",
      entries: [{ day: "2020-01-01" }],
    });
  });
});

const same = (text: string): string => text;
const plain = { strong: same, soft: same, tighter: same, looser: same };

/** Every so many scenarios are tried on a day; all of them in the long suite. */
const EVERY = process.env.CORDON_LONG === "1" ? 1 : 5;

describe("the calendar of the examples", () => {
  const { program } = exampleLaw();
  let engine: Engine;
  let found: Calendar;
  const LAWS = ["EU", "NL"] as const;

  beforeAll(() => {
    ({ engine } = compileProgram(program));
    found = calendar(program, engine, { jurisdictions: LAWS, from: "2022-10-01", until: "2025-06-30" });
  }, 120_000);

  const entryOf = (day: string, jurisdiction: string): CalendarEntry | undefined =>
    found.entries.find((entry) => entry.day === day && entry.jurisdiction === jurisdiction);

  it("shows each date by a transaction that the runtime answers differently the day before", () => {
    expect(found.entries.length).toBeGreaterThan(7);
    for (const { day, jurisdiction, witness, certainty } of found.entries) {
      expect(certainty, `${jurisdiction} ${day}`).toBe("certain");
      const before = briefOf(engine, witness!.case, previousDay(day), jurisdiction)!;
      const after = briefOf(engine, witness!.case, day, jurisdiction)!;
      expect(saysTheSame(before, after), `${jurisdiction} ${day}`).toBe(false);
    }
  });

  it("leaves out no date on which a scenario is answered differently", () => {
    const own = program.scenarios.filter(({ module }) => /^(eu|nl)\./.test(module.path));
    expect(own.length).toBeGreaterThan(20);
    const missed: string[] = [];
    found.candidates.forEach((day, at) => {
      const jurisdictions = LAWS.filter((name) => entryOf(day, name) === undefined);
      const verdicts = (asOf: string) => engine.prepare({ asOf, jurisdictions });
      const [before, after] = [verdicts(previousDay(day)), verdicts(day)];
      for (const [index, { given, title }] of own.entries()) {
        // others on each day, and each on some day
        if ((index + at) % EVERY !== 0) continue;
        // a license that runs out on the day moves with the facts, and is no date of the law
        if (speaksOf(given, [previousDay(day), day])) continue;
        if (before.decide(given).join() !== after.decide(given).join()) missed.push(`${day}: ${title}`);
      }
    });
    expect(missed).toEqual([]);
  });

  it("has the Dutch orders, and for the Netherlands no date of American law", () => {
    const days = found.entries.filter(({ jurisdiction }) => jurisdiction === "NL").map(({ day }) => day);
    expect(days).toEqual(expect.arrayContaining(["2023-09-01", "2024-09-07", "2024-12-01", "2025-04-01"]));
    // on the 21st the Union puts an arms embargo on Haiti
    expect(days).not.toContain("2022-10-12");
    expect(days).not.toContain("2023-11-17");
    const [order] = entryOf("2024-09-07", "NL")!.events;
    expect(order?.instrument?.citation).toBe("Stcrt. order BZ2404162");
  });
});
