/** Which entries of a list are read once for an item, whoever asks. */
import { expect, test } from "vitest";
import { normalize } from "../../compiler/normal/lower.ts";
import { load } from "../../compiler/runtime/index.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { program, when } from "../property/small-law.ts";

const FAST = `item UCL '3B001' "Fast" = rate >= 10 TOPS\n`;
const SERVING = `define serves(codes C) of item = it is C\nitem UCL '3B002' "Serving what is fast" = serves(3B001)\n`;
const BY_ACT = `item UCL '3B003' "Urgent" = urgent\n`;

/** Codes of the entries that ask of the item alone. */
function alone(law: string): readonly string[] {
  const checked = program(`${law}${when("item is 3B001")}`);
  const { model } = load(buildBundle(normalize(checked), checked));
  const list = [...model.vocabulary.schemes.values()].find(({ name }) => name === "UCL")!;
  return model.items(list).flatMap((entry) => (model.asksOfItemAlone(entry) ? [entry.code.text] : []));
}

test("entries of facts of the item, and those that a define leads to other entries of it by given codes", () => {
  expect(alone(`${FAST}${SERVING}`)).toEqual(["3B001", "3B002"]);
});

test("not an entry that asks of the rest of the case, nor one that may rest on it; others beside it still are", () => {
  expect(alone(`${FAST}${SERVING}${BY_ACT}`)).toEqual(["3B001"]);
});
