/** `x in LIST [listed in L as e]`: names for the elements of a list. */
import type * as ast from "../../../grammar/ast.ts";
import { at, say, silently } from "../context.ts";
import type { Binder, List } from "../tree.ts";
import { entryOf, recordOf } from "../types.ts";
import { listSet, requireListable } from "./named-sets.ts";
import { bind, type Scope } from "./scope.ts";
import { value } from "./value.ts";
import { wantList } from "./wants.ts";

/** The binder without its condition, and the scope in which that condition stands. Null with a finding. */
export function bindElement(
  node: ast.Binder,
  scope: Scope,
): { readonly binder: Binder; readonly scope: Scope } | null {
  const list = value(node.list, scope, wantList);
  if (list === null || list.type.kind !== "list") return silently(scope);
  if (node.name.missing) return silently(scope);
  const element = recordOf(list.type.of);
  let inner = bind(scope, node.name, element, "element");
  const variable = inner.bound!.variable;
  let lists: readonly List[] | null = null;
  let entry: Binder["entry"] = null;
  if (node.listedIn !== null) {
    lists = listSet(node.listedIn, scope);
    if (lists === null) return silently(scope);
    if (!requireListable(scope, node.name, list.type.of)) return null;
    if (node.as !== null && !node.as.missing) {
      inner = bind(inner, node.as, entryOf(lists), "entry");
      entry = inner.bound!.variable;
    }
  } else if (node.as !== null) {
    return say(scope, "check/listed-as", node.as, { name: node.as.text });
  }
  return {
    binder: { variable, list, listedIn: lists, entry, where: null, span: at(scope, node) },
    scope: inner,
  };
}
