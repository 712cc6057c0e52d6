import { describe, expect, it } from "vitest";
import { HEAD } from "../support/carets.ts";
import { about, codes, proved, replayed } from "./support.ts";

const measure = (conditions: string, more = ""): string => `list measure demo {
  authority act cite "RL 1"
  ${conditions}
  requires license ${more}
  from 2022-10-21 by law_2022
}`;

describe("conditions that can never hold", () => {
  it("finds a limb of a measure between others that hold", () => {
    const source = measure(
      "when any of { (1) destination = CN, (2) destination = JP and destination in zone, (3) destination = KR }",
    );
    const found = proved(source);
    expect(found.map(({ code }) => code)).toEqual(["proof/never-holds"]);
    expect(about(source, found[0]!)).toContain("(2)");
    expect(found[0]!.help).toContain("all conditions but one are met in the case { destination: JP");
    expect(replayed(source, found[0]!)).not.toBe("differs");
  });
  it("shows what meets all of one condition but its last part, and nothing where there is no part", () => {
    const item = 'item RCN 1A001 "Odd" { from 2022-10-21 = qubits > 5 and not (qubits > 3) }';
    const [odd] = proved(item);
    expect(odd!.help).toContain("all conditions but one are met in the case { item: { qubits: ");
    expect(replayed(item, odd!)).not.toBe("differs");
    const [alone] = proved(
      measure("when any p in parties where p.headquarters = CN and p.headquarters in {JP, KR}"),
    );
    expect(alone!.help).not.toContain("the case");
    expect(alone!.fixes).toEqual([]);
  });
  it("offers a case that gives notice as a scenario that expects notice", () => {
    const source = `list measure demo {
  authority act cite "RL 1"
  when any of { (1) destination in {CN, JP}, (2) destination = CN }
  requires notice to TO
  from 2022-10-21 by law_2022
}`;
    const [found] = proved(source);
    expect(found!.code).toBe("proof/shadowed");
    expect(replayed(source, found!)).toBe("notification_required");
  });
  it("finds a version whose every limb is empty, once", () => {
    const source = measure(
      "when any of { (1) destination = CN, (2) destination = MO }\n  unless destination in {CN, MO}",
    );
    const found = proved(source);
    expect(found.map(({ message }) => message)).toEqual([
      "the version of 2022-10-21 of `demo` can never hold: no transaction meets its conditions",
    ]);
  });
  it("finds an exception whose own conditions exclude each other", () => {
    const source = `${measure("when act = shipment")}
exception SAMPLE {
  cite "RL 2"
  releases demo
  when item.qubits > 10
  unless item.qubits > 5
  from 2022-10-21 by law_2022
}`;
    expect(codes(source)).toEqual(["proof/never-holds"]);
  });
  it("finds contradictions behind names, of one element of a list, and of codes", () => {
    expect(codes(`define big = item.qubits > 100\n${measure("when big and item.qubits < 50")}`)).toEqual([
      "proof/never-holds",
    ]);
    expect(
      codes(measure("when any p in parties where p.headquarters = CN and p.headquarters in {JP, KR}")),
    ).toEqual(["proof/never-holds"]);
    expect(
      codes('item RCN 1A001 "Odd" = it.qubits > 5 and not (it.qubits > 3)'.replaceAll("it.", "")),
    ).toEqual(["proof/never-holds"]);
  });
  it("finds that all elements would have what none can have, and that there is one, by other facts of it", () => {
    const none = "all p in parties where p.headquarters in {CN, KR} and p.headquarters = JP";
    const some = "any p in parties where MO in p.nationalities";
    expect(codes(measure(`when ${none}\n  when ${some}`))).toEqual(["proof/never-holds"]);
    expect(codes(measure(`when ${none}\n  unless no p in parties`))).toEqual(["proof/never-holds"]);
    // without parties the first is so; and the parties may have what the second asks for
    expect(codes(measure(`when ${none}\n  when act = shipment`))).toEqual([]);
    expect(codes(measure(`when all p in parties where p.headquarters in {CN, KR}\n  when ${some}`))).toEqual(
      [],
    );
  });
  it("leaves alone what holds on some day only, of several elements, or of facts not stated", () => {
    expect(codes(measure("when destination in zone and destination = MO"))).toEqual([]);
    expect(
      codes(
        measure(
          "when any p in parties where p.headquarters = CN\n  when any p in parties where p.headquarters = JP",
        ),
      ),
    ).toEqual([]);
    expect(codes(measure("when unknown whether item.qubits > 5\n  when item.qubits is unknown"))).toEqual([
      "proof/idle-condition",
    ]);
    expect(codes(measure("when item.die_area < 5 mm2\n  unless item.die_area < 4 mm2"))).toEqual([]);
  });
  it("does not call empty what text that is not encoded may fill", () => {
    expect(
      codes(
        `unencodable grave { cite "RL 9" because "a judgement" }\n${measure("when act = shipment and grave")}`,
      ),
    ).toEqual([]);
  });
});

describe("limbs that add nothing", () => {
  it("names the limb, and those that cover it", () => {
    const source = measure(
      "when any of { (1) destination in {CN, MO}, (2) destination = CN and act = shipment, (3) destination = JP }",
    );
    const found = proved(source);
    expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "proof/shadowed: limb `(2)` of the version of 2022-10-21 of `demo` adds nothing: all that it covers is covered by `(1)`",
    ]);
    expect(replayed(source, found[0]!)).toBe("license_required");
  });
  it("finds a limb that several cover together", () => {
    const source = measure(
      "when any of { (1) item.qubits < 50, (2) item.qubits >= 50, (3) item.qubits > 10 and item.qubits < 90 }",
    );
    expect(proved(source).map(({ message }) => message)).toEqual([
      "limb `(3)` of the version of 2022-10-21 of `demo` adds nothing: all that it covers is covered by `(1)` and `(2)`",
    ]);
  });
  it("of two equal limbs reports the later", () => {
    const source = measure("when any of { (1) destination = CN, (2) destination = CN }");
    expect(proved(source).map((finding) => about(source, finding))).toEqual([expect.stringContaining("(2)")]);
  });
  it("leaves alone limbs with other outcomes, and those that an exception names", () => {
    const two = `list measure demo {
  authority act cite "RL 1"
  when destination = CN
  requires { (1) license when act = shipment, (2) notice to RBX when act = shipment and item.published }
  from 2022-10-21 by law_2022
}`;
    expect(codes(two)).toEqual([]);
    const named = `${measure("when any of { (1) destination = CN, (2) destination = CN and act = shipment }")}
exception SAMPLE {
  cite "RL 2"
  releases demo(2)
  when item.published
  from 2022-10-21 by law_2022
}`;
    expect(codes(named)).toEqual([]);
  });
  it("leaves alone a limb that is wider on some day", () => {
    expect(codes(measure("when any of { (1) destination in zone, (2) destination in {CN, MO} }"))).toEqual([
      "proof/shadowed",
    ]);
    expect(codes(measure("when any of { (1) destination in zone, (2) destination = MO }"))).toEqual([]);
  });
});

describe("conditions that never matter", () => {
  it("are implied by the others, on every day and in every version", () => {
    const source = measure("when item.qubits > 100\n  when item.qubits > 50");
    const found = proved(source);
    expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "proof/idle-condition: this condition of `demo` never matters: it is met wherever the other conditions are",
    ]);
    expect(about(source, found[0]!)).toBe("item.qubits > 50");
    expect(codes(measure("when destination in zone\n  unless destination = JP"))).toEqual([
      "proof/idle-condition",
    ]);
    expect(codes(measure("when destination in zone\n  unless destination = MO"))).toEqual([]);
  });
  it("of two that say the same are found once, at the later", () => {
    const source = measure("when item.qubits > 100\n  when item.qubits > 100");
    const found = proved(source);
    expect(found.map(({ code }) => code)).toEqual(["proof/idle-condition"]);
    expect(source.lastIndexOf("item.qubits > 100")).toBe(found[0]!.span.start - HEAD.length);
  });
  it("are found in limbs, items and exceptions", () => {
    expect(
      codes(measure("when any of { (1) item.qubits > 100 and item.qubits > 50, (2) destination = CN }")),
    ).toEqual(["proof/idle-condition"]);
    expect(codes('item RCN 1A001 "Odd" = qubits > 5 and not (qubits < 3)')).toEqual(["proof/idle-condition"]);
  });
  it("may be there for a fact that applies to nothing else", () => {
    expect(codes('item RCN 1A001 "Fast" = circuit in family and tpp >= 4800 TPP')).toEqual([]);
  });
  it("leaves alone what matters to incomplete cases", () => {
    expect(codes(measure("when item.qubits > 100\n  when known that item.qubits > 50"))).toEqual([
      "proof/idle-condition",
    ]);
    expect(codes(measure("when known that item.qubits > 50\n  when item.die_area > 3 mm2"))).toEqual([]);
  });
});

describe("review policies", () => {
  const grid = (limbs: string): string => measure("when act = shipment", `review { ${limbs} }`);
  it("finds two that hold together, with a case", () => {
    const source = grid(
      "(1) presumption of denial when destination = CN, (2) case by case when item.published, (3) presumption of approval otherwise",
    );
    const found = proved(source);
    expect(found.map(({ code }) => code)).toEqual(["proof/policies-overlap"]);
    expect(found[0]!.help).toContain("destination: CN");
    expect(found[0]!.help).toContain("published: yes");
    expect(replayed(source, found[0]!)).toBe("license_required");
  });
  it("accepts limbs that exclude each other, give way, or say the same", () => {
    const rest = "(3) presumption of approval otherwise";
    expect(
      codes(
        grid(
          `(1) presumption of denial when destination = CN, (2) case by case when destination = JP, ${rest}`,
        ),
      ),
    ).toEqual([]);
    expect(
      codes(
        grid(
          `(1) presumption of denial when destination = CN, (2) case by case when item.published except (1), ${rest}`,
        ),
      ),
    ).toEqual([]);
    expect(
      codes(grid(`(1) case by case when destination = CN, (2) case by case when item.published, ${rest}`)),
    ).toEqual([]);
  });
  it("looks at the grid within the measure that uses it", () => {
    const source = measure(
      "when destination in {CN, MO}",
      "review { (1) presumption of denial when destination = CN, (2) case by case when destination = MO }",
    );
    expect(codes(source)).toEqual([]);
    const wider = measure(
      "when destination in {CN, MO, JP}",
      "review { (1) presumption of denial when destination = CN, (2) case by case when destination = MO }",
    );
    const found = proved(wider);
    expect(found.map(({ code }) => code)).toEqual(["proof/no-policy"]);
    expect(found[0]!.help).toContain("destination: JP");
    expect(replayed(wider, found[0]!)).toBe("license_required");
  });
});

describe("exceptions", () => {
  const exception = (clauses: string): string => `exception SAMPLE {
  cite "RL 2"
  releases demo
  ${clauses}
}`;
  it("finds one that begins when its measure has ended", () => {
    const source = `list measure demo {
  authority act cite "RL 1"
  when act = shipment
  requires license
  from 2022-10-21 by law_2022
  until 2023-01-01
}
${exception("when act = shipment\n  from 2023-11-17 by law_2023")}`;
    expect(codes(source)).toEqual(["proof/exception-idle"]);
  });
  it("finds one for destinations the measure does not have", () => {
    const source = `${measure("when destination in zone")}\n${exception("when destination = JP\n  from 2022-10-21 by law_2022")}`;
    const found = proved(source);
    expect(found.map(({ code }) => code)).toEqual(["proof/exception-idle"]);
    expect(replayed(source, found[0]!)).toMatch(/no_requirement|not_reached/);
  });
  it("leaves alone one that meets the measure on its last day", () => {
    const source = `${measure("when destination in zone")}\n${exception("when destination = MO\n  from 2022-10-21 by law_2022\n  until 2023-11-18")}`;
    expect(codes(source)).toEqual([]);
    const early = `${measure("when destination in zone")}\n${exception("when destination = MO\n  from 2022-10-21 by law_2022\n  until 2023-11-17")}`;
    expect(codes(early)).toEqual(["proof/exception-idle"]);
  });
});

describe("powers", () => {
  const law = (
    permits: string,
    origin = "",
    condition = "any u in end_uses where u.purpose is military",
  ): string =>
    `authority small of RL { cite "RL 9" from 2022-01-01 ${permits} }
end-use measure demo {
  authority small cite "RL 1" ${origin}
  when ${condition}
  requires license
  from 2022-10-21 by law_2022
}`;
  it("finds a measure of a kind that the authority may not take", () => {
    const source = law("permits list");
    const found = proved(source);
    expect(found.map(({ message }) => message)).toEqual([
      "the version of 2022-10-21 of `demo` lies outside the powers of `small`: it holds no end-use power on 2022-10-21",
    ]);
    expect(replayed(source, found[0]!)).toBe("license_required");
    expect(codes(law("permits end-use"))).toEqual([]);
  });
  it("finds what goes beyond a limit, with a case", () => {
    const limit = "permits end-use limited to any u in end_uses where u.purpose is military";
    const source = law(limit, "", "any u in end_uses where u.purpose is military + civil");
    const found = proved(source);
    expect(found.map(({ code }) => code)).toEqual(["proof/ultra-vires"]);
    expect(found[0]!.help).toContain("purpose: civil");
    expect(replayed(source, found[0]!)).toBe("license_required");
    expect(codes(law(limit))).toEqual([]);
    expect(codes(law(limit, "", "any u in end_uses where u.purpose is military and u.place = CN"))).toEqual(
      [],
    );
  });
  it("finds a proposal beyond a limit, with a case under the proposal", () => {
    const limit = "permits end-use limited to any u in end_uses where u.purpose is military";
    const [authority, ...measure] = law(limit, "", "any u in end_uses where u.purpose is civil").split("\n");
    const found = proved(`${authority}\nproposal wider "Wider" {\n${measure.join("\n")}\n}`);
    expect(found.map(({ code }) => code)).toEqual(["proof/ultra-vires"]);
    expect(found[0]!.fixes[0]!.edits[0]!.newText).toContain("RL license");
  });
  it("is not silent about a limit that nothing meets", () => {
    const limit = "permits end-use limited to destination = CN and destination = JP";
    const found = codes(law(limit));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^proof\/(ultra-vires|vires-not-provable)$/);
  });
  it("answers for every measure, however many stand before it", () => {
    const limit = "permits end-use limited to any u in end_uses where u.purpose is military";
    const [authority, ...measure] = law(limit, "", "destination = CN or destination = JP").split("\n");
    const measures = Array.from({ length: 40 }, (_, i) => measure.join("\n").replace("demo", `demo${i}`));
    expect(codes([authority, ...measures].join("\n"))).toEqual(measures.map(() => "proof/ultra-vires"));
  });
  it("takes a power to cover what is asked for in its own words, though nobody can determine it", () => {
    const unclear = (name: string): string => `unencodable ${name} { cite "RL 9" because "a judgement" }\n`;
    const grave = "permits end-use limited to destination = CN and grave";
    expect(codes(`${unclear("grave")}${law(grave, "", "destination = CN and grave")}`)).toEqual([]);
    const alone = "permits end-use limited to grave";
    expect(codes(`${unclear("grave")}${law(alone, "", "grave")}`)).toEqual([]);
    expect(codes(`${unclear("grave")}${unclear("dire")}${law(alone, "", "dire")}`)).toEqual([
      "proof/vires-not-provable",
    ]);
  });
  it("takes what the ground of reach asks for as part of the measure", () => {
    const limit = "permits end-use limited to destination = CN";
    const use = "any u in end_uses where u.purpose is military";
    const reach = (ground: string): string => `reach there "RL 7" = ${ground}\n`;
    expect(codes(`${reach("destination = CN")}${law(limit, "reach there", use)}`)).toEqual([]);
    expect(codes(`${reach("destination in {CN, JP}")}${law(limit, "reach there", use)}`)).toEqual([
      "proof/ultra-vires",
    ]);
  });
  it("takes two limited powers together", () => {
    const both =
      "permits end-use limited to any u in end_uses where u.purpose is military permits end-use limited to any u in end_uses where u.purpose is civil";
    expect(codes(law(both, "", "any u in end_uses where u.purpose is military + civil"))).toEqual([]);
  });
  it("asks for the origin that a power is provided for", () => {
    const provided = "permits end-use provided origin in {regime, coordinated}";
    expect(codes(law(provided, "origin regime"))).toEqual([]);
    expect(codes(law(provided, "origin unilateral"))).toEqual(["proof/ultra-vires"]);
    expect(codes(law(provided))).toEqual(["proof/ultra-vires"]);
  });
  it("lets an official finding count from its day", () => {
    const limit = "permits end-use limited to any u in end_uses where u.purpose is military";
    const fabs = "any u in end_uses where u.purpose is ic_production";
    const finding = (from: string): string =>
      `finding fabs_serve by RBX { cite "RL 8" from ${from} treats u.purpose is ic_production as u.purpose is military }`;
    expect(codes(law(limit, "", fabs))).toEqual(["proof/ultra-vires"]);
    expect(codes(`${finding("2022-10-21")}\n${law(limit, "", fabs)}`)).toEqual([]);
    expect(codes(`${finding("2022-10-22")}\n${law(limit, "", fabs)}`)).toEqual(["proof/ultra-vires"]);
  });
  it("does not stretch a finding beyond what it says", () => {
    const limit = "permits end-use limited to any u in end_uses where u.purpose is military and u.place = CN";
    const fabs = "any u in end_uses where u.purpose is ic_production";
    const finding =
      'finding fabs_serve by RBX { cite "RL 8" treats u.purpose is ic_production as u.purpose is military }';
    expect(codes(`${finding}\n${law(limit, "", fabs)}`)).toEqual(["proof/ultra-vires"]);
    expect(codes(`${finding}\n${law(limit, "", `${fabs} and u.place = CN`)}`)).toEqual([]);
  });
  it("finds a power that ends before the measure does", () => {
    const source = `authority small of RL { cite "RL 9" from 2022-01-01 until 2024-01-01 permits end-use }
end-use measure demo {
  authority small cite "RL 1"
  when act = shipment
  requires license
  from 2022-10-21 by law_2022
}`;
    expect(proved(source).map(({ message }) => message)).toEqual([
      "the version of 2022-10-21 of `demo` lies outside the powers of `small`: it has ended by 2024-01-01",
    ]);
  });
});

describe("time", () => {
  it("accepts a suspension by an instrument, or with a reason", () => {
    const item = (how: string): string => `item RCN 1A001 "Fast" {
  from 2022-10-21 by law_2022 = qubits > 10
  suspended from 2023-10-21 until 2023-11-17 ${how}
}`;
    expect(codes(item(""))).toEqual(["proof/hole-in-time"]);
    const [hole] = proved(`${item("")}\n${measure("items 1A001\n  when act = shipment")}`);
    expect(replayed(`${item("")}\n${measure("items 1A001\n  when act = shipment")}`, hole!)).toMatch(/,/);
    expect(codes(item("by law_2023"))).toEqual([]);
  });
  it("holds scenarios against the window of the limb they name", () => {
    const source = `list measure demo {
  authority act cite "RL 1"
  requires license
  from 2022-10-21 by law_2022 { when any of { (1) destination = CN } }
  from 2023-11-17 by law_2023 { when any of { (2) destination = CN } }
}
scenario "Too late" {
  given { act: shipment, departure: US, destination: CN }
  expect on 2023-11-16 RL license by demo(1)
  expect on 2023-11-17 RL license by demo(1)
  expect on 2023-11-17 RL license by demo(2)
}`;
    expect(proved(source).map(({ message }) => message)).toEqual([
      "`demo(1)` is not in force on 2023-11-17: it is in force from 2022-10-21 until 2023-11-17",
    ]);
  });
});

describe("universes", () => {
  const universe = (more: string): string => `${measure("when destination in zone")}
universe sales "All sales to the zone" {
  from 2022-10-21
  when act = shipment and departure = US and destination in {CN, MO}
  covered by demo
  ${more}
}`;
  it("have a gap on the days on which no measure covers them, shown on the first", () => {
    const source = universe("");
    const found = proved(source);
    expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "proof/gap: some case of the universe `sales` on 2022-10-21 is covered by none of `demo`",
    ]);
    expect(found[0]!.help).toContain("destination: MO");
    expect(replayed(source, found[0]!)).toBe("no_requirement");
  });
  it("have none where all of it is covered, left on purpose, or before its first day", () => {
    expect(codes(universe("unless destination = MO"))).toEqual([]);
    expect(codes(universe('gaps { (1) destination = MO because "it follows in 2023" }'))).toEqual([]);
    expect(codes(universe("").replace("from 2022-10-21\n  when act", "from 2023-11-17\n  when act"))).toEqual(
      [],
    );
  });
  it("say where a gap that is written down is none, with a case", () => {
    const source = universe('unless destination = MO\n  gaps { (1) destination = CN because "it is free" }');
    const found = proved(source);
    expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "proof/gap-closed: gap `(1)` of the universe `sales` is none: all of it is covered",
    ]);
    expect(replayed(source, found[0]!)).toBe("license_required");
  });
  it("that are empty are found as such", () => {
    expect(codes(universe("unless destination in {CN, MO}"))).toEqual(["proof/never-holds"]);
  });
  it("make no claim, and say so, where text that is not encoded decides", () => {
    const grave = 'unencodable grave { cite "RL 9" because "a judgement" }';
    expect(
      codes(
        `${grave}\n${measure("when destination in {CN, MO} and grave")}\nuniverse sales { from 2022-10-21 when destination = CN and act = shipment and departure = US covered by demo }`,
      ),
    ).toEqual(["proof/gap-not-provable"]);
  });
});

describe("proposals", () => {
  it("are proved on top of the law", () => {
    const source = `proposal wider {
  service measure engineers {
    authority act cite "RL 1"
    when act = service
    requires license
    from 2027-01-01
  }
}`;
    expect(proved(source).map(({ message }) => message)).toEqual([
      "the version of 2027-01-01 of `engineers` lies outside the powers of `act`: it holds no service power on 2027-01-01",
    ]);
  });
});
