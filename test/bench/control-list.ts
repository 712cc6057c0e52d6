/** A generated control list, about as the Commerce Control List is written. */
import { pick, seeded } from "./support.ts";

const COUNTRIES = ["CN", "RU", "VN", "IN", "JP", "KR", "DE", "NL", "SG", "MY", "AE", "SA", "TW", "GB", "FR"];
const PER_FILE = 50;
const FAMILIES = 400;

/**
 * A law of so many rows: half of them entries, half of them measures. Of every `every`th measure (0: none) the threshold is
 * raised.
 */
export function controlList(rows: number, seed: number, every: number): Record<string, string> {
  const random = seeded(seed);
  const measures = Math.ceil(rows / 2);
  const files: Record<string, string> = {
    "cordon.json": '{ "name": "bench", "sources": ["**/*.cordon"] }\n',
    "base.cordon": BASE,
  };
  for (let start = 0; start < measures; start += PER_FILE) {
    const part = start / PER_FILE;
    const lines = [`module list.part${part} of XB`, "use list.base", ""];
    for (let i = start; i < Math.min(measures, start + PER_FILE); i++) {
      const code = `${i % 10}${pick(random, ["A", "B", "C", "D", "E"])}${String(i % 1000).padStart(3, "0")}.a.${Math.floor(i / 1000)}x${i}`;
      const chosen = Array.from({ length: 3 }, () => pick(random, COUNTRIES));
      const threshold =
        100 * Math.floor(random() * 40 + 1) + (every > 0 && (i + 1) % Math.ceil(every / 2) === 0 ? 50 : 0);
      lines.push(
        `item XCN ${code} "Entry ${i}" = family = family_${i % FAMILIES} and tpp >= ${threshold} TPP`,
        `list measure m${i} "Measure ${i}" {`,
        "  authority act_x",
        `  cite "15 CFR 742.${part}(${i})"`,
        "  topic chips",
        "  origin unilateral",
        `  items XCN ${code}`,
        `  destinations ${[...new Set(chosen)].join(", ")}`,
        "  requires license",
        "  review case by case",
        `  from ${2020 + (i % 5)}-01-01`,
        "}",
        "",
      );
    }
    files[`list/part${String(part).padStart(4, "0")}.cordon`] = `${lines.join("\n")}\n`;
  }
  return files;
}

const BASE = `module list.base of XB current to 2026-01-01

jurisdiction XB "Bench" { reach leaves codes XCN agency XBA }
codes XCN "Bench control numbers" below by levels "3|B|001|.a|.1"
codes country "Countries" below by levels "UA|-43"
enum act = shipment, transmission, release
enum family = ${Array.from({ length: FAMILIES }, (_, i) => `family_${i}`).join(", ")}
unit TPP = 1 TOPS*bit
record transaction {
  act : act "What is done?"
  departure, destination : country "Where?"
  item : item
}
record item {
  codes : set of code
  family : family
  tpp : TPP >= 0 "TPP?"
}
reach leaves = act in {shipment, transmission} and departure != destination
authority act_x "Bench Act" of XB { cite "50 USC 4801" from 2018-08-13 permits list }
`;
