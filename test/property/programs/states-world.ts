/**
 * Random laws of three jurisdictions over the facts of the small world: with measures of every outcome, exceptions, reviews, savings,
 * statuses and `here`; the second may be a union, of which the third is a member.
 */
import type { CaseJson, IsoDate } from "../../../compiler/check/tree.ts";
import type { Random } from "../../support/generate-random.ts";
import { type Condition, DAYS, randomAtom, randomCondition, TRANSACTIONS, WORDS } from "./small-world.ts";

export interface StatesOptions {
  /** measures of each jurisdiction, at most */
  readonly measures: number;
  /** text that is unclear, or not known before a day, may leave answers open */
  readonly open: boolean;
  /** conditions may ask about the day of the act */
  readonly today?: boolean;
  /** there are entries of a control list and a review that measures name */
  readonly entries?: boolean;
}

export interface States {
  readonly names: readonly [string, string, string];
  /** by path */
  readonly sources: Readonly<Record<string, string>>;
  /** one transaction for each thing that these laws can tell apart */
  readonly acts: readonly CaseJson[];
  readonly world: StatesWorld;
}

/** The law of three jurisdictions. */
export function randomStates(random: Random, options: StatesOptions): States {
  const second = random.pick(["EU", "JP"]);
  const isMember = second === "EU" && random.chance(0.8);
  const names = ["US", second, "NL"] as const;
  const world = new StatesWorld(random, options, ["US", second === "EU" ? "DE" : second, "NL", "BR"]);
  const sources: Record<string, string> = { "words.cordon": WORDS };
  for (const name of names) sources[pathOf(name)] = world.law(name, name === "NL" && isMember);
  return { names, sources, acts: world.acts, world };
}

export function pathOf(jurisdiction: string): string {
  return `${jurisdiction.toLowerCase()}.cordon`;
}

/** A fact that laws of a world do not look at has one value in all of its transactions. */
const CHOSEN: Readonly<Record<string, (facts: Facts) => boolean>> = {
  act: ({ act }) => act === "sale",
  stage: ({ stage }) => stage === "early",
  size: ({ item }) => (item as Facts).size === 5,
  published: ({ published }) => published === true,
};

type Facts = Readonly<Record<string, CaseJson>>;

/** Laws that look at some of the facts alone, so that there are few transactions. */
export class StatesWorld {
  readonly acts: readonly CaseJson[];
  readonly #random: Random;
  readonly #options: StatesOptions;
  readonly #unseen: readonly string[];
  /** a define of the module that is being written; null: none is */
  #strict: string | null = null;
  /** the module that is being written, where it has entries and a review to name; null: it has none */
  #named: string | null = null;

  constructor(random: Random, options: StatesOptions, departures: readonly string[]) {
    this.#random = random;
    this.#options = options;
    this.#unseen = random.some(Object.keys(CHOSEN), 1, 2);
    this.acts = (TRANSACTIONS as readonly Facts[])
      .filter((facts) => this.#unseen.every((fact) => CHOSEN[fact]!(facts)))
      .flatMap((facts) => departures.map((departure) => ({ ...facts, departure })));
  }

  law(name: string, isMember: boolean): string {
    const random = this.#random;
    const module = name.toLowerCase();
    const { measures } = this.#options;
    const head = `module ${module} of ${name}
use words
jurisdiction ${name}${isMember ? " within EU" : ""} {
  reach ${random.pick(["everywhere", "at_home", "at_home"])}
  agency Office
${this.#options.entries === true ? `  codes ${name}L\n` : ""}${name === "EU" ? "  states of_union\n}\ngroup of_union { from 2019-01-01 = NL, DE from 2022-01-01 remove DE }" : "}"}
reach everywhere = departure = US or departure != US
${reachAtHome(random)}
group zone {
  from 2020-01-01 = CN, KR
  from 2021-01-01 add JP
  from 2022-01-01 remove KR
}
authority power of ${name} { cite "Act 1" from 2000-01-01 permits list }
define strict_${module} { from ${random.pick(DAYS.slice(0, 2))} = ${this.condition()} from 2022-01-01 = ${this.condition()} }
`;
    this.#strict = `strict_${module}`;
    const entries = this.#options.entries === true ? this.#entries(name) : "";
    this.#named = entries === "" ? null : name;
    const count = random.between(Math.ceil(measures / 2), measures);
    const all = Array.from({ length: count }, (_, i) => this.measure(module, i));
    this.#strict = null;
    this.#named = null;
    return head + entries + all.join("");
  }

  /** Two entries of a control list, of which the second may lapse for a while, and a review. */
  #entries(name: string): string {
    const random = this.#random;
    const holds = (): string => (random.chance(0.5) ? this.condition() : this.#anyOf());
    const since = (from: IsoDate): string => `from ${from} = ${holds()}`;
    const later = random.chance(0.6) ? ` ${since(random.pick(DAYS.slice(2)))}` : "";
    const lapse = random.chance(0.5) ? ' suspended from 2021-01-01 until 2022-01-01 because "it is so"' : "";
    const grid = (): string =>
      `{ (1) presumption of denial when ${this.condition()}, (2) case by case otherwise }`;
    return `codes ${name}L "Control list" below by levels "3|B|001|.a|.1"
item ${name}L 3A001 "An entry" { ${since(random.pick(DAYS.slice(0, 2)))}${later} }
item ${name}L 3A002 "Another" { ${since("2020-01-01")}${lapse} }
review grid_${name.toLowerCase()} { from 2020-01-01 = ${grid()} from ${random.pick(DAYS.slice(1))} = ${grid()} }
`;
  }

  /** One measure `<module>_<index>` and what belongs to it. */
  measure(module: string, index: number): string {
    const random = this.#random;
    const name = `${module}_${index}`;
    const from = random.pick(DAYS.slice(0, 3));
    const later = DAYS.filter((day) => day > from);
    const days = [from, ...(random.chance(0.4) ? [random.pick(later)] : [])];
    const isBefore = this.#options.open && random.chance(0.1);
    const clauses = [
      ...(random.chance(0.7) ? [`when ${this.#tested()}`] : []),
      ...(random.chance(0.3) ? [`unless ${this.#atom()}`] : []),
      ...(index > 0 && random.chance(0.15) ? [`unless required by ${module}_${random.below(index)}`] : []),
      ...(random.chance(0.3) ? ["reach everywhere"] : []),
      this.#outcome(),
      ...(random.chance(0.4) ? [this.#review()] : []),
      ...(random.chance(0.2) ? [`routes { individual, global when ${this.#atom()} }`] : []),
      ...(random.chance(0.2) ? [this.#saving(later)] : []),
      ...days.map((day) => `from ${isBefore && day === from ? "before " : ""}${day} { ${this.#limbs()} }`),
      ...(random.chance(0.25) ? [this.#status(days.at(-1)!)] : []),
    ];
    const exception = random.chance(0.35)
      ? `exception x_${name} { cite "Rule 2" releases ${name} when ${this.#tested()} from ${random.pick(DAYS)} }\n`
      : "";
    return `list measure ${name} {
  authority power cite "Rule 1"
  ${clauses.join("\n  ")}
}
${exception}`;
  }

  #atom(): string {
    return this.#seen(randomAtom);
  }

  /** An atom, or a choice between two. */
  condition(): string {
    return this.#seen(randomCondition);
  }

  #seen(make: (random: Random) => Condition): string {
    for (;;) {
      const { text, facts } = make(this.#random);
      if (!facts.some((fact) => this.#unseen.includes(fact))) return text;
    }
  }

  #tested(): string {
    const random = this.#random;
    if (this.#options.today === true && random.chance(0.2))
      return `today ${random.pick(["<", "<=", ">", ">="])} ${random.pick(["2020-07-01", "2021-07-01", "2022-01-01"])}`;
    if (this.#strict !== null && random.chance(0.1)) return this.#strict;
    if (this.#named !== null && random.chance(0.25))
      return `item is ${this.#named}L ${random.pick(["3A001", "3A002"])}`;
    return random.chance(0.25)
      ? random.pick(["departure = here", "departure != here", "here in {NL, FR}"])
      : this.condition();
  }

  #outcome(): string {
    return this.#random.weighted([
      [4, () => "requires license"],
      [2, () => "prohibits"],
      [2, () => "requires notice to Office"],
      [1, () => `requires { (a) license when ${this.condition()}, (b) notice to Office otherwise }`],
    ]);
  }

  #review(): string {
    if (this.#named !== null && this.#random.chance(0.4)) return `review grid_${this.#named.toLowerCase()}`;
    return this.#random.chance(0.4)
      ? `review ${this.#random.pick(["presumption of denial", "case by case"])}`
      : `review { (1) presumption of denial when ${this.#atom()}, (2) case by case otherwise }`;
  }

  /** A saving of a day on which the measure may have been another one. */
  #saving(later: readonly IsoDate[]): string {
    const random = this.#random;
    const until = random.chance(0.5) ? ` until ${random.pick(later)}` : "";
    return `saves ${this.#atom()}${until} as of ${random.pick(["2019-06-01", "2020-06-01", "2021-06-01"])}`;
  }

  #limbs(): string {
    return this.#random.chance(0.5) ? `when ${this.condition()}` : `when ${this.#anyOf()}`;
  }

  #anyOf(): string {
    return `any of { (1) ${this.condition()}, (2) ${this.#atom()} unless ${this.#atom()} }`;
  }

  #status(last: IsoDate): string {
    const random = this.#random;
    const from = random.pick([...DAYS, "2024-01-01"].filter((day) => day > last));
    if (random.chance(0.2)) return `until ${from}`;
    const after = DAYS.filter((day) => day > from);
    const until = after.length > 0 && random.chance(0.6) ? ` until ${random.pick(after)}` : "";
    const word = random.pick(["suspended", "unenforced", ...(this.#options.open ? ["unclear"] : [])]);
    return `${word} from ${from}${until} because "it is so"`;
  }
}

/** The ground of what leaves home, which now and then is wider from a day on. */
function reachAtHome(random: Random): string {
  return random.chance(0.7)
    ? "reach at_home = departure = here"
    : "reach at_home { from 2020-01-01 = departure = here from 2022-01-01 = departure = here or destination = CN }";
}
