import { describe, expect, it } from "vitest";
import type { Program } from "../../../compiler/check/tree.ts";
import { diffPrograms } from "../../../compiler/diff/index.ts";
import { shortRegions } from "../../../compiler/diff/short-regions.ts";
import { MemoryHost } from "../../../compiler/host.ts";
import { type BuildOptions, build, compile } from "../../../compiler/index.ts";
import { inFewWays } from "../../../compiler/regions/elements.ts";
import { saidCondition } from "../../../compiler/regions/words.ts";
import { reportModel } from "../../../compiler/report/model.ts";
import { PageNames } from "../../../compiler/report/site/names.ts";
import { siteWords } from "../../../compiler/report/site/words.ts";
import { fact, is, type ListName, some, words } from "../../support/conditions.ts";

const VOCABULARY = `module trade
enum act = shipment, release
unit TPP = 1 TOPS*bit
codes country below by levels "UA|-43"
codes XCL "Control list" below by dots
record transaction { act : act destination : country item : item }
record item { codes : set of code tpp : TPP >= 0 }
`;

function law(threshold: string): string {
  return `module law of XX current to 2025-06-01
use trade
jurisdiction XX "Exampleland" { reach leaving codes XCL }
reach leaving = act = shipment
authority power "Act" of XX { cite "50 USC 4811" from 2018-08-13 permits list }
instrument first "First order" { cite "87 FR 62186" published 2022-10-13 from 2022-10-21 }
instrument second "Second order" { cite "88 FR 73458" published 2023-10-25 from 2023-11-17 }
item XCL 1A001 "Processors" = tpp >= ${threshold} TPP
group near = CA, US
group zone {
  from 2022-10-21 by first = CN, MO
  from 2023-11-17 by second add RU
  from 2024-01-01 remove MO
}
/// Both lines
/// are one sentence.
///
/// Points stand apart:
/// - this one
///   goes on
/// - another
list measure to_zone "To the zone" {
  authority power
  cite "15 CFR 742.6(a)"
  items 1A001
  destinations zone
  requires license
  from 2022-10-21 by first
}
list measure all_but_near "Everywhere but near" {
  authority power
  cite "15 CFR 742.7"
  items 2B001
  destinations world - near
  requires license
  from 2023-11-17 by second
}
list measure of_item "By the item" {
  authority power
  cite "15 CFR 742.8"
  items 3C001
  when item.tpp > 1 TPP
  requires license
  from 2023-11-17 by second
}
list measure later "To come" {
  authority power
  cite "15 CFR 742.9"
  items 1A001.a
  requires license
  from 2027-01-01
}
case chip "The X1 processor" { item: { codes: {}, tpp: 5000 TPP } }
scenario "The X1 to Russia" {
  given chip with { act: shipment, destination: RU }
  expect on 2024-02-01 XX license by to_zone
}
`;
}

function written(options: BuildOptions = {}, threshold = "4800"): ReadonlyMap<string, string> {
  return new Map(
    build(compiled(threshold), options).files.map(({ path, text }) => [path.replace("report/", ""), text]),
  );
}

function compiled(threshold: string) {
  return compile(
    new MemoryHost({
      "cordon.json": JSON.stringify({ name: "law" }),
      "trade.cordon": VOCABULARY,
      "law.cordon": law(threshold),
    }),
    [],
  );
}

function program(threshold: string): Program {
  return compiled(threshold).program;
}

/** The cells of the table rows of a page, as text without links and marks. */
function rows(page: string | undefined): string[] {
  return (page ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
    .map((line) => line.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]/g, ""));
}

describe("the pages of a report", () => {
  const pages = written();

  it("says for each code which destinations need a license on the day", () => {
    expect(rows(pages.get("XX/entries.md"))).toEqual([
      "| Code | Measures that name it | Destinations |",
      "| 1A001 | XX To the zone | 2 destinations: CN RU |",
      "| 2B001 | XX Everywhere but near | 248 destinations: all but CA US |",
      "| 3C001 | XX By the item | depends on the transaction |",
    ]);
  });

  it("takes the destinations of the day that is asked for", () => {
    const [, first] = rows(written({ asOf: "2023-12-01" }).get("XX/entries.md"));
    expect(first).toBe("| 1A001 | XX To the zone | 3 destinations: CN MO RU |");
  });

  it("tells what is in force from what is to come", () => {
    const [, ...measures] = rows(pages.get("XX.md"));
    expect(measures.slice(0, 4)).toEqual([
      "| To the zone to_zone | in force | license required | 2022-10-21 | 15 CFR 742.6\\(a\\) |",
      "| Everywhere but near all_but_near | in force | license required | 2023-11-17 | 15 CFR 742.7 |",
      "| By the item of_item | in force | license required | 2023-11-17 | 15 CFR 742.8 |",
      "| To come later | from 1 January 2027 | license required | 2027-01-01 | 15 CFR 742.9 |",
    ]);
    expect(pages.get("XX.md")).toContain("Measures: 3 of 4 in force");
  });

  it("answers for a product, with the measure, its citation, and since when it asks for that", () => {
    expect(rows(pages.get("product/law.chip.md"))[1]).toMatch(
      /^\| The X1 to Russia .*\| Exampleland \| license required \| To the zone \\\(15 CFR 742\.6\\\(a\\\)\\\) \| 2023-11-17 \|$/,
    );
    expect(rows(pages.get("products.md"))).toContain("| The X1 processor | license required |");
  });

  it("names first the jurisdictions that are to be first", () => {
    const named = (name: string): string =>
      `module ${name.toLowerCase()} of ${name}\njurisdiction ${name} "${name}"\n`;
    const files = { "a.cordon": named("AA"), "b.cordon": named("BB"), "c.cordon": named("CC") };
    const { program } = compile(new MemoryHost(files), []);
    const order = (first: readonly string[]): (string | undefined)[] =>
      reportModel(program, null, [], first).jurisdictions.map(({ jurisdiction }) => jurisdiction?.name);
    expect(order([])).toEqual(["AA", "BB", "CC"]);
    expect(order(["CC", "ZZ", "BB"])).toEqual(["CC", "BB", "AA"]);
  });

  it("keeps the paragraphs of a remark, and not the ends of its lines", () => {
    const page = pages.get("measure/law.to_zone.html")!;
    expect(page).toContain(
      "Both lines are one sentence.\n\nPoints stand apart:\n- this one goes on\n- another",
    );
  });

  it("names the measures of an item, those above and below it too", () => {
    expect(pages.get("XX/items.md")).toMatch(/- Named by: XX \[To come\]\([^)]*\); \[To the zone\]/);
  });

  it("lays each row beside the sentence that says it", () => {
    const html = pages.get("measure/law.to_zone.html")!;
    const table = html.slice(html.indexOf("<tbody>"));
    const leads = [...table.matchAll(/<td><a href="#([^"]+)">/g)].map((match) => match[1]!);
    expect(leads.length).toBeGreaterThan(1);
    for (const id of leads) expect(html.split(` id="${id}"`)).toHaveLength(2);
  });

  it("lists the changes against an earlier law, and what the scenarios exercise, where that is asked for", () => {
    expect(pages.has("changes.md")).toBe(false);
    expect(pages.has("coverage.md")).toBe(false);
    const changes = diffPrograms(program("4800"), program("4700"), { oldName: "v1", newName: "." });
    const more = written({ changes, coverage: true }, "4700");
    expect(
      rows(more.get("changes.md")).some((row) => /tighter.*\| no requirement \| license required/.test(row)),
    ).toBe(true);
    expect(more.get("changes.md")).toContain("item, TPP: `>= 4700 TPP and < 4800 TPP`; ");
    expect(more.get("changes.md")).toContain("destination: `China, Russia`; ");
    const chinese = written({ changes, languages: ["zh"] }, "4700").get("changes.md");
    expect(chinese).toContain("item，TPP：`>= 4700 TPP且< 4800 TPP`; ");
    // what only laborious transactions show is told apart
    const [first, ...rest] = changes.changes;
    const told = { ...changes, changes: [{ ...first!, plain: false }, ...rest] };
    expect(rest.length).toBeGreaterThan(0);
    const apart = "1 change for transactions with more to them than any scenario has";
    expect(written({ changes: told }, "4700").get("changes.md")).toContain(apart);
    expect(more.get("changes.md")).not.toContain("with more to them");
    expect(more.get("index.md")).toContain("[Change log](changes.md)");

    expect(more.get("changes.md")).not.toContain("Scenarios that are answered otherwise");
    const later = diffPrograms(program("4800"), program("5100"), { oldName: "v1", newName: "." });
    const flipped = (language: "en" | "zh"): readonly string[] =>
      rows(written({ changes: later, languages: [language] }, "5100").get("changes.md"));
    const row =
      /^\| The X1 to Russia \|[^|]*\| 1 February 2024 \| license required \| between no requirement and license required \| license required; met no longer \|/;
    expect(flipped("en").filter((said) => row.test(said))).toHaveLength(1);
    expect(flipped("zh").join("\n")).toContain("介于“无许可要求”与“需要许可”之间 | 需要许可; 不再符合");

    // what else a flip may be
    const [flip] = later.scenarios;
    const scenarios = [
      {
        ...flip!,
        knownAt: "2023-12-01",
        view: "practice" as const,
        old: null,
        new: { ...flip!.new!, verdict: "license_required" as const, routes: ["global"] },
        expected: {
          verdict: "undetermined" as const,
          review: "case_by_case" as const,
          routes: ["individual"],
        },
      },
    ];
    const other = { changes: { ...later, scenarios } };
    expect(rows(written(other, "5100").get("changes.md")).join("\n")).toMatch(
      /\| 1 February 2024 \\\[2023-12-01\\\] in practice \| refused: its facts do not fit \| license required; global \| undetermined case-by-case review; individual; met no longer \|/,
    );

    // that no answer changes is said only where everything was looked at
    const same = diffPrograms(program("4800"), program("4800"), { oldName: "v1", newName: "." });
    const log = (of: typeof same): string | undefined => written({ changes: of }).get("changes.md");
    expect(log(same)).toContain("No answer changes");
    const note = { code: "budget", jurisdiction: "XX", message: "some of it was not searched" } as const;
    const open = log({ ...same, notes: [note] });
    expect(open).toContain("some of it was not searched");
    expect(open).toContain("Not everything was searched to the end");
    expect(open).not.toContain("No answer changes");
    const openAnswers = log({ ...same, notes: [{ ...note, code: "open-answers" }] });
    expect(openAnswers).toContain("Answers that the law leaves open were not searched to the end");
    expect(openAnswers).toContain("some of it was not searched");
    expect(openAnswers).not.toContain("No answer changes");
    const covered = rows(more.get("coverage.md"));
    expect(covered[1]).toMatch(/^\| rows that hold \| \d+ \| \d+ \| \d/);
    for (const row of covered) expect(row).not.toMatch(/\| 0 \| 0 \| \d/);
    const missed = covered.map((row) => row.split(" | ").slice(0, 3).join(" | "));
    for (const row of [
      "| 1A001 Processors | sides of thresholds | the TPP of the item is at least 4700 TPP: on the other side",
      "| To the zone | members and non-members | the destination is in zone: no member",
    ])
      expect(missed).toContain(row);
  });

  it("tells of regions what a diff tells, and as much of what it leaves out", () => {
    const changes = diffPrograms(program("4800"), program("4700"), { oldName: "v1", newName: "." });
    const cells = rows(written({ changes }, "4700").get("changes.md"))
      .filter((row) => /^\| (?:tighter|looser|changed) /.test(row))
      .map((row) => row.split(" | ")[4]!);
    const lines = changes.changes.map((change) => shortRegions(change));
    expect(cells).toHaveLength(lines.length);
    expect(lines.flat().some(({ label }) => label === "and")).toBe(true);
    lines.forEach((told, at) => {
      const cell = cells[at]!;
      const boxes = told.filter(({ label }) => label !== "and");
      expect(cell.split("; or; ")).toHaveLength(boxes.length);
      expect(cell.match(/: /g)).toHaveLength(boxes.flatMap(({ text }) => text.split("; ")).length);
      const leftOut = told.find(({ label }) => label === "and")?.text;
      expect(cell.includes("not shown")).toBe(leftOut !== undefined);
      if (leftOut !== undefined) expect(cell).toContain(`; under ${leftOut}; `);
    });
  });

  it("has Chinese for the ways in which an element may be meant", () => {
    const things: ListName = { path: "things", element: "things[]" };
    const ways = ["A", "B", "C", "D", "E"].map((word) => [is(fact("kind", things), words(word, "Z"))]);
    const [told] = [some(things, ...ways)].map(inFewWays);
    expect(saidCondition(told!, siteWords.zh.regions.conditions).values).toBe(
      "其中一项：things[].kind A、Z，或things[].kind B、Z，或另有3种情形",
    );
  });

  it("says that titles of scenarios stay in the language of the sources, where they do", () => {
    const note = "情景的标题保留来源所用的语言";
    const both = written({ languages: ["en", "zh"] });
    expect(both.get("zh/XX/scenarios.md")).toContain(note);
    expect(both.get("zh/product/law.chip.md")).toContain(note);
    expect(both.get("XX/scenarios.md")).not.toContain("language of the sources");
  });

  it("writes each language in its folder, and the sources once", () => {
    const both = [...written({ languages: ["zh", "en"] }).keys()];
    expect(both).toContain("index.html");
    expect(both).toContain("en/index.html");
    expect(both.filter((path) => path.startsWith("en/source/"))).toEqual([]);
    expect(both.filter((path) => path.startsWith("source/"))).not.toEqual([]);
    expect(written({ languages: ["zh", "en"] }).get("index.html")).toContain('<html lang="zh-Hans">');
  });
});

describe("names of pages", () => {
  it("differ also where letters are not told apart by case, and stay in their folder", () => {
    const names = new PageNames();
    const taken = [
      "measure/us.a",
      "measure/US.A",
      "measure/Us.a",
      "../x",
      "a/../b",
      "日本",
      `${"x".repeat(300)}`,
    ];
    const given = taken.map((wished) => names.take(wished));
    expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(taken.length);
    for (const name of given) {
      expect(name.split("/")).not.toContain("..");
      expect(Math.max(...name.split("/").map((part) => part.length))).toBeLessThan(130);
    }
  });
});
