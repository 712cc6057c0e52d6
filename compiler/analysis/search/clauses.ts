/**
 * Conditions as gates. A truth of four values is three circuits: that it is yes, that it is not no, and that it is missing
 * (asked for only where the law tells what is missing from what is stated unknown).
 */

import type { Prop, PropId } from "../conditions/prop.ts";
import type { Subject, Test } from "../conditions/subject.ts";
import type { Truth } from "../conditions/truth.ts";
import type { Space } from "../diagrams/space.ts";
import { type Lit, not } from "../sat/sat.ts";
import { Demands } from "./demands.ts";
import { type Fact, type Gates, NOWHERE, type Places } from "./gates.ts";

/** Which side of a truth is asked for. */
export type Aspect = "yes" | "possible" | "missing";

const MATCHES: Readonly<Record<Aspect, (truth: Truth) => boolean>> = {
  yes: (truth) => truth === "yes",
  possible: (truth) => truth !== "no",
  missing: (truth) => truth === "missing",
};

/** By aspect, then by condition. */
type Built = Readonly<Record<Aspect, Map<PropId, Lit>>>;

function newBuilt(): Built {
  return { yes: new Map(), possible: new Map(), missing: new Map() };
}

export class Clauses {
  readonly gates: Gates;
  readonly #space: Space;
  /** of the transaction alone, and by the elements that conditions look at */
  readonly #known = new Map<string, Built>([["", newBuilt()]]);
  /** by the circuit that a condition is yes: that it is not no */
  readonly #possible = new Map<Lit, Lit>();
  readonly #depths = new Map<PropId, ReadonlySet<number>>();

  constructor(space: Space, gates: Gates) {
    this.#space = space;
    this.gates = gates;
    gates.demands = new Demands(gates, space.sums, (id, places) => this.of(id, "possible", places));
  }

  /** Whether the condition has that aspect, of the elements at these places. */
  of(id: PropId, aspect: Aspect, places: Places = NOWHERE): Lit {
    const built = this.#builtAt(this.#depthsOf(id), places);
    const known = built[aspect].get(id);
    if (known !== undefined) return known;
    const lit = this.#build(this.#space.props.get(id), aspect, places);
    built[aspect].set(id, lit);
    if (aspect !== "missing") {
      const [yes, possible] = [built.yes.get(id), built.possible.get(id)];
      if (yes !== undefined && possible !== undefined) this.#possible.set(yes, possible);
    }
    return lit;
  }

  /** What was built of conditions that look at the elements at these depths. */
  #builtAt(depths: ReadonlySet<number>, places: Places): Built {
    let key = "";
    // no place is written with a space
    for (const depth of depths) key = key === "" ? places.get(depth)! : `${key} ${places.get(depth)}`;
    let built = this.#known.get(key);
    if (built === undefined) {
      built = newBuilt();
      this.#known.set(key, built);
    }
    return built;
  }

  /** What is certain of a condition is possible: the latter, where both were asked for; else null. */
  possible(certain: Lit): Lit | null {
    return this.#possible.get(certain) ?? null;
  }

  #build(prop: Prop, aspect: Aspect, places: Places): Lit {
    const { gates } = this;
    const of = (id: PropId, own: Aspect): Lit => this.of(id, own, places);
    switch (prop.kind) {
      case "const":
        return MATCHES[aspect](prop.truth) ? gates.yes : gates.no;
      case "literal":
        return this.#literal(prop.subject, prop.test, aspect, places);
      case "same":
        return this.#same(prop.subject, aspect, places);
      case "and": {
        if (aspect !== "missing") return gates.and(...prop.parts.map((part) => of(part, aspect)));
        const possible = prop.parts.map((part) => of(part, "possible"));
        return gates.and(...possible, gates.or(...prop.parts.map((part) => of(part, "missing"))));
      }
      case "or": {
        if (aspect !== "missing") return gates.or(...prop.parts.map((part) => of(part, aspect)));
        const none = prop.parts.map((part) => not(of(part, "yes")));
        return gates.and(...none, gates.or(...prop.parts.map((part) => of(part, "missing"))));
      }
      case "not":
        return aspect === "missing"
          ? of(prop.of, "missing")
          : not(of(prop.of, aspect === "yes" ? "possible" : "yes"));
      case "known":
        return aspect === "possible"
          ? gates.or(of(prop.of, "yes"), of(prop.of, "missing"))
          : of(prop.of, aspect);
      case "whether": {
        if (aspect === "missing") return of(prop.of, "missing");
        const unknown = gates.and(of(prop.of, "possible"), not(of(prop.of, "yes")));
        return aspect === "possible" ? unknown : gates.and(unknown, not(of(prop.of, "missing")));
      }
      case "isNo":
        return aspect === "missing" ? gates.no : not(of(prop.of, "possible"));
      case "choice": {
        const condition = of(prop.condition, "yes");
        return gates.or(
          gates.and(condition, of(prop.yes, aspect)),
          gates.and(not(condition), of(prop.no, aspect)),
        );
      }
      case "some": {
        const { list, element, body } = prop;
        const some = (own: Aspect): Lit =>
          gates.some(list, element, places, (inner) => this.of(body, own, inner));
        return aspect === "missing" ? gates.and(some("missing"), not(some("yes"))) : some(aspect);
      }
    }
  }

  #literal(subject: Subject, test: Test, aspect: Aspect, places: Places): Lit {
    const { gates } = this;
    const space = this.#space;
    if (subject.is === "set" || subject.is === "entries") {
      const stated = (): Lit => gates.atMost(gates.fact({ is: "state", subject }, places), 0);
      if (test.t === "unknown") {
        return aspect !== "missing" && space.isAsked(subject) ? not(stated()) : gates.no;
      }
      if (test.t === "notApplicable") return gates.no;
      const truths = space.truths(subject, test);
      const having = (wanted: Aspect): Lit =>
        gates.or(
          ...truths.flatMap((truth, index) =>
            MATCHES[wanted](truth) ? [this.#member(subject, index, places)] : [],
          ),
        );
      const found = aspect === "missing" ? gates.and(having("missing"), not(having("yes"))) : having(aspect);
      if (!space.isAsked(subject)) return found;
      return aspect === "possible" ? gates.or(not(stated()), found) : gates.and(stated(), found);
    }
    const truths = space.truths(subject, test);
    const kept = truths.map(MATCHES[aspect]);
    if (kept.every((is) => is === kept[0])) return kept[0] === true ? gates.yes : gates.no;
    return gates.within(this.value(subject, places), (index) => kept[index]!);
  }

  value(subject: Subject, places: Places): Fact {
    return this.gates.fact({ is: "value", subject }, places);
  }

  #member(subject: Subject, index: number, places: Places): Lit {
    const known = this.#space.isGiven(subject, index);
    if (known !== null) return known ? this.gates.yes : this.gates.no;
    return not(this.gates.atMost(this.gates.fact({ is: "member", subject, index }, places), 0));
  }

  /** Two words are the same: classes without a common word settle it, else a fact of its own. */
  #same(subject: Subject & { readonly is: "same" }, aspect: Aspect, places: Places): Lit {
    const { gates } = this;
    const lefts = this.#space.domain(subject.left).classes;
    const rights = this.#space.domain(subject.right).classes;
    const [left, right] = [this.value(subject.left, places), this.value(subject.right, places)];
    const open = aspect === "missing" ? gates.no : gates.atMost(this.value(subject, places), 0);
    const ways = lefts.flatMap((cls, i) => {
      const answers = rights.map((other) => this.#space.sameness(cls, other));
      const certain = gates.within(
        right,
        (j) => answers[j] !== "open" && MATCHES[aspect](answers[j] as Truth),
      );
      const perhaps = gates.and(
        gates.within(right, (j) => answers[j] === "open"),
        open,
      );
      const here = gates.or(certain, perhaps);
      return here === gates.no
        ? []
        : [
            gates.and(
              gates.within(left, (at) => at === i),
              here,
            ),
          ];
    });
    return gates.or(...ways);
  }

  /** Depths of the elements that a condition looks at from outside; the transaction is left out. */
  #depthsOf(id: PropId): ReadonlySet<number> {
    const known = this.#depths.get(id);
    if (known !== undefined) return known;
    const prop = this.#space.props.get(id);
    const found = new Set<number>();
    const take = (ids: readonly PropId[]): void => {
      for (const part of ids) for (const depth of this.#depthsOf(part)) found.add(depth);
    };
    switch (prop.kind) {
      case "const":
        break;
      case "literal":
      case "same":
        for (const depth of this.gates.depthsOf(prop.subject)) found.add(depth);
        break;
      case "and":
      case "or":
        take(prop.parts);
        break;
      case "choice":
        take([prop.condition, prop.yes, prop.no]);
        break;
      case "some":
        take([prop.body]);
        found.delete(prop.element.depth);
        if (prop.list.owner.depth > 0) found.add(prop.list.owner.depth);
        break;
      default:
        take([prop.of]);
    }
    this.#depths.set(id, found);
    return found;
  }
}
