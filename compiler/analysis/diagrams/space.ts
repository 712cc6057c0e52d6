/**
 * Conditions as diagrams. First every condition that will be asked about is told (`tell`); then the domains are cut, the
 * variables ordered, and any told condition can be had as a diagram over the four truth values (`node`).
 */

import type { CaseJson } from "../../check/tree.ts";
import { numbersIn } from "../conditions/choices.ts";
import { type Class, type Domain, domainOf } from "../conditions/domain.ts";
import type { PropId } from "../conditions/prop.ts";
import { Props } from "../conditions/prop.ts";
import type { Subject, Test } from "../conditions/subject.ts";
import { domainKey, placeKey, testKey } from "../conditions/subject.ts";
import { andTruth, knownTruth, notTruth, orTruth, type Truth, whetherTruth } from "../conditions/truth.ts";
import { Diagrams, type Node, type Operation } from "./diagram.ts";
import { FoundOfSubjects } from "./found.ts";
import type { Given } from "./given.ts";
import { doubtsOf } from "./openness.ts";
import { depthOfList, movedSubject, projection, Quantifiers } from "./quantifiers.ts";
import { Sums } from "./sums.ts";
import { type Variable, Variables } from "./variables.ts";

interface Asked {
  readonly subject: Subject;
  readonly tests: Map<string, Test>;
  asked: boolean;
}

export class Space {
  readonly props: Props;
  readonly diagrams: Diagrams;
  readonly variables = new Variables();
  readonly quantifiers: Quantifiers;
  readonly sums: Sums;
  readonly and: Operation<Truth>;
  readonly or: Operation<Truth>;
  readonly #asked = new Map<string, Asked>();
  readonly #seen = new Set<number>();
  /** literals and questions about lists in the order in which they are met */
  readonly #order: { subject: Subject; test: Test | null; some: PropId | null }[] = [];
  readonly #domains = new Map<string, Domain>();
  readonly #truths = new Map<string, readonly Truth[]>();
  /** what is asked of one subject again and again, without its key */
  readonly #found = new FoundOfSubjects();
  readonly #nodes = new Map<PropId, Node>();
  /** Most questions are put to circuits: then diagrams of small conditions come without those of all quantifiers. */
  isSearched = false;

  /** nothing more can be told */
  #closed = false;
  #ordered = false;

  /** Items are described by their parameters alone: no case states a code (assumed on request). */
  readonly #byParameters: boolean;

  /** what is known of the transactions in question */
  readonly #given: Given | null;

  /** the same as a case states it; every witness repeats it */
  readonly givenFacts: CaseJson;

  constructor(
    budget?: number,
    byParameters = false,
    given: Given | null = null,
    facts: CaseJson = {},
    props: Props = new Props(),
  ) {
    this.props = props;
    this.givenFacts = facts;
    this.#byParameters = byParameters;
    this.#given = given;
    this.diagrams = new Diagrams(budget);
    const { no, yes } = this.diagrams;
    this.and = {
      name: "and",
      commutative: true,
      apply: andTruth,
      shortcut: (a, b) =>
        a === b ? a : a === no || b === no ? no : a === yes ? b : b === yes ? a : undefined,
    };
    this.or = {
      name: "or",
      commutative: true,
      apply: orTruth,
      shortcut: (a, b) =>
        a === b ? a : a === yes || b === yes ? yes : a === no ? b : b === no ? a : undefined,
    };
    this.quantifiers = new Quantifiers(this);
    this.sums = new Sums(this);
  }

  // ------------------------------------------------------------------------------------------------------ telling

  /** Makes a condition known before the domains are cut. */
  tell(root: PropId): void {
    if (this.#closed) throw new Error("the domains are cut already");
    this.#see(root, false);
  }

  /** `asked`: the law asks whether what is below is known. */
  #see(id: PropId, asked: boolean): void {
    const mark = asked ? -id - 1 : id;
    if (this.#seen.has(mark)) return;
    this.#seen.add(mark);
    const prop = this.props.get(id);
    switch (prop.kind) {
      case "const":
        return;
      case "literal":
        this.#ask(prop.subject, prop.test, asked);
        if (prop.subject.is === "aggregate") {
          this.#see(prop.subject.where, asked);
          for (const { linear, gate } of numbersIn(prop.subject)) {
            for (const term of linear.terms) this.#ask(term.subject, null, asked);
            for (const id of [gate.absent, gate.unstated]) this.#see(id, asked);
          }
        }
        return;
      case "same":
        for (const side of [prop.subject.left, prop.subject.right]) this.#ask(side, null, asked);
        this.#ask(prop.subject, { t: "yes" }, false);
        return;
      case "and":
      case "or":
        for (const part of prop.parts) this.#see(part, asked);
        return;
      case "known":
      case "whether":
        this.#see(prop.of, true);
        return;
      case "not":
      case "isNo":
        this.#see(prop.of, asked);
        return;
      case "choice":
        this.#see(prop.condition, asked);
        this.#see(prop.yes, asked);
        this.#see(prop.no, asked);
        return;
      case "some": {
        this.#see(prop.body, asked);
        // the question about the list has its place where it is asked
        const [last] = this.#order.slice(-1);
        if (last !== undefined) this.#order.push({ ...last, some: id });
        return;
      }
    }
  }

  #ask(subject: Subject, test: Test | null, asked: boolean): void {
    this.#order.push({ subject, test, some: null });
    const key = domainKey(subject);
    let entry = this.#asked.get(key);
    if (entry === undefined) {
      entry = { subject, tests: new Map(), asked: false };
      this.#asked.set(key, entry);
    }
    if (test !== null) entry.tests.set(testKey(test), test);
    if (asked || (test?.t === "unknown" && test.asked)) entry.asked = true;
    if (subject.is === "product" || subject.is === "sum") {
      for (const part of subject.parts) this.#ask(part.subject, null, asked);
    }
  }

  /** Gives the variables their places, in the order of use. */
  #arrange(): void {
    if (this.#ordered) return;
    this.#closed = true;
    this.#ordered = true;
    for (const { subject, test, some } of this.#order) {
      if (some === null) this.#place(subject, test);
      else if (!this.isSearched) this.node(some);
    }
  }

  #place(subject: Subject, test: Test | null): void {
    if (subject.is === "set" || subject.is === "entries") {
      if (test === null) return;
      this.#memberVariables(subject, test);
      if (this.isAsked(subject)) this.stateVariable(subject);
      return;
    }
    if (this.domain(subject).classes.length > 1) this.variable(subject);
  }

  // -------------------------------------------------------------------------------------------------- variables

  isAsked(subject: Subject): boolean {
    const read = (): boolean => this.#asked.get(domainKey(subject))?.asked ?? false;
    // more may still be told
    if (!this.#closed) return read();
    const found = this.#found.of(subject);
    found.isAsked ??= read();
    return found.isAsked;
  }

  domain(subject: Subject): Domain {
    this.#closed = true;
    const found = this.#found.of(subject);
    found.domain ??= this.#cut(subject);
    return found.domain;
  }

  #cut(subject: Subject): Domain {
    const key = domainKey(subject);
    let domain = this.#domains.get(key);
    if (domain === undefined) {
      const entry = this.#asked.get(key);
      if (entry === undefined) throw new Error(`nothing was told about ${subject.label}`);
      const doubts = doubtsOf(this, entry.subject);
      const doubtful = `${doubts?.ofElements === true ? "~" : ""}${doubts?.ofValues === true ? "~~" : ""}`;
      domain = this.props.domain(
        `${key} ${entry.asked ? "?" : ""}${doubtful} ${[...entry.tests.keys()].join("; ")}`,
        () => domainOf(entry.subject, [...entry.tests.values()], entry.asked, doubts),
      );
      if (this.#byParameters && subject.is === "stated") domain = narrowed(domain, [0]);
      if (subject.is !== "set" && subject.is !== "entries") {
        const kept = this.#given?.(subject, domain.classes) ?? null;
        if (kept !== null) domain = narrowed(domain, kept);
      }
      this.#domains.set(key, domain);
    }
    return domain;
  }

  /** What a test comes to in each class of its subject's domain. */
  truths(subject: Subject, test: Test): readonly Truth[] {
    const { truths } = this.#found.of(subject);
    let found = truths.get(test);
    if (found === undefined) {
      found = this.#truthsOf(subject, test);
      truths.set(test, found);
    }
    return found;
  }

  #truthsOf(subject: Subject, test: Test): readonly Truth[] {
    const key = `${domainKey(subject)} ? ${testKey(test)}`;
    let truths = this.#truths.get(key);
    if (truths === undefined) {
      truths = this.domain(subject).truths(test);
      this.#truths.set(key, truths);
    }
    return truths;
  }

  variable(subject: Subject): Variable {
    const found = this.#found.of(subject);
    found.variable ??= this.variables.of(`v ${placeKey(subject)}`, () => {
      const domain = this.domain(subject);
      return {
        is: "value",
        subject,
        domain,
        size: domain.classes.length,
        scope: subject.scope,
        label: subject.label,
      };
    });
    return found.variable;
  }

  memberVariable(subject: Subject, cls: Class, index: number): Variable {
    const { members } = this.#found.of(subject);
    let variable = members[index];
    if (variable === undefined) {
      variable = this.variables.of(`m ${index} ${placeKey(subject)}`, () => ({
        is: "member",
        subject,
        domain: this.domain(subject),
        cls,
        index,
        size: 2,
        scope: subject.scope,
        label: `${subject.label} includes class ${index}`,
      }));
      members[index] = variable;
    }
    return variable;
  }

  /** Whether a set is given with a member of the variable's class; null where it is open. */
  isMember(variable: Variable): boolean | null {
    return variable.is === "member" ? this.isGiven(variable.subject, variable.index) : null;
  }

  /** The same of a class of the set's members. */
  isGiven(subject: Subject, index: number): boolean | null {
    if (subject.is !== "set") return null;
    const having = this.#given?.(subject, this.domain(subject).classes) ?? null;
    return having === null ? null : having.includes(index);
  }

  stateVariable(subject: Subject): Variable {
    return this.variables.of(`u ${placeKey(subject)}`, () => ({
      is: "state",
      subject,
      size: 2,
      scope: subject.scope,
      label: `${subject.label} is stated unknown`,
    }));
  }

  #memberVariables(subject: Subject, test: Test): readonly { variable: Variable; truth: Truth }[] {
    const { classes } = this.domain(subject);
    return this.truths(subject, test).flatMap((truth, index) =>
      truth === "no" ? [] : [{ variable: this.memberVariable(subject, classes[index]!, index), truth }],
    );
  }

  /** The variables a subject has. */
  variablesOf(subject: Subject): readonly Variable[] {
    if (subject.is !== "set" && subject.is !== "entries") return [this.variable(subject)];
    const members = this.domain(subject).classes.map((cls, i) => this.memberVariable(subject, cls, i));
    return this.isAsked(subject) ? [...members, this.stateVariable(subject)] : members;
  }

  /** Every subject that the conditions look at, elements standing at the usual depth of their list. */
  subjectsOf(roots: readonly PropId[]): readonly Subject[] {
    const subjects = this.props.subjectsIn(...roots);
    return [...new Set(subjects.map((subject) => this.canonical(subject)))];
  }

  /** The same subject of an element that stands at the usual depth of its list. */
  canonical(subject: Subject): Subject {
    return this.props.subject(canonicalSubject(subject));
  }

  // ------------------------------------------------------------------------------------------------------ diagrams

  /** The condition as a diagram with a truth value at each leaf. */
  node(id: PropId): Node {
    this.#arrange();
    const known = this.#nodes.get(id);
    if (known !== undefined) return known;
    const node = this.#build(id);
    this.#nodes.set(id, node);
    return node;
  }

  #build(id: PropId): Node {
    const { diagrams, props } = this;
    const prop = props.get(id);
    switch (prop.kind) {
      case "const":
        return diagrams.leaf(prop.truth);
      case "literal":
        return this.#literal(prop.subject, prop.test);
      case "same":
        return this.#same(prop.subject);
      case "and":
      case "or":
        return this.combine(
          prop.kind === "and" ? this.and : this.or,
          prop.parts.map((part) => this.node(part)),
        );
      case "not":
        return diagrams.map(notTruth, this.node(prop.of));
      case "known":
        return diagrams.map(knownTruth, this.node(prop.of));
      case "whether":
        return diagrams.map(whetherTruth, this.node(prop.of));
      case "isNo":
        return diagrams.map(isNo, this.node(prop.of));
      case "choice":
        return this.choice(this.node(prop.condition), this.node(prop.yes), this.node(prop.no));
      case "some": {
        const body = this.node(prop.body);
        return this.quantifiers.project(body, prop.list, prop.element, projection(this.or, "no"));
      }
    }
  }

  /** Many operands, two by two: neighbors first, so that what lies together in the sources meets early. */
  combine<T>(operation: Operation<T>, nodes: readonly Node[]): Node {
    let left = nodes;
    while (left.length > 1) {
      const next: Node[] = [];
      for (let i = 0; i < left.length; i += 2) {
        const [a, b] = [left[i]!, left[i + 1]];
        next.push(b === undefined ? a : this.diagrams.apply(operation, a, b));
      }
      left = next;
    }
    return left[0]!;
  }

  /** `yes` where the condition is yes, else `no`; any leaves. */
  choice(condition: Node, yes: Node, no: Node): Node {
    if (yes === no) return yes;
    const { diagrams } = this;
    const chosen = diagrams.apply(KEEP, condition, yes);
    return diagrams.apply(OVERLAY, chosen, no);
  }

  #literal(subject: Subject, test: Test): Node {
    const { diagrams } = this;
    if (subject.is === "set" || subject.is === "entries") {
      if (test.t === "unknown") {
        return this.isAsked(subject) ? this.#indicator(this.stateVariable(subject)) : diagrams.no;
      }
      if (test.t === "notApplicable") return diagrams.no;
      const members = this.#memberVariables(subject, test).map(({ variable, truth }) => {
        const known = this.isMember(variable);
        if (known !== null) return diagrams.leaf(known ? truth : "no");
        return diagrams.variable(variable.level, ["no", truth]);
      });
      const found = members.length === 0 ? diagrams.no : this.combine(this.or, members);
      if (!this.isAsked(subject)) return found;
      return this.choice(this.#indicator(this.stateVariable(subject)), diagrams.leaf("unstated"), found);
    }
    const truths = this.truths(subject, test);
    if (truths.every((truth) => truth === truths[0])) return diagrams.leaf(truths[0]);
    return diagrams.variable(this.variable(subject).level, truths);
  }

  #indicator(variable: Variable): Node {
    return this.diagrams.variable(variable.level, ["no", "yes"]);
  }

  /** Two words are the same: classes without a common word settle it, else a variable of its own. */
  #same(subject: Subject & { readonly is: "same" }): Node {
    const { diagrams } = this;
    const left = this.domain(subject.left).classes;
    const right = this.domain(subject.right).classes;
    const open = this.#indicatorOf(subject);
    const cases = left.map((cls) => {
      const answers = right.map((other): Node => {
        const sameness = this.sameness(cls, other);
        return sameness === "open" ? open : diagrams.leaf(sameness);
      });
      return this.pick(subject.right, answers);
    });
    return this.pick(subject.left, cases);
  }

  /** Whether words of these classes are the same; `open`: they may or may not be. */
  sameness(cls: Class, other: Class): Truth | "open" {
    if (cls.state === "notApplicable" || other.state === "notApplicable") return "no";
    if (cls.state === "unknown" || other.state === "unknown") return "unstated";
    const common = cls.words.some((word) => other.words.some((o) => sameText(word, o)));
    if (!common) return "no";
    return cls.single && other.single ? "yes" : "open";
  }

  #indicatorOf(subject: Subject): Node {
    return diagramsVariable(this, subject);
  }

  /** By the class of a subject, one of these. */
  pick(subject: Subject, nodes: readonly Node[]): Node {
    const { diagrams } = this;
    if (nodes.every((node) => node === nodes[0])) return nodes[0]!;
    const { level } = this.variable(subject);
    return this.branch(
      level,
      nodes.flatMap((node, i) => [i + 1, node]),
      diagrams,
    );
  }

  /** A node whose children may stand anywhere in the order. */
  branch(level: number, runs: readonly number[], diagrams = this.diagrams): Node {
    let inOrder = true;
    for (let i = 1; i < runs.length; i += 2) if (diagrams.level(runs[i]!) <= level) inOrder = false;
    if (inOrder) return diagrams.node(level, runs);
    const size = runs[runs.length - 2]!;
    const children = new Map<Node, string[]>();
    for (let i = 0, start = 0; i < runs.length; i += 2) {
      const here = children.get(runs[i + 1]!) ?? Array.from({ length: size }, () => "no");
      for (let c = start; c < runs[i]!; c++) here[c] = "yes";
      children.set(runs[i + 1]!, here);
      start = runs[i]!;
    }
    let result = diagrams.leaf(NOTHING);
    for (const [child, where] of children) {
      const kept = diagrams.apply(KEEP, diagrams.variable(level, where), child);
      result = diagrams.apply(OVERLAY, kept, result);
    }
    return result;
  }
}

/** Stands where nothing has been chosen yet; never in a finished diagram. */
const NOTHING = Symbol("nothing");
const KEEP: Operation<unknown> = {
  name: "keep",
  commutative: false,
  apply: (condition, value) => (condition === "yes" ? value : NOTHING),
};
const OVERLAY: Operation<unknown> = {
  name: "overlay",
  commutative: false,
  apply: (a, b) => (a === NOTHING ? b : a),
};

/** Some classes of a domain. A value that falls into none leaves the domain as it is: it would answer everything. */
function narrowed(domain: Domain, kept: readonly number[]): Domain {
  if (kept.length === 0) return domain;
  return {
    classes: kept.map((i) => domain.classes[i]!),
    truths: (test) => {
      const truths = domain.truths(test);
      return kept.map((i) => truths[i]!);
    },
  };
}

const isNo = (truth: Truth): Truth => (truth === "no" ? "yes" : "no");

function diagramsVariable(space: Space, subject: Subject): Node {
  return space.diagrams.variable(space.variable(subject).level, ["yes", "no"]);
}

function sameText(a: Class["words"][number], b: Class["words"][number]): boolean {
  if (a.kind === "code" && b.kind === "code") return a.scheme.id === b.scheme.id && a.code === b.code;
  return a.kind === "word" && b.kind === "word" && a.text === b.text;
}

/** The subject of an element as if no other name were bound around it. */
function canonicalSubject(subject: Subject): Subject {
  const depth = depthOfList(subject.scope);
  if (depth === subject.scope.depth) return subject;
  return movedSubject(subject, { ...subject.scope, depth });
}
