import { describe, expect, it } from "vitest";
import type { Program } from "../../compiler/check/tree.ts";
import { type DiffReport, diffLaws } from "../../compiler/diff/index.ts";
import { BuiltSide, SourceSide } from "../../compiler/diff/law-side.ts";
import { compile, MemoryHost } from "../../compiler/index.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { saidBoxes } from "../../compiler/regions/words.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { controlList } from "../bench/control-list.ts";

/** More rows than are compared as a whole. */
const ROWS = 1400;
const files = controlList(ROWS, 1, 0);

const THRESHOLD = /item XCN (\S+) "Entry 3" = family = family_3 and tpp >= (\d+) TPP/;

/** Both laws are `base` of the list. */
function edited(edit: (text: string) => string, base: (text: string) => string = (text) => text): DiffReport {
  const program = (change: (text: string) => string): Program =>
    compile(
      new MemoryHost(
        Object.fromEntries(Object.entries(files).map(([path, text]) => [path, change(base(text))])),
      ),
      [],
    ).program;
  const [old, now] = [program((text) => text), program(edit)];
  const names = { oldName: "old", newName: "new" };
  const report = diffLaws(new SourceSide(old), new SourceSide(now), names);
  const built = (source: Program): BuiltSide => new BuiltSide(buildBundle(normalize(source), source));
  const summary = ({ changes }: DiffReport): object[] =>
    changes.map(({ direction, from, old: before, new: after, regions, evidence }) => ({
      direction,
      from,
      before: before.verdict,
      after: after.verdict,
      regions,
      evidence,
    }));
  expect(summary(diffLaws(built(old), built(now), names))).toEqual(summary(report));
  // the search leaves out what can only hide a change, until a case shows that it does
  const searched = diffLaws(new SourceSide(old), new SourceSide(now), { ...names, bySearch: true });
  const besideRegions = (changes: DiffReport): object[] =>
    summary(changes).map((one) => ({ ...one, regions: [] }));
  expect(besideRegions(searched)).toEqual(besideRegions(report));
  expect(searched.notes).toEqual([]);
  return report;
}

describe("a law too large to be compared as a whole", () => {
  it("is compared by what the edit concerns, with the region and a witness of the whole law", () => {
    const line = THRESHOLD.exec(files["list/part0000.cordon"]!)!;
    const threshold = Number(line[2]);
    const report = edited((text) =>
      text.replace(line[0], line[0].replace(`>= ${threshold} TPP`, `>= ${threshold - 1} TPP`)),
    );
    const [change, ...others] = report.changes;
    expect(others).toEqual([]);
    expect(change).toMatchObject({ direction: "tighter", evidence: "bounded", reasons: ["list.part0.m3"] });
    expect(saidBoxes(change!.regions)[0]).toContainEqual({
      fact: "item.tpp",
      values: `>= ${threshold - 1} TPP and < ${threshold} TPP`,
    });
    expect(report.notes).toEqual([]);
  }, 60_000);

  it("changes no answer where another measure gives the same", () => {
    // a second measure for the same entry and the same states gives every answer that the first one gave
    const measure = /list measure m3 "Measure 3" \{[^}]*\}/.exec(files["list/part0000.cordon"]!)![0];
    const twin = `${measure.replace("m3 ", "m3_twin ")}\n`;
    const report = edited((text) => (text.includes(measure) ? `${text}\n${twin}` : text));
    expect(report.changes).toEqual([]);
    expect(report.notes).toEqual([]);
  }, 60_000);

  it("changes no answer where a measure that says the same in both laws asks for as much", () => {
    const measure = /list measure m3 "Measure 3" \{[^}]*\}/.exec(files["list/part0000.cordon"]!)![0];
    const wider = measure
      .replace("m3 ", "m3_wider ")
      .replace(/ {2}items [^\n]*/, "  when item.family = family_3");
    expect(wider).toContain("when item.family");
    const [line, , threshold] = THRESHOLD.exec(files["list/part0000.cordon"]!)!;
    const report = edited(
      (text) => text.replace(line, line.replace(`>= ${threshold}`, `>= ${Number(threshold) - 1}`)),
      (text) => (text.includes(measure) ? `${text}\n${wider}\n` : text),
    );
    expect(report.changes).toEqual([]);
  }, 60_000);
});
