/** Elements of more lists than a circuit has bits for: each condition is still about an element of its own list. */
import { expect, test } from "vitest";
import { Analysis, lawOf, severity, VERDICT_ONLY } from "../../compiler/analysis/index.ts";
import { Differences } from "../../compiler/analysis/search/differences.ts";
import { checkSources } from "../property/compile.ts";

const COUNT = 70;
const LISTS = Array.from({ length: COUNT }, (_, i) => `list${i + 1}`);

const WORDS = `module words
codes country "Countries" below by levels "UA|-43"
record transaction {
  departure, destination : country
  ${LISTS.map((list) => `${list} : list of thing`).join("\n  ")}
}
record thing { heavy, old : yes or no, parts : list of part }
record part { heavy : yes or no }
`;

function asked(condition: string) {
  const law = `module law of US
use words
jurisdiction US { reach everywhere agency BIS }
reach everywhere = departure = US or departure != US or departure is unknown
authority power of US { cite "Act 1" from 2000-01-01 permits list }
list measure m { authority power cite "Rule 1" when ${condition} requires license from 2022-01-01 }
`;
  const { program, errors } = checkSources({
    "words.cordon": WORDS.replaceAll(", parts", "\n  parts"),
    "law.cordon": law,
  });
  expect(errors).toEqual([]);
  const analysis = new Analysis();
  const view = analysis.view(lawOf(program), { asOf: "2024-06-01" }, "US");
  const search = new Differences(analysis);
  const { most } = search.answer(view, VERDICT_ONLY);
  const required = most.verdicts[severity("license_required")]!;
  const { differences, open } = search.list(
    { views: [view], claim: required, kinds: [], measures: new Map(), settled: search.gates.yes },
    VERDICT_ONLY,
    1,
  );
  return {
    isPossible: search.someWay([required]) !== false,
    witnesses: differences.map(({ witness }) => witness),
    open,
  };
}

test("one element of each list, and another that is otherwise", () => {
  const each = LISTS.map((x) => `(any a in ${x} where a.heavy) and (any a in ${x} where not a.heavy)`);
  const { isPossible, witnesses } = asked(each.join(" and "));
  expect(isPossible).toBe(true);
  expect(witnesses.map((one) => one?.certain)).toEqual([true]);
});

test("elements within elements, whatever bits their lists have", () => {
  const last = LISTS.at(-1)!;
  const each = LISTS.slice(0, -1).map(
    (x) =>
      `(any a in ${x} where a.heavy and (any b in ${last} where a.old and b.old and (any p in b.parts where p.heavy)))`,
  );
  const { isPossible, witnesses } = asked(`${each.join(" and ")} and (any b in ${last} where not b.old)`);
  expect(isPossible).toBe(true);
  expect(witnesses.map((one) => one?.certain)).toEqual([true]);
});

test("what no element has stays ruled out", () => {
  const each = LISTS.map((x) => `(any a in ${x} where a.heavy and not a.heavy)`);
  expect(asked(each.join(" or "))).toEqual({ isPossible: false, witnesses: [], open: "none" });
});
