/** Complete transactions that show a claim, replayed by the oracle. */
import type Fraction from "fraction.js";
import { dayOfNumber } from "../../check/days.ts";
import type { CaseJson, Verdict } from "../../check/tree.ts";
import { interpret, type OracleDetermination } from "../../oracle/index.ts";
import type { Class } from "../conditions/domain.ts";
import type { PropId } from "../conditions/prop.ts";
import { NO } from "../conditions/prop.ts";
import { type ListRef, placeKey, ROOT, type Scope, type Subject } from "../conditions/subject.ts";
import type { Node } from "../diagrams/diagram.ts";
import { cheapestPaths, defaultClass, valueAt } from "../diagrams/paths.ts";
import { depthOfList } from "../diagrams/quantifiers.ts";
import type { Space } from "../diagrams/space.ts";
import { truthAt } from "../diagrams/truth-at.ts";
import type { Variable } from "../diagrams/variables.ts";
import { type Outcome, POLICIES, VERDICT_ONLY, verdictOf } from "../opening/outcome.ts";
import type { View } from "../opening/view.ts";
import { leastCase } from "./least.ts";
import { Realizer } from "./realize.ts";
import { written } from "./realize-numbers.ts";
import type { Realized } from "./realized.ts";

export interface Witness {
  /** as `cordon eval` reads it */
  readonly case: CaseJson;
  /** the oracle gives the expected answer in every view */
  readonly certain: boolean;
  /** what each view answers, by the oracle; null where it refuses the case */
  readonly answers: readonly (OracleDetermination | null)[];
  /** what the diagrams expect of each view; null: not asked */
  readonly expected: readonly (Outcome | null)[];
  /** places of the facts that the search rests on, without positions in lists; absent: not known */
  readonly needed?: ReadonlySet<string>;
}

export interface WitnessOptions {
  /** assignments to try before giving up; default 40 */
  readonly tries?: number;
  /** leave out facts without which the answers stay the same; default true */
  readonly smallest?: boolean;
  /** says of a case whether it is answered as expected, or shows what is wanted, in place of a replay in the views */
  readonly isShown?: (facts: CaseJson, expected: readonly Outcome[]) => boolean;
  /** views whose facts a case is to state besides, so that it can be put to them too; absent: those it is for */
  readonly ground?: readonly View[];
  /** how often the facts that matter are narrowed down; default 3 */
  readonly rounds?: number;
}

type Json = { [key: string]: CaseJson };

/**
 * The smallest transaction found for which `claim` is yes, replayed in the given views. Null: none was found, which
 * proves that there is none only where the claim is not possible at all.
 */
export function witnessOf(
  space: Space,
  claim: Node,
  views: readonly View[],
  options: WitnessOptions = {},
): Witness | null {
  const possible = space.quantifiers.possible(claim);
  let best: Witness | null = null;
  let tries = options.tries ?? 40;
  const subjects = space.subjectsOf(views.flatMap((view) => view.told));
  const variables = relevant(space, subjects, views, claim);
  const realizer = new Realizer(space, variables);
  for (const path of cheapestPaths(space, possible)) {
    if (tries-- <= 0) break;
    const realized = realizer.realize(ROOT, path);
    if (realized === null || valueAt(space, possible, realized.assignment) !== "yes") continue;
    const found = replayed(new CaseMaker(space, subjects, views), space, realized, views);
    if (found.certain) return options.smallest === false ? found : shrink(found, views, space.givenFacts);
    best ??= found;
  }
  return best;
}

/** Variables of all facts that some view looks at, and of the elements that lists may need. */
function relevant(
  space: Space,
  subjects: readonly Subject[],
  views: readonly View[],
  claim: Node,
): readonly Variable[] {
  const found = new Set<Variable>();
  for (const subject of subjects) {
    for (const variable of space.variablesOf(subject)) found.add(variable);
  }
  const take = (nodes: readonly Node[]): void => {
    for (const level of space.diagrams.support(...nodes)) {
      const variable = space.variables.at(level);
      if (variable.is === "exists" && !found.has(variable)) take([variable.profile]);
      found.add(variable);
    }
  };
  take([claim, ...views.map((view) => view.determination(VERDICT_ONLY))]);
  return [...found];
}

function replayed(maker: CaseMaker, space: Space, realized: Realized, views: readonly View[]): Witness {
  const facts = merged(maker.record(realized), space.givenFacts);
  const expected = views.map((view) => {
    const value = valueAt(space, view.determination(VERDICT_ONLY), realized.assignment);
    return value as Outcome;
  });
  const answers = views.map((view) => replay(view, facts));
  const certain = answers.every((answer, i) => answer !== null && agrees(answer, expected[i]!));
  return { case: facts, certain, answers, expected };
}

/** The oracle's answer, or that of the law's own judge; null where it refuses the case. */
export function replay(view: View, facts: CaseJson): OracleDetermination | null {
  const { asOf, knownAt, view: text } = view.point;
  if (view.law.judge !== null)
    return view.law.judge(facts, { asOf, knownAt, view: text, jurisdiction: view.jurisdiction });
  try {
    return interpret(view.law.program, facts, {
      asOf,
      knownAt,
      view: text,
      jurisdiction: view.jurisdiction,
      onlyAnswer: true,
    });
  } catch {
    return null;
  }
}

export function agrees(answer: OracleDetermination, expected: Outcome): boolean {
  const verdict: Verdict | "undetermined" = verdictOf(expected);
  return (
    answer.verdict === verdict &&
    answer.atLeast === expected.least.verdict &&
    answer.atMost === expected.most.verdict
  );
}

/** Leaves out what can go, as long as every view answers the same. */
export function shrink(witness: Witness, views: readonly View[], given: CaseJson): Witness {
  const want = witness.answers.map(summary);
  const same = (facts: CaseJson): boolean =>
    views.every((view, i) => summary(replay(view, facts)) === want[i]);
  const facts = merged(
    leastCase(witness.case, (less) => same(merged(less, given))),
    given,
  );
  return { ...witness, case: facts, answers: views.map((view) => replay(view, facts)) };
}

/** The facts of both; where both state one, that of the second. */
export function merged(facts: CaseJson, given: CaseJson): CaseJson {
  if (!isRecord(facts) || !isRecord(given)) return given;
  const both: Json = { ...facts };
  for (const [name, value] of Object.entries(given)) {
    const before = both[name];
    both[name] = before === undefined ? value : merged(before, value);
  }
  return both;
}

function isRecord(json: CaseJson): json is { readonly [key: string]: CaseJson } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function summary(answer: OracleDetermination | null): string {
  if (answer === null) return "refused";
  const rules = answer.requirements.map((r) => `${r.id} ${r.holds} ${r.releasedBy.join(",")}`).sort();
  return JSON.stringify([
    answer.verdict,
    answer.atLeast,
    answer.atMost,
    answer.review,
    answer.routes,
    [...new Set(rules)],
    answer.contradictions,
  ]);
}

// ------------------------------------------------------------------------------------------------------------ cases

export class CaseMaker {
  readonly #space: Space;
  /** by list and depth */
  readonly #subjects: ReadonlyMap<string, readonly Subject[]>;
  /** lists that the views ask about, one that no element decides among them */
  readonly #asked: readonly ListRef[];
  readonly #lists: readonly string[];

  constructor(space: Space, subjects: readonly Subject[], views: readonly Pick<View, "told" | "law">[]) {
    this.#space = space;
    const byScope = new Map<string, Subject[]>();
    for (const subject of subjects) {
      const key = scopeKey(subject.scope);
      const own = byScope.get(key);
      if (own === undefined) byScope.set(key, [subject]);
      else own.push(subject);
    }
    this.#subjects = byScope;
    this.#asked = space.props.listsIn(...views.flatMap((view) => view.told));
    this.#lists = [
      ...new Set(views.flatMap((view) => view.law.program.lists.map((list) => list.name))),
    ].sort();
  }

  record(realized: Realized): CaseJson {
    const json: Json = {};
    // many facts stand behind one gate
    const gates = new Map<PropId, boolean>();
    const own = this.#subjects.get(scopeKey(realized.scope)) ?? [];
    const leftOut = this.#leftOut(own, realized);
    for (const subject of own) {
      if (leftOut.has(subject.path) || this.#isAbsent(subject, realized, gates)) continue;
      this.#state(json, subject, this.#space.variablesOf(subject), realized);
    }
    const { scope, lists } = realized;
    const others = this.#asked.filter(
      (list) =>
        list.owner.list === scope.list &&
        depthOfList(list.owner) === depthOfList(scope) &&
        !lists.some((known) => known.list.path === list.path),
    );
    for (const { list, elements } of [...lists, ...others.map((list) => ({ list, elements: [] }))]) {
      const inner = elements.map((element) => this.record(element));
      put(json, list.path, list.field.closedWhen === null ? inner : { closed: inner });
    }
    return json;
  }

  /** Paths of facts that the case leaves out for a formula to give. */
  #leftOut(subjects: readonly Subject[], realized: Realized): ReadonlySet<string> {
    const paths = new Set<string>();
    for (const subject of subjects) {
      if (subject.is !== "given") continue;
      const variable = this.#space.variable(subject);
      const cls = realized.assignment.get(variable.level) ?? defaultClass(this.#space, variable);
      if (this.#space.domain(subject).classes[cls]!.value !== true) paths.add(subject.path);
    }
    return paths;
  }

  /** Whether the fact does not apply, by the other facts: then it is not stated. */
  #isAbsent(subject: Subject, realized: Realized, known: Map<PropId, boolean>): boolean {
    const gate: PropId = this.#space.props.gateOf(subject);
    if (gate === NO) return false;
    let isAbsent = known.get(gate);
    if (isAbsent === undefined) {
      isAbsent = truthAt(this.#space, gate, realized.assignment) === "yes";
      known.set(gate, isAbsent);
    }
    return isAbsent;
  }

  #state(json: Json, subject: Subject, variables: readonly Variable[], realized: Realized): void {
    const cls = (variable: Variable): number =>
      realized.assignment.get(variable.level) ?? defaultClass(this.#space, variable);
    switch (subject.is) {
      case "set":
      case "entries": {
        const isUnknown = variables.some((v) => v.is === "state" && cls(v) === 1);
        const members = variables.flatMap((v) => (v.is === "member" && cls(v) === 1 ? [v.cls.value] : []));
        const before = valueAtPath(json, subject.path);
        const all = [...(Array.isArray(before) ? before : []), ...members];
        put(json, subject.path, isUnknown ? { unknown: true } : [...new Set(all)]);
        if (subject.is === "entries") {
          put(json, subject.path.replace(/entries$/, "screened"), this.#lists);
        }
        return;
      }
      case "stated": {
        const found = classIn(variables, cls);
        if (found === null || found.state === "none") return;
        const before = valueAtPath(json, subject.path);
        put(json, subject.path, [...(Array.isArray(before) ? before : []), found.value]);
        return;
      }
      case "record": {
        const found = classIn(variables, cls);
        if (found !== null && found.state !== "given") put(json, subject.path, found.value);
        return;
      }
      case "opaque":
        if (subject.relation === "in" && classIn(variables, cls)?.value === true) {
          const [element, set] = subject.about;
          const word = element === undefined ? undefined : realized.words.get(placeKey(element));
          if (set === undefined || word === undefined) return;
          const before = valueAtPath(json, set.path);
          const text = word.kind === "code" ? word.code : word.text;
          put(json, set.path, [...(Array.isArray(before) ? before : []), text]);
        }
        return;
      case "given":
      case "product":
      case "sum":
      case "same":
      case "aggregate":
        return;
      default: {
        const found = classIn(variables, cls);
        if (found !== null) put(json, subject.path, this.#value(subject, found, realized));
      }
    }
  }

  #value(subject: Subject, cls: Class, realized: Realized): CaseJson {
    if (cls.state !== "given") return cls.value;
    const number = realized.numbers.get(placeKey(subject));
    if (number !== undefined && subject.is === "date") return dayOfNumber(Number(number.valueOf()));
    if (number !== undefined && subject.is === "number") return numberOf(number, subject);
    const word = realized.words.get(placeKey(subject));
    if (word !== undefined && subject.is === "word") {
      const { type } = subject.field;
      if (word.kind === "word") return word.text;
      return type.kind === "code" && type.scheme === null ? `${word.scheme.name} ${word.code}` : word.code;
    }
    return cls.value;
  }
}

/** Where cases state a subject, without positions in lists; of a computed one what it is computed from. */
export function placesOf(subject: Subject): readonly string[] {
  switch (subject.is) {
    case "product":
    case "sum":
      return subject.parts.flatMap((part) => placesOf(part.subject));
    case "same":
      return [subject.left, subject.right].flatMap(placesOf);
    case "opaque":
      return subject.about.flatMap(placesOf);
    case "aggregate":
      return subject.value === null ? [] : placesOf(subject.value.subject);
    default: {
      const { list } = subject.scope;
      const place = list === "" ? subject.path : `${list}.${subject.path}`;
      return subject.is === "entries" ? [place, place.replace(/entries$/, "screened")] : [place];
    }
  }
}

function scopeKey({ list, depth }: Scope): string {
  return `${depth} ${list}`;
}

function numberOf(
  number: Fraction,
  subject: Extract<Subject, { is: "number" | "date" | "money" }>,
): CaseJson {
  return written(number, subject.field.type.kind === "number" ? subject.field.type.unit.text : "");
}

function classIn(variables: readonly Variable[], cls: (variable: Variable) => number): Class | null {
  const [variable] = variables;
  return variable?.is === "value" ? variable.domain.classes[cls(variable)]! : null;
}

function put(json: Json, path: string, value: CaseJson): void {
  const steps = path.split(".");
  let at = json;
  for (const step of steps.slice(0, -1)) {
    const inner = at[step];
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) at[step] = {};
    const next = at[step] as Json;
    // a record that is not there has no fields
    if (next.notApplicable === true || next.unknown === true) return;
    at = next;
  }
  at[steps.at(-1)!] = value;
}

function valueAtPath(json: CaseJson | undefined, path: string): CaseJson | undefined {
  return path
    .split(".")
    .reduce<CaseJson | undefined>(
      (at, step) =>
        typeof at === "object" && at !== null && !Array.isArray(at) ? (at as Json)[step] : undefined,
      json,
    );
}

export function policyName(rank: number): (typeof POLICIES)[number] | null {
  return rank < 0 ? null : POLICIES[rank]!;
}
