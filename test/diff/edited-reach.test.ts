/** What the law reaches no more: no measure gives either answer, and what is edited is told all the same. */
import { expect, it } from "vitest";
import { diffPrograms } from "../../compiler/diff/index.ts";
import { shortRegions } from "../../compiler/diff/short-regions.ts";
import { checkSources } from "../property/compile.ts";
import { HEAD, measure, WORDS } from "../property/small-law.ts";

const EVERYWHERE = "reach everywhere = departure = US or departure != US or departure is unknown";

/** A law that reaches what this says, and asks for a license only of what is urgent and American. */
function law(reach: string, definition = "define calm_abroad = calm") {
  expect(HEAD).toContain(EVERYWHERE);
  const { program, errors } = checkSources({
    "words.cordon": WORDS,
    "law.cordon": `${HEAD.replace(EVERYWHERE, reach)}${definition}\n${measure(
      "m",
      "when urgent and departure = US requires license from 2022-01-01",
    )}`,
  });
  expect(errors).toEqual([]);
  return program;
}

it.each([
  [
    "the reach itself, by diagrams",
    "law.everywhere",
    law(EVERYWHERE),
    law("reach everywhere = departure = US"),
    false,
  ],
  [
    "the reach itself, by search",
    "law.everywhere",
    law(EVERYWHERE),
    law("reach everywhere = departure = US"),
    true,
  ],
  [
    "a definition on which it rests",
    "law.calm_abroad",
    law("reach everywhere = departure = US or calm_abroad"),
    law("reach everywhere = departure = US or calm_abroad", "define calm_abroad = calm and not urgent"),
    false,
  ],
])("is told of with what is edited: %s", (_, edited, old, now, bySearch) => {
  const names = { oldName: "old", newName: "new" };
  const { changes } = diffPrograms(old, now, { ...names, asOf: "2023-01-01", bySearch });
  const [change, ...others] = changes.filter((one) => one.new.verdict === "not_reached");
  expect(others).toEqual([]);
  expect(change).toMatchObject({
    ...{ reasons: [], edited: [edited], direction: "changed" },
    old: { verdict: "no_requirement" },
  });
  expect(change!.about).toContain(edited === "law.everywhere" ? "departure" : "urgent");
  expect(shortRegions(change!).map(({ text }) => text)[0]).toContain("departure not US");
});
