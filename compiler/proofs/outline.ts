/**
 * A condition cut into parts that share no fact, so that each can be asked about alone: if one of them cannot hold, the
 * whole cannot. What is not a contradiction between facts of one part is not found; nothing else is lost.
 */
import type { PropId, Props } from "../analysis/prop.ts";

export type Outline =
  | { readonly is: "possible" }
  | { readonly is: "impossible" }
  | { readonly is: "ask"; readonly prop: PropId }
  | { readonly is: "all" | "any"; readonly parts: readonly Outline[] };

/** Facts from which on a part is not asked about as a whole. */
export const MANY = 10;

const POSSIBLE: Outline = { is: "possible" };
const IMPOSSIBLE: Outline = { is: "impossible" };

/** Cuts a condition up; it may come to yes, or to what cannot be determined. */
export function outline(prop: PropId, props: Props): Outline {
  const node = props.get(prop);
  switch (node.kind) {
    case "const":
      return node.truth === "yes" || node.truth === "missing" ? POSSIBLE : IMPOSSIBLE;
    case "literal":
      return { is: "ask", prop };
    case "or":
      return { is: "any", parts: node.parts.map((part) => outline(part, props)) };
    case "some":
      return outline(node.body, props);
    case "and":
      return {
        is: "all",
        parts: components(node.parts, props).flatMap((parts) =>
          parts.length === 1 ? [outline(parts[0]!, props)] : joint(parts, props),
        ),
      };
    case "same":
      return POSSIBLE;
    default:
      return isSmall(prop, props) ? { is: "ask", prop } : POSSIBLE;
  }
}

/** Conditions that share facts: asked about together where they are few, else two by two. */
function joint(parts: readonly PropId[], props: Props): readonly Outline[] {
  const whole = props.and(...parts);
  if (isSmall(whole, props)) return [{ is: "ask", prop: whole }];
  const pairs = parts.flatMap((a, i) => parts.slice(i + 1).map((b) => [a, b] as const));
  const sharing = pairs.filter((pair) => components(pair, props).length === 1);
  const asked = sharing.map(([a, b]) => props.and(a, b)).filter((prop) => isSmall(prop, props));
  return [
    ...parts.map((part) => outline(part, props)),
    ...asked.map((prop): Outline => ({ is: "ask", prop })),
  ];
}

function isSmall(prop: PropId, props: Props): boolean {
  return factsOf(prop, props).count <= MANY;
}

/** Whether the outline leaves it possible, by what `ask` says of its parts. */
export function isOpen(plan: Outline, ask: (prop: PropId) => boolean): boolean {
  switch (plan.is) {
    case "possible":
      return true;
    case "impossible":
      return false;
    case "ask":
      return ask(plan.prop);
    case "all":
      return plan.parts.every((part) => isOpen(part, ask));
    case "any":
      return plan.parts.some((part) => isOpen(part, ask));
  }
}

/** Parts joined where they look at one fact. Two elements of a list that must be there need not be the same one. */
export function components(parts: readonly PropId[], props: Props): readonly (readonly PropId[])[] {
  const own = parts.map((part) => factsOf(part, props));
  const shared = new Set(
    parts.flatMap((part, i) => (props.get(part).kind === "some" ? [] : [...own[i]!.all])),
  );
  const groups: { parts: PropId[]; keys: Set<string> }[] = [];
  parts.forEach((part, i) => {
    const { outside, all } = own[i]!;
    const keys = new Set([...outside, ...[...all].filter((key) => shared.has(key))]);
    const group = { parts: [part], keys };
    for (let g = groups.length - 1; g >= 0; g--) {
      const other = groups[g]!;
      if (![...keys].some((key) => other.keys.has(key))) continue;
      group.parts.unshift(...other.parts);
      for (const key of other.keys) group.keys.add(key);
      groups.splice(g, 1);
    }
    groups.push(group);
  });
  return groups.map((group) => group.parts);
}

interface Facts {
  /** those that are not of the elements the condition quantifies over */
  readonly outside: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
  readonly count: number;
}

const facts = new WeakMap<Props, Map<PropId, Facts>>();

/** The facts below a condition. */
export function factsOf(prop: PropId, props: Props): Facts {
  let known = facts.get(props);
  if (known === undefined) {
    known = new Map();
    facts.set(props, known);
  }
  let found = known.get(prop);
  if (found === undefined) {
    found = readFacts(prop, props);
    known.set(prop, found);
  }
  return found;
}

function readFacts(prop: PropId, props: Props): Facts {
  const node = props.get(prop);
  const outside = new Set<string>();
  const all = new Set<string>();
  const subjects = props.subjectsIn(prop);
  for (const subject of subjects) {
    const key = `${subject.scope.list} ${subject.path}`;
    all.add(key);
    if (node.kind !== "some" || subject.scope.depth < node.element.depth) outside.add(key);
  }
  return { outside, all, count: subjects.length };
}
