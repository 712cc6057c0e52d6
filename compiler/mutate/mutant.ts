/** A mutant: one small change of the law that a good set of scenarios notices. */
import type { Span } from "../../grammar/base/span.ts";
import type { DatedVersion, Expr, IsoDate, LimbValue } from "../check/tree.ts";

export type MutantKind = "threshold" | "operator" | "date" | "set" | "condition" | "exception" | "verdict";

/** A property of the copied program and what the mutant has there. */
export interface Edit {
  readonly target: object;
  readonly key: string;
  readonly value: unknown;
}

/** Where the law first comes to something else; a scenario that never gets there cannot notice. */
export type Trigger =
  /** one of these comes to another truth */
  | {
      readonly kind: "other truth";
      readonly exprs: readonly Expr[];
      /** they stand in other declarations, which read the changed one */
      readonly elsewhere: boolean;
    }
  /** one of these comes to anything but this truth: what is left out would count as it */
  | {
      readonly kind: "not";
      readonly truth: "yes" | "no";
      readonly of: readonly (Expr | LimbValue | DatedVersion<unknown>)[];
    }
  /** the law is read on one of these days */
  | { readonly kind: "day"; readonly days: readonly IsoDate[] }
  /** a requirement of the measure holds or may hold */
  | { readonly kind: "requirement"; readonly measure: string };

export interface Mutant {
  readonly kind: MutantKind;
  /** id of the declaration that is changed */
  readonly of: string;
  readonly span: Span;
  /** in words: `>= 4800 becomes > 4800` */
  readonly change: string;
  readonly edits: readonly Edit[];
  readonly trigger: Trigger;
  /** days on which the change may matter first: the first of the version, or the days of a date */
  readonly days: readonly IsoDate[];
}

/** Puts the mutant in, runs, and takes it out, whatever happens. */
export function withMutant<T>(mutant: Mutant, run: () => T): T {
  const before = mutant.edits.map(({ target, key }) => (target as Record<string, unknown>)[key]);
  for (const { target, key, value } of mutant.edits) (target as Record<string, unknown>)[key] = value;
  try {
    return run();
  } finally {
    mutant.edits.forEach(({ target, key }, i) => {
      (target as Record<string, unknown>)[key] = before[i];
    });
  }
}
