/**
 * Generates law that is nothing but tables over given facts, with no exceptions and one ground: the kind for which the
 * runtime has a way of its own.
 */
import { DAYS, POLICIES } from "./generate-draft.ts";
import type { GeneratedProgram, Piece } from "./generate-program.ts";
import { Random } from "./generate-random.ts";
import { COUNTRIES, makeVocabulary } from "./generate-vocabulary.ts";

/** A column and its cells, as written. */
interface Column {
  readonly head: string;
  readonly cell: (random: Random) => string;
}

const countries = (random: Random): string =>
  random.weighted<string>([
    [3, () => `{${random.some(COUNTRIES, 1, 3).join(", ")}}`],
    [1, () => "us_zone"],
    [1, () => `world - ${random.pick(COUNTRIES)}`],
  ]);

const COLUMNS: readonly Column[] = [
  { head: "destination", cell: countries },
  { head: "departure", cell: countries },
  { head: "item.origin", cell: countries },
  { head: "act", cell: (random) => random.pick(["shipment", "{service, transmission}"]) },
  { head: "urgent", cell: (random) => random.pick(["yes", "no"]) },
  { head: "temporary", cell: (random) => random.pick(["yes", "no"]) },
  { head: "item.aperture", cell: (random) => random.pick(["> 3", "0.5..3", "< 0.5", ">= 3"]) },
  { head: "item.area", cell: (random) => random.pick(["> 400 mm2", "<= 400 mm2", "= 400 mm2"]) },
  { head: "contract.signed", cell: (random) => `${random.pick(["<", ">=", "="])} ${random.pick(DAYS)}` },
  { head: "contract.worth", cell: (random) => random.pick(["<= 5000 EUR", "> 5000 EUR"]) },
];

export function generatePlainProgram(seed: number): GeneratedProgram {
  const random = new Random(seed);
  const pieces: Piece[] = [];
  const add = (name: string, ...lines: string[]): void => {
    pieces.push({ module: "us", name, lines });
  };
  add("jurisdiction", "jurisdiction US {", "  reach us_ground", "  codes UCL", "  agency AGY", "}");
  add("scheme", `codes UCL "Control list" below by levels "3|B|001|.a|.1"`);
  add("ground", `reach us_ground = ${random.pick(["departure in {US, DE, FR, JP, CN}", "not temporary"])}`);
  add("zone", `group us_zone { from ${random.pick(DAYS)} = ${random.some(COUNTRIES, 1, 4).join(", ")} }`);
  add("power", 'authority us_power of US { cite "Act 1" from 2010-01-01 permits list }');
  const measures = random.between(1, 6);
  for (let i = 0; i < measures; i++) add(`m${i}`, ...measureLines(random, i));
  return {
    seed,
    size: "small",
    vocabulary: makeVocabulary(random),
    pieces,
    data: {},
    days: DAYS,
    jurisdictions: ["US"],
    codes: ["UCL 3A001"],
    entryKeys: [],
    obligations: [],
  };
}

function measureLines(random: Random, index: number): string[] {
  const columns = random.some(COLUMNS, 1, 4);
  const row = (_: unknown, i: number): string =>
    `    (${i + 1}) ${columns.map(({ cell }) => (random.chance(0.2) ? "*" : cell(random))).join(" | ")}`;
  // Some tables are longer than a machine word has bits.
  const length = random.chance(0.1) ? random.between(30, 140) : random.between(1, 4);
  const rows = Array.from({ length }, row);
  const [first, second] = random.some(DAYS, 2, 2);
  return [
    `list measure us_m${index} {`,
    '  authority us_power   cite "Rule 1"',
    `  when any of table ${columns.map(({ head }) => head).join(" | ")} {\n${rows.join(",\n")} }`,
    random.pick(["  requires license", "  requires license", "  requires notice to AGY", "  prohibits"]),
    ...(random.chance(0.6) ? [`  review ${random.pick(POLICIES)}`] : []),
    ...(random.chance(0.3) ? ["  routes { individual, bulk }"] : []),
    ...(random.chance(0.5)
      ? [`  from ${first}`]
      : [`  from ${first} { }`, `  from ${second} { unless urgent }`]),
    "}",
  ];
}
