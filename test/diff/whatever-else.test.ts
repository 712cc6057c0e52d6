/** Answers of which one or the other is given whatever the transaction is: of them nothing has to be asked. */
import { expect, test } from "vitest";
import { diffPrograms } from "../../compiler/diff/index.ts";
import { measure, program } from "../property/small-law.ts";

const law = (when: string, outcome: string) =>
  program(measure("m", `when ${when} requires ${outcome} from 2022-01-01`));

test.each([
  [
    "a condition becomes its contrary",
    law("urgent", "license"),
    law("not urgent", "license"),
    ["license_required > no_requirement", "no_requirement > license_required"],
  ],
  [
    "nothing is left out any more, and the verdict is another",
    law("urgent", "license"),
    law("urgent or not urgent", "notice to BIS"),
    ["license_required > notification_required", "no_requirement > notification_required"],
  ],
])("where %s, each change is told", (_, old, now, expected) => {
  for (const bySearch of [false, true]) {
    const { changes, notes } = diffPrograms(old, now, { oldName: "old", newName: "new", bySearch });
    expect(notes).toEqual([]);
    expect(
      [...new Set(changes.map((change) => `${change.old.verdict} > ${change.new.verdict}`))].sort(),
    ).toEqual(expected);
    expect(changes.every(({ witness }) => witness !== null)).toBe(true);
  }
});
