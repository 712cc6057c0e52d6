/**
 * What rests on what: circles are reported, and what rests on something faulty is faulty itself. Both walks keep their
 * own stack, so that a chain of ten thousand definitions is as safe as one of ten.
 */
import type { Span } from "../../grammar/base/span.ts";
import type { Context } from "./context.ts";
import { report } from "./messages.ts";
import type { Owner } from "./symbols.ts";

/** Reports each circle once, at its first member in the order of files; whether there is any. */
export function findCycles(context: Context, owners: readonly Owner[]): boolean {
  let found = false;
  for (const component of components(owners)) {
    const first = component[0]!;
    if (component.length === 1 && !first.evaluates.has(first)) continue;
    for (const owner of component) context.fault(owner);
    sayCycle(context, component);
    found = true;
  }
  return found;
}

function sayCycle(context: Context, component: readonly Owner[]): void {
  const named = component.filter((owner) => owner.label !== "").sort(byPlace);
  const start = named[0];
  if (start === undefined) return;
  const circle = shortestCircle(start, new Set(component));
  const shown = circle.filter((step) => step.owner.label !== "");
  const place = start.place;
  context.conclusions.push(
    report(
      "bind/cycle",
      place,
      { path: shown.map((step) => step.owner.label) },
      {
        related: shown
          .filter((step) => step.uses.file !== "")
          .map((step) => ({ span: step.uses, message: `\`${step.owner.label}\` rests on the next here` })),
      },
    ),
  );
}

function byPlace(a: Owner, b: Owner): number {
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1;
  return a.place.start - b.place.start;
}

/** The shortest way from `start` back to it, with the place where each member uses the next. */
function shortestCircle(
  start: Owner,
  inside: ReadonlySet<Owner>,
): { readonly owner: Owner; readonly uses: Span }[] {
  const cameFrom = new Map<Owner, Owner>();
  const queue: Owner[] = [start];
  for (let i = 0; i < queue.length; i++) {
    const owner = queue[i]!;
    for (const next of owner.evaluates.keys()) {
      if (next === start) {
        const path: Owner[] = [owner];
        for (let back = owner; back !== start; ) {
          back = cameFrom.get(back)!;
          path.unshift(back);
        }
        return path.map((member, j) => ({
          owner: member,
          uses: member.evaluates.get(path[j + 1] ?? start)!,
        }));
      }
      if (!inside.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, owner);
      queue.push(next);
    }
  }
  return [{ owner: start, uses: start.place }];
}

interface Visit {
  readonly index: number;
  low: number;
  onStack: boolean;
}

/** Strongly connected components by Tarjan's walk, with a stack of its own. */
function components(owners: readonly Owner[]): Owner[][] {
  const visits = new Map<Owner, Visit>();
  const stack: Owner[] = [];
  const found: Owner[][] = [];
  for (const root of owners) {
    if (visits.has(root)) continue;
    const work: { readonly owner: Owner; readonly next: Iterator<Owner> }[] = [enter(root)];
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const { owner, next } = frame;
      const visit = visits.get(owner)!;
      const step = next.next();
      if (step.done !== true) {
        const other = visits.get(step.value);
        if (other === undefined) work.push(enter(step.value));
        else if (other.onStack) visit.low = Math.min(visit.low, other.index);
        continue;
      }
      work.pop();
      const below = work.at(-1);
      if (below !== undefined) {
        const lower = visits.get(below.owner)!;
        lower.low = Math.min(lower.low, visit.low);
      }
      if (visit.low === visit.index) found.push(leave(owner));
    }
  }
  return found;

  function enter(owner: Owner): { owner: Owner; next: Iterator<Owner> } {
    visits.set(owner, { index: visits.size, low: visits.size, onStack: true });
    stack.push(owner);
    return { owner, next: owner.evaluates.keys() };
  }
  function leave(root: Owner): Owner[] {
    const component: Owner[] = [];
    for (;;) {
      const owner = stack.pop()!;
      visits.get(owner)!.onStack = false;
      component.push(owner);
      if (owner === root) return component;
    }
  }
}

/** Marks everything that rests on something faulty, however far away. */
export function spreadFaults(context: Context, owners: readonly Owner[]): void {
  if (!owners.some((owner) => owner.faulty)) return;
  const users = new Map<Owner, Owner[]>();
  const all = new Set<Owner>(owners);
  for (const owner of all) {
    for (const need of owner.needs) {
      all.add(need);
      const list = users.get(need);
      if (list === undefined) users.set(need, [owner]);
      else list.push(owner);
    }
  }
  const pending = [...all].filter((owner) => owner.faulty);
  for (let owner = pending.pop(); owner !== undefined; owner = pending.pop()) {
    for (const user of users.get(owner) ?? []) {
      if (user.faulty) continue;
      context.fault(user);
      pending.push(user);
    }
  }
}
