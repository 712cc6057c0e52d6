import { describe, expect, it } from "vitest";
import type { Program } from "../../compiler/check/tree.ts";
import { htmlDiff } from "../../compiler/diff/html.ts";
import {
  type DiffReport,
  diffLaws,
  diffPrograms,
  isForbidden,
  summaryOf,
} from "../../compiler/diff/index.ts";
import { BuiltSide, SourceSide } from "../../compiler/diff/law-side.ts";
import { markdownDiff } from "../../compiler/diff/markdown.ts";
import { Pair } from "../../compiler/diff/pair.ts";
import { prettyDiff } from "../../compiler/diff/pretty.ts";
import { searchDifferences } from "../../compiler/diff/search.ts";
import { UNTITLED } from "../../compiler/diff/titles.ts";
import { APART } from "../../compiler/diff/words.ts";
import { compile, hasErrors, MemoryHost } from "../../compiler/index.ts";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { saidBoxes } from "../../compiler/regions/words.ts";
import type { Bundle } from "../../compiler/runtime/format.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { schemaProblems } from "./schema.ts";

const EXCEPTION = `
exception samples "Samples" {
  cite "99 CFR 3.1"
  releases fast_processors
  when item.tpp < 9600 TPP
  from 2026-02-01 by order_2026
}
`;

const ENTRY = "from 2026-02-01 by order_2026 = circuit in family and tpp >= 4800 TPP";

function program(measures: string, vocabulary = VOCABULARY): Program {
  const host = new MemoryHost({ "trade.cordon": vocabulary, "measures.cordon": measures });
  const { program: checked, diagnostics } = compile(host, []);
  expect(diagnostics.filter((d) => d.severity === "error").map((d) => d.message)).toEqual([]);
  expect(hasErrors(diagnostics)).toBe(false);
  return checked;
}

function edited(edit: (text: string) => string, before = EXAMPLE): DiffReport {
  const [old, now] = [program(before), program(edit(before))];
  const names = { oldName: "old", newName: "new" };
  const report = diffPrograms(old, now, names);
  expect(schemaProblems(report)).toEqual([]);
  // the builds of both differ as they do; instruments stand in no table
  const built = diffLaws(buildOf(old), buildOf(now), names);
  expect(schemaProblems(built)).toEqual([]);
  expect(built.changes.map(withoutWitness)).toEqual(report.changes.map(withoutWitness));
  expect(built.scenarios).toEqual(report.scenarios);
  const ofBuilds = (texts: DiffReport["texts"]): string[] =>
    texts.filter(({ what }) => what !== "instrument").map(({ kind, what, id }) => `${kind} ${what} ${id}`);
  expect(ofBuilds(built.texts)).toEqual(ofBuilds(report.texts));
  return report;
}

/** A build as it stands in its files, with the scenarios of its sources. */
function buildOf(source: Program): BuiltSide {
  const bundle = buildBundle(normalize(source), source);
  return new BuiltSide(JSON.parse(JSON.stringify(bundle)) as Bundle, source.scenarios);
}

/** Another transaction may be the smallest for tables, whose columns stand in another order. */
function withoutWitness(change: DiffReport["changes"][number]): object {
  return { ...change, witness: change.witness === null ? null : change.witness.asOf };
}

/** What a reader looks at first. */
function events(report: DiffReport): string[] {
  return report.changes.map(
    ({ direction, from, until, old, new: now, evidence }) =>
      `${direction} ${from ?? "..."}/${until ?? "..."} ${old.verdict} > ${now.verdict} ${evidence}`,
  );
}

function replays(report: DiffReport, old: Program, now: Program): void {
  const pair = new Pair(new SourceSide(old), new SourceSide(now));
  for (const change of report.changes) {
    expect(change.witness).not.toBeNull();
    const { case: facts, asOf } = change.witness!;
    const answers = pair.ask(facts, asOf, change.jurisdiction, change.view);
    expect([answers?.oldSide.verdict, answers?.newSide.verdict]).toEqual([
      change.old.verdict,
      change.new.verdict,
    ]);
  }
}

describe("diff of edits", () => {
  it("reports nothing for the same law", () => {
    const report = edited((text) => text);
    expect(report).toMatchObject({ changes: [], texts: [], scenarios: [], notes: [] });
  });

  it("sees a lowered threshold as a region between the old line and the new", () => {
    const lower = (text: string): string => text.replace("tpp >= 4800", "tpp >= 2400");
    const report = edited(lower);
    expect(events(report)).toEqual(["tighter 2026-02-01/... no_requirement > license_required proved"]);
    const [change] = report.changes;
    expect(saidBoxes(change!.regions)[0]).toContainEqual({
      fact: "item.tpp",
      values: ">= 2400 TPP and < 4800 TPP",
    });
    expect(change?.edited).toEqual(["example.chips.XCL 1A001.a"]);
    expect(change?.citations.new).toContain("99 CFR 2.1");
    replays(report, program(EXAMPLE), program(lower(EXAMPLE)));
  });

  it("cites an entry where something is asked for by it, and the act that lifts it where nothing is any more", () => {
    const cited = (entry: string) =>
      edited((text) => text.replace(ENTRY, entry)).changes.map(({ citations }) => citations);
    const own = ["99 CFR 2.1", "999 FR 1001"];
    expect(cited(ENTRY.replace("4800", "2400"))).toEqual([{ old: [], new: own }]);
    expect(cited(ENTRY.replace("4800", "9600"))).toEqual([{ old: own, new: [] }]);
    const relief = `${ENTRY}\n  from 2026-06-01 by relief = circuit in family and tpp >= 9600 TPP`;
    expect(cited(`${relief}\n}\ninstrument relief "Relief" { cite "999 FR 2002" from 2026-06-01`)).toEqual([
      { old: own, new: ["999 FR 2002"] },
    ]);
  });

  it("sees a widened scope: a partner left out of the group", () => {
    const report = edited((text) => text.replace("CA, JP, NO", "CA, JP"));
    expect(events(report)).toEqual(["tighter 2026-02-01/... no_requirement > license_required proved"]);
    expect(saidBoxes(report.changes[0]!.regions)[0]).toContainEqual({ fact: "destination", values: "NO" });
    expect(report.changes[0]?.edited).toEqual(["example.chips.partners"]);
  });

  it("tells each day that it asks about, as a day of a large law may take long", () => {
    const [old, now] = [program(EXAMPLE), program(EXAMPLE.replace("tpp >= 4800", "tpp >= 2400"))];
    const steps: string[] = [];
    const onProgress = (step: string): void => void steps.push(step);
    diffPrograms(old, now, { oldName: "old", newName: "new", onProgress });
    const days = steps.filter((step) => step.startsWith("comparing XX on "));
    expect(days).toContainEqual(expect.stringMatching(/^comparing XX on 2026-02-01, up to \d{4}-\d\d-\d\d$/));
    expect(new Set(days).size).toBe(days.length);
  });

  it("sees another word handed to a phrase, in the order of its enum, though another enum has the same words", () => {
    const words = `
enum stage = early < middle < late
enum part_of_day = late < noon < early
fact stage of transaction : stage
fact hour of transaction : part_of_day
define reached(stage s) = stage >= s
define after(stage s, stage t) = s > t
`;
    const asking = (condition: string) =>
      EXAMPLE.replace("  items 1A001.a", `  when ${condition}\n  items 1A001.a`) + words;
    const [late, middle] = ["reached(late)", "reached(middle)"].map(asking);
    const sooner = edited(() => middle!, late!);
    expect(events(sooner)).toEqual(["tighter 2026-02-01/... no_requirement > license_required proved"]);
    expect(saidBoxes(sooner.changes[0]!.regions)[0]).toContainEqual({ fact: "stage", values: "middle" });
    const turned = edited(() => asking("after(early, late)"), asking("after(late, early)"));
    expect(events(turned)).toEqual(["looser 2026-02-01/... license_required > no_requirement proved"]);
    expect(edited(() => asking("after(late, middle)"), asking("after(late, early)")).changes).toEqual([]);
  });

  it("sees a removed exception, and names the measure it released", () => {
    const report = edited((text) => text.replace(EXCEPTION, ""), EXAMPLE + EXCEPTION);
    expect(events(report)).toEqual(["tighter 2026-02-01/... authorized > license_required proved"]);
    expect(report.changes[0]?.reasons).toEqual(["example.chips.fast_processors", "example.chips.samples"]);
    expect(report.changes[0]?.edited).toEqual(["example.chips.samples"]);
    expect(report.changes[0]?.citations.old).toContain("99 CFR 3.1");
  });

  it("sees a moved date as looser for the days between, and as re-dated", () => {
    const report = edited((text) => {
      const [law, scenario] = [text.slice(0, text.indexOf("scenario")), text.slice(text.indexOf("scenario"))];
      return law.replaceAll("2026-02-01", "2026-03-01") + scenario;
    });
    expect(events(report)).toEqual(["looser 2026-02-01/2026-03-01 license_required > no_requirement proved"]);
    expect(report.changes[0]?.redated).toBe(true);
    expect(report.texts.map(({ kind, what }) => `${kind} ${what}`).sort()).toEqual([
      "re-dated instrument",
      "re-dated item",
      "re-dated measure",
    ]);
    expect(report.scenarios).toMatchObject([
      { on: "2026-02-01", meets: "old", new: { verdict: "no_requirement" } },
    ]);
  });

  describe("an exception that obliges to something", () => {
    const duties =
      "  obliges report to BIS within 30 days\n  obliges notice to BIS before 25 days when destination = CN\n";
    const law = EXAMPLE + EXCEPTION.replace("TPP\n", `TPP\n${duties}`);
    const later = (text: string): string =>
      text.replace(/(?<head>when destination = CN\n {2}from )2026-02-01/, "$<head>2026-04-01");

    it("is re-dated where it only begins on another day", () => {
      const report = edited(later, law);
      expect(events(report)).toEqual(["tighter 2026-02-01/2026-04-01 authorized > license_required proved"]);
      expect(report.changes[0]?.redated).toBe(true);
      expect(report.texts.map(({ kind, id }) => `${kind} ${id}`)).toEqual(["re-dated example.chips.samples"]);
    });

    it("is not where it obliges to something else as well", () => {
      for (const edit of [
        (text: string) => later(text).replace("30 days", "10 days"),
        (text: string) => later(text).replace("destination = CN", "destination = IN"),
      ]) {
        const report = edited(edit, law);
        expect(report.changes.map(({ redated }) => redated)).toEqual([false]);
        expect(report.texts.map(({ kind }) => kind)).toEqual(["re-obliged"]);
      }
    });
  });

  it("sees a stricter review policy", () => {
    const report = edited((text) =>
      text.replace("review case by case\n  from", "review presumption of denial\n  from"),
    );
    expect(events(report)).toEqual(["tighter 2026-02-01/... license_required > license_required proved"]);
    expect(report.changes[0]?.new.reviewPolicy).toBe("presumption_of_denial");
  });

  it("reports a citation and a title, and no answer", () => {
    const report = edited((text) =>
      text.replace("99 CFR 2.1", "99 CFR 2.2").replace('"Countries with equiv', '"States with equiv'),
    );
    expect(report.changes).toEqual([]);
    expect(report.texts).toEqual([
      {
        kind: "re-cited",
        what: "measure",
        id: "example.chips.fast_processors",
        old: ["99 CFR 2.1"],
        new: ["99 CFR 2.2"],
      },
      {
        kind: "reworded",
        what: "group",
        id: "example.chips.partners",
        old: ["Countries with equivalent controls"],
        new: ["States with equivalent controls"],
      },
    ]);
  });

  it("reports nothing for a refactoring: renamed, reordered, commented, a define split off", () => {
    const report = edited((text) => {
      const renamed = text
        .replace("destination in partners", "friendly")
        .replace("group partners", "// the same states\ngroup allies")
        .replace("CA, JP, NO", "NO, CA, JP")
        .replace("tpp >= 4800 TPP\n", "is_fast\n");
      return `${renamed}\ndefine friendly = destination in allies\ndefine is_fast of item = tpp >= 4800 TPP\n`;
    });
    expect(report).toMatchObject({ changes: [], texts: [], scenarios: [], notes: [] });
  });

  it("compares one day only where asked", () => {
    const later = (text: string): string => text.replace("tpp >= 4800", "tpp >= 2400");
    const [old, now] = [program(EXAMPLE), program(later(EXAMPLE))];
    const on = (asOf: string): string[] =>
      events(diffPrograms(old, now, { oldName: "old", newName: "new", asOf }));
    expect(on("2026-01-31")).toEqual([]);
    expect(on("2026-02-01")).toEqual([
      "tighter 2026-02-01/2026-02-02 no_requirement > license_required proved",
    ]);
  });
});

describe("search by cases", () => {
  it("finds with the cases of scenarios what the diagrams prove", () => {
    const old = program(EXAMPLE);
    const now = program(EXAMPLE.replace("tpp >= 4800", "tpp >= 2400"));
    const at = { asOf: "2026-02-01", jurisdiction: "XX", view: "text" } as const;
    const found = searchDifferences(new Pair(new SourceSide(old), new SourceSide(now)), at, {
      declarations: [...old.items, ...now.items],
      words: new Set(),
    });
    expect(found.map(({ answers }) => [answers.old.verdict, answers.new.verdict])).toEqual([
      ["no_requirement", "license_required"],
    ]);
  });
});

describe("formats", () => {
  const report = (): DiffReport => edited((text) => text.replace("tpp >= 4800", "tpp >= 2400"));

  it("fails on what is forbidden and on nothing else", () => {
    expect(isForbidden(report(), "tighter")).toBe(true);
    expect(isForbidden(report(), "looser")).toBe(false);
    expect(isForbidden(report(), "any")).toBe(true);
    expect(
      isForbidden(
        edited((text) => text),
        "any",
      ),
    ).toBe(false);
  });

  it("says the change in words", () => {
    const text = prettyDiff(report());
    expect(text).toContain(
      "XX, from 2026-02-01: no requirement becomes license required, review case by case (tighter)",
    );
    expect(text).toContain("item.tpp >= 2400 TPP and < 4800 TPP");
  });

  it("tells apart what only transactions show that a search put together", () => {
    const { changes, ...rest } = report();
    const [plain] = changes;
    const apart = { ...plain!, plain: false, reasons: ["example.chips.elsewhere"] };
    const both = { ...rest, changes: [plain!, apart] };
    const elsewhere = (text: string): number => text.split("example.chips.elsewhere").length - 1;
    expect(elsewhere(prettyDiff(both))).toBe(0);
    expect(prettyDiff(both)).toContain(`${APART} (in full with --each)\n  XX, from 2026-02-01`);
    expect(elsewhere(prettyDiff(both, { each: true }))).toBe(1);
    // where there is nothing else to show, it is shown
    expect(elsewhere(prettyDiff({ ...rest, changes: [apart] }))).toBe(1);
    for (const text of [markdownDiff(both), htmlDiff(both)]) {
      expect(text.indexOf("example.chips.elsewhere")).toBeGreaterThan(
        text.toLowerCase().indexOf(APART.toLowerCase()),
      );
      expect(elsewhere(text)).toBe(1);
    }
  });

  it("cuts a comment honestly, within its limit", () => {
    const { changes, ...rest } = report();
    const many = { ...rest, changes: Array.from({ length: 200 }, () => changes[0]!) };
    const long = { ...many, summary: summaryOf(many) };
    const text = markdownDiff(long, UNTITLED, 5000);
    expect(text.length).toBeLessThanOrEqual(5000);
    const shown = text.split("<details>").length - 1;
    expect(text).toContain(`${200 - shown} changes of answers`);
    expect(text).toContain("200 tighter");
  });

  it("lets no markup of a name through", () => {
    const hostile = { ...report(), old: "<script>alert(1)</script> @all [x](http://y)" };
    expect(htmlDiff(hostile)).not.toContain("<script>");
    const text = markdownDiff(hostile);
    expect(text).not.toContain("<script>");
    expect(text).not.toContain("@all");
    expect(text).not.toContain("](http");
  });
});
