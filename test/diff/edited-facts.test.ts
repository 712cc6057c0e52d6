/** Facts that come to something else where a case leaves them out: by another formula, or as they apply to other transactions. */
import { describe, expect, it } from "vitest";
import { diffLaws, isForbidden } from "../../compiler/diff/index.ts";
import { BuiltSide, SourceSide } from "../../compiler/diff/law-side.ts";
import { Pair } from "../../compiler/diff/pair.ts";
import { prettyDiff } from "../../compiler/diff/pretty.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { boxText } from "../../compiler/regions/words.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { checkSources } from "../property/compile.ts";
import { schemaProblems } from "./schema.ts";

const lawOf = (fact: string, condition: string) => {
  const law = `module law of XX current to 2026-01-01
jurisdiction XX "XX" { reach everywhere agency XA }
codes country "Countries" below by levels "UA|-43"
enum grade = low < middle < high
record transaction {
  destination : country "Where?"
  mass, volume : number >= 0
  things : list of thing
}
record thing {
  blunt : yes or no
  length : number >= 0
}
group near { from 2020-01-01 = DE from 2022-01-01 add FR }
define is_near = destination in near
fact ${fact}
reach everywhere = destination = UA or destination != UA
authority power "Act" of XX { cite "Act 1" from 2018-08-13 permits list }
list measure embargo {
  authority power cite "Rule 1"
  when ${condition}
  requires license
  from 2020-01-01
}
`;
  const { program, errors } = checkSources({ "law.cordon": law });
  expect(errors).toEqual([]);
  return program;
};

type Law = ReturnType<typeof lawOf>;

const sides = {
  sources: (program: Law) => new SourceSide(program),
  builds: (program: Law) => new BuiltSide(buildBundle(normalize(program), program)),
};

interface Edit {
  readonly name: string;
  readonly old: string;
  readonly now: string;
  readonly when: string;
  /** verdicts before and after, and what of the region is about the fact */
  readonly changes: readonly (readonly [string, string])[];
  readonly where?: RegExp;
}

const EDITS: readonly Edit[] = [
  {
    name: "a condition",
    old: "occupied of transaction : yes or no = destination in {'UA-43', 'UA-09'}",
    now: "occupied of transaction : yes or no = destination in {'UA-43'}",
    when: "occupied",
    changes: [["license_required", "no_requirement"]],
    where: /^destination UA-09; occupied not stated$/,
  },
  {
    name: "a value",
    old: "medicine of transaction : yes or no = no",
    now: "medicine of transaction : yes or no = yes",
    when: "not medicine",
    changes: [["license_required", "no_requirement"]],
    where: /^medicine not stated$/,
  },
  {
    name: "a calculation",
    old: "density of transaction : number = mass / volume",
    now: "density of transaction : number = 2 * mass / volume",
    when: "density >= 10",
    changes: [["no_requirement", "license_required"]],
    where: /density not stated.*mass \/ volume >= 5 and < 10/,
  },
  {
    name: "a number by which something else is calculated",
    old: "factor of transaction : number = 3",
    now: "factor of transaction : number = 4",
    when: "factor * mass >= 12",
    changes: [["no_requirement", "license_required"]],
    where: /factor not stated.*mass >= 3 and < 4/,
  },
  {
    name: "a word",
    old: "grade of transaction : grade = low",
    now: "grade of transaction : grade = high",
    when: "grade >= middle",
    changes: [["no_requirement", "license_required"]],
    where: /^grade not stated$/,
  },
  {
    name: "a set",
    old: "stops of transaction : set of country = {FR}",
    now: "stops of transaction : set of country = {DE}",
    when: "stops meets {DE}",
    changes: [["no_requirement", "license_required"]],
    where: /^stops not stated$/,
  },
  {
    name: "a condition on elements of a list",
    old: "long of thing : yes or no = length > 10",
    now: "long of thing : yes or no = length > 5",
    when: "any t in things where t.long and t.blunt",
    changes: [["no_requirement", "license_required"]],
    where: /things.*length > 5/,
  },
  {
    name: "the greatest of a list, of which more counts",
    old: "longest of transaction : number = max of t.length for t in things where t.blunt",
    now: "longest of transaction : number = max of t.length for t in things",
    when: "longest >= 10",
    changes: [["no_requirement", "license_required"]],
    where:
      /^(?=.*has element with things\[\]\.length >= 10(;|$))(?=.*has no element with things.*blunt yes)longest not stated/,
  },
  {
    name: "the least of a list, of which less counts",
    old: "shortest of transaction : number = min of t.length for t in things",
    now: "shortest of transaction : number = min of t.length for t in things where t.blunt",
    when: "shortest < 10",
    changes: [["license_required", "no_requirement"]],
    where:
      /^(?=.*has element with things\[\]\.length >= 0 and < 10(;|$))(?=.*has no element with things.*blunt yes)shortest not stated/,
  },
  {
    name: "the greatest of a list in a calculation",
    old: "density of transaction : number = 10 - volume * (max of t.length for t in things where t.blunt)",
    now: "density of transaction : number = 10 - volume * (max of t.length for t in things)",
    when: "density < 4",
    changes: [["no_requirement", "license_required"]],
    where:
      /^(?=.*has element with volume \* things\[\]\.length > 6(;|$))(?=.*has no element with .*blunt yes)density not stated/,
  },
  {
    name: "a sum over a list, of which less counts",
    old: "total of transaction : number = sum of t.length for t in things where t.blunt or t.length > 100",
    now: "total of transaction : number = sum of t.length for t in things where t.length > 100",
    when: "total >= 10",
    changes: [["license_required", "no_requirement"]],
    where:
      /^(?=.*\(sum of t\.length for t in things where t\.blunt or t\.length > 100\) >= 10(;|$))(?=.*where t\.length > 100\) .*< 10(;|$))/,
  },
  {
    name: "how many of a list count",
    old: "many of transaction : number = count of t for t in things where t.blunt",
    now: "many of transaction : number = count of t for t in things",
    when: "many >= 2",
    changes: [["no_requirement", "license_required"]],
    where: /^(?=.*\(count of t for t in things\) >= 2(;|$))(?=.*where t\.blunt\) .*< 2(;|$))/,
  },
  {
    name: "when a number applies",
    old: "depth of transaction : number applies when mass > 5",
    now: "depth of transaction : number applies when mass > 3",
    when: "depth > 2",
    changes: [["no_requirement", "undetermined"]],
    where: /depth not stated.*mass > 3 and <= 5/,
  },
  {
    name: "when a condition applies, with its formula",
    old: "deep of transaction : yes or no applies when mass > 5 = volume > 1",
    now: "deep of transaction : yes or no applies when mass > 3 = volume > 1",
    when: "deep",
    changes: [["no_requirement", "license_required"]],
    where: /deep not stated.*mass > 3 and <= 5/,
  },
  {
    name: "a formula that is new",
    old: "medicine of transaction : yes or no",
    now: "medicine of transaction : yes or no = yes",
    when: "not medicine",
    changes: [["undetermined", "no_requirement"]],
    where: /^medicine not stated$/,
  },
  {
    name: "a formula that is put otherwise",
    old: "heavy of transaction : yes or no = mass > 5",
    now: "heavy of transaction : yes or no = not (mass <= 5)",
    when: "heavy",
    changes: [],
  },
  {
    name: "a formula of a fact that no rule looks at",
    old: "medicine of transaction : yes or no = no",
    now: "medicine of transaction : yes or no = yes",
    when: "destination in {DE}",
    changes: [],
  },
];

describe.each(["sources", "builds"] as const)(
  "the declaration of a fact that is edited, between two %s",
  (kind) => {
    const compared = (old: Law, now: Law, bySearch: boolean) => {
      const report = diffLaws(sides[kind](old), sides[kind](now), {
        oldName: "old",
        newName: "new",
        bySearch,
      });
      expect(schemaProblems(report)).toEqual([]);
      return report;
    };

    describe.each([false, true])("asked by search: %s", (bySearch) => {
      it.each(EDITS)(
        "is told of by a case that leaves it out: $name",
        ({ old, now, when, changes, where }) => {
          const [before, after] = [old, now].map((fact) => lawOf(fact, when)) as [Law, Law];
          const report = compared(before, after, bySearch);
          expect(report.notes).toEqual([]);
          expect(report.changes.map((one) => [one.old.verdict, one.new.verdict])).toEqual(changes);
          const name = old.slice(0, old.indexOf(" "));
          const pair = new Pair(new SourceSide(before), new SourceSide(after));
          for (const { regions, witness, about, jurisdiction } of report.changes) {
            expect(about).toContain(name);
            const boxes = regions.map((box) => boxText(box));
            expect(boxes).toContainEqual(expect.stringMatching(where!));
            const answers = pair.ask(witness!.case, witness!.asOf, jurisdiction, "text");
            expect([answers!.oldSide.verdict, answers!.newSide.verdict]).toEqual(changes[0]);
          }
        },
      );

      it("is told of on the days on which what it rests on says something else", () => {
        const fact = "nearby of transaction : yes or no = is_near";
        const now = lawOf(fact, "nearby");
        const text = (program: Law) => JSON.stringify(compared(program, now, bySearch).changes);
        expect(text(lawOf(fact, "nearby"))).toBe("[]");
        const report = compared(
          lawOf(fact.replace("is_near", "(is_near or destination in {FR})"), "nearby"),
          now,
          bySearch,
        );
        expect(report.changes.map(({ from, until }) => [from, until])).toEqual([
          ["2020-01-01", "2022-01-01"],
        ]);
      });

      it("is noted where it says which values there are, and rules rest on it", () => {
        const fact = (least: number) => `weight of transaction : number >= ${least}`;
        const report = compared(lawOf(fact(0), "weight > 9"), lawOf(fact(5), "weight > 9"), bySearch);
        expect(report.notes.map(({ code, jurisdiction }) => [code, jurisdiction])).toEqual([["facts", "XX"]]);
        expect(report.notes[0]!.message).toContain("transaction.weight was edited");
        expect(prettyDiff(report)).not.toContain("no answer changes");
        expect(isForbidden(report, "looser")).toBe(true);
        const aside = compared(lawOf(fact(0), "mass > 9"), lawOf(fact(5), "mass > 9"), bySearch);
        expect(aside.notes).toEqual([]);
      });
    });
  },
);
