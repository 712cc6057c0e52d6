/** What of the law is put to scenarios where only some of it is asked about. */
import type { Jurisdiction, Program } from "../check/tree.ts";
import { Dependents } from "../dependents/dependents.ts";
import type { Point } from "./points.ts";

export class Concern {
  readonly #program: Program;
  /** the measures that rest on anything that the points are of, and all that these rest on */
  readonly #part: Program;
  /** those whose answers can exercise a point; null: all */
  readonly #jurisdictions: ReadonlySet<Jurisdiction> | null = null;
  /** those with measures of the part whose routes are conditional */
  readonly #routing: ReadonlySet<Jurisdiction> = new Set();

  constructor(program: Program, points: readonly Point[], isAll: boolean) {
    this.#program = program;
    this.#part = program;
    if (isAll) return;
    const dependents = new Dependents(program);
    const asked = new Set(points.map((point) => point.of));
    this.#part = dependents.restingOn(program, asked);
    this.#jurisdictions = new Set([...asked].flatMap((id) => dependents.jurisdictionsOn(id)));
    const routing = this.#part.measures.filter(({ chronology }) =>
      chronology.versions.some(({ value }) => value.routes.some(({ when }) => when !== null)),
    );
    this.#routing = new Set(routing.map(({ jurisdiction }) => jurisdiction));
  }

  /** Whether an answer of a jurisdiction can exercise a point. */
  isOf(jurisdiction: Jurisdiction): boolean {
    return this.#jurisdictions === null || isWithin(jurisdiction, this.#jurisdictions);
  }

  /** The law to ask for an answer. Routes are asked for of the measures that govern, and which these are rests on all. */
  partFor(jurisdiction: Jurisdiction): Program {
    return isWithin(jurisdiction, this.#routing) ? this.#program : this.#part;
  }
}

/** Whether it, or one that it lies within, whose measures are its own too, is among these. */
function isWithin(jurisdiction: Jurisdiction, among: ReadonlySet<Jurisdiction>): boolean {
  return among.has(jurisdiction) || (jurisdiction.within !== null && isWithin(jurisdiction.within, among));
}
