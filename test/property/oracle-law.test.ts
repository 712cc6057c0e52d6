/** Dates, requirements, exceptions, reach and exactness (sections 2 to 5 of `grammar/MEANING.md`): what the oracle itself answers. */
import { describe, expect, test } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { hull, interpret, type OracleDetermination } from "../../compiler/oracle/index.ts";
import { checkSources, compileProgram } from "./compile.ts";
import { ask, measure, program, WHERE, WORDS, when } from "./small-law.ts";

describe("time", () => {
  const dated = measure(
    "m",
    "requires license from 2023-01-01 from 2024-01-01 by late { when urgent }".replace(
      "from 2023-01-01",
      "from 2023-01-01 { }",
    ),
  );
  test.each([
    ["2022-12-31", null, "no_requirement"],
    ["2023-01-01", null, "license_required"],
    ["2024-01-01", null, "no_requirement"],
    ["2024-01-01", "2024-02-29", "license_required"],
    ["2024-01-01", "2024-03-01", "no_requirement"],
  ])("on %s, known at %s: %s", (asOf, knownAt, verdict) => {
    expect(ask(dated, { urgent: false }, { asOf, knownAt }).verdict).toBe(verdict);
  });

  test("before a `from before`, a measure is at most unknown", () => {
    const law = measure("m", "when urgent requires license from before 2023-01-01");
    expect(ask(law, { urgent: true }, { asOf: "2020-01-01" }).atMost).toBe("license_required");
    expect(ask(law, { urgent: true }, { asOf: "2020-01-01" }).verdict).toBe("undetermined");
    expect(ask(law, { urgent: false }, { asOf: "2020-01-01" }).verdict).toBe("no_requirement");
  });

  test("statuses", () => {
    const law = (status: string): string =>
      measure("m", `requires license from 2023-01-01 ${status} from 2024-01-01 until 2025-01-01 because "x"`);
    expect(ask(law("suspended"), {}).verdict).toBe("no_requirement");
    expect(ask(law("suspended"), {}, { asOf: "2025-01-01" }).verdict).toBe("license_required");
    expect(ask(law("unclear"), {}).verdict).toBe("undetermined");
    expect(ask(law("unenforced"), {}).verdict).toBe("license_required");
    expect(ask(law("unenforced"), {}, { view: "practice" }).verdict).toBe("no_requirement");
  });

  test("a group adds and removes in the order of its known versions", () => {
    const law = `group zone { from 2022-01-01 = CN, FR from 2023-01-01 remove CN from 2024-01-01 by late add CN }\n${when("destination in zone")}`;
    expect(ask(law, {}, { asOf: "2022-06-01" }).verdict).toBe("license_required");
    expect(ask(law, {}, { asOf: "2023-06-01" }).verdict).toBe("no_requirement");
    expect(ask(law, {}, { asOf: "2024-06-01" }).verdict).toBe("license_required");
    expect(ask(law, {}, { asOf: "2024-06-01", knownAt: "2024-02-01" }).verdict).toBe("no_requirement");
  });

  test("a saving reads the measure and what it refers to on another day", () => {
    const law = `define strict { from 2024-01-01 = destination = CN }
${measure("m", "when strict requires license from 2022-01-01 saves signed < 2024-01-01 until 2024-09-01 as of 2023-12-31")}`;
    expect(ask(law, { signed: "2023-06-01" }).verdict).toBe("no_requirement");
    expect(ask(law, { signed: "2024-06-01" }).verdict).toBe("license_required");
    expect(ask(law, { signed: "2023-06-01" }, { asOf: "2024-09-01" }).verdict).toBe("license_required");
    expect(ask(law, {}).verdict).toBe("undetermined");
  });

  test("of several savings that hold the earliest day governs, in whatever order they are written", () => {
    const savings = [
      "saves signed < 2024-01-01 as of 2023-06-01",
      "saves calm as of 2023-06-01",
      "saves urgent until 2024-09-01 as of 2022-06-01",
    ];
    for (const order of [savings, savings.toReversed()]) {
      const text = measure(
        "m",
        `when destination = CN ${order.join(" ")} from 2022-01-01 { requires license }
         from 2023-01-01 { requires notice to BIS } from 2024-01-01 { prohibits }`,
      );
      const { engine, program: law } = compileProgram(program(text));
      const verdicts = (facts: Record<string, CaseJson>, asOf = "2024-06-01") => {
        const answer = engine.evaluate({ ...WHERE, ...facts }, { asOf, jurisdictions: ["US"] });
        if ("problems" in answer) throw new Error("refused");
        const oracle = interpret(law, { ...WHERE, ...facts }, { asOf, jurisdiction: "US" });
        return [answer.determinations[0]!.verdict, oracle.verdict];
      };
      const both = (verdict: string): string[] => [verdict, verdict];
      expect(verdicts({ signed: "2023-06-01", urgent: true, calm: false })).toEqual(both("license_required"));
      expect(verdicts({ signed: "2023-06-01", urgent: false, calm: true })).toEqual(
        both("notification_required"),
      );
      expect(verdicts({ signed: "2024-03-01", urgent: false, calm: false })).toEqual(both("prohibited"));
      expect(verdicts({ signed: "2023-06-01", urgent: true, calm: false }, "2024-09-01")).toEqual(
        both("notification_required"),
      );
    }
  });

  test("what is in force on no day is declared nevertheless", () => {
    const stayed = 'suspended from 2024-01-01 because "stayed by a court"';
    const law = program(`item UCL 3A001 { from 2024-01-01 = area > 5 mm2 ${stayed} }
item UCL 3B001 { from 2024-01-01 = area > 50 mm2 }
${measure("m", "items 3A001 requires license from 2022-01-01")}
${measure("n", "items 3B001 requires notice to BIS from 2022-01-01")}
exception e { cite "3" releases n from 2024-01-01 ${stayed} obliges report to BIS }`);
    const { engine } = compileProgram(law);
    const answers = (facts: Record<string, CaseJson>) => {
      const question = { asOf: "2024-06-01", jurisdictions: ["US"] };
      const answer = engine.evaluate({ ...WHERE, ...facts }, question);
      if ("problems" in answer) throw new Error(JSON.stringify(answer.problems));
      const oracle = interpret(law, { ...WHERE, ...facts }, { asOf: "2024-06-01", jurisdiction: "US" });
      const [found] = answer.determinations;
      return [found!.verdict, oracle.verdict, found!.caveats];
    };
    const gone = ["UCL 3A001 does not exist on 2024-06-01; it is ignored"];
    expect(answers({ item: { codes: ["UCL 3A001"], area: 10 } })).toEqual([
      "no_requirement",
      "no_requirement",
      gone,
    ]);
    expect(answers({ item: { codes: ["UCL 3A001"], area: 60 } })).toEqual([
      "notification_required",
      "notification_required",
      gone,
    ]);
    expect(answers({ item: { codes: [], area: 10 } })).toEqual(["no_requirement", "no_requirement", []]);
    const unfulfilled = { "law.e/2024-01-01/1": false };
    expect(answers({ item: { codes: [], area: 60 }, obligations: unfulfilled })).toEqual([
      "notification_required",
      "notification_required",
      [],
    ]);
  });
});

describe("requirements", () => {
  test("one for each limb, outcome and binding", () => {
    const law = measure(
      "m",
      `for any p in guests
  when any of { (1) p.headquarters = CN, (2) urgent }
  requires { (x) license when calm, (y) notice to BIS otherwise }
  from 2022-01-01`,
    );
    const found = ask(law, {
      guests: [{ headquarters: "CN" }, { headquarters: "FR" }],
      urgent: true,
      calm: false,
    });
    expect(found.requirements.map(({ id, holds }) => `${id} ${holds}`).sort()).toEqual([
      "law.m/2022-01-01/(1)(y)[p=guests[0]] yes",
      "law.m/2022-01-01/(2)(y)[p=guests[0]] yes",
      "law.m/2022-01-01/(2)(y)[p=guests[1]] yes",
    ]);
    expect(found.verdict).toBe("notification_required");
  });

  test("an open list may bind one more", () => {
    const law = measure("m", "for any p in guests when p.headquarters = CN requires license from 2022-01-01");
    expect(ask(law, { guests: { open: [] } }).verdict).toBe("undetermined");
    expect(ask(law, { guests: [] }).verdict).toBe("no_requirement");
  });

  test("a stricter verdict governs", () => {
    const law =
      measure("m", "requires license from 2022-01-01") +
      measure("n", "when urgent prohibits from 2022-01-01");
    expect(ask(law, { urgent: true }).verdict).toBe("prohibited");
    const open = ask(law, {});
    expect([open.atLeast, open.atMost]).toEqual(["license_required", "prohibited"]);
  });
});

describe("exceptions", () => {
  const law = (clauses: string): string =>
    `${measure("m", "when any of { (1) urgent, (2) calm } requires license from 2022-01-01")}
exception free { cite "Rule 2" ${clauses} from 2022-01-01 }
`;
  test("releases what it names", () => {
    expect(ask(law("releases m when destination = CN"), { urgent: true, calm: false }).verdict).toBe(
      "authorized",
    );
    expect(ask(law("releases m(1)"), { urgent: true, calm: true }).verdict).toBe("license_required");
    expect(ask(law("releases m(1)"), { urgent: true, calm: false }).verdict).toBe("authorized");
    expect(ask(law("releases m when destination = FR"), { urgent: true, calm: false }).verdict).toBe(
      "license_required",
    );
  });

  test("unknown: between authorized and the verdict", () => {
    const found = ask(law("releases m when signed < 2023-01-01"), { urgent: true, calm: false });
    expect([found.atLeast, found.atMost]).toEqual(["authorized", "license_required"]);
  });

  test("fails if an obligation is stated unfulfilled", () => {
    const text = law("releases m obliges report to BIS within 30 days");
    const facts = { urgent: true, calm: false };
    expect(ask(text, facts).verdict).toBe("authorized");
    const obligations = { "law.free/2022-01-01/1": false };
    expect(ask(text, { ...facts, obligations }).verdict).toBe("license_required");
  });

  test("asks for requirements before release", () => {
    const text = `${law("releases m unless required by n")}${measure("n", "when destination = CN requires notice to BIS from 2022-01-01")}
exception other { cite "Rule 3" releases n from 2022-01-01 }
`;
    expect(ask(text, { urgent: true, calm: false }).verdict).toBe("license_required");
  });
});

describe("review and routes", () => {
  const law = (review: string): string => measure("m", `requires license review ${review} from 2022-01-01`);
  test.each([
    [
      "{ (1) case by case when urgent except (2), (2) presumption of denial when calm, (3) entitlement otherwise }",
      { urgent: true, calm: true },
      "presumption_of_denial",
      "presumption_of_denial",
    ],
    [
      "{ (1) presumption of denial when urgent except (2), (2) case by case when calm }",
      { urgent: true, calm: true },
      "case_by_case",
      "case_by_case",
    ],
    [
      "{ (1) presumption of denial when urgent, (2) case by case when calm }",
      { urgent: true, calm: true },
      "presumption_of_denial",
      "presumption_of_denial",
    ],
    [
      "{ (1) presumption of denial when urgent, (2) entitlement otherwise }",
      { urgent: false },
      "entitlement",
      "entitlement",
    ],
    [
      "{ (1) presumption of denial when urgent, (2) entitlement otherwise }",
      {},
      "entitlement",
      "presumption_of_denial",
    ],
    ["{ (1) presumption of denial when urgent }", {}, null, "presumption_of_denial"],
  ])("%s with %j: from %s to %s", (review, facts, least, most) => {
    expect(ask(law(review), facts as CaseJson).review).toEqual({ least, most });
  });

  test("routes are the union of the governing requirements", () => {
    const text =
      measure("m", "requires license routes { individual, bulk when urgent } from 2022-01-01") +
      measure("n", "requires license routes { global } from 2022-01-01") +
      measure("o", "requires notice to BIS routes { other } from 2022-01-01");
    expect(ask(text, { urgent: false }).routes.certain).toEqual(["global", "individual"]);
  });
});

describe("reach", () => {
  const text = `module far of FR
use words
jurisdiction FR { reach near agency AGX }
reach near = departure = FR
authority far_power of FR { cite "Act 2" from 2000-01-01 permits list permits extraterritorial }
list measure far_m { authority far_power cite "Rule 1" requires license from 2022-01-01 }
extraterritorial measure abroad { authority far_power cite "Rule 2" extends near when urgent from 2023-01-01 }
`;
  const answer = (facts: Record<string, CaseJson>, asOf = "2024-06-01"): OracleDetermination => {
    const checked = checkSources({ "words.cordon": WORDS, "far.cordon": text });
    expect(checked.errors).toEqual([]);
    return interpret(checked.program, facts, { asOf, jurisdiction: "FR" });
  };
  test("an act out of reach is not reached", () => {
    expect(answer({ departure: "US", urgent: false }).verdict).toBe("not_reached");
    expect(answer({ departure: "FR", urgent: false }).verdict).toBe("license_required");
  });
  test("an extraterritorial measure extends the ground", () => {
    expect(answer({ departure: "US", urgent: true }).verdict).toBe("license_required");
    expect(answer({ departure: "US", urgent: true }, "2022-06-01").verdict).toBe("not_reached");
  });
  test("unknown reach: from not reached to the requirement", () => {
    const found = answer({ urgent: false });
    expect([found.reached, found.atLeast, found.atMost]).toEqual([
      "unknown",
      "not_reached",
      "license_required",
    ]);
  });
});

describe("the exact hull", () => {
  const exact = (law: string, facts: Record<string, CaseJson>) =>
    hull(program(law), { ...WHERE, ...facts }, { asOf: "2024-06-01", jurisdiction: "US" }, { budget: 5000 });

  test("knows that one of two opposite conditions holds", () => {
    const law =
      measure("m", "when urgent requires license from 2022-01-01") +
      measure("n", "when not urgent requires license from 2022-01-01");
    expect(ask(law, {}).verdict).toBe("undetermined");
    expect(exact(law, {})).toMatchObject({ kind: "hull", verdict: "license_required" });
  });

  test("tries the values on and beside every cut point", () => {
    const law = when("(item.wavelength > 10 nm and item.wavelength < 10.5 nm)");
    expect(exact(law, { item: { family: ["tool"] } })).toMatchObject({
      atLeast: "no_requirement",
      atMost: "license_required",
    });
    const empty = when("(item.wavelength >= 10 nm and item.wavelength < 10 nm)");
    expect(exact(empty, { item: { family: ["tool"] } })).toMatchObject({ verdict: "no_requirement" });
  });

  test("stated unknown is a completion where the program asks for it", () => {
    const law = measure(
      "m",
      "when any of { (1) known that urgent, (2) known that not urgent } requires license from 2022-01-01",
    );
    expect(exact(law, {})).toMatchObject({ verdict: "undetermined" });
  });

  test("stated unknown is a completion only for the jurisdiction whose law asks for it", () => {
    const own = "when any of { (1) urgent, (2) not urgent } requires license from 2022-01-01";
    const dutch = (clauses: string): string => `module dutch of NL
use words
jurisdiction NL { reach everywhere agency BIS }
reach everywhere = departure = NL or departure != NL or departure is unknown
authority power of NL { cite "Act 1" from 2000-01-01 permits list }
${measure("m", clauses)}`;
    const verdicts = (foreign: string, asked: string, law = measure("m", own)) => {
      const { engine, program: both } = compileProgram(program(law, { "dutch.cordon": dutch(foreign) }));
      const question = { asOf: "2024-06-01", jurisdiction: asked };
      const answer = engine.evaluate(WHERE, { asOf: "2024-06-01", jurisdictions: [asked] });
      if ("problems" in answer) throw new Error("refused");
      const oracle = hull(both, WHERE, question, { budget: 5000 });
      return [answer.determinations[0]!.verdict, oracle.kind === "hull" ? oracle.verdict : "too many"];
    };
    const doubting =
      "when any of { (1) known that urgent, (2) known that not urgent } requires license from 2022-01-01";
    expect(verdicts(doubting, "US")).toEqual(["license_required", "license_required"]);
    expect(verdicts(doubting, "NL")).toEqual(["undetermined", "undetermined"]);
    // what its own law asks of the law of another is asked by its law
    const through = "when required by dutch.m requires license from 2022-01-01";
    const law = `${measure("m", own)}${measure("n", through)}`;
    expect(verdicts(doubting, "US", law)).toEqual(["undetermined", "undetermined"]);
    // and what it asks at another time, or of a review, counts as well
    const ended = `${doubting.replace("2022-01-01", "2022-01-01 until 2023-01-01")}`;
    expect(verdicts(own, "US", `${measure("m", own)}${measure("n", ended)}`)).toEqual([
      "undetermined",
      "undetermined",
    ]);
    const review = `${own} review { (1) policy of denial when known that urgent, (2) case by case otherwise }`;
    expect(verdicts(own, "US", measure("m", review))).toEqual(["undetermined", "undetermined"]);
  });

  test("makes up no codes, which are evidence, though the law reads them", () => {
    const law = when("item.codes meets {UCL 3B001}");
    const found = exact(law, { item: { family: ["tool"] } });
    expect(found).toMatchObject({ completions: 1, leastCase: { item: { family: ["tool"] } } });
    expect(found).toMatchObject({ atLeast: "no_requirement", atMost: "license_required" });
    // what else the law asks closes the answer all the same
    const closed = when("(item.codes meets {UCL 3B001} or urgent or not urgent)");
    expect(exact(closed, { item: { family: ["tool"] } })).toMatchObject({ verdict: "license_required" });
  });

  test("is found without what cannot widen it", () => {
    const law = when("((urgent and signed < 2023-01-01) or (calm and item.wavelength > 10 nm))");
    const question = { asOf: "2024-06-01", jurisdiction: "US" };
    const facts = { ...WHERE, item: { family: ["tool"] } };
    const whole = hull(program(law), facts, question, { budget: 5000 });
    const quick = hull(program(law), facts, question, { budget: 15, shortcut: true });
    expect(whole).toMatchObject({ atLeast: "no_requirement", atMost: "license_required", complete: true });
    expect(quick).toMatchObject({ atLeast: "no_requirement", atMost: "license_required", complete: true });
    expect(hull(program(law), facts, question, { budget: 15 })).toEqual({ kind: "too many" });
  });

  test("gives up when there are too many", () => {
    const law = when("(urgent and calm and signed < 2023-01-01 and destination = CN and act = shipment)");
    const found = hull(program(law), {}, { asOf: "2024-06-01", jurisdiction: "US" }, { budget: 3 });
    expect(found).toEqual({ kind: "too many" });
  });
});
