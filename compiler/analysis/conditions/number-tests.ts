/** What comparisons of linear forms come to, and where a number is there at all. */
import type Fraction from "fraction.js";
import type { CompareOp } from "../../check/tree.ts";
import { overChoices } from "./choices.ts";
import { add, asTerm, isConstant, isNeverNegative, multiply, scale, single, ZERO } from "./numbers.ts";
import type { PropId, Props } from "./prop.ts";
import { NO, YES } from "./prop.ts";
import type { Range, Subject } from "./subject.ts";
import type { Gate, Linear, PlainSym } from "./symbol.ts";

type OrderOp = Exclude<CompareOp, "!=">;

const EVERYTHING: Range = { low: null, lowOpen: true, high: null, highOpen: true };

/** `linear OP 0`, where nothing is absent or unknown as part of a greater whole. */
export function compareWithZero(props: Props, op: CompareOp, linear: Linear): PropId {
  if (op === "!=") return props.not(compareWithZero(props, "=", linear));
  if (isConstant(linear)) return holds(op, linear.offset.compare(ZERO)) ? YES : NO;
  const ofElement = extremeIn(linear, props);
  if (ofElement !== null) return compareExtreme(props, op, ofElement);
  const { coefficient, subject, offset } = asTerm(props, linear);
  const turned = coefficient.s < 0n ? TURNED[op] : op;
  const range = rangeOf(turned, offset.neg().div(coefficient));
  return props.literal(subject, { t: "within", range, currency: null });
}

export function rangeOf(op: OrderOp, at: Fraction): Range {
  switch (op) {
    case "=":
      return { low: at, lowOpen: false, high: at, highOpen: false };
    case "<":
    case "<=":
      return { ...EVERYTHING, high: at, highOpen: op === "<" };
    case ">":
    case ">=":
      return { ...EVERYTHING, low: at, lowOpen: op === ">" };
  }
}

export const TURNED: Readonly<Record<OrderOp, OrderOp>> = {
  "=": "=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function holds(op: OrderOp, sign: number): boolean {
  switch (op) {
    case "=":
      return sign === 0;
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    case ">=":
      return sign >= 0;
  }
}

// ------------------------------------------------------------------------------------------------------- extremes

type Extreme = Subject & { readonly is: "aggregate"; readonly op: "max" | "min" };

/** A form that is the greatest (least) of what another form is for each element that counts. */
interface FormOfElements {
  readonly extreme: Extreme;
  readonly isGreatest: boolean;
  readonly of: (value: Linear) => Linear;
}

function isExtreme(subject: Subject): subject is Extreme {
  return subject.is === "aggregate" && (subject.op === "max" || subject.op === "min");
}

/**
 * As questions about the list, extremes under different conditions are in the relation in which their elements are: the
 * greatest of all is no less than that of some. What is added to an extreme, or multiplied with it and not negative, is so with
 * each element. Null where there is none or more than one, or where something else is looked at that stands as deep as the element.
 */
function extremeIn(linear: Linear, props: Props): FormOfElements | null {
  const found = linear.terms.flatMap((term) => {
    const { subject } = term;
    const factors = subject.is === "product" ? subject.parts : [{ subject, power: 1 }];
    return factors.flatMap((factor) => {
      const extreme = factor.subject;
      return isExtreme(extreme)
        ? [{ term, factor, extreme, others: factors.filter((f) => f !== factor) }]
        : [];
    });
  });
  const [only] = found;
  if (only === undefined || found.length > 1 || only.factor.power !== 1) return null;
  const { term, extreme, others } = only;
  const rest = { ...linear, terms: linear.terms.filter((each) => each !== term) };
  const beside = [...rest.terms, ...others].map(({ subject }) => subject);
  if (beside.some(({ scope }) => scope.depth >= extreme.element.depth)) return null;
  if (!others.every(({ subject }) => isNeverNegative(subject))) return null;
  const times = (value: Linear): Linear | null =>
    others.reduce<Linear | null>((product, { subject, power }) => {
      let made = product;
      for (let i = 0; i < Math.abs(power) && made !== null; i++)
        made = multiply(props, made, single(subject), power > 0 ? 1 : -1);
      return made;
    }, value);
  return {
    extreme,
    isGreatest: (extreme.op === "max") === term.coefficient.s > 0n,
    of: (value) => add(rest, scale(times(value)!, term.coefficient)),
  };
}

/** Some element that counts compares so, and where the extreme may lie beyond it, none does otherwise. */
function compareExtreme(props: Props, op: OrderOp, { extreme, isGreatest, of }: FormOfElements): PropId {
  const some = (own: CompareOp): PropId =>
    someCounted(props, extreme, (value) => compareWithZero(props, own, of(value.linear)));
  const beyond = isGreatest ? ">" : "<";
  if (op === beyond || op === `${beyond}=`) return some(op);
  const otherwise = op.endsWith("=") ? beyond : (`${beyond}=` as const);
  return props.and(some(op), props.not(some(otherwise)));
}

type PlainNumber = Extract<PlainSym, { kind: "number" }>;

/** Some element counts, has a value, and this passes the test. */
function someCounted(
  props: Props,
  { list, element, summands }: Extreme,
  test: (value: PlainNumber) => PropId,
): PropId {
  const passes = (plain: PlainSym): PropId => {
    if (plain.kind === "absent") return NO;
    return plain.kind === "number" ? gated(props, plain.gate, test(plain)) : props.constant("missing");
  };
  const counted = summands.map((summand) =>
    props.and(summand.counted, overChoices(summand.value, props, passes)),
  );
  return props.some(list, element, props.or(...counted));
}

// ---------------------------------------------------------------------------------------------------------- gates

export const NO_GATE: Gate = { absent: NO, unstated: NO };

/** A comparison under its gates: absent is no, stated unknown unknown. */
export function gated(props: Props, gate: Gate, prop: PropId): PropId {
  return props.choice(gate.absent, NO, props.choice(gate.unstated, props.constant("unstated"), prop));
}

export function bothGates(props: Props, a: Gate, b: Gate): Gate {
  return { absent: props.or(a.absent, b.absent), unstated: props.or(a.unstated, b.unstated) };
}

/** The gates of a form that goes into a calculation: those of its subjects, made explicit. */
export function explicitGate(props: Props, linear: Linear, gate: Gate): Gate {
  const subjects = linear.terms.map((term) => term.subject);
  return {
    absent: props.or(gate.absent, ...subjects.map((subject) => isAbsent(props, subject))),
    unstated: props.or(gate.unstated, ...subjects.map((subject) => isUnknown(props, subject, false))),
  };
}

/** Stated unknown. What an extreme is of may be, and then its comparisons are. @param asked the program itself asks for it */
export function isUnknown(props: Props, subject: Subject, asked: boolean): PropId {
  return isExtreme(subject) ? NO : props.literal(subject, { t: "unknown", asked });
}

/** Of an extreme: where nothing counts that has a value. */
function isAbsent(props: Props, subject: Subject): PropId {
  return isExtreme(subject)
    ? props.isNo(
        someCounted(props, subject, (value) => props.not(explicitGate(props, value.linear, NO_GATE).absent)),
      )
    : props.literal(subject, { t: "notApplicable" });
}
