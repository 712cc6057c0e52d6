/** What a condition comes to in one transaction, without a diagram of it. */

import type { PropId } from "../conditions/prop.ts";
import { andTruth, knownTruth, notTruth, orTruth, type Truth, whetherTruth } from "../conditions/truth.ts";
import { type Assignment, defaultClass } from "./paths.ts";
import type { Space } from "./space.ts";
import type { Variable } from "./variables.ts";

/** Variables without a class have their default; the lists a condition asks about count as empty. */
export function truthAt(space: Space, id: PropId, assignment: Assignment): Truth {
  const of = (part: PropId): Truth => truthAt(space, part, assignment);
  const cls = (variable: Variable): number => assignment.get(variable.level) ?? defaultClass(space, variable);
  const prop = space.props.get(id);
  switch (prop.kind) {
    case "const":
      return prop.truth;
    case "literal": {
      const { subject, test } = prop;
      if (subject.is !== "set" && subject.is !== "entries")
        return space.truths(subject, test)[cls(space.variable(subject))]!;
      const isUnknown = space.isAsked(subject) && cls(space.stateVariable(subject)) === 1;
      if (test.t === "unknown") return isUnknown ? "yes" : "no";
      if (test.t === "notApplicable") return "no";
      if (isUnknown) return "unstated";
      const { classes } = space.domain(subject);
      return space
        .truths(subject, test)
        .filter((_, index) => cls(space.memberVariable(subject, classes[index]!, index)) === 1)
        .reduce(orTruth, "no");
    }
    case "same": {
      const { left, right } = prop.subject;
      const [a, b] = [left, right].map((side) => space.domain(side).classes[cls(space.variable(side))]!);
      const sameness = space.sameness(a!, b!);
      return sameness === "open" ? (cls(space.variable(prop.subject)) === 0 ? "yes" : "no") : sameness;
    }
    case "and":
      return prop.parts.map(of).reduce(andTruth, "yes");
    case "or":
      return prop.parts.map(of).reduce(orTruth, "no");
    case "not":
      return notTruth(of(prop.of));
    case "known":
      return knownTruth(of(prop.of));
    case "whether":
      return whetherTruth(of(prop.of));
    case "isNo":
      return of(prop.of) === "no" ? "yes" : "no";
    case "choice":
      return of(prop.condition) === "yes" ? of(prop.yes) : of(prop.no);
    case "some":
      return "no";
  }
}
