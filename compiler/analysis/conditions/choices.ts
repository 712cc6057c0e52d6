/** Values that are one thing or another, as a condition has it: what is made of them is made of each. */
import type { PropId, Props } from "./prop.ts";
import type { SubjectKind } from "./subject.ts";
import type { PlainSet, PlainSym, Sym, SymSet } from "./symbol.ts";

/** `yes` where the condition (yes or no, never unknown) is yes, else `no`. Of two conditions a condition is made. */
export function choose(props: Props, when: PropId, yes: Sym, no: Sym): Sym {
  const { kind } = yes;
  if (kind === "truth" && no.kind === "truth") return { kind, prop: props.choice(when, yes.prop, no.prop) };
  const prop = props.get(when);
  if (prop.kind === "const") return prop.truth === "yes" ? yes : no;
  return { kind: "choice", when, yes, no };
}

/** What a test comes to. */
export function overChoices(sym: Sym, props: Props, test: (plain: PlainSym) => PropId): PropId {
  if (sym.kind !== "choice") return test(sym);
  return props.choice(sym.when, overChoices(sym.yes, props, test), overChoices(sym.no, props, test));
}

/** What becomes of the value. */
export function mapChoices(sym: Sym, props: Props, change: (plain: PlainSym) => Sym): Sym {
  if (sym.kind !== "choice") return change(sym);
  return choose(props, sym.when, mapChoices(sym.yes, props, change), mapChoices(sym.no, props, change));
}

/** What a test of a set comes to. */
export function overSets(set: SymSet, props: Props, test: (plain: PlainSet) => PropId): PropId {
  if (set.is !== "choice") return test(set);
  return props.choice(set.when, overSets(set.yes, props, test), overSets(set.no, props, test));
}

/** What the elements of a list may add to a total. */
export function numbersIn({ summands }: Pick<Aggregate, "summands">): readonly PlainNumber[] {
  return summands.flatMap(({ value }) => plainSyms(value)).filter((value) => value.kind === "number");
}

type Aggregate = Extract<SubjectKind, { readonly is: "aggregate" }>;
type PlainNumber = Extract<PlainSym, { readonly kind: "number" }>;

/** Every value that it may be. */
export function plainSyms(sym: Sym): readonly PlainSym[] {
  return sym.kind === "choice" ? [...plainSyms(sym.yes), ...plainSyms(sym.no)] : [sym];
}
