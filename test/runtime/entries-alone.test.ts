/** Which entries of a list are read once for an item, whoever asks. */
import { expect, test } from "vitest";
import { normalize } from "../../compiler/normal/lower.ts";
import { load } from "../../compiler/runtime/index.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { program, when } from "../property/small-law.ts";

const FAST = `item UCL '3B001' "Fast" = rate >= 10 TOPS\n`;
const SERVING = `define serves(codes C) of item = it is C\nitem UCL '3B002' "Serving what is fast" = serves(3B001)\n`;
const BY_ACT = `item UCL '3B003' "Urgent" = urgent\n`;

/** Codes of the entries of a list that ask of the item alone. */
function alone(law: string, name = "UCL"): readonly string[] {
  const checked = program(`${law}${when("item is 3B001")}`);
  const { model } = load(buildBundle(normalize(checked), checked));
  const list = [...model.vocabulary.schemes.values()].find((scheme) => scheme.name === name)!;
  return model.items(list).flatMap((entry) => (model.asksOfItemAlone(entry) ? [entry.code.text] : []));
}

test("entries of facts of the item, and those that a define leads to other entries of it by given codes", () => {
  expect(alone(`${FAST}${SERVING}`)).toEqual(["3B001", "3B002"]);
});

test("not an entry that asks of the rest of the case; those that rest on others beside it still are", () => {
  expect(alone(`${FAST}${SERVING}${BY_ACT}`)).toEqual(["3B001", "3B002"]);
});

test.each([
  ["on it", "it is 3B003"],
  ["on what lies below it", "it is 3B003.a"],
  ["on a group with it", "it is urgent_things"],
  ["on others and it", "it is {3B001, 3B003}"],
  ["on it by a define", "serves(3B003)"],
  ["on one that rests on it", "it is 3B005"],
])("nor one that may rest %s", (_, condition) => {
  const group = "group urgent_things of UCL = {3B003}\n";
  const resting = `item UCL '3B004' "Resting" = ${condition}\nitem UCL '3B005' "Near it" = it is 3B003\n`;
  expect(alone(`${FAST}${SERVING}${BY_ACT}${group}${resting}`)).toEqual(["3B001", "3B002"]);
});

test("nor one that may rest on it as below a code, or as one of a list", () => {
  const paragraph = `item UCL '3B003.a' "Urgent" = urgent\n`;
  const regime = `codes REG "Regime" below by levels "R|.1"\nitem REG 'R' "Any" = it is UCL\n`;
  const above = `item UCL '3B004' "Resting" = it is 3B003\n`;
  expect(alone(`${FAST}${paragraph}${above}`)).toEqual(["3B001"]);
  expect(alone(`${FAST}${paragraph}${regime}`, "REG")).toEqual([]);
  expect(alone(`${FAST}${regime}`, "REG")).toEqual(["R"]);
});
