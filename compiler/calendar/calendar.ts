/**
 * Every date on which some answer changes, and no other. A date is left out only with a proof that no transaction at all
 * is answered differently the day before; it is *certain* with a transaction that the runtime answers differently, and
 * *possible* where neither was found within the budget.
 *
 * What moves with the facts alone (a license that runs out) is no date of the law: both days are asked with the same
 * `today` for facts.
 */
import {
  Analysis,
  type Change,
  type Law,
  lawOf,
  type Node,
  severity,
  type View,
  verdictOf,
  WITH_ROUTES,
} from "../analysis/index.ts";
import { previousDay } from "../check/days.ts";
import type { CaseJson, IsoDate, Jurisdiction, Program } from "../check/tree.ts";
import type { Rectangle } from "../normal/timeline.ts";
import type { Engine } from "../runtime/index.ts";
import { candidateDays } from "./candidates.ts";
import { type Direction, directionOf, type Step, stepBetween, stepOf } from "./direction.ts";
import { type CalendarEvent, eventsOn } from "./events.ts";
import { knownCases, speaksOf } from "./known-cases.ts";
import { type Brief, briefOf, saysTheSame } from "./replay.ts";

export interface CalendarOptions {
  /** the first and the last day to look at, both included; null: unbounded */
  readonly from?: IsoDate | null;
  readonly until?: IsoDate | null;
  /** null: all that answer */
  readonly jurisdictions?: readonly string[] | null;
  /** diagram nodes for one jurisdiction and date; default 250,000 */
  readonly budget?: number;
  readonly onProgress?: (jurisdiction: string, day: IsoDate) => void;
}

export interface CalendarEntry {
  readonly day: IsoDate;
  readonly jurisdiction: string;
  /** `possible`: neither a transaction that shows it nor a proof against it was found */
  readonly certainty: "certain" | "possible";
  /** null: not known */
  readonly direction: Direction | null;
  /** all changes were looked at; otherwise the direction is that of the changes found */
  readonly complete: boolean;
  /** the answer changes in practice only, not by the text */
  readonly practiceOnly: boolean;
  readonly events: readonly CalendarEvent[];
  readonly witness: CalendarWitness | null;
  /** measures that made the proof too large; empty where it was made */
  readonly tooLarge: readonly string[];
}

export interface CalendarWitness {
  /** title of the scenario it is, or null: found by the proof */
  readonly scenario: string | null;
  /** as `cordon eval` reads it */
  readonly case: CaseJson;
  readonly before: Brief;
  readonly after: Brief;
}

export interface Calendar {
  readonly entries: readonly CalendarEntry[];
  /** days that were looked at */
  readonly candidates: readonly IsoDate[];
}

/** `engine`: the tables of the program, which every witness is replayed on. */
export function calendar(program: Program, engine: Engine, options: CalendarOptions = {}): Calendar {
  const law = lawOf(program);
  const { from = null, until = null } = options;
  const candidates = candidateDays(law).filter(
    (day) => (from === null || day >= from) && (until === null || day <= until),
  );
  const names = options.jurisdictions ?? engine.jurisdictions;
  const chosen = program.jurisdictions.filter((j) => names.includes(j.name));
  const entries: CalendarEntry[] = [];
  for (const day of candidates) {
    for (const jurisdiction of chosen) {
      options.onProgress?.(jurisdiction.name, day);
      const entry = new Eve(law, engine, jurisdiction, day, options.budget ?? 250_000).entry();
      if (entry !== null) entries.push(entry);
    }
  }
  return { entries, candidates };
}

interface Proof {
  /** false: given up, and nothing follows from what was not found */
  readonly whole: boolean;
  readonly steps: readonly Step[];
  readonly witness: CalendarWitness | null;
  readonly tooLarge: readonly string[];
}

/** A day, the day before, and one jurisdiction. */
class Eve {
  readonly #law: Law;
  readonly #engine: Engine;
  readonly #jurisdiction: Jurisdiction;
  readonly #day: IsoDate;
  readonly #before: IsoDate;
  readonly #budget: number;

  constructor(law: Law, engine: Engine, jurisdiction: Jurisdiction, day: IsoDate, budget: number) {
    this.#law = law;
    this.#engine = engine;
    this.#jurisdiction = jurisdiction;
    this.#day = day;
    this.#before = previousDay(day);
    this.#budget = budget;
  }

  /** Null: proved that nothing changes. */
  entry(): CalendarEntry | null {
    const text = this.#prove("text");
    const isSame = isUnchanged(text);
    const practice = isSame && this.#viewsDiffer() ? this.#prove("practice") : null;
    if (isSame && (practice === null || isUnchanged(practice))) return null;
    const proof = practice ?? text;
    const complete = proof.whole;
    const shown = proof.witness === null || !complete ? this.#tryKnown() : null;
    const witness = proof.witness ?? shown?.witness ?? null;
    const steps = [...proof.steps, ...(shown?.steps ?? [])];
    return {
      day: this.#day,
      jurisdiction: this.#jurisdiction.name,
      certainty: witness === null ? "possible" : "certain",
      direction: steps.length === 0 ? null : directionOf(steps),
      complete,
      practiceOnly: practice !== null,
      events: eventsOn(this.#law.program, this.#jurisdiction, this.#day),
      witness,
      tooLarge: proof.tooLarge,
    };
  }

  /** Whether text and practice are told apart on one of the two days. */
  #viewsDiffer(): boolean {
    const { requirements, grounds, classifications, releases, defines, groups, reviews } = this.#law.normal;
    const stretches: readonly { readonly effective: Rectangle }[] = [
      ...[requirements, grounds, classifications, releases].flat(),
      ...[defines, groups, reviews].flat().flatMap(({ versions }) => [...versions]),
    ];
    return stretches.some(
      ({ effective: { view, from, until } }) =>
        view !== "both" && (from === null || from <= this.#day) && (until === null || this.#before < until),
    );
  }

  /**
   * All changes between the two days. Where that is too much, those of items without stated codes: what is found there is
   * found, and what is not is left open.
   */
  #prove(view: "text" | "practice"): Proof {
    const whole = this.#compare(view, false);
    if (whole.whole) return whole;
    return { ...this.#compare(view, true), whole: false, tooLarge: whole.tooLarge };
  }

  #compare(view: "text" | "practice", byParameters: boolean): Proof {
    const analysis = new Analysis({ budget: this.#budget, byParameters });
    const { name } = this.#jurisdiction;
    const views = [this.#before, this.#day].map((asOf) =>
      analysis.view(this.#law, { asOf, today: this.#day, view }, name),
    ) as [View, View];
    const listed = analysis.attempt(() => analysis.listChanges(analysis.changes(...views, WITH_ROUTES)));
    if (listed.kind === "budget")
      return { whole: false, steps: [], witness: null, tooLarge: listed.measures };
    const changes = [...listed.value].sort((a, b) => clarity(b.change) - clarity(a.change));
    const steps = changes.map(({ change }) => stepOf(change));
    for (const { where } of changes.slice(0, TRIED)) {
      const witness = this.#witness(analysis, where, views);
      if (witness !== null) return { whole: true, steps, witness, tooLarge: [] };
    }
    return { whole: true, steps, witness: null, tooLarge: [] };
  }

  /** The smallest witness that the runtime confirms; left whole where only the whole one is confirmed. */
  #witness(analysis: Analysis, where: Node, views: readonly View[]): CalendarWitness | null {
    for (const smallest of [true, false]) {
      const found = analysis.attempt(() => analysis.witness(where, views, { smallest, tries: 12 }));
      if (found.kind === "budget" || found.value === null) return null;
      const shown = this.#replayed(found.value.case);
      if (shown !== null) return { scenario: null, case: found.value.case, ...shown };
    }
    return null;
  }

  /** What the runtime answers on the two days; null where it answers alike. */
  #replayed(facts: CaseJson): { readonly before: Brief; readonly after: Brief } | null {
    const { name } = this.#jurisdiction;
    const before = briefOf(this.#engine, facts, this.#before, name);
    const after = briefOf(this.#engine, facts, this.#day, name);
    return before === null || after === null || saysTheSame(before, after) ? null : { before, after };
  }

  #tryKnown(): { readonly steps: readonly Step[]; readonly witness: CalendarWitness | null } {
    const shown = knownCases(this.#law, this.#day)
      .filter(({ facts }) => !speaksOf(facts, [this.#before, this.#day]))
      .flatMap(({ title, facts }) => {
        const replayed = this.#replayed(facts);
        return replayed === null ? [] : [{ scenario: title, case: facts, ...replayed }];
      });
    // settled answers are easier to read than open ones, and changes of the verdict than those of its terms
    const size = ({ before, after, case: facts }: CalendarWitness): number => {
      const open = [before, after].filter(({ verdict }) => verdict === "undetermined").length;
      return JSON.stringify(facts).length + open * 200_000 + (after.verdict === before.verdict ? 100_000 : 0);
    };
    const witness = shown.reduce<CalendarWitness | null>(
      (best, next) => (best === null || size(next) < size(best) ? next : best),
      null,
    );
    return { steps: shown.map(({ before, after }) => stepBetween(before, after)), witness };
  }
}

/** Changes that are tried for a witness before the cases at hand are. */
const TRIED = 6;

function isUnchanged({ steps, whole }: Proof): boolean {
  return whole && steps.length === 0;
}

/** A change of a settled verdict is easier to read than one between open answers. */
function clarity({ from, to }: Change): number {
  const settled = [from, to].filter((side) => verdictOf(side) !== "undetermined").length;
  const moved = Math.abs(severity(to.most.verdict) - severity(from.most.verdict));
  return settled * 10 + moved;
}
