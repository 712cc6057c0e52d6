/** The facts that conditions look at, as they are written. */
import type { Expr, Field } from "../check/tree.ts";
import type { Formula } from "../normal/condition.ts";
import { walk } from "../normal/walk.ts";
import { expressionsOf } from "./never-holds.ts";

const known = new WeakMap<Formula, ReadonlySet<Field>>();

/** Facts that a part of a rule looks at. */
export function fieldsOf(part: Formula): ReadonlySet<Field> {
  let fields = known.get(part);
  if (fields === undefined) {
    fields = new Set([...expressionsOf([part])].flatMap((expr) => [...fieldsIn(expr)]));
    known.set(part, fields);
  }
  return fields;
}

/** Facts that a condition looks at, also behind the names of conditions. */
export function fieldsIn(root: Expr, seen = new Set<unknown>()): ReadonlySet<Field> {
  const found = new Set<Field>();
  walk(root, (expr) => {
    // a record by itself is asked about only where its codes are
    if (expr.kind === "classified" && expr.item.kind === "field") found.add(expr.item.field);
    if (expr.kind === "field") {
      if (expr.field.type.kind !== "record") found.add(expr.field);
      if (expr.field.formula !== null && !seen.has(expr.field)) {
        seen.add(expr.field);
        for (const field of fieldsIn(expr.field.formula, seen)) found.add(field);
      }
    }
    if (expr.kind !== "call" || seen.has(expr.define)) return;
    seen.add(expr.define);
    for (const { value } of expr.define.chronology.versions) {
      for (const inner of [value.value, ...(value.unless === null ? [] : [value.unless])])
        for (const field of fieldsIn(inner, seen)) found.add(field);
    }
  });
  return found;
}
