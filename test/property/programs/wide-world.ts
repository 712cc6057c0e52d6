/**
 * A world too large to be enumerated: exact numbers in several units, codes with levels, sets, an ordered scale and lists of
 * parties; with random conditions of any depth over it.
 */
import type { Random } from "../../support/generate-random.ts";

export const WORDS = `module words
enum act = shipment, transmission, release, service, transit
enum family = circuit, computer, lithography, etch, other
enum knowledge = none < suspects < aware < informed
codes country "Countries" below by levels "UA|-43"
codes purpose "Uses" below by dots = wmd.nuclear, wmd.chemical, wmd.missile, military, power.civil, civil
record transaction {
  act : act
  departure, destination : country
  via : set of country
  knowledge : knowledge
  purpose : purpose
  urgent, temporary, published : yes or no
  item : item
  parties : list of party
}
record item {
  speed : TOPS >= 0
  width : nm > 0
  temperature : K >= 0
  qubits : number
  family : set of family
  codes : set of code
}
record party {
  headquarters : country
  share : % >= 0 <= 100
  government : yes or no
}
`;

export const HEAD = `module law of US
use words
jurisdiction US { reach everywhere codes UCL agency BIS }
codes UCL "Control list" below by levels "3|B|001|.a|.1"
reach everywhere = departure = US or departure != US
group zone { from 2020-01-01 = CN, HK, MO, IR, KP, SY from 2022-01-01 add RU, BY }
group friends = JP, NL, KR, DE, FR, GB
define scaled(number k) of item = k * width
`;

const COUNTRIES = "CN HK MO IR KP SY RU BY JP NL KR DE FR GB IN BR ZA AE VN IL".split(" ");
const PURPOSES = ["wmd", "wmd.nuclear", "wmd.chemical", "wmd.missile", "military", "power.civil", "civil"];
const COMPARE = ["<", "<=", ">", ">="];

type Maker = (random: Random) => string;

const ATOMS: readonly Maker[] = [
  (random) => `act = ${random.pick(["shipment", "transmission", "release", "service", "transit"])}`,
  (random) =>
    `act in {${random.some(["shipment", "transmission", "release", "service", "transit"], 2, 4).join(", ")}}`,
  (random) => `destination in {${random.some(COUNTRIES, 1, 7).join(", ")}}`,
  (random) => `destination in zone - {${random.some(COUNTRIES, 1, 3).join(", ")}}`,
  (random) => `destination not in friends + {${random.some(COUNTRIES, 1, 3).join(", ")}}`,
  (random) => `departure != ${random.pick(COUNTRIES)}`,
  (random) => `${random.pick(COUNTRIES)} in via`,
  (random) => `via meets {${random.some(COUNTRIES, 1, 3).join(", ")}}`,
  (random) => `knowledge ${random.pick(COMPARE)} ${random.pick(["suspects", "aware"])}`,
  (random) => `purpose in {${random.some(PURPOSES, 1, 3).join(", ")}}`,
  (random) => random.pick(["urgent", "temporary", "published", "not urgent", "not published"]),
  (random) => `item.speed ${random.pick(COMPARE)} ${random.pick([300, 600, 1200, 4800])} TOPS`,
  (random) => `${random.pick([300, 600])} <= item.speed < ${random.pick([1200, 4800])} TOPS`,
  (random) =>
    `item.width ${random.pick(COMPARE)} ${random.pick(["90 nm", "0.19 um", "193 nm", "0.0002 mm"])}`,
  (random) =>
    `item.scaled(${random.pick(["0.25", "0.35", "2"])}) ${random.pick(COMPARE)} ${random.pick(["45 nm", "90 nm", "0.38 um"])}`,
  (random) => `item.temperature ${random.pick(COMPARE)} ${random.pick(["958 K", "685 C", "-54 C", "4.5 K"])}`,
  (random) =>
    `${random.pick(["2 * item.qubits + 1", "item.qubits / 3", "item.qubits - 4"])} ${random.pick(COMPARE)} ${random.pick(["7", "10", "0.5"])}`,
  (random) => `${random.pick(["circuit", "computer", "etch"])} in item.family`,
  (random) => `item.family meets {${random.some(["circuit", "computer", "lithography"], 1, 2).join(", ")}}`,
];

const PARTY_ATOMS: readonly Maker[] = [
  (random) => `p.headquarters in {${random.some(COUNTRIES, 1, 4).join(", ")}}`,
  (random) => `p.headquarters in ${random.pick(["zone", "friends"])}`,
  (random) => `p.share ${random.pick(COMPARE)} ${random.pick([10, 25, 50])} %`,
  (random) => random.pick(["p.government", "not p.government"]),
];

/** A condition of about `depth` levels; `lists`: whether it may quantify over the parties. */
export function wideCondition(random: Random, depth: number, lists = true): string {
  if (depth === 0) return random.pick(ATOMS)(random);
  const inner = (): string => wideCondition(random, depth - 1, lists);
  return random.weighted<string>([
    [2, () => random.pick(ATOMS)(random)],
    [3, () => `(${inner()} and ${inner()})`],
    [3, () => `(${inner()} or ${inner()})`],
    [1, () => `not (${inner()})`],
    [1, () => `any of { (1) ${inner()}, (2) ${inner()} unless ${inner()} }`],
    [0.5, () => `no of { (1) ${inner()}, (2) ${inner()} }`],
    [
      lists ? 1.5 : 0,
      () => `(${random.pick(["any", "any", "no", "all"])} p in parties where ${partyCondition(random)})`,
    ],
  ]);
}

function partyCondition(random: Random): string {
  const atom = (): string => random.pick(PARTY_ATOMS)(random);
  return random.weighted<string>([
    [2, atom],
    [2, () => `${atom()} and ${atom()}`],
    [1, () => `${atom()} or ${atom()}`],
  ]);
}

/** Codes by scheme: those that conditions may name, and those above them. Of purposes, whose members are declared, these are all. */
export const CODES: ReadonlyMap<string, readonly string[]> = new Map([
  ["country", [...COUNTRIES, "US"]],
  ["purpose", [...PURPOSES, "power"]],
]);
