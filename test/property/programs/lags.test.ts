/**
 * Random lists that cover an item held in common wholly, in part, perhaps or not at all, over several days, in words of their own or by
 * its name: what the lags say of each day is held to an enumeration of all items. The judge knows the texts as trees of its own
 * and shares nothing with the engine.
 * `CORDON_LONG=1` looks at 1,500 laws, `CORDON_SEED` starts elsewhere.
 */
import { expect, test } from "vitest";
import { type First, lagsOf } from "../../../compiler/compare/lags.ts";
import { Random } from "../../support/generate-random.ts";
import { checkSources } from "../compile.ts";

const LAWS = process.env.CORDON_LONG === "1" ? 1500 : 60;
const START = Number(process.env.CORDON_SEED ?? 1);

type Truth = "no" | "missing" | "yes";

type Condition =
  | { readonly is: "size" | "weight"; readonly over: number }
  | { readonly is: "bright" | "hollow" }
  | { readonly is: "kind"; readonly word: string }
  | { readonly is: "unread" | "shared" }
  | { readonly is: "not"; readonly of: Condition }
  | { readonly is: "and" | "or"; readonly of: readonly Condition[] };

interface Item {
  readonly size: number;
  readonly bright: boolean;
  readonly hollow: boolean;
  readonly kind: string;
  /** of gadgets alone */
  readonly weight: number | null;
}

const KINDS = ["gadget", "part", "toy"];
const NUMBERS = [0, 1, 2, 3, 4];
const ITEMS: readonly Item[] = KINDS.flatMap((kind) =>
  NUMBERS.flatMap((size) =>
    [true, false].flatMap((bright) =>
      [true, false].flatMap((hollow) =>
        (kind === "gadget" ? NUMBERS : [null]).map((weight) => ({ size, bright, hollow, kind, weight })),
      ),
    ),
  ),
);

const DAYS = ["2002-01-01", "2003-01-01", "2004-01-01", "2005-01-01"];

interface Entry {
  readonly code: string;
  /** from each of some days on */
  readonly versions: readonly { readonly from: string; readonly text: Condition }[];
  readonly until: string | null;
}

interface World {
  readonly shared: Condition;
  readonly entries: readonly Entry[];
  /** codes that the measure asks for from each day on */
  readonly asked: readonly { readonly from: string; readonly codes: readonly string[] }[];
}

function leaf(random: Random, own: boolean): Condition {
  const is = random.pick([
    "size",
    "weight",
    "bright",
    "hollow",
    "kind",
    "size",
    ...(own ? ["unread", "shared"] : []),
  ]);
  if (is === "size" || is === "weight") return { is, over: random.pick([0, 1, 2, 3]) };
  if (is === "kind") return { is, word: random.pick(KINDS) };
  return { is: is as "bright" };
}

function condition(random: Random, own: boolean, depth = 2): Condition {
  if (depth === 0 || random.chance(0.3)) {
    const of = leaf(random, own);
    return random.chance(0.2) ? { is: "not", of } : of;
  }
  const of = [condition(random, own, depth - 1), condition(random, own, depth - 1)];
  return { is: random.chance(0.5) ? "and" : "or", of };
}

function world(random: Random): World {
  const entries = ["a", "b", "c"].map((letter): Entry => {
    const first = random.pick([0, 0, 1]);
    const starts = random.chance(0.5) ? [first, first + 1] : [first];
    return {
      code: `ACL 2A001.${letter}`,
      versions: starts.map((at) => ({ from: DAYS[at]!, text: condition(random, true) })),
      until: random.chance(0.3) ? DAYS[3]! : null,
    };
  });
  const some = (): readonly string[] => {
    const codes = entries.map(({ code }) => code).filter(() => random.chance(0.7));
    return codes.length > 0 ? codes : [entries[0]!.code];
  };
  return {
    shared: condition(random, false),
    entries,
    asked: [DAYS[0]!, ...(random.chance(0.5) ? [DAYS[2]!] : [])].map((from) => ({ from, codes: some() })),
  };
}

// ---------------------------------------------------------------------------------------------------------- text

function textOf(of: Condition): string {
  switch (of.is) {
    case "size":
    case "weight":
      return `${of.is} > ${of.over}`;
    case "kind":
      return `kind = ${of.word}`;
    case "shared":
      return "it is SHARED 1A001.a";
    case "not":
      return `not (${textOf(of.of)})`;
    case "and":
    case "or":
      return `(${of.of.map(textOf).join(` ${of.is} `)})`;
    default:
      return of.is;
  }
}

function sourceOf({ shared, entries, asked }: World): string {
  const versions = ({ versions: all, until }: Entry): string =>
    [
      ...all.map(({ from, text }) => `from ${from} = ${textOf(text)}`),
      ...(until === null ? [] : [`until ${until}`]),
    ].join("\n  ");
  return `module law of AA current to 2030-01-01
jurisdiction RR { members both  codes SHARED }
group both = AT, BE
codes SHARED below by dots
jurisdiction AA { reach leaves  codes ACL }
codes ACL below by dots
codes country below by levels "UA|-43"
enum act = shipment, release
enum kind = gadget, part, toy
record transaction { act : act "What?"  item : item "Which item?" }
record item {
  codes : set of code "Which codes?"
  kind : kind "Which kind?"
  size : number >= 0 "How large?"
  bright, hollow : yes or no
  weight : number >= 0 applies when kind = gadget "How heavy?"
}
reach leaves "1" = act = shipment
authority act_a "Act" of AA { cite "99 USC 1" from 2000-01-01 permits list }
unencodable unread "Not read" { cite "99 CFR 2"  because "it was not read" }
item SHARED 1A001.a "Shared" { from 2001-01-01 = ${textOf(shared)} }
${entries.map((entry) => `item ${entry.code} "Own" {\n  ${versions(entry)}\n}`).join("\n")}
list measure listed "Listed" {
  authority act_a  cite "99 CFR 1"  topic chips  origin regime
  requires license
  ${asked.map(({ from, codes }) => `from ${from} { items ${codes.join(", ")} }`).join("\n  ")}
}
`;
}

// --------------------------------------------------------------------------------------------------------- judge

const GADGET: Condition = { is: "kind", word: "gadget" };
const RANK: readonly Truth[] = ["no", "missing", "yes"];

/** `isLacking`: of which leaves it is said that they are not so. */
function truth(of: Condition, item: Item, shared: Condition, isLacking: (leaf: Condition) => boolean): Truth {
  const rank = (one: Condition): number => RANK.indexOf(truth(one, item, shared, isLacking));
  const sure = (is: boolean): Truth => (is && !isLacking(of) ? "yes" : "no");
  switch (of.is) {
    case "size":
      return sure(item.size > of.over);
    case "weight":
      // what is no gadget has no weight
      return sure(item.weight !== null && item.weight > of.over && !isLacking(GADGET));
    case "bright":
    case "hollow":
      return sure(item[of.is]);
    case "kind":
      return sure(item.kind === of.word);
    case "unread":
      return "missing";
    case "shared":
      return truth(shared, item, shared, isLacking);
    case "not":
      return RANK[2 - rank(of.of)]!;
    case "and":
      return RANK[Math.min(...of.of.map(rank))]!;
    case "or":
      return RANK[Math.max(...of.of.map(rank))]!;
  }
}

function leavesOf(of: Condition): readonly Condition[] {
  if (of.is === "not") return leavesOf(of.of);
  return of.is === "and" || of.is === "or" ? of.of.flatMap(leavesOf) : [of];
}

/** What makes an item the shared one: the facts of its text but for its kind; where it says no more, each kind that it names. */
function marksOf(shared: Condition): readonly ((leaf: Condition) => boolean)[] {
  const leaves = leavesOf(shared);
  const facts = new Set<string>(leaves.map(({ is }) => is).filter((is) => is !== "kind"));
  if (facts.size > 0) return [({ is }) => facts.has(is)];
  return leaves.map((mark) => (one) => one.is === "kind" && mark.is === "kind" && one.word === mark.word);
}

function textOn({ versions, until }: Entry, day: string): Condition | null {
  if (until !== null && day >= until) return null;
  return versions.findLast(({ from }) => from <= day)?.text ?? null;
}

type Extent = First["now"];

function extentOn({ shared, entries, asked }: World, day: string): Extent {
  const codes = asked.findLast(({ from }) => from <= day)?.codes ?? [];
  const texts = entries.flatMap((entry) => (codes.includes(entry.code) ? (textOn(entry, day) ?? []) : []));
  const is = (of: Condition, item: Item, isLacking: (leaf: Condition) => boolean = () => false): Truth =>
    truth(of, item, shared, isLacking);
  const own = ITEMS.filter((item) => is(shared, item) === "yes");
  if (own.length === 0 || texts.length === 0) return "not";
  if (own.every((item) => texts.some((of) => is(of, item) === "yes"))) return "wholly";
  const marks = marksOf(shared);
  const some = (test: (of: Condition, item: Item) => boolean): boolean =>
    texts.some((of) => own.some((item) => test(of, item)));
  if (some((of, item) => is(of, item) === "yes" && marks.every((mark) => is(of, item, mark) !== "yes")))
    return "in part";
  return some((of, item) => is(of, item) !== "no" && marks.every((mark) => is(of, item, mark) === "no"))
    ? "perhaps"
    : "not";
}

const BEST: readonly Extent[] = ["wholly", "in part", "perhaps"];

test(`lists of ${LAWS} laws`, { timeout: 3_600_000 }, () => {
  const wrong: string[] = [];
  const count: Record<string, number> = { wholly: 0, "in part": 0, perhaps: 0, not: 0, ended: 0, own: 0 };
  for (let seed = START; seed < START + LAWS; seed++) {
    const made = world(new Random(seed * 7919 + 13));
    const source = sourceOf(made);
    const { program, errors } = checkSources({ "law.cordon": source });
    expect(errors, source).toEqual([]);
    const extents = DAYS.map((day) => extentOn(made, day));
    for (const [at, day] of DAYS.entries()) {
      const [lag] = lagsOf(program, ["AA"], day);
      const first = lag?.firsts[0];
      const past = extents.slice(0, at + 1);
      const best = BEST.find((extent) => past.includes(extent));
      const expected =
        best === undefined
          ? undefined
          : { covered: best, now: extents[at], on: DAYS[past.indexOf(best)], ended: past[at] !== best };
      const told = first && {
        covered: first.covered,
        now: first.now,
        on: first.on,
        ended: first.until !== null,
      };
      if (JSON.stringify(told) !== JSON.stringify(expected))
        wrong.push(
          `seed ${seed}, ${day}: ${JSON.stringify(told)} and not ${JSON.stringify(expected)}\n${source}`,
        );
      count[extents[at]!]!++;
      if (expected?.ended) count.ended!++;
      if (first && !first.named && first.covered === "wholly") count.own!++;
      for (const { on, within, beyond } of first?.partly ?? []) {
        const item = (json: unknown): Item => {
          const { item: facts } = json as { item: Item };
          return { ...facts, weight: facts.weight ?? null };
        };
        const codes = made.asked.findLast(({ from }) => from <= on)!.codes;
        const texts = made.entries.flatMap((entry) =>
          codes.includes(entry.code) ? (textOn(entry, on) ?? []) : [],
        );
        const covered = (json: unknown): readonly Truth[] =>
          texts.map((of) => truth(of, item(json), made.shared, () => false));
        if (!covered(within).includes("yes"))
          wrong.push(`seed ${seed}: not within ${JSON.stringify(within)}\n${source}`);
        if (beyond !== null && covered(beyond).includes("yes"))
          wrong.push(`seed ${seed}: not beyond ${JSON.stringify(beyond)}\n${source}`);
      }
    }
  }
  expect(wrong.slice(0, 3).join("\n\n"), JSON.stringify(count)).toBe("");
  // a world in which one of them never happens proves nothing of it
  for (const [what, n] of Object.entries(count)) expect(n, what).toBeGreaterThan(0);
});
