/** Builds that are compared have one object for what is equal in both, and what is worked out of it is found by the object. */
import { describe, expect, it } from "vitest";
import { type DiffReport, diffLaws } from "../../compiler/diff/index.ts";
import { BuiltSide } from "../../compiler/diff/law-side.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import type { Bundle, Row } from "../../compiler/runtime/format.ts";
import { load } from "../../compiler/runtime/index.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { withPartsOf } from "../../compiler/table/equal-parts.ts";
import { checkSources } from "../property/compile.ts";

const MEASURE = `authority power cite "Rule 1"
  requires license
  from 2020-01-01`;

const LAW = `module law of XX current to 2026-01-01
jurisdiction XX "XX" { reach everywhere codes XN agency XA }
codes XN "Numbers" below by levels "3|B|001|.a"
codes country "Countries" below by levels "UA|-43"
enum grade = low, high
record transaction {
  destination : country "Where?"
  item : item
  parties : list of party
}
record item {
  codes : set of code
  grade : grade
  tpp, peak : number >= 0
}
record party {
  country : country
  share : number >= 0
}
group near { from 2020-01-01 = DE from 2022-01-01 add FR }
define is_near = destination in near
reach everywhere = destination = UA or destination != UA
item XN 3A001 = tpp >= 50
item XN 3A002 = tpp >= 70 and grade = high
authority power "Act" of XX { cite "Act 1" from 2018-08-13 permits list }
list measure coded {
  ${MEASURE}
  items XN 3A001
  destinations CN
}
list measure neighbors {
  ${MEASURE}
  when is_near
  when item.tpp >= 500
}
list measure owned {
  ${MEASURE}
  for any p in parties where p.country = VN and p.share >= 40
  when destination = VN
}
`;

function buildOf(law: string): Bundle {
  const { program, errors } = checkSources({ "law.cordon": law });
  expect(errors).toEqual([]);
  return copied(buildBundle(normalize(program), program));
}

/** As if it were read from disk: nothing in it is an object of another build. */
function copied(bundle: Bundle): Bundle {
  return JSON.parse(JSON.stringify(bundle)) as Bundle;
}

/** A build that shares nothing. */
class Alone extends BuiltSide {
  override beside(): BuiltSide {
    return this;
  }
}

const base = buildOf(LAW);

function compared(now: Bundle, bySearch: boolean): DiffReport {
  const names = { oldName: "old", newName: "new", bySearch };
  const alone = diffLaws(new BuiltSide(copied(base)), new Alone(copied(now)), names);
  const shared = diffLaws(new BuiltSide(base), new BuiltSide(copied(now)), names);
  expect(shared).toEqual(alone);
  // which of the two has been worked out before makes no difference either
  const back = diffLaws(new BuiltSide(copied(now)), new Alone(copied(base)), names);
  expect(diffLaws(new BuiltSide(now), new BuiltSide(copied(base)), names)).toEqual(back);
  return shared;
}

function rowsOf({ tables }: Bundle): ReadonlyMap<string, Row> {
  return new Map(
    tables.flatMap((document) =>
      document.tables.flatMap(({ rows }) => rows.map((row): [string, Row] => [row.id, row])),
    ),
  );
}

function sharedRows(now: Bundle): readonly string[] {
  const own = rowsOf(base);
  return [...rowsOf(withPartsOf(copied(now), base))]
    .filter(([id, row]) => own.get(id) === row)
    .map(([id]) => id);
}

/** The text of the build with a piece in the place of another. */
function rewritten(piece: string, other: string): Bundle {
  const text = JSON.stringify(base);
  expect(text.split(piece)).toHaveLength(2);
  return JSON.parse(text.replace(piece, other)) as Bundle;
}

const COUNT = rowsOf(base).size;

interface Edit {
  readonly what: string;
  readonly now: Bundle;
  /** rows that are still equal */
  readonly equal: number;
}

const edits: readonly Edit[] = [
  {
    what: "the threshold of an entry",
    now: buildOf(LAW.replace("= tpp >= 50", "= tpp >= 60")),
    equal: COUNT - 1,
  },
  {
    what: "a definition, with every row as it was",
    now: buildOf(LAW.replace("destination in near", "destination in near + KR")),
    equal: COUNT,
  },
  {
    what: "a group, with every row as it was",
    now: buildOf(LAW.replace("add FR", "add NL")),
    equal: COUNT,
  },
  {
    what: "what a column asks, with every row as it was",
    now: rewritten(
      '"path":"item.tpp","value":["get",["get",["case"],"item"],"tpp"]',
      '"path":"item.tpp","value":["get",["get",["case"],"item"],"peak"]',
    ),
    equal: COUNT,
  },
  {
    what: "an entry that comes before all others of its list",
    now: buildOf(LAW.replace("item XN 3A001 =", "item XN 3A000 = tpp >= 10\nitem XN 3A001 =")),
    equal: COUNT,
  },
  {
    what: "what parties are bound to",
    now: buildOf(LAW.replace("p.share >= 40", "p.share >= 45")),
    equal: COUNT - 1,
  },
];

describe("two builds that are compared", () => {
  for (const { what, now, equal } of edits) {
    it(`share the rows that are equal, and no more: ${what}`, () => {
      expect(sharedRows(now)).toHaveLength(equal);
    });
    it(`are told apart as builds that share nothing: ${what}`, () => {
      for (const bySearch of [false, true]) {
        const { changes } = compared(now, bySearch);
        // a new entry that no measure names changes no answer
        expect(changes.length > 0).toBe(!what.startsWith("an entry that comes"));
      }
    });
  }

  it("are one build where nothing is edited", () => {
    const again = withPartsOf(copied(base), base);
    expect(again.definitions).toBe(base.definitions);
    expect(again.tables).toBe(base.tables);
    expect(compared(copied(base), true).changes).toEqual([]);
  });

  it("are each read as they stand, whichever is asked first", () => {
    const facts = { destination: "DE", item: { tpp: 900, peak: 1 }, parties: [] };
    const column = edits.find(({ what }) => what.startsWith("what a column asks"))!.now;
    const now = withPartsOf(copied(column), base);
    const verdict = (bundle: Bundle): string => {
      const answer = load(bundle).evaluate(facts, { asOf: "2025-01-01" });
      return "problems" in answer ? "refused" : answer.determinations[0]!.verdict;
    };
    expect([base, now, base].map(verdict)).toEqual([
      "license_required",
      "no_requirement",
      "license_required",
    ]);
  });
});
