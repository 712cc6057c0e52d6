/**
 * Free names in a finding. `treats u.purpose is X as u.purpose is Y` speaks of any use: `u` stands for an element of the
 * one list of the transaction whose records have all the facts that are named after it.
 */
import type * as ast from "../../grammar/ast.ts";
import { walk } from "../../grammar/walk.ts";
import { at, type Site } from "./context.ts";
import type { Capture } from "./expressions/scope.ts";
import { lookup } from "./scopes.ts";
import type { RecordType, Variable } from "./tree.ts";
import { recordOf } from "./types.ts";

export function findingCapture(site: Site, node: ast.Treats, known: Map<string, Variable>): Capture {
  const parts = partsByRoot(node);
  return (name) => {
    const earlier = known.get(name);
    if (earlier !== undefined) return earlier;
    const used = parts.get(name);
    if (used === undefined || site.context.transaction?.draft.fields.has(name) === true) return null;
    if (lookup(site, name).length > 0) return null;
    const records = elementRecords(site).filter((record) =>
      [...used].every((part) => hasPart(site, record, part)),
    );
    if (records.length !== 1) return { missingIn: null };
    const variable: Variable = { name, type: recordOf(records[0]!), span: at(site, node) };
    known.set(name, variable);
    return variable;
  };
}

/** For each root of a path, the parts that are asked of it. */
function partsByRoot(node: ast.Treats): Map<string, Set<string>> {
  const parts = new Map<string, Set<string>>();
  walk(node, (inner) => {
    if (inner.kind === "PathExpression") {
      const [first, second] = inner.segments;
      if (first !== undefined && second !== undefined) {
        const names = parts.get(first.name.text) ?? new Set();
        parts.set(first.name.text, names.add(second.name.text));
      }
    }
    return undefined;
  });
  return parts;
}

/** The records whose elements a transaction lists. */
function elementRecords(site: Site): RecordType[] {
  const records = new Set<RecordType>();
  for (const field of site.context.transaction?.draft.fields.values() ?? []) {
    if (field.type.kind === "list") records.add(field.type.of);
  }
  return [...records];
}

function hasPart(site: Site, record: RecordType, part: string): boolean {
  if (record.fields.has(part)) return true;
  return lookup(site, part).some(
    (symbol) => symbol.kind === "define" && symbol.node.of?.text === record.name,
  );
}
