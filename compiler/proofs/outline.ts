/**
 * A condition cut into parts that share no fact, so that each can be asked about alone: if one of them cannot hold, the
 * whole cannot. What is not a contradiction between facts of one part is not found; nothing else is lost. What the elements
 * of a list are is such a fact too: that all of them have what none can have contradicts that there is any.
 */
import type { PropId, Props } from "../analysis/conditions/prop.ts";
import { listKey, type Subject } from "../analysis/conditions/subject.ts";

export type Outline =
  | { readonly is: "possible" }
  | { readonly is: "impossible" }
  | { readonly is: "ask"; readonly prop: PropId }
  | { readonly is: "all" | "any"; readonly parts: readonly Outline[] };

/** Facts from which on a part is not asked about as a whole. */
const MANY = 10;

/** What joins conditions: a fact that both look at, or a list of which both say what it has. */
type Sharing = "facts" | "lists";
const BY_FACTS: Sharing = "facts";
const BY_LISTS: Sharing = "lists";

const POSSIBLE: Outline = { is: "possible" };
const IMPOSSIBLE: Outline = { is: "impossible" };

/** Cuts a condition up; it may come to yes, or to what cannot be determined. */
export function outline(prop: PropId, props: Props): Outline {
  const node = props.get(prop);
  switch (node.kind) {
    case "const":
      return node.truth === "yes" || node.truth === "missing" ? POSSIBLE : IMPOSSIBLE;
    case "literal":
      return { is: "ask", prop };
    case "or":
      return { is: "any", parts: node.parts.map((part) => outline(part, props)) };
    case "some":
      return outline(node.body, props);
    case "and":
      return {
        is: "all",
        parts: components(node.parts, props, BY_LISTS).flatMap((parts) => joint(parts, props, BY_LISTS)),
      };
    case "same":
      return POSSIBLE;
    default:
      return isSmall(prop, props) ? { is: "ask", prop } : POSSIBLE;
  }
}

/**
 * Conditions that share facts: asked about together where these are few. Else those that share more than a list, and
 * at last two by two.
 */
function joint(parts: readonly PropId[], props: Props, by: Sharing): readonly Outline[] {
  if (parts.length === 1) return [outline(parts[0]!, props)];
  const whole = props.and(...parts);
  if (isSmall(whole, props)) return [{ is: "ask", prop: whole }];
  const pairs = parts.flatMap((a, i) => parts.slice(i + 1).map((b) => [a, b] as const));
  const sharing = pairs.filter((pair) => components(pair, props, by).length === 1);
  const asked = sharing.map(([a, b]) => props.and(a, b)).filter((prop) => isSmall(prop, props));
  const pairwise = asked.map((prop): Outline => ({ is: "ask", prop }));
  if (by === BY_LISTS) {
    const groups = components(parts, props, BY_FACTS);
    return [...groups.flatMap((group) => joint(group, props, BY_FACTS)), ...pairwise];
  }
  return [...parts.map((part) => outline(part, props)), ...pairwise];
}

/** Whether the outline leaves it possible, by what `ask` says of its parts. */
export function isOpen(plan: Outline, ask: (prop: PropId) => boolean): boolean {
  switch (plan.is) {
    case "possible":
      return true;
    case "impossible":
      return false;
    case "ask":
      return ask(plan.prop);
    case "all":
      return plan.parts.every((part) => isOpen(part, ask));
    case "any":
      return plan.parts.some((part) => isOpen(part, ask));
  }
}

/** Parts joined where they look at one fact. Two elements of a list that must be there need not be the same one. */
function components(parts: readonly PropId[], props: Props, by: Sharing): readonly (readonly PropId[])[] {
  const own = parts.map((part) => {
    const { outside, all, lists } = factsOf(part, props);
    return by === BY_LISTS ? { outside, all: unionOf([all, lists]) } : { outside, all };
  });
  const shared = unionOf(own.filter((_, i) => props.get(parts[i]!).kind !== "some").map(({ all }) => all));
  const groups: { parts: PropId[]; facts: FactSet }[] = [];
  parts.forEach((part, i) => {
    const { outside, all } = own[i]!;
    const group = { parts: [part], facts: unionOf([outside, both(all, shared)]) };
    for (let g = groups.length - 1; g >= 0; g--) {
      const other = groups[g]!;
      if (!meets(group.facts, other.facts)) continue;
      group.parts.unshift(...other.parts);
      group.facts = unionOf([group.facts, other.facts]);
      groups.splice(g, 1);
    }
    groups.push(group);
  });
  return groups.map((group) => group.parts);
}

/** Whether two conditions look at one fact. */
export function shareFacts(a: PropId, b: PropId, props: Props): boolean {
  return meets(factsOf(a, props).all, factsOf(b, props).all);
}

/** Whether a condition looks at few enough facts to be asked about as a whole. */
export function isSmall(prop: PropId, props: Props): boolean {
  return factsOf(prop, props).count <= MANY;
}

/** A set of numbered facts, 32 to a word. */
type FactSet = Uint32Array;

interface Facts {
  /** those that are not of the elements the condition quantifies over */
  readonly outside: FactSet;
  readonly all: FactSet;
  /** the lists it asks about, numbered with the facts */
  readonly lists: FactSet;
  /** the subjects behind them: one fact may be asked about in several ways */
  readonly subjects: FactSet;
  readonly count: number;
}

interface Numbering {
  /** of facts, by where they stand */
  readonly numbers: Map<string, number>;
  readonly subjects: Map<Subject, { readonly own: number; readonly fact: number }>;
  readonly facts: Map<PropId, Facts>;
}

const numberings = new WeakMap<Props, Numbering>();

/** The facts below a condition. */
function factsOf(prop: PropId, props: Props): Facts {
  let numbering = numberings.get(props);
  if (numbering === undefined) {
    numbering = { numbers: new Map(), subjects: new Map(), facts: new Map() };
    numberings.set(props, numbering);
  }
  let found = numbering.facts.get(prop);
  if (found === undefined) {
    found = joinedFacts(prop, props) ?? readFacts(prop, props, numbering);
    numbering.facts.set(prop, found);
  }
  return found;
}

/** Of what is made of conditions that may have been read before; null for another one. */
function joinedFacts(prop: PropId, props: Props): Facts | null {
  const node = props.get(prop);
  if (node.kind !== "and" && node.kind !== "or") return null;
  const parts = node.parts.map((part) => factsOf(part, props));
  const subjects = unionOf(parts.map((part) => part.subjects));
  const all = unionOf(parts.map((part) => part.all));
  const lists = unionOf(parts.map((part) => part.lists));
  return { outside: all, all, lists, subjects, count: sizeOf(subjects) };
}

function readFacts(prop: PropId, props: Props, numbering: Numbering): Facts {
  const node = props.get(prop);
  const outside: number[] = [];
  const all: number[] = [];
  const own: number[] = [];
  for (const subject of props.subjectsIn(prop)) {
    const numbers = numbersOf(subject, numbering);
    own.push(numbers.own);
    all.push(numbers.fact);
    if (node.kind !== "some" || subject.scope.depth < node.element.depth) outside.push(numbers.fact);
  }
  const lists = props.listsIn(prop).map((list) => numberOf(`the list ${listKey(list)}`, numbering));
  return {
    outside: setOf(outside),
    all: setOf(all),
    lists: setOf(lists),
    subjects: setOf(own),
    count: own.length,
  };
}

/** The number of a fact that stands somewhere. */
function numberOf(place: string, { numbers }: Numbering): number {
  const number = numbers.get(place) ?? numbers.size;
  numbers.set(place, number);
  return number;
}

function numbersOf(subject: Subject, numbering: Numbering) {
  const { subjects } = numbering;
  let found = subjects.get(subject);
  if (found === undefined) {
    const fact = numberOf(`${subject.scope.list} ${subject.path}`, numbering);
    found = { own: subjects.size, fact };
    subjects.set(subject, found);
  }
  return found;
}

function sizeOf(set: FactSet): number {
  let size = 0;
  for (let word of set) for (; word !== 0; word &= word - 1) size++;
  return size;
}

function setOf(numbers: readonly number[]): FactSet {
  const set = new Uint32Array((numbers.reduce((most, number) => Math.max(most, number), -1) >> 5) + 1);
  for (const number of numbers) set[number >> 5]! |= 1 << (number & 31);
  return set;
}

function unionOf(sets: readonly FactSet[]): FactSet {
  const union = new Uint32Array(sets.reduce((most, { length }) => Math.max(most, length), 0));
  for (const set of sets) for (let i = 0; i < set.length; i++) union[i]! |= set[i]!;
  return union;
}

function both(a: FactSet, b: FactSet): FactSet {
  return a.slice(0, Math.min(a.length, b.length)).map((word, i) => word & b[i]!);
}

function meets(a: FactSet, b: FactSet): boolean {
  for (let i = Math.min(a.length, b.length) - 1; i >= 0; i--) if ((a[i]! & b[i]!) !== 0) return true;
  return false;
}
