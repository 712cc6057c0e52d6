import { describe, expect, it } from "vitest";
import { propose } from "../../compiler/boundary/propose.ts";
import { scenariosText } from "../../compiler/boundary/text.ts";
import { whatIsLeft, whyNothing } from "../../compiler/cli/actions/write-missing.ts";
import { measureCoverage } from "../../compiler/coverage/measure.ts";
import { missedSides } from "../../compiler/coverage/summary.ts";
import { build } from "../../compiler/index.ts";
import { load } from "../../compiler/runtime/index.ts";
import { lawWith, processor } from "./law.ts";

const inLaw = ({ file }: { readonly file: string }) => file === "measures.cordon";

/** The law with one scenario, or with others, and what is written for the rest. */
function written(
  limit: number,
  before = processor("", "expect on 2026-03-01 XX license"),
): { readonly before: string; readonly text: string } {
  const compilation = lawWith(before);
  const { program } = compilation;
  const engine = load(build(compilation, { tablesOnly: true }).bundle);
  const proposals = propose(program, { limit, isRequested: inLaw, step: () => {} });
  const text = scenariosText(
    program,
    proposals,
    ({ given, jurisdiction }, asOf) => {
      const answer = engine.evaluate(given, { asOf, jurisdictions: [jurisdiction.name] });
      if ("problems" in answer) return null;
      const { verdict, reviewPolicy } = answer.determinations[0]!;
      return { verdict, review: reviewPolicy };
    },
    () => true,
  );
  return { before, text: text ?? "" };
}

const missed = (scenarios: string) =>
  missedSides(measureCoverage(lawWith(scenarios).program, { isRequested: inLaw })).length;

describe("scenarios for what none exercises", () => {
  const { before, text } = written(40);

  it("exercise most of it", () => {
    expect(missed(before)).toBeGreaterThan(15);
    expect(missed(before + text)).toBe(0);
  });

  it("exercise the conditions of a measure by itself: its list of destinations, its limbs and thresholds", () => {
    const of = (scenarios: string): readonly string[] =>
      missedSides(measureCoverage(lawWith(scenarios).program, { isRequested: inLaw })).flatMap(
        ({ point, side }) =>
          point.kind !== "row" && /\.(?:fast_processors|slow)$/.test(point.of)
            ? [`${point.kind} ${side}`]
            : [],
      );
    expect(of(before)).toContain("list a member");
    expect(of(before + text)).toEqual([]);
  });

  it("are found where no scenario speaks of a situation, on both sides of what is not to be so, and of an exception", () => {
    const other = `
list measure elsewhere {
  authority trade_act
  cite "99 CFR 2.3"
  topic ai_chips
  when destination != BR
  requires notice to Trade_Office
  from 2026-02-01 by order_2026
}
exception few {
  cite "99 CFR 3.2"
  releases elsewhere
  when item.tpp < 100 TPP
  from 2026-02-01
}
`;
    const all = other + written(80, other).text;
    const left = missedSides(measureCoverage(lawWith(all).program, { isRequested: inLaw }));
    expect(left.map(({ point, side }) => `${point.of} ${point.detail} ${side}`)).toEqual([]);
  });

  it("are not written for what a stricter measure leaves no look at", () => {
    const both = `
list measure closed {
  authority trade_act
  cite "99 CFR 2.3"
  topic ai_chips
  items 1A001.a
  prohibits
  from 2026-02-01 by order_2026
}
list measure masked {
  authority trade_act
  cite "99 CFR 2.4"
  topic ai_chips
  items 1A001.a
  requires license
  routes { individual when destination = BR }
  from 2026-02-01 by order_2026
}
`;
    const { text: offered } = written(80, both);
    const left = missedSides(measureCoverage(lawWith(both + offered).program, { isRequested: inLaw }));
    expect(left.map(({ point, side }) => `${point.of}: ${side}`)).toEqual([
      "example.chips.masked: a member",
      "example.chips.masked: no member",
    ]);
    expect(offered).not.toMatch(/masked: (?:a|no) member/);
  });

  it("say how much was looked at, and why nothing was written", () => {
    const searched = (scenarios: string, limit: number): string => {
      let said = "";
      propose(lawWith(scenarios).program, {
        limit,
        isRequested: inLaw,
        step: () => {},
        onSearched: (searched) => {
          expect(searched.missing).toBe(missed(scenarios));
          said = whyNothing(searched);
        },
      });
      return said;
    };
    expect(searched(before, 0)).toMatch(/^no scenario was found for the first 0 of \d+ things/);
    const all = "the scenarios exercise every row, threshold, list, date and exception here";
    expect(searched(before + text, 40)).toBe(all);
    expect(whyNothing({ missing: 0, tried: 0 })).toBe(all);
    expect(whyNothing({ missing: 3, tried: 3 })).toMatch(/^no scenario was found for any of 3 things/);
    expect(whatIsLeft(1)).toMatch(/^one thing is left that no scenario exercises: /);
  });

  it("hold, as the law stands, and are marked for review", () => {
    const compilation = lawWith(before + text);
    expect(compilation.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const { scenarios } = build(compilation);
    expect(scenarios.length).toBeGreaterThan(3);
    expect(scenarios.filter(({ passed }) => !passed).map(({ scenario }) => scenario.title)).toEqual([]);
    expect(text.match(/^\/\/\/ @unreviewed$/gm)).toHaveLength(text.match(/^scenario /gm)!.length);
    expect(new Set(text.match(/^scenario .*$/gm)).size).toBe(text.match(/^scenario /gm)!.length);
  });

  it("are as many as are asked for, and the same every time", () => {
    expect(written(2).text.match(/^scenario /gm)).toHaveLength(2);
    expect(written(40).text).toBe(text);
  });
}, 60_000);
