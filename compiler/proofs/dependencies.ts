/** What a condition looks at, through every name it uses: the days on which that changes, and what it rests on. */
import type { Law } from "../analysis/index.ts";
import type { Chronology, Expr, IsoDate, Measure, Reach, Scheme } from "../check/tree.ts";
import { walk } from "../normal/walk.ts";

export interface Dependencies {
  readonly days: ReadonlySet<IsoDate>;
  /** it compares the day of the act with something: it may change on any day */
  readonly usesToday: boolean;
  readonly usesHere: boolean;
}

const known = new WeakMap<Law, Map<Expr, Dependencies>>();

/** Days on which rows of data lists come and go are left out. */
export function dependenciesOf(expressions: Iterable<Expr>, law: Law): Dependencies {
  let ofLaw = known.get(law);
  if (ofLaw === undefined) {
    ofLaw = new Map();
    known.set(law, ofLaw);
  }
  const days = new Set<IsoDate>();
  let usesToday = false;
  let usesHere = false;
  for (const expr of expressions) {
    let found = ofLaw.get(expr);
    if (found === undefined) {
      found = readDependencies(expr, law);
      ofLaw.set(expr, found);
    }
    for (const day of found.days) days.add(day);
    usesToday ||= found.usesToday;
    usesHere ||= found.usesHere;
  }
  return { days, usesToday, usesHere };
}

function readDependencies(expr: Expr, law: Law): Dependencies {
  const days = new Set<IsoDate>();
  const seen = new Set<unknown>();
  let usesToday = false;
  let usesHere = false;

  const dates = (chronology: Chronology<unknown>): void => {
    for (const { from } of chronology.versions) if (from !== null) days.add(from);
    for (const { from, until } of chronology.statuses) {
      days.add(from);
      if (until !== null) days.add(until);
    }
  };
  const once = (thing: unknown, look: () => void): void => {
    if (seen.has(thing)) return;
    seen.add(thing);
    look();
  };
  const scheme = (of: Scheme): void =>
    once(of, () => {
      for (const rule of law.itemsOf.get(of.id) ?? []) {
        once(rule.of, () => {
          dates(rule.of.chronology);
          for (const { value } of rule.of.chronology.versions) {
            visit(value.value);
            if (value.unless !== null) visit(value.unless);
          }
        });
      }
    });
  const measure = (of: Measure): void =>
    once(of, () => {
      dates(of.chronology);
      for (const { value } of of.chronology.versions) {
        for (const clause of [...value.conditions, ...value.exclusions]) visit(clause.condition);
        for (const binder of value.binders) visit(binder.list);
        for (const outcome of value.outcomes) if (outcome.when !== null) visit(outcome.when);
      }
      if (of.reach !== null) ground(of.reach);
    });
  const ground = (of: Reach | Measure): void => {
    if ("kind" in of) {
      measure(of);
      return;
    }
    once(of, () => {
      dates(of.chronology);
      for (const { value } of of.chronology.versions) {
        visit(value.value);
        if (value.unless !== null) visit(value.unless);
      }
      for (const rule of law.groundsOf.get(of.id) ?? []) if ("kind" in rule.of) measure(rule.of);
    });
  };
  const visit = (root: Expr): void =>
    walk(root, (part) => {
      switch (part.kind) {
        case "today":
          usesToday = true;
          return;
        case "here":
          usesHere = true;
          return;
        case "call":
          return once(part.define, () => {
            dates(part.define.chronology);
            for (const { value } of part.define.chronology.versions) {
              visit(value.value);
              if (value.unless !== null) visit(value.unless);
            }
          });
        case "group":
          return once(part.group, () => {
            dates(part.group.chronology);
            for (const { value } of part.group.chronology.versions) visit(value.value);
          });
        case "field":
          return once(part.field, () => {
            const { appliesWhen, formula } = part.field;
            if (appliesWhen !== null) visit(appliesWhen);
            if (formula !== null) visit(formula);
          });
        case "const":
          if (part.value.kind === "code") scheme(part.value.scheme);
          return;
        case "scheme":
        case "codeRange":
          return scheme(part.scheme);
        case "reached":
          return ground(part.reach);
        case "requiredBy":
          return part.measures.forEach(measure);
        default:
          return;
      }
    });

  visit(expr);
  return { days, usesToday, usesHere };
}
