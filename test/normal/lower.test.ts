import { describe, expect, it } from "vitest";
import type { Expr, Measure, MeasureBody, OutcomeValue } from "../../compiler/check/tree.ts";
import { violations } from "../../compiler/normal/invariants.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { labelCitation } from "../../compiler/normal/requirement.ts";
import { label as words } from "../../compiler/normal/words.ts";
import { printNormal } from "../../compiler/print/normal.ts";
import {
  body,
  caseFacts,
  cfr,
  chronology,
  clause,
  fieldOf,
  jurisdiction,
  label,
  limb,
  limbs,
  measure,
  outcome,
  program,
  recordType,
  requiredBy,
  status,
  TRUTH,
  truth,
  undated,
  version,
} from "../support/build-program.ts";
import { reversed, sample } from "../support/sample-program.ts";

const US = jurisdiction("US");
const transaction = recordType("transaction", { a: TRUTH, b: TRUTH, c: TRUTH });
const fact = (name: string): Expr => fieldOf(caseFacts(transaction), name);

function lawOf(...bodies: Parameters<typeof chronology<MeasureBody>>) {
  const m = measure("m", US, chronology(...bodies));
  return normalize(program({ measures: [m], jurisdictions: [US], records: [transaction], transaction }));
}
const ids = (normal: ReturnType<typeof normalize>): string[] => normal.requirements.map((r) => r.id);
const parts = (normal: ReturnType<typeof normalize>, id: string): string[] =>
  normal.requirements
    .find((r) => r.id === id)!
    .parts.map((p) => `${p.negated ? "not " : ""}${words(p.expr)}`);

describe("requirements", () => {
  it("are one for each choice of limbs and outcome, with the labels of the law", () => {
    const normal = lawOf([
      version(
        "2023-01-01",
        body({
          conditions: [
            clause(fact("a")),
            clause(limbs("any", limb("(1)", fact("b")), limb("(2)", fact("c"), { unless: fact("a") }))),
            clause(limbs("any", limb("(i)", fact("a")), limb("(ii)", fact("b")))),
          ],
          outcomes: [
            outcome({ label: label("(x)") }),
            outcome({ label: label("(y)"), verdict: "prohibited" }),
          ],
        }),
      ),
    ]);
    expect(ids(normal)).toEqual([
      "test.m/2023-01-01/(1)(i)(x)",
      "test.m/2023-01-01/(1)(i)(y)",
      "test.m/2023-01-01/(1)(ii)(x)",
      "test.m/2023-01-01/(1)(ii)(y)",
      "test.m/2023-01-01/(2)(i)(x)",
      "test.m/2023-01-01/(2)(i)(y)",
      "test.m/2023-01-01/(2)(ii)(x)",
      "test.m/2023-01-01/(2)(ii)(y)",
    ]);
    expect(parts(normal, "test.m/2023-01-01/(2)(i)(x)")).toEqual(["a", "c", "not a", "a"]);
    expect(normal.requirements[4]?.limbs).toEqual(["(2)", "(i)", "(x)"]);
    expect(violations(normal)).toEqual([]);
  });

  it("number what has no label, and keep blocks that are not a `when any of` whole", () => {
    const normal = lawOf([
      version(
        "2023-01-01",
        body({
          conditions: [
            clause(limbs("any", limb(null, fact("b")), limb(null, fact("c")))),
            clause(limbs("all", limb("(1)", fact("a")), limb("(2)", fact("b")))),
          ],
        }),
      ),
    ]);
    expect(ids(normal)).toEqual(["test.m/2023-01-01/-", "test.m/2023-01-01/-#2"]);
    expect(parts(normal, "test.m/2023-01-01/-")).toEqual(["a", "b", "b"]);
  });

  it("have no parts for a limb that always holds", () => {
    const block = limbs("any", limb("(1)", truth(true)), limb("(2)", fact("a")));
    const normal = lawOf([version("2023-01-01", body({ conditions: [clause(block)] }))]);
    expect(normal.requirements.map((r) => r.parts.length)).toEqual([0, 1]);
    expect(violations(normal)).toEqual([]);
  });

  const outcomes = (...members: OutcomeValue[]) =>
    lawOf([version("2023-01-01", body({ outcomes: members }))]);

  it("say what `otherwise` and `except` mean", () => {
    const normal = outcomes(
      outcome({ label: label("(1)"), when: fact("a"), except: [label("(2)")] }),
      outcome({ label: label("(2)"), when: fact("b") }),
      outcome({ label: label("(3)"), otherwise: true }),
    );
    expect(parts(normal, "test.m/2023-01-01/(1)")).toEqual(["a", "not b"]);
    expect(parts(normal, "test.m/2023-01-01/(2)")).toEqual(["b"]);
    expect(parts(normal, "test.m/2023-01-01/(3)")).toEqual(["not a", "not b"]);
  });

  it("never arise from an outcome displaced by one that always applies", () => {
    const normal = outcomes(
      outcome({ label: label("(1)"), when: fact("a"), except: [label("(2)")] }),
      outcome({ label: label("(2)") }),
    );
    expect(normal.requirements[0]?.parts.map((p) => p.kind)).toEqual(["atom", "constant"]);
  });

  it("except an `otherwise`: only where another outcome applies", () => {
    const normal = outcomes(
      outcome({ label: label("(1)"), when: fact("a"), except: [label("(3)")] }),
      outcome({ label: label("(2)"), when: fact("b") }),
      outcome({ label: label("(3)"), otherwise: true }),
    );
    expect(parts(normal, "test.m/2023-01-01/(1)")).toEqual(["a", "a or b"]);
  });

  it("cite the paragraph: the law's label behind the measure's one citation", () => {
    const block = limbs(
      "any",
      limb("(3)", fact("a")),
      limb("(4)", fact("b"), { citation: cfr("15 CFR 744.23(a)(4)") }),
      limb("('17-2 ho')", fact("c")),
    );
    const m = measure("m", US, undated(body({ conditions: [clause(block)] })), {
      citations: [cfr("15 CFR 744.23(a)")],
    });
    const normal = normalize(program({ measures: [m] }));
    expect(normal.requirements.map((r) => r.citations)).toEqual([
      ["15 CFR 744.23(a)"],
      ["15 CFR 744.23(a)", "15 CFR 744.23(a)(3)"],
      ["15 CFR 744.23(a)", "15 CFR 744.23(a)(4)"],
    ]);
    expect(labelCitation([cfr("A"), cfr("B")], "(1)")).toEqual([]);
    expect(labelCitation([{ ...cfr("FEFTA art. 48"), kind: "japan" }], "(1)")).toEqual(["FEFTA art. 48 (1)"]);
  });
});

describe("rectangles of requirements", () => {
  const plain = body({ conditions: [clause(fact("a"))] });

  it("leave the bare id to the one of present knowledge, so a new version renames nothing", () => {
    const first = version("2022-10-21", plain, { known: "2022-10-07" });
    const one = lawOf([first]);
    const two = lawOf([first, version("2023-11-17", plain, { known: "2023-10-17" })]);
    expect(ids(one)).toEqual(["test.m/2022-10-21/-"]);
    expect(ids(two)).toEqual([
      "test.m/2022-10-21/-",
      "test.m/2022-10-21/-@2023-11-17",
      "test.m/2023-11-17/-",
    ]);
  });

  it("say the state of knowledge and the view only where the day does not tell them apart", () => {
    const normal = lawOf(
      [version("2020-01-01", plain, { known: null })],
      [status("unenforced", "2021-01-01", null, "2021-01-05")],
    );
    expect(ids(normal)).toEqual([
      "test.m/2020-01-01/-",
      "test.m/2020-01-01/-@2021-01-01~2021-01-05",
      "test.m/2020-01-01/-@2021-01-01~always",
    ]);
  });

  it("name what lies before an unrecorded beginning", () => {
    const normal = lawOf([version("2019-01-01", plain, { before: true, known: null })]);
    expect(normal.requirements.map((r) => [r.id, r.effective.state])).toEqual([
      ["test.m/2019-01-01/-", "in_force"],
      ["test.m/2019-01-01/-@before", "unrecorded"],
    ]);
  });
});

describe("strata", () => {
  it("put a measure above those it asks about, through names too", () => {
    const low = measure("low", US, undated(body({ conditions: [clause(fact("a"))] })));
    const middle = measure("middle", US, undated(body({ conditions: [clause(requiredBy(low))] })));
    const high = measure("high", US, undated(body({ exclusions: [clause(requiredBy(middle), "unless")] })));
    const normal = normalize(program({ measures: [high, low, middle] }));
    expect(normal.requirements.map((r) => [r.of.name, r.effect.stratum])).toEqual([
      ["high", 2],
      ["low", 0],
      ["middle", 1],
    ]);
  });
});

describe("proposals", () => {
  it("take part only when asked for", () => {
    const proposed: Measure = { ...measure("p", US, undated(body())), proposal: "korea" };
    const p = program({ measures: [proposed] });
    expect(ids(normalize(p))).toEqual([]);
    expect(ids(normalize(p, { proposals: ["korea"] }))).toEqual(["test.p/undated/-"]);
  });
});

describe("the sample law", () => {
  it("keeps the invariants, whatever the order of declarations", () => {
    const { program: law } = sample();
    const normal = normalize(law);
    expect(violations(normal)).toEqual([]);
    expect(printNormal(normalize(reversed(law)))).toBe(printNormal(normal));
  });

  it("gives each limb of an item its common `unless`", () => {
    const normal = normalize(sample().program);
    expect(normal.classifications.map((r) => r.id)).toEqual([
      "test.3A090.a/undated/(1)",
      "test.3A090.a/undated/(2)",
      "test.3A090.b/undated/(1)",
      "test.3A090.b/undated/(2)",
    ]);
    const parts = normal.classifications.slice(2).map((r) => r.parts.map((p) => words(p.expr)));
    expect(parts).toEqual([
      ["tpp >= 2400 TPP", "made_for_data_centers"],
      ["area is unknown", "made_for_data_centers"],
    ]);
  });

  it("adds up the changes of a group", () => {
    const [zone] = normalize(sample().program).groups;
    expect(zone?.versions.map((v) => words(v.value))).toEqual(["{HK, CN}", "{HK, CN}", "{HK, CN} + MO"]);
  });
});
