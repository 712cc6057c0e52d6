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
define listed {
  from 2000-01-01 = no
  from 2005-05-05 = tpp >= 100
}
`;

const rule = (from: string): string =>
  `list measure rule "Rule" { authority law  cite "99 CFR 1"  topic ai_chips  origin unilateral\n  requires license  when listed  from ${from} }\n`;

function shown(from: string): { readonly pretty: string; readonly markdown: string } {
  const { program, errors } = checkSources({ "law.cordon": LAW + rule(from) });
  expect(errors).toEqual([]);
  const compiled = compileProgram(program);
  const found = calendar(compiled.program, compiled.engine, { from: "2001-01-01", until: "2006-01-01" });
  const same = (line: string): string => line;
  return {
    pretty: prettyCalendar(found, { strong: same, soft: same, tighter: same, looser: same }),
    markdown: markdownCalendar(found),
  };
}

it("says of an answer that stays open whose text of that day the sources do not have", () => {
  const said = 'what law.rule "Rule" asked for before 2010-01-01 is not recorded [99 CFR 1]';
  const { pretty, markdown } = shown("before 2010-01-01");
  expect(pretty).toContain(`at most license required)\n        ${said}\n`);
  expect(markdown).toContain("is not recorded");
});

it("says nothing of the kind where the text of the day is known", () => {
  const { pretty, markdown } = shown("2002-01-01");
  expect(pretty).toContain("2005-05-05");
  expect(pretty + markdown).not.toContain("recorded");
});
