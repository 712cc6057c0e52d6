/** What was found of a subject, so that what is asked again and again is found without its key. */
import type { Domain } from "../conditions/domain.ts";
import type { Subject, Test } from "../conditions/subject.ts";
import type { Truth } from "../conditions/truth.ts";
import type { Variable } from "./variables.ts";

/** As far as it was asked for. */
export interface Found {
  domain: Domain | null;
  variable: Variable | null;
  isAsked: boolean | null;
  /** by class */
  readonly members: (Variable | undefined)[];
  readonly truths: Map<Test, readonly Truth[]>;
}

export class FoundOfSubjects {
  readonly #found = new Map<Subject, Found>();

  of(subject: Subject): Found {
    let found = this.#found.get(subject);
    if (found === undefined) {
      found = { domain: null, variable: null, isAsked: null, members: [], truths: new Map() };
      this.#found.set(subject, found);
    }
    return found;
  }
}
