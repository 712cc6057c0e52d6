import { describe, expect, it } from "vitest";
import { type DiffReport, diffLaws } from "../../compiler/diff/index.ts";
import { BuiltSide, SourceSide } from "../../compiler/diff/law-side.ts";
import { compile, hasErrors, MemoryHost } from "../../compiler/index.ts";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { buildBundle } from "../../compiler/table/build.ts";

/** Two entries, the second of which is repealed, and a measure that saves what was made before it was. */
const LAW = EXAMPLE.slice(0, EXAMPLE.indexOf("scenario"))
  .replace(
    "group partners",
    `item XCL 1A002 "Scanners" {
  from 2026-02-01 by order_2026 = lithography in family and serves_partner
  until 2026-07-01
}

define serves_partner of item = tpp >= 100 TPP

group partners`,
  )
  .replace("items 1A001.a", "items 1A001.a, 1A002")
  .replace(
    "case by case\n",
    "case by case\n  saves today >= 2026-07-01 and act = shipment as of 2026-06-30\n",
  );

function sides(text: string): readonly [SourceSide, BuiltSide] {
  const host = new MemoryHost({ "trade.cordon": VOCABULARY, "measures.cordon": text });
  const { program, diagnostics } = compile(host, []);
  expect(hasErrors(diagnostics)).toBe(false);
  return [new SourceSide(program), new BuiltSide(buildBundle(normalize(program), program))];
}

/** What is told of an edit on a day, of sources and of builds. */
function edited(from: string, to: string, asOf: string): readonly DiffReport["changes"][] {
  expect(LAW).toContain(from);
  const [old, now] = [sides(LAW), sides(LAW.replace(from, to))];
  return old.map((side, at) => diffLaws(side, now[at]!, { oldName: "old", newName: "new", asOf }).changes);
}

const M = "example.chips.fast_processors";

describe("an edit under a measure with savings", () => {
  it("is of what is edited, not of the measure and all else that it asks", () => {
    for (const asOf of ["2026-03-01", "2026-08-01"])
      for (const changes of edited("tpp >= 4800", "tpp >= 2400", asOf)) {
        expect(changes.length).toBeGreaterThan(0);
        for (const change of changes) {
          expect(change.reasons).toEqual([M]);
          expect(change.edited).toEqual(["example.chips.XCL 1A001.a"]);
          expect(change.about).toEqual(["family", "tpp"]);
        }
      }
  });

  it("is of an entry that is out of force, on a day on which it is still read", () => {
    for (const changes of edited("= lithography in", "= other in", "2026-08-01")) {
      expect(changes.map(({ direction }) => direction).sort()).toEqual(["looser", "tighter"]);
      for (const change of changes) {
        expect(change.edited).toEqual(["example.chips.XCL 1A002"]);
        expect(change.about).toEqual(["family"]);
        expect(change.words).toEqual(expect.arrayContaining(["lithography", "other"]));
      }
    }
  });

  it("is of the measure where the measure is edited", () => {
    for (const changes of edited("  unless destination in partners\n", "", "2026-08-01")) {
      expect(changes.map((change) => change.edited)).toEqual([[M]]);
      expect(changes[0]!.about).toContain("destination");
    }
    for (const changes of edited("and act = shipment as", "and act = transmission as", "2026-08-01"))
      for (const change of changes) expect(change.edited).toEqual([M]);
  });
});
