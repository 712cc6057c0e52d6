/** `x in LIST [listed in L as e]`: names for the elements of a list. */
import type * as ast from "../../../grammar/ast.ts";
import { at, say, silently } from "../context.ts";
import type { Binder, List } from "../tree.ts";
import { entryOf, recordOf } from "../types.ts";
import { listSet, requireListable } from "./named-sets.ts";
import { bind, type Scope } from "./scope.ts";
import { value } from "./value.ts";
import { wantList } from "./wants.ts";

/**
 * The binder without its condition (null with a finding), and the scope in which that condition stands. The names are
 * known in it even where what they are bound to is faulty.
 */
export function bindElement(
  node: ast.Binder,
  scope: Scope,
): { readonly binder: Binder | null; readonly scope: Scope } {
  const list = value(node.list, scope, wantList);
  const of = list?.type.kind === "list" ? list.type.of : null;
  let inner = bind(scope, node.name, of === null ? null : recordOf(of), "element");
  const variable = inner.bound?.variable;
  let fine = list !== null && of !== null && !node.name.missing;
  let lists: readonly List[] | null = null;
  let entry: Binder["entry"] = null;
  if (node.listedIn !== null) {
    lists = listSet(node.listedIn, scope);
    if (lists === null || (of !== null && !requireListable(scope, node.name, of))) fine = false;
    if (node.as !== null && !node.as.missing) {
      inner = bind(inner, node.as, lists === null ? null : entryOf(lists), "entry");
      entry = inner.bound!.variable;
    }
  } else if (node.as !== null) {
    say(scope, "check/listed-as", node.as, { name: node.as.text });
    fine = false;
  }
  if (!fine || list === null || variable === undefined) {
    silently(scope);
    return { binder: null, scope: inner };
  }
  return {
    binder: { variable, list, listedIn: lists, entry, where: null, span: at(scope, node) },
    scope: inner,
  };
}
