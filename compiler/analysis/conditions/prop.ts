/**
 * Conditions opened down to literals, as an interned graph: equal conditions are one node, whichever rule, slice or
 * program they come from. Nothing is distributed or negated inward; the four truth values are kept.
 */

import { inOrder } from "../in-order.ts";
import { numbersIn } from "./choices.ts";
import type { Domain } from "./domain.ts";
import type { ListRef, Scope, Subject, Test } from "./subject.ts";
import { listKey, testKey } from "./subject.ts";
import { knownTruth, notTruth, type Truth, whetherTruth } from "./truth.ts";

export type PropId = number;

export type Prop =
  | { readonly kind: "const"; readonly truth: Truth }
  | { readonly kind: "literal"; readonly subject: Subject; readonly test: Test }
  /** two words are the same: decided by their classes, else by the variable `subject` */
  | { readonly kind: "same"; readonly subject: Subject & { readonly is: "same" } }
  | { readonly kind: "and" | "or"; readonly parts: readonly PropId[] }
  /** `isNo` is yes where its part is no, and no otherwise */
  | { readonly kind: "not" | "known" | "whether" | "isNo"; readonly of: PropId }
  /** the condition is yes or no, never unknown */
  | { readonly kind: "choice"; readonly condition: PropId; readonly yes: PropId; readonly no: PropId }
  /** `or` over the elements of a closed list */
  | { readonly kind: "some"; readonly list: ListRef; readonly element: Scope; readonly body: PropId };

export const NO: PropId = 0;
export const UNSTATED: PropId = 1;
export const MISSING: PropId = 2;
export const YES: PropId = 3;

const CONSTANT: Readonly<Record<Truth, PropId>> = { no: NO, unstated: UNSTATED, missing: MISSING, yes: YES };

export class Props {
  readonly #nodes: Prop[] = [];
  readonly #ids = new Map<string, PropId>();
  readonly #subjects = new Map<string, Subject>();
  /** by subject, by the name of the test */
  readonly #literals = new Map<Subject, Map<string, PropId>>();
  /** numbers of sets and of lists' keys */
  readonly #sets = new Map<string, number>();

  /** by subject and tests: spaces that share conditions cut most domains alike */
  readonly #domains = new Map<string, Domain>();

  /** where a fact does not apply, by its subject */
  readonly #gates = new Map<string, PropId>();

  constructor() {
    for (const truth of ["no", "unstated", "missing", "yes"] as const) {
      this.#intern(`c ${truth}`, { kind: "const", truth });
    }
  }

  get(id: PropId): Prop {
    return this.#nodes[id]!;
  }

  get size(): number {
    return this.#nodes.length;
  }

  /** The one object for a subject. */
  subject(subject: Subject): Subject {
    const key = `${subject.scope.list}@${subject.scope.depth} ${subject.key}`;
    const known = this.#subjects.get(key);
    if (known !== undefined) return known;
    this.#subjects.set(key, subject);
    return subject;
  }

  /** A domain that was cut before for the same subject and tests, or cut now. */
  domain(key: string, cut: () => Domain): Domain {
    let domain = this.#domains.get(key);
    if (domain === undefined) {
      domain = cut();
      this.#domains.set(key, domain);
    }
    return domain;
  }

  /** Notes where a fact does not apply; of two laws with one vocabulary, either says the same. */
  gate(subject: Subject, absent: PropId): void {
    this.#gates.set(`${subject.scope.list}@${subject.scope.depth} ${subject.key}`, absent);
  }

  gateOf(subject: Subject): PropId {
    return this.#gates.get(`${subject.scope.list}@${subject.scope.depth} ${subject.key}`) ?? NO;
  }

  /** Every subject below a condition, those of aggregates included. */
  subjectsIn(...roots: readonly PropId[]): readonly Subject[] {
    const found = new Set<Subject>();
    const seen = new Set<PropId>();
    const stack = [...roots];
    const take = (subject: Subject): void => {
      if (found.has(subject)) return;
      found.add(subject);
      if (subject.is === "product" || subject.is === "sum")
        for (const part of subject.parts) take(part.subject);
      if (subject.is === "same") for (const side of [subject.left, subject.right]) take(side);
      if (subject.is !== "aggregate") return;
      stack.push(subject.where);
      for (const { linear, gate } of numbersIn(subject)) {
        for (const term of linear.terms) take(term.subject);
        stack.push(gate.absent, gate.unstated);
      }
    };
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const prop = this.get(id);
      if (prop.kind === "literal" || prop.kind === "same") take(prop.subject);
      stack.push(...partsOf(prop));
    }
    return [...found];
  }

  /** Every literal below a condition. */
  literalsIn(root: PropId): ReadonlySet<PropId> {
    const found = new Set<PropId>();
    const seen = new Set<PropId>();
    const stack = [root];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const prop = this.get(id);
      if (prop.kind === "literal") found.add(id);
      else stack.push(...partsOf(prop));
    }
    return found;
  }

  /** Every list that a condition, or one inside it, asks about. */
  listsIn(...roots: readonly PropId[]): readonly ListRef[] {
    const found = new Map<string, ListRef>();
    const seen = new Set<PropId>();
    const stack = [...roots];
    for (const subject of this.subjectsIn(...roots)) {
      if (subject.is === "aggregate") found.set(listKey(subject.list), subject.list);
    }
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const prop = this.get(id);
      if (prop.kind === "some") found.set(listKey(prop.list), prop.list);
      stack.push(...partsOf(prop));
    }
    return [...found.values()];
  }

  constant(truth: Truth): PropId {
    return CONSTANT[truth];
  }

  literal(subject: Subject, test: Test): PropId {
    const one = this.subject(subject);
    let known = this.#literals.get(one);
    if (known === undefined) {
      known = new Map();
      this.#literals.set(one, known);
    }
    const name = this.#testName(test);
    let id = known.get(name);
    if (id === undefined) {
      id = this.#add({ kind: "literal", subject: one, test });
      known.set(name, id);
    }
    return id;
  }

  /** Short where the test's own key may name a whole list. */
  #testName(test: Test): string {
    const key = test.t === "in" ? test.set.key : test.t === "keys" ? test.key : null;
    if (key === null) return testKey(test);
    let number = this.#sets.get(key);
    if (number === undefined) {
      number = this.#sets.size;
      this.#sets.set(key, number);
    }
    return `${test.t} #${number}`;
  }

  same(subject: Subject & { readonly is: "same" }): PropId {
    const one = this.subject(subject);
    if (one.is !== "same") throw new Error(`${one.key} is no comparison of two words`);
    return this.#intern(`= ${one.scope.list}@${one.scope.depth} ${one.key}`, { kind: "same", subject: one });
  }

  and(...parts: readonly PropId[]): PropId {
    return this.#connective("and", parts, YES, NO);
  }

  or(...parts: readonly PropId[]): PropId {
    return this.#connective("or", parts, NO, YES);
  }

  not(of: PropId): PropId {
    const prop = this.get(of);
    if (prop.kind === "const") return this.constant(notTruth(prop.truth));
    if (prop.kind === "not") return prop.of;
    return this.#intern(`! ${of}`, { kind: "not", of });
  }

  known(of: PropId): PropId {
    const prop = this.get(of);
    if (prop.kind === "const") return this.constant(knownTruth(prop.truth));
    return this.#intern(`k ${of}`, { kind: "known", of });
  }

  whether(of: PropId): PropId {
    const prop = this.get(of);
    if (prop.kind === "const") return this.constant(whetherTruth(prop.truth));
    return this.#intern(`w ${of}`, { kind: "whether", of });
  }

  isNo(of: PropId): PropId {
    const prop = this.get(of);
    if (prop.kind === "const") return prop.truth === "no" ? YES : NO;
    return this.#intern(`n ${of}`, { kind: "isNo", of });
  }

  choice(condition: PropId, yes: PropId, no: PropId): PropId {
    const prop = this.get(condition);
    if (prop.kind === "const") return prop.truth === "yes" ? yes : no;
    if (yes === no) return yes;
    if (yes === YES && no === NO) return condition;
    return this.#intern(`? ${condition} ${yes} ${no}`, { kind: "choice", condition, yes, no });
  }

  some(list: ListRef, element: Scope, body: PropId): PropId {
    if (body === NO) return NO;
    const key = `s ${list.owner.list}@${list.owner.depth} ${listKey(list)} ${element.depth} ${body}`;
    return this.#intern(key, { kind: "some", list, element, body });
  }

  #connective(kind: "and" | "or", parts: readonly PropId[], neutral: PropId, decisive: PropId): PropId {
    const flat = new Set<PropId>();
    for (const part of parts) {
      const prop = this.get(part);
      if (part === decisive) return decisive;
      if (prop.kind === kind) for (const inner of prop.parts) flat.add(inner);
      else if (part !== neutral) flat.add(part);
    }
    if (flat.size === 0) return neutral;
    if (flat.size === 1) return [...flat][0]!;
    const own = [...flat];
    return this.#intern(`${kind} ${inOrder(own).join(" ")}`, { kind, parts: own });
  }

  #intern(key: string, prop: Prop): PropId {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#add(prop);
    this.#ids.set(key, id);
    return id;
  }

  #add(prop: Prop): PropId {
    this.#nodes.push(prop);
    return this.#nodes.length - 1;
  }
}

/** The conditions that a condition is made of. */
function partsOf(prop: Prop): readonly PropId[] {
  switch (prop.kind) {
    case "and":
    case "or":
      return prop.parts;
    case "choice":
      return [prop.condition, prop.yes, prop.no];
    case "some":
      return [prop.body];
    default:
      return "of" in prop ? [prop.of] : [];
  }
}
