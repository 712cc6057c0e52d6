/** Conditions of the normal form as terms. */
import type { Binder, Expr, Value, Variable } from "../../check/tree.ts";
import type { Formula } from "../../normal/condition.ts";
import type { PropId } from "../conditions/prop.ts";
import {
  codeKey,
  type NumberTerm,
  numberKey,
  rangeFor,
  type SetTerm,
  setKey,
  type Terms,
  wordKey,
} from "./terms.ts";

export class SourceTerms {
  readonly #terms: Terms;
  /** the receiver or record that the published form calls `it`, whatever its name */
  readonly #it: Variable | null;

  constructor(terms: Terms, it: Variable | null = null) {
    this.#terms = terms;
    this.#it = it;
  }

  formula(formula: Formula): PropId {
    const { props } = this.#terms.space;
    switch (formula.kind) {
      case "constant":
        return props.constant(formula.value ? "yes" : "no");
      case "atom": {
        const truth = this.truth(formula.expr);
        return formula.negated ? props.not(truth) : truth;
      }
      default: {
        const parts = formula.parts.map((part) => this.formula(part));
        return formula.kind === "all" ? props.and(...parts) : props.or(...parts);
      }
    }
  }

  truth(expr: Expr): PropId {
    const { props } = this.#terms.space;
    switch (expr.kind) {
      case "const":
        if (expr.value.kind === "truth") return props.constant(expr.value.value ? "yes" : "no");
        break;
      case "and":
        return props.and(...expr.operands.map((operand) => this.truth(operand)));
      case "or":
        return props.or(...expr.operands.map((operand) => this.truth(operand)));
      case "not":
        return props.not(this.truth(expr.operand));
      case "limbs": {
        const limbs = expr.limbs.map(({ condition, unless }) =>
          unless === null
            ? this.truth(condition)
            : props.and(this.truth(condition), props.not(this.truth(unless))),
        );
        if (expr.quantifier === "all") return props.and(...limbs);
        return expr.quantifier === "any" ? props.or(...limbs) : props.not(props.or(...limbs));
      }
      case "knowledge": {
        const operand = this.truth(expr.operand);
        return expr.test === "known" ? props.known(operand) : props.whether(operand);
      }
      case "compare":
        return this.#compare(expr);
      case "in":
        return this.#in(expr.element, expr.set);
      case "quantifier": {
        const body = expr.binder.where === null ? props.constant("yes") : this.truth(expr.binder.where);
        const word = expr.quantifier === "all" ? "all" : "any";
        const some = this.#terms.atom(`${word} ${this.binder({ ...expr.binder, where: null })} : #${body}`);
        return expr.quantifier === "no" ? props.not(some) : some;
      }
      default:
        break;
    }
    return this.#terms.atom(this.key(expr));
  }

  #compare(expr: Extract<Expr, { kind: "compare" }>): PropId {
    const { props } = this.#terms.space;
    if (expr.op === "!=") return props.not(this.#compare({ ...expr, op: "=" }));
    const { left, right, op } = expr;
    if (isNumeric(left) && isNumeric(right)) {
      const found = this.#terms.compare(op, this.number(left), this.number(right));
      if (found !== null) return found;
    }
    if (left.type.kind === "money" && right.type.kind === "money") {
      const money = this.#moneyTest(op, left, right);
      if (money !== null) return money;
    }
    const [subject, word, turned] = left.kind === "const" ? [right, left, TURNED[op]] : [left, right, op];
    if (word.kind === "const" && subject.kind !== "const") {
      const { value, type } = word;
      if (value.kind === "enum" && type.kind === "enum") {
        const { values } = type.enum;
        const at = values.indexOf(value.value);
        const wanted = values.filter((_, i) => holds(turned, i - at));
        return this.#terms.atom(`${this.key(subject)} in ${setKey(this.#terms.set(...wanted))}`);
      }
      if (op === "=" && (value.kind === "code" || value.kind === "text")) {
        return this.#terms.atom(`${this.key(subject)} equals ${constantKey(value)}`);
      }
    }
    return this.#terms.atom(this.key(expr));
  }

  #moneyTest(op: "=" | "<" | "<=" | ">" | ">=", left: Expr, right: Expr): PropId | null {
    if (left.kind === "const" && right.kind !== "const") return this.#moneyTest(TURNED[op], right, left);
    if (left.kind === "const" || right.kind !== "const" || right.value.kind !== "money") return null;
    const { amount, currency } = right.value;
    return this.#terms.within(this.key(left), rangeFor(op, amount), currency);
  }

  #in(element: Expr, set: Expr): PropId {
    const flat = element.kind === "const" && ["enum", "text", "number"].includes(element.value.kind);
    if (flat && (set.kind === "field" || set.kind === "column")) {
      return this.#terms.atom(`${this.key(set)} meets ${setKey(this.set(element))}`);
    }
    return this.#terms.atom(`${this.key(element)} in ${setKey(this.set(set))}`);
  }

  // -------------------------------------------------------------------------------------------------------- numbers

  number(expr: Expr): NumberTerm {
    switch (expr.kind) {
      case "const":
        if (expr.value.kind === "number") return this.#terms.constant(expr.value.value);
        if (expr.value.kind === "date") return this.#terms.day(expr.value.value);
        break;
      case "convert":
        return this.#terms.convert(this.number(expr.operand), expr.factor, expr.offset);
      case "arithmetic":
        if (isNumeric(expr)) {
          return this.#terms.arithmetic(expr.op, this.number(expr.left), this.number(expr.right));
        }
        break;
      default:
        break;
    }
    return this.#terms.number(this.key(expr));
  }

  // ----------------------------------------------------------------------------------------------------------- keys

  binder(binder: Binder): string {
    const listed = binder.listedIn === null ? "" : ` listed in ${binder.listedIn.map((l) => l.id).sort()}`;
    const entry = binder.entry === null ? "" : ` as ${binder.entry.name}`;
    const where = binder.where === null ? "" : ` where #${this.truth(binder.where)}`;
    return `${binder.variable.name} in ${this.key(binder.list)}${listed}${entry}${where}`;
  }

  set(expr: Expr): SetTerm {
    switch (expr.kind) {
      case "setLiteral":
        return expr.members
          .map((m) => this.set(m))
          .reduce((a, b) => this.#terms.union(a, b), this.#terms.set());
      case "const":
        return this.#terms.set(constantKey(expr.value));
      case "group":
        return this.#terms.named(`group ${expr.group.id}`);
      case "scheme":
        return this.#terms.named(`scheme ${expr.scheme.id}`);
      case "schemesOf":
        return this.#terms.named(`schemes of ${this.key(expr.country)}`);
      case "world":
        return this.#terms.named("world");
      case "codeRange":
        return this.#terms.named(`${codeKey(expr.scheme.id, expr.low)}..${expr.high}`);
      case "union":
        return this.#terms.union(this.set(expr.left), this.set(expr.right));
      case "minus":
        return this.#terms.combined("minus", this.set(expr.left), this.set(expr.right));
      case "intersect":
        return this.#terms.combined("both", this.set(expr.left), this.set(expr.right));
      default:
        return this.#terms.named(expr.type.kind === "set" ? `all of ${this.key(expr)}` : this.key(expr));
    }
  }

  /** The text of a value; equal for two writings of one value. */
  key(expr: Expr): string {
    switch (expr.kind) {
      case "const":
        return constantKey(expr.value);
      case "transaction":
        return "case";
      case "variable":
        return expr.variable === this.#it ? "$it" : `$${expr.variable.name}`;
      case "field":
        return `${this.key(expr.of)}.${expr.field.name}`;
      case "column":
        return `${this.key(expr.of)}:${expr.column}`;
      case "released":
        return `released.${expr.name}`;
      case "call": {
        const receiver = expr.receiver === null ? "-" : this.key(expr.receiver);
        const args = expr.args.map((arg) => argumentWord(arg) ?? this.argument(arg));
        return `${expr.define.id}(${[receiver, ...args].join(", ")})`;
      }
      case "today":
      case "here":
        return expr.kind;
      case "arithmetic":
        if (isNumeric(expr)) return numberKey(this.number(expr));
        return `(${this.key(expr.left)} ${expr.op} ${this.key(expr.right)})`;
      case "convert":
        return numberKey(this.number(expr));
      case "aggregate":
        return `${expr.op} of ${this.argument(expr.value)} for ${this.binder(expr.binder)}`;
      case "isUnknown":
        return `${this.argument(expr.operand)} is unknown`;
      case "compare":
        return `${this.argument(expr.left)} ${expr.op} ${this.argument(expr.right)}`;
      case "meets":
        return `${this.#side(expr.left)} meets ${setKey(this.set(expr.right))}`;
      case "classified":
        return `${this.key(expr.item)} is ${setKey(this.set(expr.codes))}`;
      case "listedIn":
        return `${this.key(expr.subject)} listed in ${expr.lists.map((l) => l.id).sort()}`;
      case "listedBy":
        return `${this.key(expr.item)} listed by ${this.key(expr.country)}`;
      case "reached":
        return `reached ${expr.reach.id}`;
      case "requiredBy":
        return `required by ${expr.measures.map((m) => m.id).sort()}`;
      case "entryCondition":
        return `condition of ${this.key(expr.column)}`;
      case "unencodable":
        return `unencodable ${expr.declaration.id}`;
      case "setLiteral":
      case "group":
      case "scheme":
      case "schemesOf":
      case "world":
      case "codeRange":
      case "union":
      case "minus":
      case "intersect":
        return setKey(this.set(expr));
      default:
        return `#${this.truth(expr)}`;
    }
  }

  /** A fact that is met by a set stands for itself, not for the set of itself. */
  #side(expr: Expr): string {
    return expr.kind === "field" || expr.kind === "column" || expr.kind === "variable"
      ? this.key(expr)
      : setKey(this.set(expr));
  }

  argument(expr: Expr): string {
    return CONNECTIVES.has(expr.kind) || (expr.kind === "const" && expr.value.kind === "truth")
      ? `#${this.truth(expr)}`
      : this.key(expr);
  }
}

const CONNECTIVES: ReadonlySet<Expr["kind"]> = new Set([
  "and",
  "or",
  "not",
  "limbs",
  "knowledge",
  "quantifier",
  "compare",
  "in",
]);

export function isNumeric(expr: Expr): boolean {
  return expr.type.kind === "number" || expr.type.kind === "date";
}

export function constantKey(value: Value): string {
  switch (value.kind) {
    case "truth":
      return value.value ? "yes" : "no";
    case "number":
      return value.value.toFraction();
    case "date":
      return String(value.value);
    case "money":
      return `${value.amount.toFraction()} ${value.currency}`;
    case "code":
      return codeKey(value.scheme.id, value.code);
    case "text":
      return JSON.stringify(value.value);
    default:
      return value.value;
  }
}

/** A word that is handed over, with its enum; null: anything else. */
function argumentWord(arg: Expr): string | null {
  if (arg.kind !== "const" || arg.value.kind !== "enum" || arg.type.kind !== "enum") return null;
  return wordKey(arg.value.value, arg.type.enum.id);
}

const TURNED = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

function holds(op: keyof typeof TURNED, sign: number): boolean {
  if (op === "=") return sign === 0;
  if (op === "<") return sign < 0;
  if (op === "<=") return sign <= 0;
  return op === ">" ? sign > 0 : sign >= 0;
}
