/** What an expression stands for when the transaction is left open. */
import type Fraction from "fraction.js";
import type { Define, List, ListRow, PolicyValue, RecordType } from "../../check/tree.ts";
import type { ConstSet, Word } from "./const-set.ts";
import type { PropId } from "./prop.ts";
import type { ListRef, Scope, Subject } from "./subject.ts";

/**
 * Where a value is not there, and where it is stated unknown as part of a greater whole. Both are yes or no, never
 * unknown. A subject's own states are not repeated here: its literals answer for them.
 */
export interface Gate {
  readonly absent: PropId;
  readonly unstated: PropId;
}

/** `coefficient * subject`, summed; a constant has no terms. */
export interface Linear {
  readonly terms: readonly { readonly coefficient: Fraction; readonly subject: Subject }[];
  readonly offset: Fraction;
}

export type Sym =
  | PlainSym
  /** one or the other, by a condition that is yes or no; never of two conditions, records or lists */
  | { readonly kind: "choice"; readonly when: PropId; readonly yes: Sym; readonly no: Sym };

export type PlainSym =
  | { readonly kind: "truth"; readonly prop: PropId }
  | { readonly kind: "number"; readonly linear: Linear; readonly gate: Gate }
  /** an amount; `subject` null for a constant */
  | {
      readonly kind: "money";
      readonly subject: Subject | null;
      readonly amount: Fraction | null;
      readonly currency: string | null;
      readonly gate: Gate;
    }
  | { readonly kind: "word"; readonly word: Word }
  | { readonly kind: "fact"; readonly subject: Subject; readonly gate: Gate }
  | { readonly kind: "set"; readonly set: SymSet }
  | SymRecord
  | { readonly kind: "list"; readonly ref: ListRef; readonly gate: Gate }
  | { readonly kind: "entry"; readonly list: List; readonly row: ListRow }
  | { readonly kind: "condition"; readonly define: Define | null }
  | { readonly kind: "policy"; readonly policy: PolicyValue | null }
  /** of any type: cannot be determined */
  | { readonly kind: "missing" }
  | { readonly kind: "absent" };

export interface SymRecord {
  readonly kind: "record";
  readonly record: RecordType;
  readonly scope: Scope;
  /** path from the scope; empty for the element (or the transaction) itself */
  readonly path: string;
  readonly gate: Gate;
}

export type SymSet =
  | PlainSet
  /** never within another set: what is made of it is made of each */
  | { readonly is: "choice"; readonly when: PropId; readonly yes: SymSet; readonly no: SymSet };

export type PlainSet =
  | { readonly is: "const"; readonly set: ConstSet }
  /** a set-valued fact */
  | { readonly is: "fact"; readonly subject: Subject; readonly gate: Gate }
  /** the set of one word that is a fact */
  | { readonly is: "single"; readonly subject: Subject; readonly gate: Gate }
  | { readonly is: "union" | "minus" | "both"; readonly left: PlainSet; readonly right: PlainSet };

/** Equal for two values exactly if they stand for the same; within one store of propositions. */
export function symKey(sym: Sym): string {
  const subject = (s: Subject): string => `${s.scope.list}@${s.scope.depth} ${s.key}`;
  const gate = (g: Gate): string => `${g.absent}/${g.unstated}`;
  switch (sym.kind) {
    case "truth":
      return `t${sym.prop}`;
    case "number": {
      const terms = sym.linear.terms.map((t) => `${t.coefficient.toFraction()}*${subject(t.subject)}`);
      return `n${terms.join("+")}+${sym.linear.offset.toFraction()}|${gate(sym.gate)}`;
    }
    case "money":
      return `m${sym.subject === null ? "" : subject(sym.subject)} ${sym.amount?.toFraction() ?? ""} ${sym.currency ?? ""}`;
    case "word":
      return `w${sym.word.kind === "code" ? `${sym.word.scheme.id} ${sym.word.code}` : sym.word.text}`;
    case "fact":
      return `f${subject(sym.subject)}|${gate(sym.gate)}`;
    case "set":
      return `s${setKey(sym.set)}`;
    case "record":
      return `r${sym.scope.list}@${sym.scope.depth}/${sym.path}|${gate(sym.gate)}`;
    case "list":
      return `l${sym.ref.owner.list}@${sym.ref.owner.depth}/${sym.ref.path}|${gate(sym.gate)}`;
    case "entry":
      return `e${sym.list.id} ${rowNumber(sym.list, sym.row)}`;
    case "condition":
      return `c${sym.define?.id ?? ""}`;
    case "policy":
      return `p${sym.policy === null ? "" : sym.policy.kind === "policy" ? sym.policy.policy : sym.policy.kind === "review" ? sym.policy.review.id : "?"}`;
    case "choice":
      return `?${sym.when}(${symKey(sym.yes)})(${symKey(sym.no)})`;
    default:
      return sym.kind;
  }
}

const rowNumbers = new WeakMap<List, ReadonlyMap<ListRow, number>>();

function rowNumber(list: List, row: ListRow): number {
  let numbers = rowNumbers.get(list);
  if (numbers === undefined) {
    numbers = new Map(list.rows.map((each, i) => [each, i]));
    rowNumbers.set(list, numbers);
  }
  return numbers.get(row) ?? -1;
}

function setKey(set: SymSet): string {
  switch (set.is) {
    case "const":
      return set.set.key;
    case "fact":
    case "single":
      return `${set.is} ${set.subject.scope.list}@${set.subject.scope.depth} ${set.subject.key}|${set.gate.absent}/${set.gate.unstated}`;
    case "choice":
      return `?${set.when}(${setKey(set.yes)})(${setKey(set.no)})`;
    default:
      return `(${setKey(set.left)} ${set.is} ${setKey(set.right)})`;
  }
}
