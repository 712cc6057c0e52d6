/**
 * Completions that are aimed at the ends of a range. One that answers with the most restrictive verdict is found through
 * a row that gives it: its facts are completed until it holds, and all others so that nothing more comes of them. The
 * ends of most incomplete cases are reached so with a few decisions, where a search of all completions would take
 * thousands. What is not reached is left to that search.
 */
import type { Case } from "../cases/case.ts";
import { stated } from "../cases/case-places.ts";
import type { Statement } from "../cases/records.ts";
import { type Decision, type Outcome, severity } from "../determination/determine.ts";
import { openFacts } from "../determination/missing.ts";
import { strictness } from "../determination/review.ts";
import type { Context } from "../expressions/context.ts";
import { isUnknown, NO, YES } from "../values/truth.ts";
import { type Choices, EVIDENCE } from "./choices.ts";
import { Dives, readingOf } from "./dives.ts";
import { type Found, type Range, rangeOf } from "./range.ts";

/** Rows that are ruled out one after another. */
const MAX_AVOIDED = 8;
/** Facts that come up when others are known: rounds in which a case is filled. */
const MAX_ROUNDS = 12;
/** How many rows are tried, at which cost each: such as hold for certain before those that may, whatever else is known. */
const ROUNDS: readonly Round[] = [
  { rows: 2, work: 6_000, lenient: false },
  { rows: 2, work: 6_000, lenient: true },
  { rows: 8, work: 2_000, lenient: false },
  { rows: 8, work: 2_000, lenient: true },
];
/** What it may cost to rule out a row. */
const TO_AVOID = 2_000;

interface Round {
  readonly rows: number;
  readonly work: number;
  readonly lenient: boolean;
}

export interface Decided {
  readonly decision: Decision;
  readonly context: Context;
}

/** Which of the statements that complete a fact. */
type Style = (statements: readonly Statement[]) => Statement;

export class Witnesses {
  readonly #choices: Choices;
  readonly #found: Found;
  readonly #reviews: boolean;
  readonly #decide: (facts: Case) => Decided;
  readonly #dives: Dives;
  readonly #lastWork: number;

  /** `lastWork`: the count of the work at which to give up; `decide`: with a trace. */
  constructor(
    choices: Choices,
    found: Found,
    reviews: boolean,
    lastWork: number,
    decide: (facts: Case) => Decided,
  ) {
    this.#choices = choices;
    this.#found = found;
    this.#reviews = reviews;
    this.#decide = decide;
    this.#lastWork = lastWork;
    this.#dives = new Dives(this.#choices);
  }

  /**
   * Looks for completions that answer with the ends of the range of a decision, and adds what it finds. `hints`: cases that
   * may do.
   */
  seek(root: Decided, hints: readonly Case[]): void {
    const range = this.#rangeOf(root);
    for (const hint of hints) {
      this.#fill(this.#decide(hint), mild);
      if (this.#found.covers(range)) return;
    }
    const { atLeast, atMost, review } = range;
    this.#fill(root, mild);
    if (!this.#found.coversVerdicts({ atLeast: atMost, atMost })) {
      const through = root.decision.outcomes.filter(({ most }) => most === atMost);
      this.#through(through, root.context, () => this.#found.coversVerdicts({ atLeast: atMost, atMost }));
    }
    if (!this.#found.coversVerdicts({ atLeast, atMost: atLeast })) this.#avoid(root, range);
    if (this.#found.covers(range)) return;
    const { most } = review;
    if (!this.#found.coversReviews({ least: most, most })) {
      const through = root.decision.outcomes.filter(
        ({ policy }) => strictness(policy.most) >= strictness(most),
      );
      this.#through(through, root.context, () => this.#found.coversReviews({ least: most, most }));
    }
    if (!this.#found.covers(range)) this.#fill(root, bold);
  }

  #rangeOf({ decision }: Decided): Range {
    return rangeOf(decision, this.#reviews);
  }

  /** Completes all facts on which a case rests, and those that then come up, until it is determined. */
  #fill(from: Decided, style: Style): void {
    let { decision, context } = from;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const range = rangeOf(decision, this.#reviews);
      this.#found.add(range, context.case);
      const notes = openFacts(decision).map(({ note }) => note);
      const choices = this.#choices.all(notes, context);
      if (choices.length === 0) {
        this.#found.addAll(range, context.case);
        return;
      }
      let facts = context.case;
      for (const { steps, statements } of choices)
        facts = { ...facts, facts: stated(facts.facts, steps, style(statements)) };
      ({ decision, context } = this.#decide(facts));
    }
  }

  /** Makes one row after another hold, those that rest on few facts first, until the aim is reached. */
  #through(outcomes: readonly Outcome[], root: Context, isReached: () => boolean): void {
    const rows = outcomes.toSorted(
      (a, b) =>
        evidenceIn(a) - evidenceIn(b) ||
        a.requirement.notes.length - b.requirement.notes.length ||
        (a.requirement.id < b.requirement.id ? -1 : 1),
    );
    for (const round of ROUNDS) {
      for (const { requirement } of rows.slice(0, round.rows)) {
        if (root.epoch.model.work.done > this.#lastWork) return;
        const read = readingOf(requirement.program, requirement.row.row, root);
        const facts = this.#dives.to(read, root.case, YES, round.work, round.lenient);
        if (facts !== null) this.#fill(this.#decide(facts), mild);
        if (isReached()) return;
      }
    }
  }

  /** Rules out one row after another, the strictest first, until only the mildest verdict is left. */
  #avoid(root: Decided, { atLeast }: Range): void {
    let at = root;
    for (let round = 0; round < MAX_AVOIDED; round++) {
      const open = at.decision.outcomes
        .filter(({ most, requirement }) => severity(most) > severity(atLeast) && isUnknown(requirement.holds))
        .sort(
          (a, b) => severity(b.most) - severity(a.most) || (a.requirement.id < b.requirement.id ? -1 : 1),
        )[0];
      if (open === undefined) break;
      const facts = this.#dives.to(
        readingOf(open.requirement.program, open.requirement.row.row, at.context),
        at.context.case,
        NO,
        TO_AVOID,
      );
      if (facts === null) break;
      at = this.#decide(facts);
      this.#found.add(this.#rangeOf(at), facts);
      if (this.#found.coversVerdicts({ atLeast, atMost: atLeast })) return;
    }
    this.#fill(at, mild);
  }
}

/** How much a requirement rests on what no completion makes up: that a party is on a list, above all. */
function evidenceIn({ requirement: { program, notes } }: Outcome): number {
  if (program.binders.some(({ lists }) => lists !== null)) return Number.MAX_SAFE_INTEGER;
  return notes.filter(
    (note) => note.kind === "fact" && note.field.name !== "codes" && EVIDENCE.has(note.field.name),
  ).length;
}

// --------------------------------------------------------------------------------------------------------- statements

/** Of a fact whatever the law asks of fewest: nothing, none, the least, a code that it does not name. */
function mild(statements: readonly Statement[]): Statement {
  const [first] = statements;
  const plain = first === "unknown" && statements.length > 1 ? statements[1] : first;
  if (typeof plain !== "object") return plain;
  if (plain.kind === "truth") return statements.at(-1);
  return plain.kind === "code" || plain.kind === "enum" ? statements.at(-1) : plain;
}

function bold(statements: readonly Statement[]): Statement {
  const last = statements.at(-1);
  if (typeof last !== "object") return last;
  const plain = statements.find((one) => typeof one === "object" && one.kind === last.kind);
  return last.kind === "truth" || last.kind === "code" || last.kind === "enum" ? plain : last;
}
