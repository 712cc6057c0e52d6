import { describe, expect, it } from "vitest";
import { MemoryHost } from "../../compiler/host.ts";
import { build, compile } from "../../compiler/index.ts";

const law = `module law of MAP
enum act = shipment, release
record transaction { act : act tons : number >= 0 }
codes country below by levels "UA|-43"
jurisdiction MAP "Ruritania <1>" { reach leaving }
reach leaving "15 CFR 734.3(a)" = act = shipment
authority power "Act" of MAP { cite "50 USC 4811" from 2018-08-13 permits list }
list measure heavy "Heavy things" {
  authority power
  cite "15 CFR 744.21"
  when tons > 10
  requires license
  from 2022-10-07
}
omitted letters "Letters <2>" { cite "15 CFR 744.21(b)" because "they go to one | firm" }
`;

describe("the map of the law in a report", () => {
  const host = new MemoryHost({ "cordon.json": JSON.stringify({ name: "law" }), "law.cordon": law });
  const { files } = build(compile(host, []));
  const text = (path: string): string => files.find((file) => file.path === path)!.text;

  it("is a page in both forms, with a heading for each work, and the index leads to it", () => {
    expect(text("report/map.md")).toMatchInlineSnapshot(`
      "[Overview](index.md) / Map of the law

      # Map of the law

      Which places of which work the sources encode. A place that no declaration names is not in this map.

      - encoded: declarations cite the place, and nothing of it is known to be missing
      - partly: something at the place or within it is left out, waits, or cannot be encoded
      - left out: on purpose, for the reason given
      - cannot be encoded: no fact settles what the text says
      - not yet: waits to be encoded

      ## <a id="section.MAP"></a>Ruritania &lt;1&gt;

      MAP: places: 2 encoded, 1 partly, 1 left out

      ### 15 CFR 734

      | Place | State | Encoded by | Missing |
      | --- | --- | --- | --- |
      | 734\\.3\\(a\\) | **encoded** | [leaving](MAP_/terms.md#law.leaving) |  |

      ### 15 CFR 744

      | Place | State | Encoded by | Missing |
      | --- | --- | --- | --- |
      | 744\\.21 | **partly** | [Heavy things](measure/law.heavy.md#law.heavy) | 744\\.21\\(b\\), Letters &lt;2&gt;: left out, they go to one \\| firm |
      | 744\\.21\\(b\\) | **left out** |  | Letters &lt;2&gt;: they go to one \\| firm |

      ### 50 USC 4811

      | Place | State | Encoded by | Missing |
      | --- | --- | --- | --- |
      | as a whole | **encoded** | [power](MAP_/authorities.md#law.power) |  |
      "
    `);
    expect(text("report/map.html")).toContain("<h3>15 CFR 744</h3>");
    expect(text("report/map.html")).not.toContain("<2>");
    expect(text("report/index.html")).toContain('href="map.html"');
  });

  it("takes no name from a jurisdiction that is called like it", () => {
    expect(files.map(({ path }) => path)).toContain("report/MAP_.html");
  });
});
