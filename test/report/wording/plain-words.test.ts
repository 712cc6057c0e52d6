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

const compilation = compile(
  new MemoryHost({ "cordon.json": JSON.stringify({ name: "law" }), "law.cordon": LAW }),
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
