/** Arithmetic on linear forms over numeric subjects. */
import Fraction from "fraction.js";
import type { NumericRange } from "../../check/tree.ts";
import type { Props } from "./prop.ts";
import type { NumericPart, Scope, Subject } from "./subject.ts";
import type { Linear } from "./symbol.ts";

const ONE = new Fraction(1);
export const ZERO = new Fraction(0);

export function constant(value: Fraction): Linear {
  return { terms: [], offset: value };
}

export function single(subject: Subject): Linear {
  return { terms: [{ coefficient: ONE, subject }], offset: ZERO };
}

export function isConstant(linear: Linear): boolean {
  return linear.terms.length === 0;
}

function order(subject: Subject): string {
  return `${subject.scope.list}@${subject.scope.depth} ${subject.key}`;
}

export function add(a: Linear, b: Linear, sign: 1 | -1 = 1): Linear {
  const terms = new Map(a.terms.map((term) => [order(term.subject), term]));
  for (const term of b.terms) {
    const before = terms.get(order(term.subject));
    const coefficient = (before?.coefficient ?? ZERO).add(term.coefficient.mul(sign));
    terms.set(order(term.subject), { coefficient, subject: term.subject });
  }
  return {
    terms: [...terms.entries()]
      .filter(([, term]) => term.coefficient.n !== 0n)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([, term]) => term),
    offset: a.offset.add(b.offset.mul(sign)),
  };
}

export function scale(a: Linear, factor: Fraction): Linear {
  if (factor.n === 0n) return constant(ZERO);
  return {
    terms: a.terms.map(({ coefficient, subject }) => ({ coefficient: coefficient.mul(factor), subject })),
    offset: a.offset.mul(factor),
  };
}

function deepest(subjects: readonly Subject[]): Scope {
  return subjects.map((s) => s.scope).reduce((a, b) => (b.depth > a.depth ? b : a));
}

/** A linear form as one subject times a factor, plus an offset; several terms become a sum of their own. */
export function asTerm(
  props: Props,
  linear: Linear,
): { coefficient: Fraction; subject: Subject; offset: Fraction } {
  const [first, ...rest] = linear.terms;
  if (first === undefined) throw new Error("a constant has no subject");
  if (rest.length === 0) return { ...first, offset: linear.offset };
  const scaled = scale({ terms: linear.terms, offset: ZERO }, first.coefficient.inverse());
  const parts: NumericPart[] = scaled.terms.map((term) => ({ ...term, power: 1 }));
  const text = parts.map((p) => `${p.coefficient.toFraction()} ${order(p.subject)}`).join(" + ");
  const subject: Subject = {
    is: "sum",
    parts,
    key: `sum(${text})`,
    scope: deepest(parts.map((p) => p.subject)),
    path: text,
    label: parts
      .map((p) =>
        p.coefficient.equals(1) ? p.subject.label : `${p.coefficient.toFraction()} * ${p.subject.label}`,
      )
      .join(" + ")
      .replaceAll("+ -1 * ", "- "),
  };
  return { coefficient: first.coefficient, subject: props.subject(subject), offset: linear.offset };
}

/** The product (or quotient) of two forms; null where it has no linear form. */
export function multiply(props: Props, a: Linear, b: Linear, power: 1 | -1): Linear | null {
  if (isConstant(b)) {
    if (b.offset.n === 0n && power === -1) return null;
    return scale(a, power === 1 ? b.offset : b.offset.inverse());
  }
  if (isConstant(a) && power === 1) return scale(b, a.offset);
  const factors = new Map<string, { subject: Subject; power: number }>();
  let coefficient = ONE;
  const take = (linear: Linear, sign: 1 | -1): void => {
    if (isConstant(linear)) {
      coefficient = coefficient.mul(linear.offset);
      return;
    }
    const plain = linear.terms.length === 1 && linear.offset.n === 0n;
    const term = plain ? linear.terms[0]! : whole(props, linear);
    coefficient = sign === 1 ? coefficient.mul(term.coefficient) : coefficient.div(term.coefficient);
    const parts: readonly { subject: Subject; power: number }[] =
      term.subject.is === "product" ? term.subject.parts : [{ subject: term.subject, power: 1 }];
    for (const part of parts) {
      const before = factors.get(order(part.subject));
      factors.set(order(part.subject), {
        subject: part.subject,
        power: (before?.power ?? 0) + sign * part.power,
      });
    }
  };
  take(a, 1);
  take(b, power);
  if (coefficient.n === 0n) return constant(ZERO);
  const left = [...factors.entries()].filter(([, f]) => f.power !== 0).sort(([x], [y]) => (x < y ? -1 : 1));
  if (left.length === 0) return constant(coefficient);
  const parts = left.map(([, factor]) => factor);
  const [only] = parts;
  const subject = parts.length === 1 && only!.power === 1 ? only!.subject : product(props, parts);
  return { terms: [{ coefficient, subject }], offset: ZERO };
}

/** A form with an offset or several terms as a factor: a sum that carries its offset. */
function whole(props: Props, linear: Linear): { coefficient: Fraction; subject: Subject } {
  const { coefficient, subject, offset } = asTerm(props, linear);
  if (offset.n === 0n) return { coefficient, subject };
  const shift = offset.div(coefficient);
  return {
    coefficient,
    subject: props.subject({
      is: "sum",
      parts: [{ subject, power: 1, coefficient: ONE }],
      key: `shift(${subject.key} + ${shift.toFraction()})`,
      scope: subject.scope,
      path: subject.path,
      label: `${subject.label} + ${shift.toFraction()}`,
    }),
  };
}

function product(props: Props, parts: readonly { subject: Subject; power: number }[]): Subject {
  const text = parts.map((p) => `${order(p.subject)}^${p.power}`).join(" * ");
  const label = parts
    .map(({ subject, power }, i) => {
      const base = Math.abs(power) === 1 ? subject.label : `${subject.label}^${Math.abs(power)}`;
      return i === 0 ? (power > 0 ? base : `1 / ${base}`) : `${power > 0 ? "*" : "/"} ${base}`;
    })
    .join(" ");
  return props.subject({
    is: "product",
    parts: parts.map((p) => ({ ...p, coefficient: ONE })),
    key: `product(${text})`,
    scope: deepest(parts.map((p) => p.subject)),
    path: text,
    label,
  });
}

/** Whether zero lies outside what a subject can be, by its declared range. */
export function excludesZero(range: NumericRange | null): boolean {
  if (range === null) return false;
  const { min, minOpen, max, maxOpen } = range;
  if (min !== null && (min.s > 0n ? min.n !== 0n : min.n === 0n && minOpen)) return true;
  return max !== null && (max.s < 0n ? max.n !== 0n : max.n === 0n && maxOpen);
}

/** Whether a subject is never negative, by the declared ranges of what it is made of. */
export function isNeverNegative(subject: Subject): boolean {
  if (subject.is === "product") return subject.parts.every((part) => isNeverNegative(part.subject));
  return subject.is === "number" && (subject.field.range?.min?.gte(0) ?? false);
}
