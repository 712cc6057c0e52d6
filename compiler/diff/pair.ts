/** Two laws side by side: everything that is asked of both. */
import type { CaseJson, IsoDate } from "../check/tree.ts";
import type { Determination } from "../runtime/answer.ts";
import { sideKey, sideOfAnswer } from "./direction.ts";
import { fieldAt } from "./fill.ts";
import type { Asked, LawSide } from "./law-side.ts";
import type { AnswerSide } from "./report.ts";

export type ViewName = "text" | "practice";

/** One case under both laws. */
export interface Answers {
  readonly old: Determination;
  readonly new: Determination;
  readonly oldSide: AnswerSide;
  readonly newSide: AnswerSide;
  /**
   * a verdict that is open, or the policy of verdicts that are alike, rests on facts that the case does not state: what differs
   * shows nothing of the laws, which may settle every case that states them
   */
  readonly restsOnMissing: boolean;
}

/** The same, without what they rest on. */
export type Sides = Pick<Answers, "oldSide" | "newSide" | "restsOnMissing">;

export class Pair {
  readonly old: LawSide;
  readonly new: LawSide;
  /** only transactions with these facts; null: all */
  readonly given: CaseJson | null;

  /** ids of facts that transactions may leave out; all others they state */
  readonly leftOut: ReadonlySet<string>;

  constructor(
    old: LawSide,
    now: LawSide,
    given: CaseJson | null = null,
    leftOut: ReadonlySet<string> = new Set(),
  ) {
    this.given = given;
    this.leftOut = leftOut;
    this.old = old;
    this.new = now;
  }

  /** The same laws, compared by transactions that may leave out these facts. */
  leavingOut(facts: ReadonlySet<string>): Pair {
    return facts.size === 0 ? this : new Pair(this.old, this.new, this.given, facts);
  }

  /** Null where either law refuses the case. `completions`: cases tried where facts are missing. */
  ask(
    facts: CaseJson,
    asOf: IsoDate,
    jurisdiction: string,
    view: ViewName,
    completions?: number,
  ): Answers | null {
    const limit = { ...limitOf(completions), practice: view === "practice" };
    return this.#asked(facts, asOf, jurisdiction, limit, [view])?.[0] ?? null;
  }

  /** The same, in both views at once. */
  askBoth(
    facts: CaseJson,
    asOf: IsoDate,
    jurisdiction: string,
    completions?: number,
  ): Readonly<Record<ViewName, Answers | null>> {
    const seen = this.#asked(facts, asOf, jurisdiction, limitOf(completions), ["text", "practice"]);
    const [text = null, practice = null] = seen ?? [];
    return { text, practice };
  }

  #asked(
    facts: CaseJson,
    asOf: IsoDate,
    jurisdiction: string,
    limit: Asked,
    views: readonly ViewName[],
  ): readonly Answers[] | null {
    const [before, after] = [this.old, this.new];
    const old = before.answer(facts, asOf, jurisdiction, limit);
    const now = old === null ? null : after.answer(facts, asOf, jurisdiction, limit);
    if (old === null || now === null) return null;
    return views.map((view) => {
      const [oldSide, newSide] = [sideOfAnswer(old, view), sideOfAnswer(now, view)];
      const areAlike = oldSide.verdict === newSide.verdict;
      // which facts are missing is asked for nothing else
      const missing = (side: LawSide): Determination["missing"] =>
        side.answer(facts, asOf, jurisdiction, { ...limit, missing: true })!.missing;
      const waits = (side: LawSide, answer: Determination, { verdict }: AnswerSide): boolean =>
        (verdict === "undetermined" && this.#isAnyStated(missing(side))) ||
        (areAlike && mayHaveOpenTerms(answer, view) && missing(side).length > 0);
      let known: boolean | null = null;
      return {
        ...{ old, new: now, oldSide, newSide },
        get restsOnMissing(): boolean {
          known ??=
            sideKey(oldSide) !== sideKey(newSide) &&
            (waits(before, old, oldSide) || waits(after, now, newSide));
          return known;
        },
      };
    });
  }

  /** Whether any of these facts is one that transactions state. */
  #isAnyStated(missing: Determination["missing"]): boolean {
    if (missing.length === 0 || this.leftOut.size === 0) return missing.length > 0;
    const { transaction } = this.new.part(new Set()).law.program;
    return missing.some(({ path }) => !this.leftOut.has(fieldAt(transaction, path)?.id ?? ""));
  }
}

/** Nobody asks a pair which facts are missing. */
function limitOf(completions: number | undefined): Asked {
  return completions === undefined ? {} : { completions, missing: completions > 0 };
}

/** Whether the two laws answer the same, as far as a case shows. */
export function isSameAnswer(sides: Sides): boolean {
  return sideKey(sides.oldSide) === sideKey(sides.newSide) || sides.restsOnMissing;
}

/** Where practice answers otherwise, a policy that is not stated is not told from one that is open. */
function mayHaveOpenTerms({ reviewRange, practice }: Determination, view: ViewName): boolean {
  return view === "practice" && practice !== null ? practice.reviewPolicy === null : reviewRange !== null;
}
