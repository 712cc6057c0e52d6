/**
 * Limits from both sides that scenarios would say at too great a length: equipment made abroad, the grid of quantum computers,
 * a zone of countries. Expectations are written from the law, not from the sources.
 */
import { describe, expect, it } from "vitest";
import { load } from "../../compiler/runtime/index.ts";
import { examples } from "../support/examples.ts";
import { EQUIPMENT_OF_CONCERN } from "./equipment-of-concern.ts";
import { ANNEX, type Facts, item, PLURILATERAL, THIRD } from "./items.ts";

const engine = load(examples().bundle);
const civil = [{ purpose: "civil.other", informed_by: [] }];

function caseFrom(departure: string, destination: string, what: Facts, more: Facts = {}): Facts {
  return {
    act: "shipment",
    departure,
    destination,
    item: what,
    actor: { roles: ["exporter"], headquarters: departure, parent_headquarters: departure },
    parties: [
      {
        roles: ["end_user"],
        nature: ["commercial"],
        headquarters: destination,
        parent_headquarters: destination,
        screened: ["entity_list", "foreign_end_user_list"],
        named_by_security_council: false,
      },
    ],
    end_uses: civil,
    circumstances: [],
    licenses: [],
    destination_in_iec_table: false,
    foreign_equivalent_available: false,
    ...more,
  };
}

interface List {
  readonly jurisdiction: string;
  readonly caseOf: (what: Facts) => Facts;
}

/** Above every limit for small consignments. */
const LARGE_CONTRACT = { contract: { value: "500000000 JPY" } };

const LISTS = {
  worldwide: { jurisdiction: "US", caseOf: (what) => caseFrom("US", "JP", what) },
  /** whether what is being made in China is equipment of concern: 3B001 whole, 3B993, 3B994 */
  concern: {
    jurisdiction: "US",
    caseOf: (what) =>
      caseFrom(
        "US",
        "CN",
        { kind: "commodity", family: ["other"], codes: ["ECCN 2A991"] },
        {
          end_uses: [
            { purpose: "sme_production", place: "CN", knowledge: "aware", informed_by: [], equipment: what },
          ],
        },
      ),
  },
  netherlands: { jurisdiction: "NL", caseOf: (what) => caseFrom("NL", "CN", what) },
  japan: { jurisdiction: "JP", caseOf: (what) => caseFrom("JP", "MY", what, LARGE_CONTRACT) },
  korea: { jurisdiction: "KR", caseOf: (what) => caseFrom("KR", "CN", what) },
} as const satisfies Readonly<Record<string, List>>;

function verdict(list: List, what: Facts, asOf: string): string {
  const found = engine.evaluate(list.caseOf(what), { asOf, jurisdictions: [list.jurisdiction] });
  if ("problems" in found) throw new Error(found.problems.map((p) => `${p.path}: ${p.message}`).join("; "));
  return found.determinations[0]!.verdict;
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Working qubits from, to, and the largest average error of a gate that is still listed. */
const QUANTUM = [
  [34, 99, "0.0001", "0.000101"],
  [100, 199, "0.001", "0.00101"],
  [200, 349, "0.002", "0.00201"],
  [350, 499, "0.003", "0.00301"],
  [500, 699, "0.004", "0.00401"],
  [700, 1099, "0.005", "0.00501"],
  [1100, 1999, "0.006", "0.00601"],
] as const;

describe("thresholds of the control lists", () => {
  it.each(EQUIPMENT_OF_CONCERN)("equipment of concern: %s", (_entry, families, facts, outs, first) => {
    const list = LISTS.concern;
    const day = first ?? THIRD;
    const what = item(families, facts);
    expect(verdict(list, what, day)).toBe("license_required");
    for (const out of outs) expect(verdict(list, { ...what, ...out }, day)).not.toBe("license_required");
    if (first !== null) expect(verdict(list, what, dayBefore(first))).not.toBe("license_required");
  });

  it.each([
    ["worldwide", PLURILATERAL],
    ["netherlands", "2024-12-01"],
    ["netherlands", ANNEX],
    ["japan", "2024-09-08"],
    ["korea", "2025-02-28"],
  ] as const)("quantum computers: %s from %s", (name, day) => {
    const list = LISTS[name];
    const device = (qubits: number, error: string): string =>
      verdict(list, item(["quantum"], { qubits, cnot_error: Number(error) }), day);
    for (const [from, to, within, beyond] of QUANTUM) {
      for (const qubits of [from, to]) {
        expect([qubits, within, device(qubits, within)]).toEqual([qubits, within, "license_required"]);
        expect([qubits, beyond, device(qubits, beyond)]).toEqual([qubits, beyond, "no_requirement"]);
      }
    }
    expect(device(33, "0.00001")).toBe("no_requirement");
    expect(device(2000, "1")).toBe("license_required");
  });
});

describe("the zone of advanced computing", () => {
  it("holds forty-five destinations in July 2026, and Hong Kong as China", () => {
    const zone =
      "AF AM AZ BH BY MM KH CF CN CD CU EG ER GE HT IR IQ JO KZ KP KW KG LA LB LY MO MD MN NI OM PK QA RU SA SO SS SD SY TJ TM UZ VE VN YE ZW HK";
    const chip = item(["circuit"], { tpp: "4800 TPP" });
    const inside = zone.split(" ");
    const outside = ["AE", "IL", "IN", "SG", "TW", "TR", "MX", "BR", "TH", "JP", "UA", "CY", "US"];
    const asked = (destination: string): boolean => {
      const found = engine.evaluate(caseFrom("US", destination, chip, { consignee_statement: false }), {
        asOf: "2026-07-22",
        jurisdictions: ["US"],
      });
      if ("problems" in found) throw new Error(found.problems[0]!.message);
      return found.determinations[0]!.requirements.some(
        (r) => r.measure === "us.advanced_computing.ac_a" && r.limb === "(1)",
      );
    };
    expect(inside.filter((country) => !asked(country))).toEqual([]);
    expect(outside.filter(asked)).toEqual([]);
    expect(inside).toHaveLength(46);
  });
});
