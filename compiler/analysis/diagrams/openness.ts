/** What may be left open, of some transaction: as far as can be seen without a diagram of it. */
import { plainSyms } from "../conditions/choices.ts";
import type { Doubts } from "../conditions/domain.ts";
import type { Prop, PropId } from "../conditions/prop.ts";
import type { Subject } from "../conditions/subject.ts";
import type { Space } from "./space.ts";

/** What of a total may not be known; null for what is none. */
export function doubtsOf(space: Space, subject: Subject): Doubts | null {
  if (subject.is !== "aggregate") return null;
  const values = subject.summands.flatMap(({ value }) => plainSyms(value));
  const ofValues = values.some(
    (value) =>
      value.kind === "number" &&
      (mayHold(space, value.gate.unstated) ||
        value.linear.terms.some((term) => mayBeUnknown(space, term.subject))),
  );
  return { ofElements: mayBeOpen(space, subject.where), ofValues };
}

/** Whether a number may be stated unknown. */
function mayBeUnknown(space: Space, subject: Subject): boolean {
  if (subject.is === "product" || subject.is === "sum")
    return subject.parts.some((part) => mayBeUnknown(space, part.subject));
  return subject.is === "aggregate" ? doubtsOf(space, subject)!.ofValues : space.isAsked(subject);
}

/** Whether a condition may be yes. */
function mayHold(space: Space, id: PropId): boolean {
  const prop = space.props.get(id);
  if (prop.kind === "const") return prop.truth === "yes";
  if (prop.kind === "or") return prop.parts.some((part) => mayHold(space, part));
  if (prop.kind === "and") return prop.parts.every((part) => mayHold(space, part));
  if (prop.kind !== "literal" || prop.test.t !== "unknown") return true;
  const { subject } = prop;
  return subject.is === "set" || subject.is === "entries"
    ? space.isAsked(subject)
    : space.truths(subject, prop.test).includes("yes");
}

/** Whether a condition may be neither yes nor no. */
function mayBeOpen(space: Space, root: PropId): boolean {
  const known = new Map<PropId, boolean>();
  const visit = (id: PropId): boolean => {
    let found = known.get(id);
    if (found === undefined) {
      found = look(space.props.get(id));
      known.set(id, found);
    }
    return found;
  };
  const look = (prop: Prop): boolean => {
    switch (prop.kind) {
      case "const":
        return prop.truth !== "yes" && prop.truth !== "no";
      case "literal": {
        const { subject, test } = prop;
        const isSet = subject.is === "set" || subject.is === "entries";
        if (isSet && (test.t === "unknown" || test.t === "notApplicable")) return false;
        const isOpen = space.truths(subject, test).some((truth) => truth !== "yes" && truth !== "no");
        return isOpen || (isSet && space.isAsked(subject));
      }
      case "same":
        return [prop.subject.left, prop.subject.right].some((side) =>
          space.domain(side).classes.some(({ state }) => state === "unknown" || state === "undetermined"),
        );
      case "and":
      case "or":
        return prop.parts.some(visit);
      case "not":
      case "known":
      case "whether":
        return visit(prop.of);
      case "isNo":
        return false;
      case "choice":
        return visit(prop.yes) || visit(prop.no);
      case "some":
        return visit(prop.body);
    }
  };
  return visit(root);
}
