import { expect, test } from "vitest";
import { prove } from "../../compiler/proofs/index.ts";
import { checkSources } from "../property/compile.ts";
import { HEAD, WORDS } from "../property/programs/wide-world.ts";

test("a witness states a list of which the measure asks what no element can have", () => {
  const law = `authority narrow of US {
  cite "Act 1"
  from 2000-01-01
  permits list limited to purpose not in {civil}
}
list measure m {
  authority narrow
  cite "Rule 1"
  when (no p in parties where p.headquarters in {HK, NL} and p.headquarters in {MO})
  requires license
  from 2022-01-01
}
`;
  const { program, errors } = checkSources({ "words.cordon": WORDS, "law.cordon": `${HEAD}${law}` });
  expect(errors).toEqual([]);
  expect(prove(program).map(({ code }) => code)).toContain("proof/ultra-vires");
});
