import { pick, seeded } from "./support.ts";

/** A workspace of `measures` generated measures, about as law is written: items, groups, reviews, dated versions. */
export function generateWorkspace(measures: number, seed: number): Record<string, string> {
  const files: Record<string, string> = {
    "cordon.json": '{ "name": "bench", "sources": ["**/*.cordon"] }\n',
    "base.cordon": base(),
  };
  const perFile = 25;
  for (let start = 0; start < measures; start += perFile) {
    const number = start / perFile;
    const count = Math.min(perFile, measures - start);
    files[`law/part${String(number).padStart(4, "0")}.cordon`] = generateModule(number, count, seed + number);
  }
  return files;
}

const countries = [
  "CN",
  "RU",
  "VN",
  "IN",
  "JP",
  "KR",
  "DE",
  "NL",
  "SG",
  "MY",
  "AE",
  "SA",
  "TW",
  "US",
  "GB",
  "FR",
];

/** A vocabulary of the size a policy writer meets, in a module of its own. */
function base(): string {
  return `module bench.base of XB current to 2026-01-01

jurisdiction XB "Bench" { reach leaves codes XCN agency XBA }
codes XCN "Bench control numbers" below by levels "3|B|001|.a|.1"
codes country "Countries" below by levels "UA|-43"
enum act = shipment, transmission, release
enum role = purchaser, end_user, ultimate_consignee
enum family = circuit, computer, lithography
unit TPP = 1 TOPS*bit
record transaction {
  act : act "What is done?"
  departure, destination : country "Where?"
  item : item
  parties : list of party
}
record item {
  codes : set of code
  family : set of family
  tpp : TPP >= 0 "TPP?"
  die_area : mm2 > 0 or not applicable "Die area?"
  bandwidth : GB/s >= 0 "Bandwidth?"
  for_data_center : yes or no asserted "For data centers?"
}
record party {
  roles : set of role
  headquarters : country "Where is the headquarters?"
  parent_headquarters : country or not applicable "Where is the parent's headquarters?"
}
reach leaves = act in {shipment, transmission} and departure != destination
define based_in(countries C) of party = headquarters in C or parent_headquarters in C
authority act_x "Bench Act" of XB { cite "50 USC 4801" from 2018-08-13 permits list permits end-user }
`;
}

/** One module with \`count\` measures and what they refer to. */
export function generateModule(number: number, count: number, seed: number): string {
  const random = seeded(seed);
  const set = (n: number) =>
    Array.from({ length: n }, () => pick(random, countries)).filter((c, i, all) => all.indexOf(c) === i);
  const lines: string[] = [`module bench.part${number} of XB`, "use bench.base", ""];
  for (let i = 0; i < count; i++) {
    const id = `${number}_${i}`;
    const digits = String(number % 900).padStart(3, "0");
    const low = 100 * Math.floor(random() * 40 + 1);
    lines.push(
      `group zone_${id} "Zone ${id}" {`,
      `  from 2022-10-21 = ${set(4).join(", ")}`,
      `  from 2023-11-17 add ${pick(random, countries)}`,
      "}",
      `item XCN ${(number + i) % 10}${pick(random, ["A", "B", "C", "D", "E"])}${digits}.a.${number}x${i} "Entry ${id}" {`,
      `  from 2022-10-21 = bandwidth >= ${low} GB/s and tpp >= ${low * 8} TPP`,
      "  from 2023-11-17 = any of {",
      `    (1) tpp >= ${low * 8} TPP,`,
      `    (2) tpp >= ${low * 2} TPP and die_area < ${Math.floor(random() * 800) + 10} mm2`,
      "  } unless not for_data_center",
      "}",
      `list measure m_${id} "Measure ${id}" {`,
      `  authority act_x`,
      `  cite "15 CFR 742.${number}(${i})"`,
      `  topic chips`,
      "  origin unilateral",
      "  requires license",
      `  review { (1) presumption of denial when destination in zone_${id}, (2) case by case otherwise }`,
      "  from 2022-10-21 {",
      `    destinations zone_${id}`,
      `    when item.tpp >= ${low} TPP`,
      "  }",
      "  from 2023-11-17 {",
      "    when any of {",
      `      (1) destination in zone_${id} and item.tpp >= ${low} TPP,`,
      `      (2) any p in parties where p.based_in(zone_${id})`,
      "    }",
      `    unless item.bandwidth < ${low} GB/s // as amended`,
      "  }",
      "}",
      "",
    );
  }
  return `${lines.join("\n")}\n`;
}
