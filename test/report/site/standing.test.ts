/** Since when a scenario is answered as it is on the day of the report. */
import { expect, test } from "vitest";
import { standings } from "../../../compiler/report/site/standing.ts";
import { checkSources, compileProgram } from "../../property/compile.ts";

const LAW = `module law of XX current to 2030-01-01

jurisdiction XX { reach leaves }
codes country below by levels "UA|-43"
enum act = shipment, release
record transaction { act : act "What is done?"  size : number >= 0 "How large?" }
reach leaves "1" = act = shipment
authority law "Law" of XX { cite "99 USC 1"  from 2000-01-01  permits list }
list measure fast "Fast" {
  authority law  cite "99 CFR 1"  topic ai_chips  origin unilateral
  when size > 5
  requires license
  FROM
}
scenario "Large" {
  given { act: shipment, size: 6 }
  expect on 2024-01-01 XX license by fast
}
`;

test.each([
  ["from 2019-01-01", false],
  ["from before 2019-01-01", true],
])("a measure %s: it may be older: %s", (from, isOlder) => {
  const { program, errors } = checkSources({ "law.cordon": LAW.replace("FROM", from) });
  expect(errors).toEqual([]);
  const { engine } = compileProgram(program);
  const [found] = [...standings(program, engine, program.scenarios, "2024-01-01").values()];
  expect(found).toMatchObject([{ since: "2019-01-01", isOlder }]);
});
