/**
 * Random laws of three jurisdictions: what `cordon compare` tells of each pair is what the answers of the oracle to every
 * transaction are, by cases, by pairs of answers and by measures, also within a condition, with a proposal, and of the same act
 * from each jurisdiction's own territory.
 * `CORDON_LONG=1` looks at 100 laws, `CORDON_SEED` starts elsewhere.
 */
import { expect, test } from "vitest";
import type { CaseJson, IsoDate, Program } from "../../../compiler/check/tree.ts";
import { homesOf } from "../../../compiler/compare/home.ts";
import { compareJurisdictions } from "../../../compiler/compare/index.ts";
import type { PairReport } from "../../../compiler/compare/report.ts";
import { whereOf } from "../../../compiler/compare/where.ts";
import { type Compilation, compile, MemoryHost } from "../../../compiler/index.ts";
import { interpret } from "../../../compiler/oracle/index.ts";
import { Random } from "../../support/generate-random.ts";
import {
  type Answer,
  answer,
  Behind,
  Between,
  type Both,
  behind,
  isOpen,
  kindOf,
  type Names,
  nameOf,
  pairOf,
  requires,
  toldBehind,
} from "./compared.ts";
import { DAYS } from "./small-world.ts";
import { pathOf, randomStates, type States, type StatesOptions } from "./states-world.ts";

const LONG = process.env.CORDON_LONG === "1";
const START = Number(process.env.CORDON_SEED ?? 1);
/** In the long suite some 1.5 s a law. */
const PROGRAMS = LONG ? 100 : 6;

/** Once a measure that a case was found with was counted as told of, and the case shown had it no longer. */
const FOUND = [1003, 1024];
const SEEDS = [...FOUND, ...Array.from({ length: PROGRAMS }, (_, i) => START + i)];

/** Measures of a jurisdiction at most: of few all are told, of many the cases alone. */
const SIZES = [3, 6, 16];

/**
 * What a law is like, and the days on which it is looked at. Of six laws in a row two are of each size, and one of these leaves
 * answers open, so that each kind is seen from any seed; of a large law little is in force on the first day.
 */
function kindOfLaw(seed: number): StatesOptions & { readonly days: readonly IsoDate[] } {
  const measures = SIZES[seed % SIZES.length]!;
  return { measures, open: seed % 2 === 0, days: measures === SIZES.at(-1) ? DAYS.slice(1) : DAYS };
}

type Sources = Readonly<Record<string, string>>;

/** One of the laws, with what the oracle answers to each of its transactions by it. */
class Judged {
  readonly compilation: Compilation;
  readonly asOf: IsoDate;
  readonly #answers: ReadonlyMap<string, readonly Answer[]>;

  constructor(sources: Sources, { names, acts }: States, asOf: IsoDate) {
    this.asOf = asOf;
    this.compilation = compiled(sources);
    this.#answers = new Map(
      names.map((name) => [name, acts.map((facts) => answer(this.program, facts, asOf, name))]),
    );
  }

  get program(): Program {
    return this.compilation.program;
  }

  both([left, right]: Names, at: number): Both {
    return [this.#answers.get(left)![at]!, this.#answers.get(right)![at]!];
  }

  /** What is wrong about the differences of a pair, of which these transactions are all. */
  problems(pair: PairReport, transactions: readonly number[]): Iterable<string> {
    const names = [pair.left, pair.right] as const;
    return this.#problems(
      pair,
      transactions.map((at) => this.both(names, at)),
    );
  }

  /** The same where each of the pair is asked about acts from its own territory. */
  problemsFromHome(pair: PairReport, acts: readonly CaseJson[]): Iterable<string> {
    const asked = acts.map((act): Both => {
      const from = (name: string): Answer => this.#answer(leaving(act, homeOf(name, this.asOf)), name);
      return [from(pair.left), from(pair.right)];
    });
    return this.#problems(pair, asked);
  }

  *#problems(pair: PairReport, transactions: readonly Both[]): Iterable<string> {
    const names = [pair.left, pair.right] as const;
    const between = new Between(names);
    for (const both of transactions) between.add(both);
    if (pair.incomplete !== null) yield pair.incomplete;
    const [settled, open] = [new Behind(), new Behind()];
    for (const difference of pair.differences) {
      const { left, right, witness, counterpart, evidence, kind, stricter } = difference;
      const both = [left, right];
      const verdicts = `${left.verdict} ${right.verdict}`;
      if (!between.verdicts.has(verdicts)) yield `no transaction is answered ${verdicts}`;
      const put = [witness, counterpart ?? witness];
      const found = witness === null ? null : names.map((name, i) => this.#answer(put[i]!, name));
      if (found === null || evidence !== "proved") yield `${verdicts} is ${evidence}`;
      else if (`${found[0]!.verdict} ${found[1]!.verdict}` !== verdicts)
        yield `${JSON.stringify(witness)} is not answered ${verdicts}`;
      if (isOpen(both)) {
        open.add("open", toldBehind(difference));
        continue;
      }
      const said = kind === "neither_requires" ? kind : `${kind} ${stricter}`;
      if (said !== kindOf(both, names)) yield `${said} is said of ${verdicts}`;
      settled.add(pair.by === "measure" ? said : pairOf(both), toldBehind(difference));
      const own = found === null ? [] : behind(found as unknown as Both);
      if (pair.by === "case" && own.toSorted().join() !== toldBehind(difference).toSorted().join())
        yield `${toldBehind(difference).join()} are not what gives ${JSON.stringify(witness)} its answers`;
    }
    const expected = pair.by === "measure" ? between.kinds : between.pairs;
    if (pair.by === "case" ? settled.keys !== expected.keys : settled.text !== expected.text)
      yield `by ${pair.by}\n${settled.text}\nin place of\n${expected.text}`;
    // what is open is told where something is behind it that no settled difference has
    const known = new Set([...settled.measures, ...open.measures]);
    const missed = [...between.open.measures].filter((id) => !known.has(id));
    const made = [...open.measures].filter((id) => !between.open.measures.has(id));
    if (made.length > 0 || (pair.by !== "case" && missed.length > 0))
      yield `open: not told ${missed.join()}; not so ${made.join()}`;
  }

  #answer(facts: CaseJson, name: string): Answer {
    return answer(this.program, facts, this.asOf, name);
  }
}

/** A union that is asked itself is at home in a state without law of its own, if it has one. */
function homeOf(name: string, asOf: IsoDate): string {
  return name === "EU" ? (asOf < "2022-01-01" ? "DE" : "NL") : name;
}

function leaving(act: CaseJson, departure: string): CaseJson {
  return { ...(act as Facts), departure };
}

type Facts = Readonly<Record<string, CaseJson>>;

/**
 * One of each acts that differ in nothing but where they leave, which go to none of the two: those that would go to a country that
 * no law names in their place.
 */
function goingAbroad({ acts, sources }: States, asOf: IsoDate, both: Names): readonly CaseJson[] {
  const isMember = Object.values(sources).some((text) => text.includes("jurisdiction NL within EU"));
  const ofUnion = ["NL", homeOf("EU", asOf)];
  const territory = new Set(
    both.flatMap((name) => (name === "EU" || (name === "NL" && isMember) ? ofUnion : [name])),
  );
  return (acts as readonly Facts[])
    .filter(({ departure }) => departure === UNNAMED)
    .map((act) => (territory.has(act.destination as string) ? { ...act, destination: UNNAMED } : act));
}

const UNNAMED = "BR";

function compiled(sources: Sources): Compilation {
  const compilation = compile(new MemoryHost(sources), []);
  const errors = compilation.diagnostics.filter((d) => d.severity === "error").map((d) => d.message);
  if (errors.length > 0) throw new Error(`${errors.join("\n")}\n${Object.values(sources).join("\n")}`);
  return compilation;
}

/** Whether a transaction meets a condition, asked of a law that prohibits exactly that. */
function isMetBy(text: string, { sources }: States): (facts: CaseJson) => boolean {
  const law = `module us of US
use words
jurisdiction US { reach everywhere agency Office }
reach everywhere = departure = US or departure != US
authority power of US { cite "Act 1" from 2000-01-01 permits list }
list measure probe { authority power cite "Rule 1" when ${text} prohibits from 2000-01-01 }
`;
  const { program } = compiled({ "words.cordon": sources["words.cordon"]!, "us.cordon": law });
  const question = { asOf: DAYS[0]!, jurisdiction: "US" };
  // whether an act is reached is not what is asked
  return (facts) =>
    interpret(program, { departure: "US", ...(facts as object) }, question).verdict === "prohibited";
}

/** A condition that reads alike in every module, and now and then one that nothing meets. */
function condition(states: States, random: Random): string {
  const text = alike(states);
  return random.chance(0.2) ? `departure = US and departure = NL` : text;
}

function alike({ world }: States): string {
  for (;;) {
    const text = world.condition();
    if (!text.includes("zone")) return text;
  }
}

/** A condition that nothing meets, for a reason of its own in each law. */
function unmet(states: States, random: Random): string {
  const text = alike(states);
  return random.pick([
    `${text} and not (${text})`,
    `departure = NL and ${text} and departure = US`,
    `${text} and destination in {CN, FR} and destination in {KR, JP}`,
  ]);
}

/** A witness with the facts that it leaves out, as its answers are the same whatever these are. */
function completed(facts: CaseJson): CaseJson {
  const { item, ...rest } = facts as { readonly item?: Readonly<Record<string, CaseJson>> };
  const all = { act: "sale", departure: "US", destination: "CN", stage: "early", published: true, ...rest };
  return { ...all, item: { size: 5, codes: [], ...item } };
}

/** What is wrong about the gaps that a proposal is said to close. */
function* problemsOfClosed(
  pair: PairReport,
  before: Judged,
  after: Judged,
  acts: States["acts"],
): Iterable<string> {
  const names = [pair.left, pair.right] as const;
  const isGap = ([a, b]: Both): boolean => requires(a) !== requires(b);
  const isClosed = (was: Both, now: Both): boolean => !isOpen([...was, ...now]) && isGap(was) && !isGap(now);
  const closersOf = (measures: readonly string[]): readonly string[] =>
    measures.filter((id) => id.includes("proposed_")).sort();
  const closersIn = (measures: readonly string[]): string => closersOf(measures).join();
  const [exist, told] = [new Behind(), new Behind()];
  /** By who requires something: the proposed measures that may close it, where the proposal leaves that open. */
  const perhaps = new Map<string | null, Set<string>>();
  /** By the proposed measures that close it. */
  const add = (to: Behind, stricter: string | null, measures: readonly string[]): void => {
    to.add(`gap of ${stricter} closed by ${closersIn(measures)}`, measures);
  };
  for (const at of acts.keys()) {
    const [was, now] = [before.both(names, at), after.both(names, at)] as const;
    const stricter = names[requires(was[0]) ? 0 : 1];
    if (isClosed(was, now)) add(exist, stricter, [...behind(was), ...behind(now)]);
    else if (!isOpen(was) && isGap(was) && isOpen(now))
      perhaps.set(stricter, new Set([...(perhaps.get(stricter) ?? []), ...closersOf(behind(now))]));
  }
  for (const { left, right, reasons, evidence, witness, stricter } of pair.closed) {
    if (isOpen([left, right])) continue;
    const verdicts = `${left.verdict} ${right.verdict}`;
    const measures = [
      ...reasons.left.map(({ measure }) => `left ${nameOf(measure)}`),
      ...reasons.right.map(({ measure }) => `right ${nameOf(measure)}`),
    ];
    if (evidence !== "proved" || witness === null) {
      const closers = closersOf(measures);
      if (closers.length > 0 && closers.every((id) => perhaps.get(stricter)?.has(id))) continue;
      yield `a gap of ${stricter} is ${evidence}`;
    } else {
      const asked = ({ program, asOf }: Judged, facts: CaseJson): Both => [
        answer(program, facts, asOf, pair.left),
        answer(program, facts, asOf, pair.right),
      ];
      const [was, now] = [asked(before, completed(witness)), asked(after, completed(witness))];
      if (`${was[0].verdict} ${was[1].verdict}` !== verdicts || !isClosed(was, now))
        yield `${JSON.stringify(witness)} shows no gap of ${verdicts} that is closed`;
      // a fact that is left out may leave it open whether another part of the proposal holds as well
      const shown = asked(after, witness);
      if (!isOpen(shown) && closersIn(behind(shown)) !== closersIn(measures))
        yield `${JSON.stringify(witness)} is closed by ${closersIn(behind(shown))}, not by ${closersIn(measures)}`;
    }
    add(told, stricter, measures);
  }
  if (told.text !== exist.text) yield `closed:\n${told.text}\nin place of\n${exist.text}`;
}

test(`comparisons of ${SEEDS.length} laws of three jurisdictions`, { timeout: 3_600_000 }, () => {
  const wrong: string[] = [];
  const count = { case: 0, kind: 0, measure: 0, open: 0, limited: 0, empty: 0, closed: 0, fromHome: 0 };
  for (const seed of SEEDS) {
    const random = new Random(seed * 15_485_863);
    const drawn = { measures: random.pick(SIZES), open: random.chance(0.3), days: DAYS };
    const { days, ...options } = FOUND.includes(seed) ? drawn : kindOfLaw(seed);
    const states = randomStates(random, options);
    const { names, sources, acts, world } = states;
    const asOf = random.pick(days);
    const law = new Judged(sources, states, asOf);
    const everything = [...acts.keys()];
    const say = (what: string, { left, right }: PairReport, problems: Iterable<string>): void => {
      for (const problem of problems)
        wrong.push(`seed ${seed}, ${asOf}, ${what}, ${left} and ${right}: ${problem}`);
    };

    for (const by of ["case", "kind", "measure"] as const)
      for (const pair of compareJurisdictions(law.program, names, { asOf, by }).pairs) {
        say(by, pair, law.problems(pair, everything));
        count[pair.by] += pair.differences.length;
        count.open += pair.differences.filter(({ left, right }) => isOpen([left, right])).length;
      }

    const found = homesOf(law.program, names, asOf, { facts: ["departure"], abroad: ["destination"] });
    if (found.kind === "wrong") throw new Error(found.message);
    const { homes } = found;
    for (const by of ["case", "kind", "measure"] as const)
      for (const pair of compareJurisdictions(law.program, names, { asOf, by, homes }).pairs) {
        const abroad = goingAbroad(states, asOf, [pair.left, pair.right]);
        say(`from home, by ${by}`, pair, law.problemsFromHome(pair, abroad));
        count.fromHome += pair.differences.length;
      }

    const limit = (text: string): void => {
      const where = whereOf(law.compilation, text);
      if (where.kind === "wrong") throw new Error(`${text}: ${where.problems[0]?.message}`);
      const isMet = isMetBy(text, states);
      const within = everything.filter((at) => isMet(acts[at]!));
      const limited = compareJurisdictions(where.program, names, {
        asOf,
        by: random.pick(["kind", "measure"] as const),
        where: { text, condition: where.condition },
      });
      for (const pair of limited.pairs) {
        say(`where ${text}`, pair, law.problems(pair, within));
        if (pair.isEmpty !== (within.length === 0))
          say(`where ${text}`, pair, [`isEmpty is ${pair.isEmpty}`]);
        for (const { witness } of pair.differences)
          if (witness !== null && !isMet(witness))
            say(`where ${text}`, pair, [`${JSON.stringify(witness)} is not within it`]);
        count.limited += pair.differences.length;
        if (pair.isEmpty) count.empty++;
      }
    };
    limit(condition(states, random));

    const path = pathOf(random.pick(names));
    const proposed = Array.from({ length: random.between(1, 2) }, (_, i) => world.measure("proposed", i));
    const plan = `proposal plan "A plan" {\n${proposed.join("")}}\n`;
    const opened = compiled({ ...sources, [path]: `${sources[path]}${plan}` });
    const passed = new Judged({ ...sources, [path]: `${sources[path]}${proposed.join("")}` }, states, asOf);
    for (const pair of compareJurisdictions(opened.program, names, { asOf, proposals: ["plan"] }).pairs) {
      say("with a proposal", pair, passed.problems(pair, everything));
      say("with a proposal", pair, problemsOfClosed(pair, law, passed, acts));
      count.closed += pair.closed.length;
    }
    limit(unmet(states, random));
  }
  console.info(`${SEEDS.length} laws from seed ${START}: ${JSON.stringify(count)}`);
  expect(wrong.slice(0, 5)).toEqual([]);
  for (const [what, found] of Object.entries(count)) expect(found, what).toBeGreaterThan(0);
});
