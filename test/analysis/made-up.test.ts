/** A code that stands for all that the law does not name is no code that a reader should look for. */
import { expect, it } from "vitest";
import { diffPrograms } from "../../compiler/diff/index.ts";
import { compile, MemoryHost } from "../../compiler/index.ts";
import { saidBoxes } from "../../compiler/regions/words.ts";
import { smallLaw } from "../cli/small-law.ts";

it("is called another code wherever a region is told of", () => {
  const law = (text: string) => {
    const { program } = compile(new MemoryHost({ ...smallLaw(), "measures.cordon": text }), []);
    return program;
  };
  const text = smallLaw()["measures.cordon"]!;
  const { changes } = diffPrograms(law(text), law(text.replace("tpp >= 4800", "tpp >= 2400")), {
    oldName: "old",
    newName: "new",
  });
  const codes = changes.flatMap(({ regions }) =>
    saidBoxes(regions)
      .flat()
      .filter(({ fact }) => fact.includes("codes")),
  );
  expect(codes).toEqual([{ fact: "item.codes (XCL)", values: "another code or no code" }]);
});
