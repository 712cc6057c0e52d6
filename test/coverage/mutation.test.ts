import { describe, expect, it } from "vitest";
import { type Compilation, compile, MemoryHost } from "../../compiler/index.ts";
import { withMutant } from "../../compiler/mutate/mutant.ts";
import { mutantsOf } from "../../compiler/mutate/mutants.ts";
import { answerOf, put } from "../../compiler/mutate/notice.ts";
import { Readers } from "../../compiler/mutate/readers.ts";
import { jsonMutation, prettyMutation } from "../../compiler/mutate/render.ts";
import { type Mutation, runMutation } from "../../compiler/mutate/run.ts";
import { sample } from "../../compiler/mutate/sample.ts";
import { twinOf } from "../../compiler/mutate/twin.ts";
import { printProgram } from "../../compiler/print/program.ts";
import { NO_PAINT } from "../../compiler/scenario/render.ts";
import { lawWith, processor } from "./law.ts";
import { schemaProblems } from "./schema.ts";

const inLaw = (file: string) => file === "measures.cordon";

function mutated(compilation: Compilation): Mutation {
  return runMutation(compilation.program, { limit: null, seed: 1, isRequested: inLaw });
}

/** Survivors as `declaration: change`. */
function survivors(scenarios: string): string[] {
  return mutated(lawWith(scenarios)).survivors.map(
    ({ mutant }) => `${mutant.of.replace("example.chips.", "")}: ${mutant.change}`,
  );
}

const license = (tpp: number, on = "2026-03-01") =>
  processor(`item: { tpp: ${tpp} TPP }`, `expect on ${on} XX license`, `${tpp}`);
const free = (over: string, on = "2026-03-01") =>
  processor(over, `expect on ${on} XX no requirement`, `free ${over.length} ${on}`);

describe("mutants", () => {
  it("are of every kind, and are put in and taken out without a trace", () => {
    const { program } = lawWith(license(4800));
    const before = printProgram(program);
    const found = mutantsOf(twinOf(program), inLaw);
    expect([...new Set(found.map(({ kind }) => kind))].sort()).toEqual([
      "condition",
      "date",
      "exception",
      "operator",
      "set",
      "threshold",
      "verdict",
    ]);
    mutated(lawWith(license(4800)));
    expect(printProgram(program)).toBe(before);
    expect(printProgram(twinOf(program))).toBe(before);
  });

  it("are told in the words of the law, not in those of the compiler", () => {
    const law = lawWith(`
      group near = CA, JP
      define fast(TPP n) of item = tpp >= n
      list measure probe "Probe" {
        authority trade_act  cite "99 CFR 2.3"  topic ai_chips  items 1A001.a
        destinations near
        when item.fast(6000 TPP) and item.tpp < 9000 TPP
        when item is XCL
        unless destination not in near
        requires notice to Trade_Office
        from 2026-02-01 by order_2026
      }
      ${license(5000)}`);
    expect(law.diagnostics.filter(({ severity }) => severity === "error").map((d) => d.message)).toEqual([]);
    const changes = mutantsOf(twinOf(law.program), inLaw)
      .filter(({ of }) => of.endsWith("probe"))
      .map(({ change }) => change);
    for (const told of [
      "`items XCL 1A001.a` is left out",
      "`destinations near` is left out",
      "`when item.fast(6000 TPP) and item.tpp < 9000 TPP` is left out",
      "`item.fast(6000 TPP)` is left out",
      "`when item is XCL` is left out",
      "`unless not destination in near` is left out",
    ])
      expect(changes).toContain(told);
  });

  it("of a set add a member only where it is none yet, and where another than one named country is asked for", () => {
    const law = (when: string) => `
      fact stops of item : set of country
      group others = world - {AR, CL}
      list measure probe "Probe" {
        authority trade_act  cite "99 CFR 2.3"  topic ai_chips  items 1A001.a
        when ${when}
        requires notice to Trade_Office
        from 2026-02-01 by order_2026
      }
      ${license(5000)}`;
    const added = (when: string) => {
      const { program, diagnostics } = lawWith(law(when));
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      return mutantsOf(twinOf(program), inLaw)
        .filter(({ of, change }) => of.endsWith("probe") && change.endsWith(", too"))
        .map(({ change }) => change);
    };
    expect(added("destination in {AR, CL}")).toEqual(["`BR` is a member of `{AR, CL}`, too"]);
    expect(added("destination in {AR, CL} + others")).toEqual([]);
    expect(added("destination in others")).toEqual([]);
    expect(added("destination in world - {AR}")).toEqual([]);
    expect(added("AR in item.stops")).toEqual([]);
  });

  it("of a threshold die by the value at it and the value below it, and by nothing else", () => {
    const at = "XCL 1A001.a: `tpp >= 4800 TPP` becomes `tpp > 4800 TPP`";
    const up = "XCL 1A001.a: `tpp >= 4800 TPP` becomes `tpp >= 4801 TPP`";
    const down = "XCL 1A001.a: `tpp >= 4800 TPP` becomes `tpp >= 4799 TPP`";
    const left = (scenarios: string) => [at, up, down].filter((one) => survivors(scenarios).includes(one));
    expect(left(license(5000))).toEqual([at, up, down]);
    expect(left(license(4800))).toEqual([down]);
    expect(left(free("item: { tpp: 4799 TPP }"))).toEqual([at, up]);
    expect(left(license(4800) + free("item: { tpp: 4799 TPP }"))).toEqual([]);
  }, 60_000);

  it("of a date die by the day and the day before", () => {
    const dates = (scenarios: string) =>
      survivors(scenarios).filter((one) => one.startsWith("XCL 1A001.a: from"));
    const later = "XCL 1A001.a: from 2026-02-01 becomes 2026-02-02";
    const all = [...dates(license(4800))];
    expect(all).toContain(later);
    expect(dates(license(4800, "2026-02-01"))).not.toContain(later);
  }, 60_000);

  it("of a date are judged by themselves, whatever other changes of the same declaration were judged before", () => {
    const left = survivors(license(5000));
    expect(left).toContain("slow: limb (1) is left out");
    expect(left).toContain("slow: from 2026-02-01 becomes 2026-02-02");
    for (const day of ["2026-04-30", "2026-05-02"])
      expect(left).toContain(`repair: from 2026-05-01 becomes ${day}`);
  }, 60_000);

  it("come with a scenario that kills them", () => {
    const { survivors: left } = mutated(lawWith(license(5000)));
    const found = left.find(({ mutant }) => mutant.change.endsWith("becomes `tpp > 4800 TPP`"));
    expect(found?.scenario).toMatch(/^scenario /);
    expect(survivors(license(5000) + found!.scenario!)).not.toContain(`XCL 1A001.a: ${found!.mutant.change}`);
  }, 60_000);

  it("come with one in a small law also where another measure hides the change from most cases", () => {
    const { survivors: left } = mutated(lawWith(license(4800)));
    expect(left.length).toBeGreaterThan(20);
    expect(left.filter(({ scenario }) => scenario === null).map(({ mutant }) => mutant.change)).toEqual([]);
  });

  it("come with one for what changes in practice alone, and for license types", () => {
    const law = `
list measure permit {
  authority trade_act
  cite "99 CFR 2.4"
  topic ai_chips
  when destination != JP
  requires license
  routes { individual, global when destination in {BR, AR} }
  from 2026-02-01 by order_2026
  unenforced from 2026-05-01 because "it is so"
}`;
    const scenarioFor = (change: string): string | null | undefined =>
      mutated(lawWith(`${license(5000)}${law}`)).survivors.find(
        ({ mutant }) => mutant.of.endsWith("permit") && mutant.change === change,
      )?.scenario;
    expect(scenarioFor("from 2026-05-01 becomes 2026-05-02")).toContain(
      "expect on 2026-05-01 in practice XX",
    );
    expect(scenarioFor("`BR` is no member")).toContain("license routes { global, individual }");
  }, 60_000);

  it("are made of the states of a union and of a ground that no measure rests on", () => {
    const sources = {
      "words.cordon": `module words
codes country "Countries" below by levels "UA|-43"
record transaction { departure : country }
`,
      "eu.cordon": `module eu of EU
use words
jurisdiction EU { reach at_home agency Office states members }
group members { from 2019-01-01 = NL, DE }
reach everywhere = departure = US or departure != US
reach at_home = departure = FR or departure = PL
authority power of EU { cite "Act 1" from 2000-01-01 permits list }
list measure m {
  authority power cite "Rule 1"
  reach everywhere
  when departure = here
  requires license
  from 2020-01-01
}
scenario "From the Netherlands" { given { departure: NL } expect on 2021-01-01 EU license }
`,
    };
    const { program, diagnostics } = compile(new MemoryHost(sources), []);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const { survivors: left } = runMutation(program, { limit: null, seed: 1 });
    const told = new Map(left.map(({ mutant, scenario }) => [`${mutant.of} ${mutant.change}`, scenario]));
    expect([...told.keys()]).not.toContain("eu.members `NL` is no member");
    expect(told.get("eu.members `DE` is no member")).toContain("departure: DE");
    expect(told.get("eu.at_home `or` becomes `and`")).toMatch(/EU (not reached|no requirement)/);
  }, 60_000);

  it("are made of days on which `today` turns, a saving ends or its law is read, and a row of a list begins", () => {
    const sources = {
      "law.cordon": `module law of XX
codes country "Countries" below by levels "UA|-43"
record transaction {
  destination : country
  size : number >= 0
  buyer : party
}
record party { entries, possible_entries, screened : set of text }
jurisdiction XX { reach everywhere agency Office }
reach everywhere = destination = DE or destination != DE
authority power of XX { cite "Act 1" from 2000-01-01 permits list }
list blocked "Blocked" of party from "blocked.csv" { cite "Rule 4" key id dated from added until removed }
define begun = today >= 2020-07-01
list measure since { authority power cite "Rule 1" requires license from 2020-01-01 { when destination in {CN, KR} and begun } }
list measure saved {
  authority power cite "Rule 2" requires license saves destination = KR until 2023-01-01 as of 2019-06-01
  from 2021-01-01 { when destination = KR unless destination != KR }
}
list measure ahead {
  authority power cite "Rule 3" requires license saves destination in {FR, IT} as of 2021-06-01
  from 2021-01-01 { when destination = FR }
}
list measure over { authority power cite "Rule 4" prohibits from 2021-01-01 { when destination in {FR, IT} } }
list measure listed { authority power cite "Rule 5" requires license from 2020-01-01 { when buyer listed in blocked and size >= 10 } }
`,
      "blocked.csv": "id,added,removed\nA,2021-05-01,\n",
    };
    const { program, diagnostics } = compile(new MemoryHost(sources), []);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const { survivors: left } = runMutation(program, { limit: null, seed: 1 });
    const told = new Map(left.map(({ mutant, scenario }) => [`${mutant.of} ${mutant.change}`, scenario]));
    const begun = "law.begun `today >= 2020-07-01` becomes";
    expect(told.get(`${begun} \`today >= 2020-06-30\``)).toContain("on 2020-06-30 XX");
    expect(told.get(`${begun} \`today >= 2020-07-02\``)).toContain("on 2020-07-01 XX license");
    expect(told.get(`${begun} \`today > 2020-07-01\``)).toContain("on 2020-07-01 XX license");
    expect(told.get("law.since `KR` is no member")).toContain("on 2020-07-01 XX license");
    expect(told.get("law.saved license required becomes prohibited")).toContain("on 2023-01-01 XX license");
    expect(told.get("law.ahead license required becomes prohibited")).toContain("on 2020-12-31 XX license");
    expect(told.get("law.listed `size >= 10` becomes `size > 10`")).toContain("on 2021-05-01 XX license");
  }, 60_000);

  it("that change no answer are not counted", () => {
    // a condition that follows from another one
    const same = `
list measure twice "Twice" {
  authority trade_act
  cite "99 CFR 2.3"
  topic ai_chips
  when item.tpp >= 9000 TPP and item.tpp >= 8000 TPP
  requires license
  from 2026-02-01 by order_2026
}`;
    const law = lawWith(`${license(5000)}${same}`);
    const result = mutated(law);
    const left = result.survivors.filter(({ mutant }) => mutant.of === "example.chips.twice");
    const change = "`item.tpp >= 8000 TPP` is left out";
    expect(mutantsOf(twinOf(law.program), inLaw).map((mutant) => mutant.change)).toContain(change);
    expect(left.map(({ mutant }) => mutant.change)).not.toContain(change);
    expect(result.equivalent).toBeGreaterThan(0);
  }, 60_000);
});

describe("a case put to a mutant", () => {
  it("is answered from what is remembered of the law as the whole mutant answers it", () => {
    const cases = `${license(4800)}${license(9000, "2026-05-01")}${free("destination: AR")}${free("item: { tpp: 10 TPP }")}`;
    const twin = twinOf(lawWith(cases).program);
    const readers = new Readers(twin);
    const answers = { same: 0, other: 0 };
    for (const scenario of twin.scenarios) {
      const expectation = scenario.expectations[0]!;
      const inquiry = put(twin, scenario, expectation)!;
      for (const mutant of mutantsOf(twin, () => true)) {
        const anew = withMutant(mutant, () => put(twin, scenario, expectation));
        const { contradictions: _, ...whole } = anew!.determination;
        const came = answerOf(inquiry, mutant, readers);
        expect({ mutant: mutant.change, ...came }).toEqual({ mutant: mutant.change, ...whole });
        const isSame = whole.verdict === inquiry.determination.verdict;
        answers[isSame ? "same" : "other"]++;
      }
    }
    expect(answers.same).toBeGreaterThan(50);
    expect(answers.other).toBeGreaterThan(10);
  });
});

describe("a run of mutants", () => {
  it("takes a sample that depends on the seed alone", () => {
    const all = Array.from({ length: 100 }, (_, i) => i);
    expect(sample(all, 10, 7)).toEqual(sample(all, 10, 7));
    expect(sample(all, 10, 7)).not.toEqual(sample(all, 10, 8));
    expect(sample(all, 10, 7)).toHaveLength(10);
    expect(sample(all, 10, 7)).toEqual([...sample(all, 10, 7)].sort((a, b) => a - b));
    expect(sample(all, 200, 7)).toEqual(all);
  });

  it("may leave unjudged what survives", () => {
    const { program } = lawWith(license(5000));
    const options = { limit: null, seed: 1, isRequested: inLaw };
    const [judged, counted] = [true, false].map((judges) => runMutation(program, { ...options, judges }));
    expect(counted).toMatchObject({ killed: judged!.killed, equivalent: null });
    expect(counted!.survivors).toHaveLength(judged!.survivors.length + judged!.equivalent!);
    const text = prettyMutation(counted!, ({ file }) => `${file}:1`, NO_PAINT);
    expect(text).toContain(`which were not judged: score at least ${counted!.score.toFixed(1)} %`);
  }, 60_000);

  it("is told to people and, by the published schema, to machines", () => {
    const result = runMutation(lawWith(license(5000)).program, { limit: 12, seed: 3, isRequested: inLaw });
    const placeOf = ({ file }: { file: string }) => `${file}:1`;
    const json = { format: "cordon-test/1", passed: 1, failed: 0, expectations: 1, scenarios: [] };
    expect(schemaProblems({ ...json, mutation: jsonMutation(result, placeOf) })).toEqual([]);
    expect(result.killed + result.equivalent! + result.survivors.length).toBe(12);
    const text = prettyMutation(result, placeOf, NO_PAINT);
    expect(text).toContain(`Mutants (12 of ${result.mutants}, seed 3)`);
    expect(text.match(/^survived /gm) ?? []).toHaveLength(result.survivors.length);
  }, 60_000);
});
