/** Whether a condition may be neither yes nor no, of some transaction: as far as can be seen without a diagram of it. */
import type { Prop, PropId } from "./prop.ts";
import type { Space } from "./space.ts";

export function mayBeOpen(space: Space, root: PropId): boolean {
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
