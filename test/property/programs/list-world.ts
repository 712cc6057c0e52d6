/**
 * A world with a list: conditions that count, add up and compare what its elements have, with words, phrases and tables
 * beside them. Its transactions are too many to go through, so they are sampled: what some of them shows must be told.
 */
import type { CaseJson } from "../../../compiler/check/tree.ts";
import type { Random } from "../../support/generate-random.ts";

export const LIST_WORDS = `module words
enum stage = early < middle < late
enum role = buyer, agent, carrier
codes country "Countries" below by levels "UA|-43"
record transaction {
  destination : country
  stage, needed : stage
  published : yes or no
  limit : number >= 0 <= 100
  parties : list of party
}
record party {
  share : number >= 0 <= 100
  change : number
  named, blocked : yes or no
  stage : stage
  roles : set of role
}
define at_least(stage s) of party = stage >= s
define between(stage s, stage t) of party = stage >= s and stage < t
define any_of(roles R) of party = roles meets R
define above(number k) of party = share > k
define moved of party = share + change
`;

export const LIST_HEAD = `module law of US
use words
jurisdiction US { reach everywhere agency BIS }
reach everywhere = destination = CN or destination != CN
authority power of US { cite "Act 1" from 2000-01-01 permits list }
`;

export const LIST_DAY = "2022-06-01";

/** A piece of a condition. An edit puts another of its sort in its place. */
export interface Piece {
  readonly sort: Sort;
  /** text between the parts: one more than there are parts */
  readonly texts: readonly string[];
  readonly parts: readonly Piece[];
}

type Sort = "outer" | "inner" | "value" | "number" | "operator";

export function textOf({ texts, parts }: Piece): string {
  return texts.map((text, i) => `${text}${i < parts.length ? textOf(parts[i]!) : ""}`).join("");
}

type Maker = (random: Random, depth: number) => Piece;

/** A piece of text with `$` for each part. */
function piece(sort: Sort, text: string, ...parts: readonly Piece[]): Piece {
  return { sort, texts: text.split("$"), parts };
}

const STAGES = ["early", "middle", "late"];
const ROLES = ["buyer", "agent", "carrier"];
const ORDER = ["<", "<=", ">", ">="];

const operator: Maker = (random) => piece("operator", random.pick([...ORDER, "<", ">=", "=", "!="]));
const number: Maker = (random) => piece("number", random.pick(["0", "10", "25", "40", "50", "60"]));

const inner: Maker = (random, depth) =>
  random.weighted<Piece>([
    [3, () => piece("inner", random.pick(["x.named", "x.blocked", "not x.named", "not x.blocked"]))],
    [1, () => piece("inner", `x.stage ${random.pick([...ORDER, "="])} ${random.pick(STAGES)}`)],
    [
      0.7,
      () =>
        piece("inner", `x.stage ${random.pick([...ORDER, "=", "!="])} ${random.pick(["stage", "needed"])}`),
    ],
    [0.7, () => piece("inner", `x.at_least(${random.pick([...STAGES, "needed"])})`)],
    [0.4, () => piece("inner", `x.between(${random.pick(STAGES)}, ${random.pick([...STAGES, "stage"])})`)],
    [0.7, () => piece("inner", `x.any_of({${random.some(ROLES, 1, 2).join(", ")}})`)],
    [0.5, () => piece("inner", `${random.pick(ROLES)} in x.roles`)],
    [1, () => piece("inner", "x.share $ $", operator(random, 0), number(random, 0))],
    [0.5, () => piece("inner", `x.above($)`, number(random, 0))],
    [0.5, () => piece("inner", `x.share ${random.pick(ORDER)} limit`)],
    [0.4, () => piece("inner", `x.change ${random.pick(ORDER)} 0`)],
    [0.3, () => piece("inner", random.pick(["published", "destination = CN", "stage >= middle"]))],
    [0.3, () => piece("inner", `10 <= x.share < $`, number(random, 0))],
    [
      depth > 0 ? 3 : 0,
      () =>
        piece(
          "inner",
          `($ ${random.pick(["and", "or"])} $)`,
          inner(random, depth - 1),
          inner(random, depth - 1),
        ),
    ],
    [depth > 0 ? 0.7 : 0, () => piece("inner", "not ($)", inner(random, depth - 1))],
  ]);

const AGGREGATES = ["sum", "sum", "sum", "max", "min", "count"] as const;

const value: Maker = (random) => {
  const word = random.pick(AGGREGATES);
  const of =
    word === "count"
      ? "x"
      : random.weighted([
          [5, () => "x.share"],
          [1, () => "2 * x.share"],
          [1, () => "x.change"],
          [0.7, () => "(x.share + x.change)"],
          [0.7, () => "x.moved"],
          [0.4, () => "(x.share + 10)"],
          [0.4, () => "(x.share - limit)"],
        ]);
  return random.chance(0.8)
    ? piece("value", `(${word} of ${of} for x in parties where $)`, inner(random, 1))
    : piece("value", `(${word} of ${of} for x in parties)`);
};

export const outer: Maker = (random, depth) =>
  random.weighted<Piece>([
    [3, () => piece("outer", "$ $ $", value(random, 0), operator(random, 0), number(random, 0))],
    [
      0.7,
      () =>
        piece(
          "outer",
          "$ = $",
          piece("value", `(count of x for x in parties where $)`, inner(random, 1)),
          piece("number", random.pick(["0", "1", "2"])),
        ),
    ],
    [1.5, () => piece("outer", "$ $ $", value(random, 0), operator(random, 0), value(random, 0))],
    [0.7, () => piece("outer", "$ $ limit", value(random, 0), operator(random, 0))],
    [
      0.5,
      () =>
        piece(
          "outer",
          "$ + $ $ $",
          value(random, 0),
          value(random, 0),
          operator(random, 0),
          number(random, 0),
        ),
    ],
    [0.3, () => piece("outer", "2 * $ $ $", value(random, 0), operator(random, 0), number(random, 0))],
    [
      2.5,
      () =>
        piece(
          "outer",
          `(${random.pick(["any", "any", "all", "no"])} x in parties where $)`,
          inner(random, 1),
        ),
    ],
    [
      1.2,
      () =>
        piece(
          "outer",
          random.pick(["published", "not published", "destination = CN", "destination in {CN, JP}"]),
        ),
    ],
    [
      0.8,
      () =>
        piece("outer", `stage ${random.pick([...ORDER, "=", "!="])} ${random.pick([...STAGES, "needed"])}`),
    ],
    [0.6, () => piece("outer", "limit $ $", operator(random, 0), number(random, 0))],
    [
      0.4,
      () =>
        piece(
          "outer",
          `any of table limit | stage | published { (1) 10..50 | >= middle | *, (2) $ $ | * | ${random.pick(["yes", "no"])} }`,
          piece("operator", random.pick(ORDER)),
          number(random, 0),
        ),
    ],
    [
      depth > 0 ? 5 : 0,
      () =>
        piece(
          "outer",
          `($ ${random.pick(["and", "or"])} $)`,
          outer(random, depth - 1),
          outer(random, depth - 1),
        ),
    ],
    [depth > 0 ? 0.7 : 0, () => piece("outer", "not ($)", outer(random, depth - 1))],
    [
      depth > 0 ? 0.6 : 0,
      () =>
        piece(
          "outer",
          "any of { (1) $, (2) $ unless $ }",
          outer(random, depth - 1),
          outer(random, 0),
          outer(random, 0),
        ),
    ],
  ]);

const MAKERS: Readonly<Record<Sort, Maker>> = { outer, inner, value, number, operator };

/** The same with one piece exchanged for another of its sort. */
export function edited(root: Piece, random: Random): Piece {
  const places = countOf(root);
  let at = random.below(places);
  const walk = (one: Piece): Piece => {
    if (at-- === 0) return MAKERS[one.sort](random, 1);
    return { ...one, parts: one.parts.map(walk) };
  };
  return walk(root);
}

function countOf({ parts }: Piece): number {
  return parts.reduce((sum, part) => sum + countOf(part), 1);
}

/** A complete transaction, with what conditions of this world can tell apart. */
export function sampled(random: Random): Readonly<Record<string, CaseJson>> {
  const party = (): CaseJson => ({
    share: random.pick([0, 5, 10, 20, 25, 30, 40, 50, 55, 60, 100]),
    change: random.pick([-30, -10, 0, 0, 10, 40]),
    named: random.chance(0.5),
    blocked: random.chance(0.5),
    stage: random.pick(STAGES),
    roles: random.some(ROLES, 0, 2),
  });
  return {
    destination: random.pick(["CN", "JP", "DE"]),
    stage: random.pick(STAGES),
    needed: random.pick(STAGES),
    published: random.chance(0.5),
    limit: random.pick([0, 5, 10, 25, 30, 40, 50, 60, 80]),
    parties: Array.from({ length: random.pick([0, 1, 1, 2, 2, 3]) }, party),
  };
}

const FACTS = ["share", "change", "named", "blocked", "stage", "roles"];

/** The same with up to three facts left out or stated unknown, of the transaction or of an element of its list. */
export function lacking(facts: Readonly<Record<string, CaseJson>>, random: Random): CaseJson {
  const left: Record<string, CaseJson> = structuredClone(facts);
  for (let lost = random.between(1, 3); lost > 0; lost--) {
    const parties = (left.parties ?? []) as Record<string, CaseJson>[];
    if (parties.length === 0 || random.chance(0.3)) delete left[random.pick(Object.keys(facts))];
    else if (random.chance(0.5)) delete random.pick(parties)[random.pick(FACTS)];
    else random.pick(parties)[random.pick(FACTS)] = { unknown: true };
  }
  return left;
}
