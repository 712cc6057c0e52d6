import { describe, expect, it } from "vitest";
import { diffLaws } from "../../compiler/diff/index.ts";
import { SourceSide } from "../../compiler/diff/law-side.ts";
import { compile, hasErrors, MemoryHost } from "../../compiler/index.ts";
import { EXAMPLE, VOCABULARY } from "../../compiler/init/template-sources.ts";

const LAW = EXAMPLE.slice(0, EXAMPLE.indexOf("scenario"));
const ON = "expect on 2026-03-01 XX";

function scenario(tpp: string, verdict: string): string {
  const item = `item: { family: {circuit}${tpp === "" ? "" : `, tpp: ${tpp} TPP`} }`;
  return `scenario "With ${tpp}" { given { act: shipment, departure: NL, destination: BR, ${item} } ${ON} ${verdict} }`;
}

/** A law that keeps account of how its scenarios were put to it. */
class Counted extends SourceSide {
  fully = 0;
  soon = 0;
  withPractice = 0;

  override answer(...asked: Parameters<SourceSide["answer"]>): ReturnType<SourceSide["answer"]> {
    const { completions, practice = true } = asked[3] ?? {};
    if (completions === 0) this.soon++;
    else this.fully++;
    if (practice) this.withPractice++;
    return super.answer(...asked);
  }
}

/** Scenarios that a law and the same with another limit answer otherwise, and how often each was asked. */
function flips(scenarios: string) {
  const law = (limit: string): Counted => {
    const text = LAW.replace("4800 TPP\n}", `${limit} TPP\n}`) + scenarios;
    const { program, diagnostics } = compile(
      new MemoryHost({ "trade.cordon": VOCABULARY, "measures.cordon": text }),
      [],
    );
    expect(hasErrors(diagnostics)).toBe(false);
    return new Counted(program);
  };
  const laws = [law("4800"), law("4900")] as const;
  const found = diffLaws(...laws, { oldName: "old", newName: "new", jurisdictions: ["XX"] }).scenarios;
  const count = (of: (law: Counted) => number): readonly number[] => laws.map(of);
  return {
    titles: found.map(({ title }) => title),
    fully: count(({ fully }) => fully),
    soon: count(({ soon }) => soon),
    withPractice: count(({ withPractice }) => withPractice),
  };
}

/** What scenarios cost beyond what the laws do without any. */
function cost(scenarios: string): ReturnType<typeof flips> {
  const [more, none] = [flips(scenarios), flips("")];
  const beyond = (of: "fully" | "soon" | "withPractice") => more[of].map((n, i) => n - none[of][i]!);
  return { ...more, fully: beyond("fully"), soon: beyond("soon"), withPractice: beyond("withPractice") };
}

describe("what scenarios cost", () => {
  it("is truth values where these settle both answers, and nothing of practice", () => {
    expect(cost(scenario("5000", "license") + scenario("100", "no requirement"))).toEqual({
      titles: [],
      fully: [0, 0],
      soon: [2, 2],
      withPractice: [0, 0],
    });
  });

  it("is completions where facts are missing or the answers differ", () => {
    expect(cost(scenario("", "undetermined") + scenario("4850", "license"))).toMatchObject({
      titles: ["With 4850"],
      fully: [2, 2],
    });
  });
});
