import { describe, expect, it } from "vitest";
import { lawMap, type Place } from "../../compiler/lawmap/index.ts";
import { exampleLaw } from "../support/examples.ts";

const { program } = exampleLaw();
const maps = lawMap(program);

function place(jurisdiction: string, work: string, pinpoint: string | null): Place | undefined {
  const map = maps.find((one) => one.jurisdiction.name === jurisdiction);
  return map?.works.find(({ name }) => name === work)?.places.find((one) => one.pinpoint === pinpoint);
}

describe("the map of the examples", () => {
  it("covers every jurisdiction with measures, and says of each what is left out", () => {
    for (const name of ["US", "EU", "NL", "DE", "JP", "KR"]) {
      const counts = maps.find(({ jurisdiction }) => jurisdiction.name === name)!.counts;
      expect(counts.encoded, name).toBeGreaterThan(20);
      expect(counts.left_out, name).toBeGreaterThan(0);
    }
  });

  it("knows what is encoded, left out and not yet encoded", () => {
    expect(place("US", "15 CFR 742", "742.6(a)(6)(iii)(A)")?.state).toBe("encoded");
    expect(place("US", "15 CFR 748", "748.15")?.state).toBe("encoded");
    expect(place("US", "15 CFR 744", "744.15")?.state).toBe("encoded");
    expect(place("US", "15 CFR 744", "744.5")?.state).toBe("left_out");
    expect(place("US", "91 FR 46260", null)?.state).toBe("not_yet");
    expect(place("JP", "ETCO", "appended table 1, 7(16)")?.by.map(({ kind }) => kind)).toEqual(["item"]);
  });

  it("names every measure, exception and item that is law", () => {
    const named = new Set(
      maps.flatMap(({ works }) =>
        works.flatMap(({ places }) => places.flatMap(({ by }) => by.map(({ declared }) => declared.id))),
      ),
    );
    const all = [
      ...program.measures,
      ...program.exceptions,
      ...program.items.filter(({ module, scheme }) => (module.jurisdiction ?? scheme.jurisdiction) !== null),
    ];
    expect(all.filter(({ id, proposal }) => proposal === null && !named.has(id)).map(({ id }) => id)).toEqual(
      [],
    );
  });
});
