/** What the provisions mean beyond a verdict: obligations, what is lifted and what not, open policies, contradictions. */
import { describe, expect, it } from "vitest";
import { hull } from "../../compiler/oracle/index.ts";
import { determine, factsOf, provision } from "./provision.ts";

const texts = (list: readonly { readonly text: string }[]) => list.map(({ text }) => text);

describe("p01, advanced processors", () => {
  const notice = "notice to BIS before 25 days: through SNAP-R";

  it.each([
    ["A consumer card above the limit to China", "2023-11-17", [notice]],
    ["A consumer card above the limit to China", "2024-04-04", [notice]],
    ["The same to Vietnam", "2024-04-03", []],
    ["The same to Vietnam", "2024-04-04", []],
    ["To Vietnam for a firm with a Chinese parent", "2024-04-04", [notice]],
  ])("%s, on %s: a notice or none", (title, asOf, obligations) => {
    expect(texts(determine("p01", factsOf("p01", title), "US", asOf).obligations)).toEqual(obligations);
  });

  it("leaves the policy open where the showing was not made, and asks for it", () => {
    const facts = factsOf("p01", "Nothing was said about the volume");
    const found = determine("p01", facts, "US", "2026-01-15");
    expect(found.verdict).toBe("license_required");
    expect(found.reviewRange).toEqual(["case_by_case", "presumption_of_denial"]);
    expect(found.missing.map(({ path }) => path)).toEqual(["volume_shown"]);
  });

  it("reports a stated performance that its modes contradict, and uses what is stated", () => {
    const item = (factsOf("p01", "Performance is the highest") as { item: object }).item;
    const found = determine(
      "p01",
      factsOf("p01", "Performance is the highest", { item: { ...item, tpp: 4000 } }),
      "US",
      "2022-10-21",
    );
    expect(found.verdict).toBe("no_requirement");
    expect(found.contradictions).toEqual([
      "item.tpp is stated otherwise than its formula gives; the stated value counts",
    ]);
  });

  it("names the judgment that an answer rests on", () => {
    const found = determine("p01", factsOf("p01", "A card below the upper limit"), "US", "2024-06-01");
    expect(found.assertions).toEqual(["item.for_data_center"]);
  });

  it("cites the limb of the law", () => {
    const found = determine("p01", factsOf("p01", "To a subsidiary in Germany"), "US", "2023-11-17");
    expect(found.requirements.flatMap(({ basis }) => basis)).toContain("15 CFR 742.6(a)(6)(iii)(A)(2)");
  });
});

describe("p03, de minimis", () => {
  it("ignores a code that no longer exists, and says so", () => {
    const found = (asOf: string) =>
      determine("p03", factsOf("p03", "A code that no longer exists"), "US", asOf).caveats;
    expect(found("2024-12-01")).toEqual([]);
    expect(found("2024-12-02")).toEqual([
      "ECCN 3B001.f.1.b.2.b does not exist on 2024-12-02; it is ignored",
      "rests on a group of which not all members are known: Countries whose controls were found equivalent",
    ]);
  });
});

describe("p04, affiliates", () => {
  it("gives a requirement for each listed owner, each with its policy", () => {
    const found = determine("p04", factsOf("p04", "The strictest owner governs"), "US", "2025-10-15");
    expect(found.requirements.map(({ id, reviewPolicy }) => [id.replace(/^.*o=/, ""), reviewPolicy])).toEqual(
      expect.arrayContaining([
        ["parties[0].owners[0],e=beta]", "case_by_case"],
        ["parties[0].owners[1],e=delta]", "policy_of_denial"],
      ]),
    );
  });
});

describe("p07, two listed parties and an exception that one entry allows", () => {
  const found = () => determine("p07", factsOf("p07", "Two listed parties: it lifts"), "US", "2024-12-02");

  it("lifts the requirement of that party alone", () => {
    expect(Object.fromEntries(found().requirements.map(({ id, releasedBy }) => [id, releasedBy]))).toEqual({
      "p07.listed_entities/2019-01-01/-[p=parties[0],e=restricted-plant]": "p07.RFF",
      "p07.listed_entities/2019-01-01/-[p=parties[1],e=works]": null,
    });
  });

  it("brings both obligations with it", () => {
    expect(texts(found().obligations)).toEqual([
      "notice to BIS before 45 days",
      "report to BIS within 30 days: after installation",
    ]);
  });
});

describe("p08, an item nobody classified and an exporter who was told", () => {
  const facts = () => factsOf("p08", "Nobody classified the item, and the authority");

  it("needs a license, whatever the class", () => {
    const found = determine("p08", facts(), "DE", "2024-06-01");
    expect(found).toMatchObject({
      verdict: "license_required",
      atLeast: "license_required",
      atMost: "license_required",
      reached: "yes",
      missing: [],
      caveats: [],
    });
    // Which of the two articles asks for it is still open.
    expect(found.requirements.map(({ holds }) => holds)).toEqual(["unknown", "unknown"]);
  });

  it("is the exact hull by the oracle's enumeration too", () => {
    const question = { asOf: "2024-06-01", jurisdiction: "DE" };
    const exact = hull(provision("p08").program, facts(), question, { budget: 5000 });
    expect(exact).toMatchObject({ kind: "hull", atLeast: "license_required", atMost: "license_required" });
  });

  it("cannot be told by truth values alone", () => {
    const found = determine("p08", facts(), "DE", "2024-06-01", 0);
    expect(found.verdict).toBe("undetermined");
  });
});

describe("p10, the general authorization", () => {
  it("asks the exporter to register with the state itself", () => {
    const found = determine("p10", factsOf("p10", "To Japan: lifted"), "NL", "2024-06-01");
    expect(texts(found.obligations)).toEqual([expect.stringContaining("within 30 days")]);
  });
});

describe("p16, one approval for two acts", () => {
  const released = (title: string) =>
    determine("p16", factsOf("p16", title), "KR", "2025-06-01").requirements.map(
      ({ measure, releasedBy }) => `${measure} ${releasedBy}`,
    );

  it("lifts the second duty where the first is an approval", () => {
    expect(released("A strategic item too, state money").sort()).toEqual([
      "p16.core_technology_public null",
      "p16.strategic_items p16.one_approval",
    ]);
  });

  it("lifts nothing where the first is a notice", () => {
    expect(released("A strategic item too, private money").sort()).toEqual([
      "p16.core_technology_private null",
      "p16.strategic_items null",
    ]);
  });

  it("leaves the policy open where the day of the contract is not said", () => {
    const facts = factsOf("p16", "When it was signed is not said");
    const found = determine("p16", facts, "KR", "2025-06-01");
    expect(found.reviewRange).toEqual(["case_by_case", "policy_of_denial"]);
    expect(found.missing.map(({ path }) => path)).toContain("contract.signed");
  });

  it("needs at least a notice where nobody said whose money it was", () => {
    const facts = factsOf("p16", "Whose money it was is not said");
    const exact = hull(
      provision("p16").program,
      facts,
      { asOf: "2025-06-01", jurisdiction: "KR" },
      { budget: 400 },
    );
    expect(exact).toMatchObject({ atLeast: "notification_required", atMost: "license_required" });
  });
});

describe("p20, powers, a finding, a proposal", () => {
  const { program } = provision("p20");

  it("keeps the limits of a power, and the day from which it is wider", () => {
    const korean = program.authorities.find(({ name }) => name === "foreign_trade_act")!;
    expect(korean.permits.map(({ kind, provided, from }) => [kind, provided?.origins ?? null, from])).toEqual(
      [
        ["list", ["regime"], null],
        ["list", ["regime", "coordinated"], "2024-08-21"],
        ["end-use", null, null],
      ],
    );
    const american = program.authorities.find(({ name }) => name === "ecra")!;
    expect(american.permits.filter(({ limitedTo }) => limitedTo !== null).map(({ kind }) => kind)).toEqual([
      "service",
    ]);
  });

  it("has the finding that carries the service measure into the power", () => {
    expect(program.findings.map(({ name, from }) => [name, from])).toEqual([
      ["nodes_serve_military", "2022-10-07"],
    ]);
  });

  it("keeps the proposed measure apart from the law", () => {
    expect(program.proposals.map(({ name }) => name)).toEqual(["korean_engineers"]);
    const proposed = program.measures.filter(({ proposal }) => proposal !== null);
    expect(proposed.map(({ name, kind, proposal }) => [name, kind, proposal])).toEqual([
      ["engineers", "service", "korean_engineers"],
    ]);
  });
});

describe("p21, text that was never printed", () => {
  it("says on which text an open answer rests, and asks for no fact that could not settle it", () => {
    const found = determine("p21", factsOf("p21", "Thirty billion"), "US", "2028-06-01");
    expect(found.caveats).toEqual([expect.stringContaining("3A090 note 1: the limit for 2028")]);
    expect(found.missing).toEqual([]);
  });

  it("rests on nothing of the kind where the number decides", () => {
    const found = determine("p21", factsOf("p21", "Twenty billion"), "US", "2028-06-01");
    expect(found.caveats).toEqual([]);
  });
});
