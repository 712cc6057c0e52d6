/**
 * A world small enough to be enumerated: five facts, a handful of values each that stand for all their classes, and four
 * days. Conditions are made of its atoms, so that the listed transactions are all that a program can tell apart.
 */
import type { CaseJson, IsoDate } from "../../../compiler/check/tree.ts";
import type { Random } from "../../support/generate-random.ts";

export const WORDS = `module words
enum act = sale, loan
enum stage = early < middle < late
codes country "Countries" below by levels "UA|-43"
record transaction {
  act : act
  departure, destination : country
  stage : stage
  published : yes or no
  item : item
}
record item {
  size : number >= 0
  codes : set of code
}
`;

/** Days on which anything in a program of this world may begin or end. */
export const DAYS: readonly IsoDate[] = ["2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01"];

export const HEAD = `module law of US
use words
jurisdiction US { reach everywhere codes UCL agency BIS }
codes UCL "Control list" below by levels "3|B|001|.a|.1"
reach everywhere = departure = US or departure != US or departure is unknown
group zone {
  from 2020-01-01 = CN, KR
  from 2021-01-01 add JP
  from 2022-01-01 remove KR
}
instrument old_law "Old law" { cite "87 FR 1" from 2020-01-01 }
authority power of US { cite "Act 1" from 2000-01-01 permits list }
authority lists_not of US { cite "Act 2" from 2000-01-01 permits service }
`;

const ACTS = ["sale", "loan"];
const DESTINATIONS = ["CN", "KR", "JP", "FR"];
/** A country that no condition names. */
const ELSEWHERE = "DE";
const STAGES = ["early", "middle", "late"];
/** Each stretch between two thresholds, and each threshold. */
const SIZES = [5, 10, 15, 20, 25];
const THRESHOLDS = [10, 20];

/** One transaction for each thing that conditions of this world can tell apart. */
export const TRANSACTIONS: readonly CaseJson[] = ACTS.flatMap((act) =>
  [...DESTINATIONS, ELSEWHERE].flatMap((destination) =>
    STAGES.flatMap((stage) =>
      SIZES.flatMap((size) =>
        [true, false].map((published) => ({
          act,
          departure: "US",
          destination,
          stage,
          published,
          item: { size, codes: [] },
        })),
      ),
    ),
  ),
);

/** A condition as text, with the facts it asks for. */
export interface Condition {
  readonly text: string;
  readonly facts: readonly string[];
}

const MAKERS: readonly ((random: Random) => Condition)[] = [
  (random) => atom(`act = ${random.pick(ACTS)}`, "act"),
  (random) => atom(`destination in {${random.some(DESTINATIONS, 1, 3).join(", ")}}`, "destination"),
  (random) => atom(`destination != ${random.pick(DESTINATIONS)}`, "destination"),
  () => atom("destination in zone", "destination"),
  (random) =>
    atom(
      `stage ${random.pick([">=", "<=", "=", "<"])} ${random.pick(["middle", "middle", "late"])}`,
      "stage",
    ),
  (random) => atom(`item.size ${random.pick([">=", "<", ">", "<="])} ${random.pick(THRESHOLDS)}`, "size"),
  () => atom("10 <= item.size < 20", "size"),
  () => atom("published", "published"),
  () => atom("not published", "published"),
];

function atom(text: string, fact: string): Condition {
  return { text, facts: [fact] };
}

/** One test of one fact. */
export function randomAtom(random: Random): Condition {
  return random.pick(MAKERS)(random);
}

/** A test of a fact that none of these asks for, where there is one. */
export function freshAtom(random: Random, beside: readonly Condition[]): Condition {
  for (let tries = 0; tries < 20; tries++) {
    const made = randomAtom(random);
    if (!beside.some(({ facts }) => facts.some((fact) => made.facts.includes(fact)))) return made;
  }
  return randomAtom(random);
}

/** An atom, or a choice between two. */
export function randomCondition(random: Random): Condition {
  if (random.chance(0.75)) return randomAtom(random);
  const [a, b] = [randomAtom(random), randomAtom(random)];
  return { text: `(${a.text} or ${b.text})`, facts: [...new Set([...a.facts, ...b.facts])] };
}
