/** What the names in sight stand for, and the moment at which the law is read. */
import type { Expr, Variable } from "../../check/tree.ts";
import { some, walk } from "../../normal/walk.ts";
import { plainSyms } from "../conditions/choices.ts";
import type { PlainSym, Sym, SymSet } from "../conditions/symbol.ts";
import type { Point } from "./moment.ts";

export interface Env {
  readonly point: Point;
  readonly names: ReadonlyMap<Variable, Sym>;
  /** the names of the requirement that an exception would release */
  readonly released: ReadonlyMap<string, Sym> | null;
}

export function withNames(env: Env, names: Iterable<readonly [Variable, Sym]>): Env {
  return { ...env, names: new Map([...env.names, ...names]) };
}

/** A declaration sees its own names and nothing else. */
export function ownEnv(env: Env, names: Iterable<readonly [Variable, Sym]>): Env {
  return { ...env, names: new Map(names) };
}

/**
 * Only what the expression names. What it then binds stands no deeper than that: the same sum is the same fact wherever it
 * stands.
 */
export function namesIn(expr: Expr, env: Env): Env {
  const used = new Set<Variable>();
  let asksReleased = false;
  walk(expr, (part) => {
    if (part.kind === "variable") used.add(part.variable);
    asksReleased ||= part.kind === "released";
  });
  const names = new Map([...env.names].filter(([variable]) => used.has(variable)));
  return { ...env, names, released: asksReleased ? env.released : null };
}

const selfContained = new WeakMap<Expr, boolean>();

/** Whether the expression names nothing that is bound around it. */
export function isSelfContained(expr: Expr): boolean {
  let found = selfContained.get(expr);
  if (found === undefined) {
    found = !some(expr, (part) => part.kind === "variable" || part.kind === "released");
    selfContained.set(expr, found);
  }
  return found;
}

/** A captured name (of a review) is found by its text. */
export function byName(env: Env): ReadonlyMap<string, Sym> {
  return new Map([...env.names].map(([variable, sym]) => [variable.name, sym]));
}

/** How many bound elements stand around: the depth of the deepest in sight. */
export function depthOf(env: Env): number {
  let depth = 0;
  const see = (whole: Sym): void => {
    for (const sym of plainSyms(whole)) seePlain(sym);
  };
  const seePlain = (sym: PlainSym): void => {
    if (sym.kind === "record") depth = Math.max(depth, sym.scope.depth);
    if (sym.kind === "list") depth = Math.max(depth, sym.ref.owner.depth);
    if (sym.kind === "fact") depth = Math.max(depth, sym.subject.scope.depth);
    if (sym.kind === "number")
      for (const t of sym.linear.terms) depth = Math.max(depth, t.subject.scope.depth);
    if (sym.kind === "set") depth = Math.max(depth, setDepth(sym.set));
  };
  for (const sym of env.names.values()) see(sym);
  for (const sym of env.released?.values() ?? []) see(sym);
  return depth;
}

function setDepth(set: SymSet): number {
  if (set.is === "const") return 0;
  if (set.is === "choice") return Math.max(setDepth(set.yes), setDepth(set.no));
  if (set.is === "fact" || set.is === "single") return set.subject.scope.depth;
  return Math.max(setDepth(set.left), setDepth(set.right));
}
