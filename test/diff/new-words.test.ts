/** A word that one of the laws alone has: the other refuses cases with it, which must not read as no change. */
import { describe, expect, it } from "vitest";
import type { Program } from "../../compiler/check/tree.ts";
import { diffPrograms, isForbidden } from "../../compiler/diff/index.ts";
import { prettyDiff } from "../../compiler/diff/pretty.ts";
import { checkSources } from "../property/compile.ts";

const lawOf = (acts: string, reached: string): Program => {
  const law = `module law of XX current to 2026-01-01
jurisdiction XX "XX" { reach leaves agency XA }
codes country "Countries" below by levels "UA|-43"
enum act = ${acts}
record transaction {
  act : act "What is done?"
  destination : country "Where?"
}
reach leaves = act in {${reached}}
authority power "Act" of XX { cite "Act 1" from 2018-08-13 permits list }
list measure sales {
  authority power cite "Rule 1"
  destinations CN
  requires license
  from 2020-01-01
}
`;
  const { program, errors } = checkSources({ "law.cordon": law });
  expect(errors).toEqual([]);
  return program;
};

const before = lawOf("shipment, release", "shipment");
const after = lawOf("shipment, release, gift", "shipment, gift");

describe.each([false, true])("a word that a rule of one law names, asked by search: %s", (bySearch) => {
  const compared = (old: Program, now: Program) =>
    diffPrograms(old, now, { oldName: "old", newName: "new", bySearch });

  it("is told of where it is added, and where it is taken away", () => {
    const added = compared(before, after);
    const direction = ["not_reached", "license_required"];
    const verdicts = ({ old, new: now }: (typeof added.changes)[number]) => [old.verdict, now.verdict];
    expect(added.changes.map(verdicts)).toContainEqual(direction);
    expect(compared(after, before).changes.map(verdicts)).toContainEqual(direction.toReversed());
    expect(isForbidden(added, "tighter")).toBe(true);
    expect(prettyDiff(added)).toContain("no transaction was found that both laws can state");
  });

  it("is no change where no rule names it", () => {
    expect(compared(before, lawOf("shipment, release, gift", "shipment")).changes).toEqual([]);
  });
});
