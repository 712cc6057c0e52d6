import { expect, it } from "vitest";
import { calendar } from "../../compiler/calendar/calendar.ts";
import { markdownCalendar, prettyCalendar } from "../../compiler/calendar/render.ts";
import { checkSources, compileProgram } from "../property/compile.ts";

const LAW = `module law of XX current to 2030-01-01

jurisdiction XX { reach leaves }
enum act = shipment, release
record transaction { act : act "What is done?"  tpp : number >= 0 "Performance?" }
reach leaves "1" = act = shipment
authority law "Law" of XX { cite "99 USC 1"  from 2000-01-01  permits list }
`;

const ABROAD = `module abroad of YY current to 2030-01-01
use law
jurisdiction YY { reach leaves }
authority other "Law" of YY { cite "98 USC 1"  from 2000-01-01  permits list }
list measure foreign { authority other  cite "98 CFR 1"  topic ai_chips  origin unilateral
  prohibits  when today >= 2021-05-05  from 2000-01-01 }
`;

const measure = (clauses: string, name: string): string =>
  `list measure ${name} "Measure ${name}" { authority law  cite "99 CFR ${name}"  topic ai_chips  origin unilateral\n${clauses} }\n`;

function told(text: string, jurisdiction = "XX"): { readonly lines: string[]; readonly markdown: string } {
  const { program, errors } = checkSources({ "law.cordon": LAW + text, "abroad.cordon": ABROAD });
  expect(errors).toEqual([]);
  const compiled = compileProgram(program);
  const whole = LAW + text;
  const found = calendar(compiled.program, compiled.engine, {
    from: "2001-01-01",
    jurisdictions: [jurisdiction],
    lineOf: (_, offset) => whole.slice(0, offset).split("\n").length,
  });
  const same = (line: string): string => line;
  const pretty = prettyCalendar(found, { strong: same, soft: same, tighter: same, looser: same });
  const lines = pretty.split("\n").filter((line) => !/for example|the day before/.test(line));
  return {
    lines: lines.map((line) => line.trim()).filter((line) => line !== ""),
    markdown: markdownCalendar(found),
  };
}

it("names the condition that turns on a day, where it stands, and the measure with its citation", () => {
  const { lines, markdown } = told(
    measure("prohibits\nfrom 2000-01-01\nwhen tpp >= 100 and today >= 2021-05-05", "later"),
  );
  expect(lines).toEqual([
    "2021-05-05",
    "XX  tighter",
    "nothing begins or ends on this day: a condition of the law turns on the date",
    'law.later "Measure later" asks whether `tpp >= 100 and today >= 2021-05-05` (law.cordon:11) [99 CFR later]',
  ]);
  expect(markdown).toContain("\\`tpp \\>= 100 and today \\>= 2021-05-05\\` (law.cordon:11)");
});

it("names a comparison that turns on the day after the one that it names, and those behind a name with the measures on it", () => {
  const { lines } = told(
    `define late = today > 2021-05-05\n${["a", "b", "c"]
      .map((name, i) => measure(`prohibits\nfrom 2000-01-01\nwhen late and tpp >= ${i + 1}`, name))
      .join("")}`,
  );
  expect(lines.slice(0, 2)).toEqual(["2021-05-06", "XX  tighter"]);
  expect(lines.slice(3)).toEqual([
    'law.late asks whether `today > 2021-05-05` (law.cordon:8), on which law.a "Measure a" [99 CFR a] and 2 more rest',
  ]);
});

it("does not name what another law compares with the day, nor a version that is not in force", () => {
  const { lines } = told(
    measure("prohibits\nfrom 2000-01-01\nwhen tpp >= 100 and today >= 2021-05-05", "own") +
      measure(
        "prohibits\nfrom 2000-01-01 { when tpp >= 500 and 2021-05-05 <= today }\nfrom 2019-01-01 { when tpp >= 500 }",
        "former",
      ),
  );
  const named = lines.filter((line) => line.includes("asks whether"));
  expect(named).toEqual([
    'law.own "Measure own" asks whether `tpp >= 100 and today >= 2021-05-05` (law.cordon:11) [99 CFR own]',
  ]);
});
