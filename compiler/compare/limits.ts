/**
 * How much of the transactions that a row of the matrix asks about lies within the limit of a permission. Names are opened once for
 * all rows, days and jurisdictions, and conditions that come to the same are compared once: the states of a union share its powers.
 */
import { Analysis, type Law, lawOf, type PropId, type View } from "../analysis/index.ts";
import type { Expr, IsoDate, Program } from "../check/tree.ts";

/** `unknown`: the conditions grew too large to be compared. */
export type Covered = "all" | "some" | "none" | "unknown";

/** For each question, however many went before. */
const NODES = 200_000;

export class Limits {
  readonly #law: Law;
  /** opens conditions, and is asked for no diagram: each question has domains and diagrams of its own */
  readonly #opened = new Analysis();
  readonly #views = new Map<string, View>();
  readonly #covered = new Map<string, Covered>();
  readonly #impossible = new Map<PropId, boolean>();

  constructor(program: Program) {
    // conditions are compared, for which no rule has to be read
    this.#law = lawOf({ ...program, measures: [], exceptions: [] });
  }

  /** Whether no transaction meets a condition on a day: a slip in a row, and no gap of the law. */
  isImpossible(asked: Expr, jurisdiction: string, asOf: IsoDate): boolean {
    const prop = this.#viewOf(jurisdiction, asOf).tell(asked);
    const known = this.#impossible.get(prop);
    if (known !== undefined) return known;
    const analysis = this.#analysisOf([prop]);
    const attempt = analysis.attempt(() => analysis.isPossible(analysis.is(analysis.condition(prop), "yes")));
    const isImpossible = attempt.kind === "done" && !attempt.value;
    this.#impossible.set(prop, isImpossible);
    return isImpossible;
  }

  /** How much of the transactions asked about lies within a limit; `asked` null: of all. */
  covers(asked: Expr | null, limit: Expr, jurisdiction: string, asOf: IsoDate): Covered {
    const view = this.#viewOf(jurisdiction, asOf);
    let inLimit: PropId;
    try {
      inLimit = view.tell(limit);
    } catch {
      // a limit over names that only a measure binds
      return "some";
    }
    const inAsked = asked === null ? null : view.tell(asked);
    const key = `${inAsked} ${inLimit}`;
    const known = this.#covered.get(key);
    if (known !== undefined) return known;
    const covered = this.#compared(inAsked, inLimit);
    this.#covered.set(key, covered);
    return covered;
  }

  #compared(inAsked: PropId | null, inLimit: PropId): Covered {
    const analysis = this.#analysisOf(inAsked === null ? [inLimit] : [inLimit, inAsked]);
    const attempt = analysis.attempt(() => {
      const within = inAsked === null ? analysis.always : analysis.is(analysis.condition(inAsked), "yes");
      const allowed = analysis.is(analysis.condition(inLimit), "yes");
      if (!analysis.isPossible(analysis.and(within, allowed))) return "none" as const;
      return analysis.implies(within, allowed) ? ("all" as const) : ("some" as const);
    });
    return attempt.kind === "done" ? attempt.value : "unknown";
  }

  #analysisOf(props: readonly PropId[]): Analysis {
    const analysis = new Analysis({ budget: NODES, after: this.#opened });
    for (const prop of props) analysis.space.tell(prop);
    return analysis;
  }

  #viewOf(jurisdiction: string, asOf: IsoDate): View {
    const key = `${jurisdiction} ${asOf}`;
    let view = this.#views.get(key);
    if (view === undefined) {
      view = this.#opened.view(this.#law, { asOf }, jurisdiction);
      this.#views.set(key, view);
    }
    return view;
  }
}
