/**
 * Yes-or-no circuits over the facts of a transaction and of elements of its lists. Equal gates are one literal, so that
 * what two days or two laws have in common is one circuit. `Search` looks for assignments.
 *
 * "Some element of the list ..." is a question. Each question has an element of its own (a slot) that answers it if any
 * does: no more elements are ever needed to give all questions the answers they have. A question is first put of an element
 * that stands for any (a pattern), and then of every slot.
 */
import { numbersIn } from "../conditions/choices.ts";
import { type ListRef, listKey, type Scope, type Subject } from "../conditions/subject.ts";
import { defaultIndex } from "../diagrams/paths.ts";
import type { Space } from "../diagrams/space.ts";
import { inOrder } from "../in-order.ts";
import { type Lit, not } from "../sat/sat.ts";

/** Which element stands at which depth; depth 0, the transaction, is not named. */
export type Places = ReadonlyMap<number, string>;

export const NOWHERE: Places = new Map();

/** What a variable of the solver says something about. */
export type About =
  | { readonly is: "value"; readonly subject: Subject }
  /** the set has a member of the class at `index` */
  | { readonly is: "member"; readonly subject: Subject; readonly index: number }
  /** the set is stated unknown */
  | { readonly is: "state"; readonly subject: Subject };

/** One fact of one element: its class is at most `i` where `bits[i]`. */
export interface Fact {
  readonly about: About;
  readonly places: Places;
  readonly size: number;
  readonly bits: readonly Lit[];
  /** the class where nothing is said */
  readonly usual: number;
}

/** A list of the transaction, or of one of its elements. */
export interface Universe {
  /** the slot whose list it is; empty: the transaction */
  readonly owner: string;
  readonly list: ListRef;
  readonly element: Scope;
  slots: number;
}

export interface Question {
  /** the element that shows it; null: the answer may be yes without one */
  readonly slot: string | null;
  readonly answer: Lit;
  readonly body: Lit;
  readonly pattern: string;
}

/** One of the circuits is true of every transaction, as they are where nothing is asked about the fact. */
export interface Demand {
  readonly about: Fact;
  readonly oneOf: readonly Lit[];
}

export type Gate =
  | { readonly is: "free" }
  | { readonly is: "bit"; readonly fact: Fact; readonly index: number }
  | { readonly is: "and"; readonly inputs: readonly Lit[] }
  | { readonly is: "some"; readonly asked: Asked };

interface Asked {
  readonly owner: string;
  readonly list: ListRef;
  readonly element: Scope;
  readonly pattern: string;
  readonly body: Lit;
}

/**
 * How often a question is taken apart into ways. Conditions of which each looks at two elements have as many ways as all
 * their choices together; beyond this it may be so without an element that shows it.
 */
const MOST_SPLITS = 1000;

/** A gate looks at facts of the transaction, or of slots. */
const FACTS = 1;
const SLOTS = 2;
/** Or at elements of patterns, each by a bit. */
const FIRST_PATTERN = 4;
/** Bits there are for patterns in a number of 32 bits, whose sign is none. */
const PATTERNS = 29;

export class Gates {
  readonly space: Space;
  readonly yes: Lit;
  readonly no: Lit;
  readonly facts = new Map<string, Fact>();
  readonly universes = new Map<string, Universe>();
  /** facts that are sums and the like over lists, of the transaction or of elements in slots */
  readonly totals: Fact[] = [];
  /** what is true of facts beside each other, of those asked for so far */
  demands: { readonly all: readonly Demand[] } = { all: [] };
  /** by the literal of its answer */
  readonly questions = new Map<Lit, { readonly universe: Universe; readonly question: Question }>();
  readonly #gates: Gate[] = [];
  /** by variable: what it looks at, patterns by their bits */
  readonly #looks: number[] = [];
  readonly #known = new Map<string, Lit>();
  readonly #patterns = new Map<string, number>();
  readonly #depths = new Map<Subject, Set<number>>();
  readonly #moved = new Map<string, Map<Lit, Lit>>();
  /** by list and pattern, by condition: the answer of the question */
  readonly #asked = new Map<string, Map<Lit, Lit>>();
  /** ways that the question asked last was taken apart into */
  #splits = 0;

  constructor(space: Space) {
    this.space = space;
    this.yes = this.#new({ is: "free" }, 0);
    this.no = not(this.yes);
  }

  // ------------------------------------------------------------------------------------------------------- gates

  and(...inputs: readonly Lit[]): Lit {
    const sorted: Lit[] = [];
    for (const lit of inOrder(inputs)) {
      const last = sorted.at(-1);
      // a literal and its negation stand side by side
      if (lit === this.no || (last !== undefined && lit === not(last))) return this.no;
      if (lit !== this.yes && lit !== last) sorted.push(lit);
    }
    if (sorted.length === 0) return this.yes;
    if (sorted.length === 1) return sorted[0]!;
    const key = sorted.join(",");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    let looks = 0;
    for (const lit of sorted) looks |= this.#looks[lit >> 1]!;
    const gate = this.#new({ is: "and", inputs: sorted }, looks);
    this.#known.set(key, gate);
    return gate;
  }

  or(...inputs: readonly Lit[]): Lit {
    return not(this.and(...inputs.map(not)));
  }

  /** How many circuits there are. */
  get size(): number {
    return this.#gates.length;
  }

  /** Says nothing of any fact: a demand beside its negation holds only where it is assumed. */
  toggle(): Lit {
    return this.#new({ is: "free" }, 0);
  }

  differ(a: Lit, b: Lit): Lit {
    if (a === b) return this.no;
    return this.or(this.and(a, not(b)), this.and(not(a), b));
  }

  #new(gate: Gate, looks: number): Lit {
    this.#gates.push(gate);
    this.#looks.push(looks);
    return 2 * (this.#gates.length - 1);
  }

  /** Whether a gate looks at the element of a pattern. */
  looksAt(lit: Lit, pattern: string): boolean {
    return (this.#looks[lit >> 1]! & this.#patterns.get(pattern)!) !== 0;
  }

  gate(lit: Lit): Gate {
    return this.#gates[lit >> 1]!;
  }

  // ------------------------------------------------------------------------------------------------------- facts

  /** Depths of the elements that a subject looks at; the transaction is left out. */
  depthsOf(subject: Subject): ReadonlySet<number> {
    let found = this.#depths.get(subject);
    if (found === undefined) {
      found = new Set([subject.scope.depth]);
      this.#depths.set(subject, found);
      for (const part of this.#partsOf(subject)) for (const depth of this.depthsOf(part)) found.add(depth);
      // the elements that an aggregate goes over stand nowhere
      if (subject.is === "aggregate") {
        for (const depth of found) if (depth >= subject.element.depth) found.delete(depth);
      }
      found.delete(0);
    }
    return found;
  }

  #partsOf(subject: Subject): readonly Subject[] {
    switch (subject.is) {
      case "product":
      case "sum":
        return subject.parts.map((part) => part.subject);
      case "same":
        return [subject.left, subject.right];
      case "opaque":
        return subject.about;
      case "aggregate": {
        const added = numbersIn(subject).flatMap(({ linear }) => linear.terms.map((term) => term.subject));
        return [...this.space.props.subjectsIn(subject.where), ...added];
      }
      default:
        return [];
    }
  }

  /** The fact of the element that stands at the subject's depth. */
  fact(about: About, around: Places): Fact {
    const { subject } = about;
    const places = new Map([...this.depthsOf(subject)].map((depth) => [depth, around.get(depth)!]));
    const key = factKey(about, places);
    const known = this.facts.get(key);
    if (known !== undefined) return known;
    const classes = about.is === "value" ? this.space.domain(subject).classes : null;
    const size = classes?.length ?? 2;
    const usual = classes === null ? 0 : defaultIndex(subject, classes);
    let looks = places.size === 0 ? FACTS : 0;
    for (const place of places.values()) looks |= this.#patterns.get(place) ?? SLOTS;
    const bits: Lit[] = [];
    const fact: Fact = { about, places, size, bits, usual };
    for (let index = 0; index + 1 < size; index++) {
      bits.push(this.#new({ is: "bit", fact, index }, looks));
    }
    this.facts.set(key, fact);
    if (subject.is === "aggregate" && ![...places.values()].some(isPattern)) this.totals.push(fact);
    return fact;
  }

  /** The class is `index` or one before it. */
  atMost(fact: Fact, index: number): Lit {
    return index < 0 ? this.no : (fact.bits[index] ?? this.yes);
  }

  /** The class is one of those that `test` takes. */
  within(fact: Fact, test: (index: number) => boolean): Lit {
    const runs: Lit[] = [];
    for (let start = 0; start < fact.size; start++) {
      if (!test(start)) continue;
      let end = start;
      while (end + 1 < fact.size && test(end + 1)) end++;
      runs.push(this.and(this.atMost(fact, end), not(this.atMost(fact, start - 1))));
      start = end;
    }
    return this.or(...runs);
  }

  // ------------------------------------------------------------------------------------------------------- lists

  /** Whether some element of the list, standing at the element's depth, has what `build` comes to. */
  some(list: ListRef, element: Scope, around: Places, build: (places: Places) => Lit): Lit {
    const owner = around.get(list.owner.depth) ?? "";
    const name = listKey(list);
    const pattern = this.#patternIn(name, around);
    const body = build(new Map(around).set(element.depth, pattern));
    this.#splits = 0;
    return this.#some({ owner, list, element, pattern, body });
  }

  /** An element of the list that stands for any; its bit is one that none of those around it has. */
  #patternIn(list: string, around: Places): string {
    let taken = 0;
    for (const place of around.values()) taken |= this.#patterns.get(place) ?? 0;
    let pattern = `*${list}`;
    for (;;) {
      const known = this.#patterns.get(pattern);
      if (known === undefined) break;
      if ((known & taken) === 0) return pattern;
      pattern += "'";
    }
    let bit = this.#patterns.size < PATTERNS ? FIRST_PATTERN << this.#patterns.size : FIRST_PATTERN;
    // with so many lists, those of which no element stands within one of another share a bit
    while ((bit & taken) !== 0) bit <<= 1;
    this.#patterns.set(pattern, bit);
    return pattern;
  }

  #some(asked: Asked): Lit {
    const of = `${asked.owner} ${listKey(asked.list)} ${asked.pattern}`;
    let known = this.#asked.get(of);
    if (known === undefined) {
      known = new Map();
      this.#asked.set(of, known);
    }
    let answer = known.get(asked.body);
    if (answer === undefined) {
      answer = this.#split(asked);
      known.set(asked.body, answer);
    }
    return answer;
  }

  /** Asked as questions that look at one element alone, as far as that goes; different ways lead to the same ones. */
  #split(asked: Asked): Lit {
    const { body, pattern } = asked;
    if (body === this.no) return this.no;
    const own = this.#patterns.get(pattern)!;
    const looks = this.#looks[body >> 1]!;
    const ask = (other: Lit): Lit => this.#some({ ...asked, body: other });
    if ((looks & own) === 0 && body !== this.yes) return this.and(body, ask(this.yes));
    const gate = this.#gates[body >> 1]!;
    if (gate.is === "and" && looks !== own) {
      const inputs = (body & 1) === 0 ? gate.inputs : gate.inputs.map(not);
      const isOwn = (lit: Lit): boolean => (this.#looks[lit >> 1]! & own) !== 0;
      if ((body & 1) === 1) {
        // of several ways, those that ask of the element alone are one question
        const pure = inputs.filter((lit) => this.#looks[lit >> 1] === own);
        const mixed = inputs.filter((lit) => this.#looks[lit >> 1] !== own);
        return this.or(...(pure.length === 0 ? [] : [ask(this.or(...pure))]), ...mixed.map(ask));
      }
      const outer = inputs.filter((lit) => !isOwn(lit));
      if (outer.length > 0) return this.and(...outer, ask(this.and(...inputs.filter(isOwn))));
      const others = looks & ~(own | FACTS);
      const choice =
        others === 0 ? undefined : inputs.find((lit) => (lit & 1) === 1 && this.#isMixedOr(lit, own));
      if (choice !== undefined && this.#splits++ < MOST_SPLITS) {
        const rest = inputs.filter((lit) => lit !== choice);
        const ways = this.#inputsOf(choice).map(not);
        return this.or(...ways.map((way) => ask(this.and(...rest, way))));
      }
    }
    if (isPattern(asked.owner) || !isConcrete(looks & ~own)) return this.#put(asked);
    return this.#ask(asked);
  }

  #inputsOf(lit: Lit): readonly Lit[] {
    const gate = this.#gates[lit >> 1]!;
    return gate.is === "and" ? gate.inputs : [];
  }

  #isMixedOr(lit: Lit, own: number): boolean {
    return this.#inputsOf(lit).length > 0 && this.#looks[lit >> 1] !== own;
  }

  /** A question about a pattern: it waits for the element that takes the pattern's place. */
  #put(asked: Asked): Lit {
    const key = `s ${asked.owner} ${listKey(asked.list)} ${asked.pattern} ${asked.body}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const own = this.#patterns.get(asked.pattern)!;
    const looks = (this.#looks[asked.body >> 1]! & ~own) | (this.#patterns.get(asked.owner) ?? 0);
    const lit = this.#new({ is: "some", asked }, looks);
    this.#known.set(key, lit);
    return lit;
  }

  #ask(asked: Asked): Lit {
    const { owner, list, element, body, pattern } = asked;
    const name = `${owner}/${list.path}`;
    let universe = this.universes.get(name);
    if (universe === undefined) {
      universe = { owner, list, element, slots: 0 };
      this.universes.set(name, universe);
    }
    const key = `q ${name} ${pattern} ${body}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const answer = this.#new({ is: "free" }, owner === "" ? FACTS : SLOTS);
    this.#known.set(key, answer);
    // what looks at other elements would ask for slots without end: it may be so without one
    if (this.#looksElsewhere(body, owner)) {
      this.questions.set(answer, { universe, question: { slot: null, answer, body, pattern } });
      return answer;
    }
    const slot = `${name}#${universe.slots++}`;
    this.questions.set(answer, { universe, question: { slot, answer, body, pattern } });
    return answer;
  }

  /** The same of the element in a slot. */
  move(lit: Lit, pattern: string, slot: string): Lit {
    const bit = this.#patterns.get(pattern)!;
    if ((this.#looks[lit >> 1]! & bit) === 0) return lit;
    const memoKey = `${pattern} ${slot}`;
    let memo = this.#moved.get(memoKey);
    if (memo === undefined) {
      memo = new Map();
      this.#moved.set(memoKey, memo);
    }
    const own = memo;
    const move = (at: Lit): Lit => {
      if ((this.#looks[at >> 1]! & bit) === 0) return at;
      const plain = at & ~1;
      let moved = own.get(plain);
      if (moved === undefined) {
        moved = this.#movedGate(this.#gates[plain >> 1]!, pattern, slot, move);
        own.set(plain, moved);
      }
      return at & 1 ? not(moved) : moved;
    };
    return move(lit);
  }

  #movedGate(gate: Gate, pattern: string, slot: string, move: (lit: Lit) => Lit): Lit {
    switch (gate.is) {
      case "free":
        throw new Error("a free variable looks at no pattern");
      case "and":
        return this.and(...gate.inputs.map(move));
      case "bit": {
        const { about, places } = gate.fact;
        return this.atMost(this.fact(about, moveTo(places, pattern, slot)), gate.index);
      }
      case "some": {
        const { asked } = gate;
        const owner = asked.owner === pattern ? slot : asked.owner;
        const body = move(asked.body);
        this.#splits = 0;
        return this.#some({ ...asked, owner, body });
      }
    }
  }

  /** Whether a condition looks at elements of slots other than the owner of its list. */
  #looksElsewhere(body: Lit, owner: string): boolean {
    if ((this.#looks[body >> 1]! & SLOTS) === 0) return false;
    const seen = new Set<number>();
    const visit = (lit: Lit): boolean => {
      const v = lit >> 1;
      if (seen.has(v) || (this.#looks[v]! & SLOTS) === 0) return false;
      seen.add(v);
      const gate = this.#gates[v]!;
      if (gate.is === "and") return gate.inputs.some(visit);
      if (gate.is === "some") return visit(gate.asked.body);
      if (gate.is === "free") return true;
      return [...gate.fact.places.values()].some(
        (place) => !isPattern(place) && place !== owner && !owner.startsWith(`${place}/`),
      );
    };
    return visit(body);
  }
}

function isConcrete(looks: number): boolean {
  return looks < FIRST_PATTERN;
}

function isPattern(place: string): boolean {
  return place.startsWith("*");
}

export function moveTo(places: Places, pattern: string, slot: string): Places {
  return new Map([...places].map(([depth, place]) => [depth, place === pattern ? slot : place]));
}

const AT = /@(\d+)(?=[ /])/g;

export function factKey(about: About, places: Places): string {
  const { subject } = about;
  const key =
    places.size === 0
      ? subject.key
      : subject.key.replace(AT, (_, depth) => `@${places.get(Number(depth)) ?? ""}`);
  const own = places.get(subject.scope.depth) ?? "";
  return `${about.is} ${about.is === "member" ? about.index : ""} ${own} ${key}`;
}
