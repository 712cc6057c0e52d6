/** What conditions of regions ask about, from the subjects of the analysis. */
import type { Asked } from "../../regions/condition.ts";
import type { Subject } from "./subject.ts";

const known = new WeakMap<Subject, Asked>();

export function askedOf(subject: Subject): Asked {
  let asked = known.get(subject);
  if (asked === undefined) {
    asked = { label: subject.label, first: firstOf(subject), ...aboutOf(subject) };
    known.set(subject, asked);
  }
  return asked;
}

function aboutOf(subject: Subject): Omit<Asked, "label" | "first"> {
  switch (subject.is) {
    case "stated":
      return { is: "codes", path: pathOf(subject), facts: ["codes"], of: subject.scheme.name };
    case "entries":
      return { is: "entries", path: pathOf(subject), facts: ["entries"], of: subject.of.id };
    case "product":
    case "sum":
      return { is: "computed", path: null, facts: factsOf(subject), of: null };
    case "aggregate":
      return { is: "total", path: null, facts: factsOf(subject), of: null };
    case "same":
    case "opaque":
      return { is: "relation", path: null, facts: factsOf(subject), of: null };
    default:
      return { is: "fact", path: pathOf(subject), facts: [subject.field.name], of: null };
  }
}

function firstOf(subject: Subject): string | null {
  switch (subject.is) {
    case "product":
    case "sum":
      // a row may compare a number with nothing but a number
      return subject.parts[0] === undefined ? null : firstOf(subject.parts[0].subject);
    case "same":
      return firstOf(subject.left);
    case "opaque":
      return subject.about[0] === undefined ? null : firstOf(subject.about[0]);
    case "aggregate":
      return null;
    default:
      return pathOf(subject)[0]!;
  }
}

function pathOf({ scope, path }: Subject): readonly string[] {
  return [...(scope.list === "" ? [] : scope.list.split(".")), ...path.split(".")];
}

/** Names of the facts that something is made of. */
function factsOf(subject: Subject): readonly string[] {
  const names = new Set<string>();
  const take = (one: Subject): void => {
    switch (one.is) {
      case "product":
      case "sum":
        for (const part of one.parts) take(part.subject);
        return;
      case "aggregate":
        for (const name of one.facts) names.add(name);
        return;
      case "same":
        take(one.left);
        take(one.right);
        return;
      case "opaque":
        for (const about of one.about) take(about);
        return;
      case "stated":
      case "entries":
        return;
      default:
        names.add(one.field.name);
    }
  };
  take(subject);
  return [...names].sort();
}
