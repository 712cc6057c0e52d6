/**
 * Provisions that are tables, gone through cell by cell: each is written down a second time, as an ordinary function that
 * follows the words of the law, and must answer alike on every combination.
 */
import { describe, expect, test } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { determine } from "./provision.ts";

/** All combinations of the values of each property. */
function combinations<T extends Record<string, unknown>>(values: { [K in keyof T]: readonly T[K][] }): T[] {
  return Object.entries(values).reduce<Record<string, unknown>[]>(
    (found, [name, choices]) =>
      found.flatMap((so) => (choices as readonly unknown[]).map((choice) => ({ ...so, [name]: choice }))),
    [{}],
  ) as T[];
}

/** Asks every combination; those that are answered otherwise than expected are told, in words. */
function disagreements<T extends Record<string, unknown>>(
  all: readonly T[],
  answer: (combination: T) => string,
  expected: (combination: T) => string,
): string[] {
  return all
    .filter((combination) => answer(combination) !== expected(combination))
    .map((c) => `${JSON.stringify(c)}: ${answer(c)}, expected ${expected(c)}`);
}

const needed = (yes: boolean): string => (yes ? "license_required" : "no_requirement");

describe("p02, the exporter matrix of footnote 5", () => {
  type Exporter = { headquarters: string; parent: string; departure: string; code: string };
  const all = combinations<Exporter>({
    headquarters: ["CN", "NL", "KR", "US", "MY"],
    parent: ["CN", "NL", "KR"],
    departure: ["NL", "KR", "MY", "TW"],
    code: ["3B001.c", "3B993", "3B994", "3D993", "3B001.h"],
  });

  const answer = ({ headquarters, parent, departure, code }: Exporter): string => {
    const facts: CaseJson = {
      act: "shipment",
      departure,
      destination: "CN",
      via: [],
      item: {
        kind: "commodity",
        family: ["etch"],
        codes: [`ECCN ${code}`],
        origin: departure,
        contains: [],
        contains_any_circuit: false,
        lineage: [{ route: "direct_product", item: { codes: ["ECCN 3E001"] }, origin: "US" }],
      },
      actor: { headquarters, parent_headquarters: parent },
      parties: [{ roles: ["end_user"], headquarters: "CN", entries: ["fab"], screened: ["entity_list"] }],
      end_uses: [],
    };
    return determine("p02", facts, "US", "2024-12-31").verdict;
  };

  /** First whether the item is subject at all, then who ships from where. */
  const expected = ({ headquarters, parent, departure, code }: Exporter): string => {
    const equipment = ["3B001.c", "3B993", "3B994"].includes(code);
    if (!equipment && code !== "3D993") return "not_reached";
    if (headquarters === "CN" || parent === "CN") return needed(true);
    const controlsItself = (country: string) => country === "NL";
    if (departure === "NL") return needed(false);
    if (departure === "KR") return needed(code === "3B993");
    return needed(controlsItself(headquarters) ? code === "3B993" : equipment);
  };

  test(`${all.length} exporters`, () => {
    expect(disagreements(all, answer, expected)).toEqual([]);
  });
});

describe("p12, destinations of the German list", () => {
  const destinations: Record<string, (country: string) => boolean> = {
    "2B909": (to) => to === "SY",
    "2B952": (to) => ["IR", "KP", "SY"].includes(to),
    "5A911": (to) => ["SD", "SS"].includes(to),
    "5D911": (to) => ["SD", "SS"].includes(to),
    "5A902": (to) => to !== "JP",
    "9A904": (to) => to !== "JP",
    "9E992": (to) => to !== "JP",
    "3A901": (to) => to !== "JP",
    "3B901": (to) => to !== "JP",
    "3B903": (to) => to !== "JP",
    "4A906": (to) => to !== "JP",
    "7A999": () => false,
  };
  type Sale = { code: string; to: string; kind: string; value: string };
  const all = combinations<Sale>({
    code: Object.keys(destinations),
    to: ["SY", "IR", "KP", "SD", "SS", "CN", "KR", "JP"],
    kind: ["commodity", "software", "technology"],
    value: ["5000 EUR", "5000.01 EUR"],
  });

  const answer = ({ code, to, kind, value }: Sale): string => {
    const facts: CaseJson = {
      act: "shipment",
      departure: "DE",
      destination: to,
      item: { kind, family: ["other"], codes: [`section_b_codes ${code}`] },
      contract: { value },
      decisions: [],
    };
    return determine("p12", facts, "DE", "2024-10-01").verdict;
  };

  const expected = ({ code, to, kind, value }: Sale): string =>
    needed(destinations[code]!(to) && !(kind === "commodity" && value === "5000 EUR"));

  test(`${all.length} sales`, () => {
    expect(disagreements(all, answer, expected)).toEqual([]);
  });
});

describe("p14, the Japanese catch-all", () => {
  type Use = {
    on: string;
    to: string;
    purpose: string;
    informed: boolean;
    use: boolean;
    user: boolean;
    heading: string;
  };
  const all = combinations<Use>({
    on: ["2023-07-23", "2025-10-08", "2025-10-09"],
    to: ["DE", "KR", "IR", "CN", "BR"],
    purpose: ["wmd.nuclear", "wmd.missile", "conventional_arms", "civil.other"],
    informed: [true, false],
    use: [true, false],
    user: [true, false],
    heading: ["854231", "854290", "8459", "390120"],
  });

  const answer = ({ on, to, purpose, informed, use, user, heading }: Use): string => {
    const facts: CaseJson = {
      act: "shipment",
      departure: "JP",
      destination: to,
      item: { kind: "commodity", family: ["other"], codes: ["table_1 16"], hs: [`HS ${heading}`] },
      end_uses: [{ purpose, informed_by: informed ? ["JP"] : [], objective_use: use, objective_user: user }],
    };
    return determine("p14", facts, "JP", on).verdict;
  };

  /** Told by the ministry, or a test of use or user met; for whom and for what has changed in October 2025. */
  const expected = ({ on, to, purpose, informed, use, user, heading }: Use): string => {
    const weapons = purpose.startsWith("wmd.");
    const arms = purpose === "conventional_arms";
    const white = to === "DE" || to === "KR";
    const embargo = to === "IR";
    if (on < "2025-10-09") {
      if (white) return needed(false);
      return needed((weapons && (informed || use || user)) || (arms && (informed || (embargo && use))));
    }
    if (white) return needed((weapons || arms) && informed);
    const given = use || user;
    const listedHeading = heading === "854231" || heading === "8459";
    return needed(
      (weapons && (informed || given)) || (arms && (informed || (given && (embargo || listedHeading)))),
    );
  };

  test(`${all.length} uses`, () => {
    expect(disagreements(all, answer, expected)).toEqual([]);
  });
});

describe("p17, bands of quantum computers", () => {
  const bands: readonly (readonly [from: number, through: number, error: string | null])[] = [
    [34, 99, "0.0001"],
    [100, 199, "0.001"],
    [200, 349, "0.002"],
    [350, 499, "0.003"],
    [500, 699, "0.004"],
    [700, 1099, "0.005"],
    [1100, 1999, "0.006"],
    [2000, 1e6, null],
  ];
  const allowed = new Map<number, string | null>();
  for (const [from, through, error] of bands) for (const n of [from, through]) allowed.set(n, error);

  const answer = (jurisdiction: string, on: string, qubits: number, cnot_error: string): string => {
    const facts: CaseJson = {
      act: "shipment",
      item: { kind: "commodity", family: ["quantum"], qubits, cnot_error: Number(cnot_error) },
    };
    return determine("p17", facts, jurisdiction, on).verdict;
  };

  test.each([
    ["DE", "2024-07-23", "2024-07-22"],
    ["US", "2024-09-06", "2024-09-05"],
    ["EU", "2025-11-15", "2025-11-14"],
  ])("%s takes the same table over on %s", (jurisdiction, on, before) => {
    for (const [qubits, error] of allowed) {
      const limit = error ?? "1";
      expect(answer(jurisdiction, on, qubits, limit), `${qubits} at ${limit}`).toBe("license_required");
      expect(answer(jurisdiction, before, qubits, limit), `${qubits} before`).toBe("no_requirement");
      if (error === null) continue;
      const above = `${error}0000001`;
      expect(answer(jurisdiction, on, qubits, above), `${qubits} at ${above}`).toBe("no_requirement");
    }
    expect(answer(jurisdiction, on, 33, "0")).toBe("no_requirement");
  });
});
