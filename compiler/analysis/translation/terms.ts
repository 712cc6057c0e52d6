/**
 * A common ground for two writings of one condition. Connectives, negation and intervals are understood; names (defines,
 * groups, lists, grounds) stay names, so that two conditions found equal are equal on every day. Whatever reads a writing
 * into terms must give equal facts equal keys.
 */
import Fraction from "fraction.js";
import { dayNumber } from "../../check/days.ts";
import type { PropId } from "../conditions/prop.ts";
import { type Range, ROOT, type Subject } from "../conditions/subject.ts";
import type { Space } from "../diagrams/space.ts";

/** A number: a constant, or a multiple of something named by its key. */
export interface NumberTerm {
  /** null: a constant */
  readonly key: string | null;
  readonly factor: Fraction;
  readonly offset: Fraction;
}

/** A set of constants and named sets; equal sets written differently have one key where only unions differ. */
export type SetTerm =
  | { readonly is: "union"; readonly parts: ReadonlySet<string> }
  | { readonly is: "other"; readonly key: string };

const ONE = new Fraction(1);
const ZERO = new Fraction(0);

export class Terms {
  readonly space: Space;

  constructor(space: Space) {
    this.space = space;
  }

  /** A test that is not understood further. */
  atom(key: string): PropId {
    const subject: Subject = {
      is: "opaque",
      about: [],
      relation: "other",
      key: `atom ${key}`,
      scope: ROOT,
      path: key,
      label: key,
    };
    // opaque facts are yes or no; what is unknown of them is a second fact beside the first
    const props = this.space.props;
    const unknown: Subject = { ...subject, key: `unknown ${key}`, label: `${key} cannot be determined` };
    const unstated: Subject = { ...subject, key: `unstated ${key}`, label: `${key} is stated unknown` };
    return props.choice(
      props.literal(unknown, { t: "yes" }),
      props.constant("missing"),
      props.choice(
        props.literal(unstated, { t: "yes" }),
        props.constant("unstated"),
        props.literal(subject, { t: "yes" }),
      ),
    );
  }

  /** A number (money, day) in a range; absent and unknown are atoms of the same number. */
  within(key: string, range: Range, currency: string | null): PropId {
    const { props } = this.space;
    const place = `${key}${currency === null ? "" : ` in ${currency}`}`;
    const subject: Subject = {
      is: "sum",
      parts: [],
      key: `number ${place}`,
      scope: ROOT,
      path: place,
      label: place,
    };
    const value = props.literal(subject, { t: "within", range, currency: null });
    const absent = this.atom(`${place} is absent`);
    return props.choice(props.isNo(props.not(absent)), props.constant("no"), this.#orUnknown(place, value));
  }

  #orUnknown(place: string, value: PropId): PropId {
    const { props } = this.space;
    const open = this.atom(`${place} is unknown`);
    // the atom's own truth says which of the unknowns it is
    return props.choice(props.or(props.isNo(open), props.isNo(props.not(open))), value, open);
  }

  // -------------------------------------------------------------------------------------------------------- numbers

  constant(value: Fraction): NumberTerm {
    return { key: null, factor: ONE, offset: value };
  }

  number(key: string): NumberTerm {
    return { key, factor: ONE, offset: ZERO };
  }

  convert(term: NumberTerm, factor: Fraction, offset: Fraction): NumberTerm {
    if (factor.n === 0n) return this.constant(offset);
    return { key: term.key, factor: term.factor.mul(factor), offset: term.offset.mul(factor).add(offset) };
  }

  arithmetic(op: "+" | "-" | "*" | "/", left: NumberTerm, right: NumberTerm): NumberTerm {
    if (left.key === null && right.key === null) {
      const [a, b] = [left.offset, right.offset];
      if (op === "+") return this.constant(a.add(b));
      if (op === "-") return this.constant(a.sub(b));
      if (op === "*") return this.constant(a.mul(b));
      if (b.n !== 0n) return this.constant(a.div(b));
    }
    return this.number(`(${numberKey(left)} ${op} ${numberKey(right)})`);
  }

  compare(op: "=" | "<" | "<=" | ">" | ">=", left: NumberTerm, right: NumberTerm): PropId | null {
    if (left.key === null && right.key === null) {
      const sign = left.offset.compare(right.offset);
      const holds =
        op === "="
          ? sign === 0
          : op === "<"
            ? sign < 0
            : op === "<="
              ? sign <= 0
              : op === ">"
                ? sign > 0
                : sign >= 0;
      return this.space.props.constant(holds ? "yes" : "no");
    }
    if (left.key === null) return this.compare(FLIPPED[op], right, left);
    if (right.key !== null) return null;
    const bound = right.offset.sub(left.offset).div(left.factor);
    return this.within(left.key, rangeFor(left.factor.s < 0n ? FLIPPED[op] : op, bound), null);
  }

  day(text: string): NumberTerm {
    return this.constant(new Fraction(dayNumber(text)));
  }

  // ----------------------------------------------------------------------------------------------------------- sets

  set(...parts: readonly string[]): SetTerm {
    return { is: "union", parts: new Set(parts) };
  }

  named(key: string): SetTerm {
    return this.set(key);
  }

  union(left: SetTerm, right: SetTerm): SetTerm {
    const parts = (set: SetTerm): readonly string[] => (set.is === "union" ? [...set.parts] : [set.key]);
    return { is: "union", parts: new Set([...parts(left), ...parts(right)]) };
  }

  combined(op: "minus" | "both", left: SetTerm, right: SetTerm): SetTerm {
    return { is: "other", key: `(${setKey(left)} ${op} ${setKey(right)})` };
  }
}

export function numberKey({ key, factor, offset }: NumberTerm): string {
  if (key === null) return offset.toFraction();
  const scaled = factor.equals(1) ? key : `${factor.toFraction()}*${key}`;
  return offset.n === 0n ? scaled : `(${scaled} + ${offset.toFraction()})`;
}

export function setKey(set: SetTerm): string {
  return set.is === "other" ? set.key : `{${[...set.parts].sort().join(", ")}}`;
}

const FLIPPED = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

export function rangeFor(op: keyof typeof FLIPPED, at: Fraction): Range {
  const open: Range = { low: null, lowOpen: true, high: null, highOpen: true };
  switch (op) {
    case "=":
      return { low: at, lowOpen: false, high: at, highOpen: false };
    case "<":
    case "<=":
      return { ...open, high: at, highOpen: op === "<" };
    default:
      return { ...open, low: at, lowOpen: op === ">" };
  }
}

export const codeKey = (scheme: string, code: string): string => `${scheme} ${code}`;

/** A word with the enum by which it is ordered. */
export const wordKey = (word: string, of: string): string => `${word} of ${of}`;
