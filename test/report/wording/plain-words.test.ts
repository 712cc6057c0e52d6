/** What a reader who does not know the sources would read wrongly, or not at all. */
import { expect, it } from "vitest";
import { MemoryHost } from "../../../compiler/host.ts";
import { build, compile } from "../../../compiler/index.ts";

const LAW = `module law of XX current to 2025-06-01
enum act = shipment, release
codes country below by levels "UA|-43"
codes XCL "Control list" below by dots
record party { organized_in : country military : yes or no }
record item { codes : set of code }
record transaction { act : act item : item actor : party parties : list of party }
jurisdiction XX "Exampleland" { reach leaving codes XCL }
reach leaving = act = shipment
authority power "Act" of XX { cite "50 USC 4811" permits list }
item XCL 1A001 "Processors" = act = shipment
list measure to_firms "To firms" {
  authority power
  cite "15 CFR 742.6(a)"
  items 1A001
  for any p in parties
  when p.military and actor.organized_in = KR
  requires license
  from 2022-10-21
}
exception GL1 "General license 1" {
  cite "15 CFR 740.1"
  releases to_firms
  when act = release
  from 2022-10-21
  unclear from 2025-01-01 until 2025-03-01 because "no renewal was read"
}
`;

/** Another law, read to a later day, which the report takes for its own. */
const LATER = `module later of YY current to 2026-01-01
use law
jurisdiction YY "Elsewhere" { reach here codes YCL }
reach here "under the Foreign Trade Act" = act = shipment
codes YCL "Other list" below by dots
authority power_yy "Act" of YY { cite "50 USC 4811" permits list }
item YCL 1B001 "Processors" = act = shipment
list measure there "There" {
  authority power_yy
  cite "15 CFR 742.7"
  items 1B001
  requires license
  from 2022-10-21
}
proposal plan "A plan" {
  list measure more "More" {
    authority power_yy
    cite "15 CFR 742.8"
    items 1B001
    requires license
    from 2027-01-01
  }
}
`;

const compilation = compile(
  new MemoryHost({
    "cordon.json": JSON.stringify({ name: "law" }),
    "law.cordon": LAW,
    "later.cordon": LATER,
  }),
  [],
);
const pages = new Map(
  build(compilation, { languages: ["en", "zh"] }).files.map(({ path, text }) => [path, text]),
);
const page = (path: string): string =>
  pages
    .get(`report/${path}`)!
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`\\]/g, "");

it("compiles", () => {
  expect(compilation.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

it("asks of one in a list, not of all, where a measure is for any of them", () => {
  expect(page("measure/law.to_firms.md")).toContain("for at least one party p among the parties");
  expect(page("zh/measure/law.to_firms.md")).toContain("对至少一个");
});

it("sets a fact in quotes that ends as if more were to come", () => {
  const text = page("measure/law.to_firms.md");
  expect(text).toContain("the “organized in” of the actor is South Korea");
});

it("says the title beside a name of the law, and that it is not certain to be in force", () => {
  expect(page("index.md")).toContain("XX GL1 (General license 1) is not certain to be in force from then on");
  expect(page("index.md")).toContain("XX GL1 (General license 1) is certain to be in force again");
});

it("says to which day a law was read where that is before the day of the report", () => {
  expect(page("index.md")).toContain("What the law says on 1 January 2026.");
  expect(page("index.md")).toContain(
    "Exampleland: 1 measure · 1 item · 1 exception · law read to 1 June 2025 only",
  );
  expect(page("index.md")).toMatch(/Elsewhere: 1 measure · 1 item$/m);
});

it("says of what a law reaches and proposes in words", () => {
  expect(page("YY.md")).toContain("acts within the reach");
  expect(page("YY.md")).toContain("Proposals for Elsewhere: 1 proposal");
});
