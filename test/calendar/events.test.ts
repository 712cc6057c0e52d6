/** What a day of a law is put down to: what that law consists of, and not what another makes of the same records. */
import { expect, test } from "vitest";
import { eventsOn } from "../../compiler/calendar/events.ts";
import { checkSources } from "../property/compile.ts";

const BASE = `module law
jurisdiction XX { reach leaves  codes XCL }
jurisdiction YY { reach leaves  codes YCL }
codes XCL below by dots
codes YCL below by dots
codes country below by levels "UA|-43"
enum act = shipment, release
record transaction { act : act "What is done?"  item : item "What is it?" }
record item {
  codes : set of code "How is it classified?"
  rate : number >= 0 "How fast is it?"
  listed_there : yes or no = codes meets y_codes "Is it on the other list?"
}
reach leaves "1" = act = shipment
group y_codes of codes = YCL '2'
item XCL '1' "Fast" {
  from 2020-01-01 = rate >= 10
  from 2022-01-01 = rate >= 8
}
item YCL '2' "Fast there" {
  from 2020-01-01 = rate >= 20
  from 2022-01-01 = rate >= 15
}
authority x_act "Act" of XX { cite "99 USC 1"  from 2000-01-01  permits list }
authority y_act "Act" of YY { cite "98 USC 1"  from 2000-01-01  permits list }
`;

const X = `module x of XX
use law
list measure x_list "List" {
  authority x_act  cite "99 CFR 1"  topic ai_chips  origin unilateral
  items XCL '1'
  when item.rate > 3
  requires license
  from 2020-01-01
}
`;

const Y = `module y of YY
use law
list measure y_list "List" {
  authority y_act  cite "98 CFR 1"  topic ai_chips  origin unilateral
  items YCL '2'
  when not item.listed_there or item.rate > 3
  requires license
  from 2020-01-01
}
`;

test("a fact of a record brings no list of another law along that a fact beside it follows from", () => {
  const { program, errors } = checkSources({ "law.cordon": BASE, "x.cordon": X, "y.cordon": Y });
  expect(errors).toEqual([]);
  const eventsOf = (name: string): readonly string[] => {
    const jurisdiction = program.jurisdictions.find((one) => one.name === name)!;
    return eventsOn(program, jurisdiction, "2022-01-01").map(({ of, what }) => `${of} ${what}`);
  };
  expect(eventsOf("XX")).toEqual(["law.XCL 1 changes"]);
  expect(eventsOf("YY")).toEqual(["law.YCL 2 changes"]);
});

test("a day on which only the list of another state changes is put down to that list, where the law asks what states list", () => {
  const asks = X.replace("when item.rate > 3", "when item listed by departure").replace(
    "from 2020-01-01\n}",
    "from 2020-06-01\n}",
  );
  const base = BASE.replace(
    'act : act "What is done?"',
    'act : act "What is done?"  departure : country "From where?"',
  )
    .replace("from 2022-01-01 = rate >= 8", "")
    .replace("listed_there", 'listed_in : set of country "Who lists it?"  listed_there');
  const { program, errors } = checkSources({ "law.cordon": base, "x.cordon": asks, "y.cordon": Y });
  expect(errors).toEqual([]);
  const eventsOf = (name: string, day: string): readonly string[] =>
    eventsOn(program, program.jurisdictions.find((one) => one.name === name)!, day).map(
      ({ of, what, elsewhere }) => `${elsewhere ? "elsewhere " : ""}${of} ${what}`,
    );
  expect(eventsOf("XX", "2022-01-01")).toEqual(["elsewhere law.YCL 2 changes"]);
  // what happens in the law itself says enough
  expect(eventsOf("XX", "2020-01-01")).toEqual(["law.XCL 1 begins"]);
  expect(eventsOf("YY", "2022-01-01")).toEqual(["law.YCL 2 changes"]);
});
