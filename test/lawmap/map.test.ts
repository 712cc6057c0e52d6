import { describe, expect, it } from "vitest";
import { MemoryHost } from "../../compiler/host.ts";
import { compile } from "../../compiler/index.ts";
import { lawMap } from "../../compiler/lawmap/index.ts";
import { prettyMap } from "../../compiler/lawmap/render.ts";

const vocabulary = `module trade
enum act = shipment, release
record transaction { act : act destination : country tons : number >= 0 }
codes country below by levels "UA|-43"
`;
const law = `module law of RL
use trade
jurisdiction RL "Ruritania" { reach leaving agency RBX }
reach leaving "15 CFR 734.3(a)" = act = shipment
instrument rule_2022 "Rule of 2022" { cite "87 FR 62186" from 2022-10-07 }
authority power "Act" of RL { cite "50 USC 4811" from 2018-08-13 permits list }

unencodable annex "Annex" { cite "15 CFR 744 supp. 2" because "it could not be read" }
define in_annex = tons > 5 and annex

list measure heavy "Heavy things" {
  authority power cite "15 CFR 744.21"
  when tons > 10
  requires license
  from 2022-10-07 by rule_2022
}
list measure annexed "Things of the annex" {
  authority power cite "15 CFR 744.22(a); 15 CFR 744.9"
  when in_annex
  requires license
  from 2022-10-07 by rule_2022
}
omitted letters "Letters to single exporters" { cite "15 CFR 744.21(b)" because "they are addressed to one firm" }
omitted later "Reports" { cite "15 CFR 743.1" }
omitted both { cite "15 CFR 743.1" because "no answer rests on them" }
omitted embargoes "Embargoes" { cite "15 CFR 746" because "they stand elsewhere" }
`;

const mapOf = (text: string) => {
  const host = new MemoryHost({
    "cordon.json": JSON.stringify({ name: "law" }),
    "trade.cordon": vocabulary,
    "law.cordon": text,
  });
  const { program, diagnostics } = compile(host, []);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return lawMap(program);
};

const plain = { strong: (text: string) => text, soft: (text: string) => text };

describe("the map of the law", () => {
  it("tells what is encoded, in part, left out, and what waits, in the order of the law", () => {
    expect(prettyMap(mapOf(law), plain)).toMatchInlineSnapshot(`
      "RL: Ruritania
        places: 3 encoded, 3 partly, 2 left out, 1 cannot be encoded, 1 not yet

        15 CFR 734
          734.3(a)  encoded   law.leaving

        15 CFR 743
          743.1  not yet
            both: left out, no answer rests on them
            Reports

        15 CFR 744
          744.9      partly    law.annexed
            without Annex: cannot be encoded, it could not be read
          744.21     partly    law.heavy
            without 744.21(b), Letters to single exporters: left out, they are addressed to one firm
          744.21(b)  left out
            Letters to single exporters: they are addressed to one firm
          744.22(a)  partly    law.annexed
            without Annex: cannot be encoded, it could not be read
          supp. 2    cannot be encoded
            Annex: it could not be read

        15 CFR 746
          as a whole  left out
            Embargoes: they stand elsewhere

        50 USC 4811
          as a whole  encoded   law.power

        87 FR 62186  Rule of 2022
          as a whole  encoded   law.annexed, law.heavy
      "
    `);
  });

  it("does not depend on the order of declarations", () => {
    const [head = "", ...rest] = law.split(/\n(?=[a-z])/);
    const again = [head, rest[0], ...rest.slice(1).reverse()].join("\n");
    expect(prettyMap(mapOf(again), plain)).toBe(prettyMap(mapOf(law), plain));
  });

  it("shows nothing of proposals", () => {
    const proposed = `${law}proposal more { list measure tall { authority power cite "15 CFR 745.1" when tons > 3 requires license from 2024-01-01 } }\n`;
    expect(prettyMap(mapOf(proposed), plain)).toBe(prettyMap(mapOf(law), plain));
  });
});
