/**
 * The variables of the diagrams: one per subject, one per class of members of a set, and one for each question whether a
 * list has an element of some kind. Outer scopes come first in the order, so that what a quantifier leaves open stands
 * above what it binds.
 */

import type { Class, Domain } from "../conditions/domain.ts";
import type { ListRef, Scope, Subject } from "../conditions/subject.ts";
import type { Node } from "./diagram.ts";

export type Variable = {
  readonly level: number;
  readonly size: number;
  readonly scope: Scope;
  /** in words */
  readonly label: string;
} & (
  | { readonly is: "value"; readonly subject: Subject; readonly domain: Domain }
  /** some stated member of a set lies in one class */
  | {
      readonly is: "member";
      readonly subject: Subject;
      readonly domain: Domain;
      readonly cls: Class;
      readonly index: number;
    }
  /** a set is stated unknown, or not applicable */
  | { readonly is: "state"; readonly subject: Subject }
  /** some element of the list has one of these profiles */
  | {
      readonly is: "exists";
      readonly list: ListRef;
      readonly element: Scope;
      /** over the variables of the element */
      readonly profile: Node;
    }
);

const BLOCK = 2 ** 22;

/** Bare of its level, which the register gives. */
export type NewVariable = Variable extends infer V ? (V extends Variable ? Omit<V, "level"> : never) : never;

export class Variables {
  readonly #byLevel = new Map<number, Variable>();
  readonly #byKey = new Map<string, Variable>();
  readonly #next = new Map<number, number>();

  /** The variable of a key; a new one stands last in its scope's block. */
  of(key: string, make: () => NewVariable): Variable {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const bare = make();
    const { depth } = bare.scope;
    const sequence = this.#next.get(depth) ?? 0;
    this.#next.set(depth, sequence + 1);
    const variable: Variable = { ...bare, level: depth * BLOCK + sequence };
    this.#byKey.set(key, variable);
    this.#byLevel.set(variable.level, variable);
    return variable;
  }

  at(level: number): Variable {
    return this.#byLevel.get(level)!;
  }

  depthOf(level: number): number {
    return Math.floor(level / BLOCK);
  }

  all(): readonly Variable[] {
    return [...this.#byLevel.values()].sort((a, b) => a.level - b.level);
  }
}
