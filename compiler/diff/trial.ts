/** Cases that are to show one kind of change in the whole law. */
import type { CaseJson } from "../check/tree.ts";
import type { Moment } from "./behavior.ts";
import { completions } from "./find.ts";
import { isOfSettled, shows } from "./kinds.ts";
import { isSameAnswer, type Pair } from "./pair.ts";
import { governing, type Tried } from "./search.ts";

/** Cases tried for one question. */
const MOST_TRIALS = 6;

export class Trial {
  /** measures that decide cases which do not show the kind */
  readonly others = new Set<string>();
  /** cases that show a change of another kind */
  readonly seconds: Tried[] = [];
  readonly #pair: Pair;
  readonly #moment: Moment;
  readonly #kind: string;
  /** what the search asked for, before the rest was filled in */
  readonly #facts = new Map<Tried, CaseJson>();
  #best: Tried | null = null;
  #left = MOST_TRIALS;

  constructor(pair: Pair, moment: Moment, kind: string) {
    this.#pair = pair;
    this.#moment = moment;
    this.#kind = kind;
  }

  /** A case that shows the kind. */
  get found(): Tried | null {
    return this.#best;
  }

  /** What the search asked for in a case; the rest was filled in, and is needed. */
  askedFor(tried: Tried): CaseJson {
    return this.#facts.get(tried)!;
  }

  /** Begins another question. */
  again(): void {
    this.#left = MOST_TRIALS;
  }

  /** Puts a case to the whole law. */
  isShown(facts: CaseJson): boolean {
    if (this.#best !== null) return true;
    if (this.#left-- <= 0) return false;
    return completions(facts, this.#pair, this.#moment).some((full) => this.#isShownBy(full, facts));
  }

  #isShownBy(full: CaseJson, facts: CaseJson): boolean {
    const { asOf, jurisdiction, view } = this.#moment;
    const answers = this.#pair.ask(full, asOf, jurisdiction, view, 0);
    if (answers === null) return false;
    const isSettled = [answers.oldSide, answers.newSide].every(({ verdict }) => verdict !== "undetermined");
    if (isSettled !== isOfSettled(this.#kind)) return false;
    const tried = { case: full, answers };
    if (shows(answers, this.#kind)) {
      this.#best = tried;
      this.#facts.set(tried, facts);
      return true;
    }
    for (const id of [...governing(answers.old), ...governing(answers.new)]) this.others.add(id);
    if (!isSameAnswer(answers)) {
      this.seconds.push(tried);
      this.#facts.set(tried, facts);
    }
    return false;
  }
}
