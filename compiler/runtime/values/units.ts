import type { XUnit } from "../format.ts";
import { add, divide, type Exact, multiply, parseExact, subtract } from "./exact.ts";

/** A unit: `base = value * factor + offset`. */
interface Unit {
  readonly dimension: ReadonlyMap<string, number>;
  readonly factor: Exact;
  readonly offset: Exact;
}

export type Conversion =
  | { readonly ok: true; readonly value: Exact }
  | { readonly ok: false; readonly why: "unknown-unit" | "other-dimension" };

const ONE: Unit = { dimension: new Map(), factor: 1, offset: 0 };

/** The units of a build, and their products, quotients and powers: `TPP/mm2`, `GB/s/mm2`. */
export class UnitTable {
  readonly #units = new Map<string, Unit>();
  readonly #parsed = new Map<string, Unit | null>();

  constructor(units: Readonly<Record<string, XUnit>>) {
    for (const [text, unit] of Object.entries(units)) {
      this.#units.set(text, {
        dimension: new Map(Object.entries(unit.dimension).filter(([, power]) => power !== 0)),
        factor: parseExact(unit.factor) ?? 1,
        offset: parseExact(unit.offset ?? "0") ?? 0,
      });
    }
  }

  get names(): readonly string[] {
    return [...this.#units.keys()];
  }

  /** The value of a quantity in another unit of its dimension. */
  convert(value: Exact, from: string, to: string): Conversion {
    if (from === to) return { ok: true, value };
    const source = this.#parse(from);
    const target = this.#parse(to);
    if (source === null || target === null) return { ok: false, why: "unknown-unit" };
    if (!sameDimension(source, target)) return { ok: false, why: "other-dimension" };
    const base = add(multiply(value, source.factor), source.offset);
    return { ok: true, value: divide(subtract(base, target.offset), target.factor) };
  }

  /** Declared units that measure the same as this one, for a message. */
  like(text: string): readonly string[] {
    const unit = this.#parse(text);
    if (unit === null) return [];
    return [...this.#units].filter(([, other]) => sameDimension(unit, other)).map(([name]) => name);
  }

  #parse(text: string): Unit | null {
    const declared = this.#units.get(text);
    if (declared !== undefined) return declared;
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const unit = text.length > 60 ? null : this.#compose(text);
    if (this.#parsed.size < 1000) this.#parsed.set(text, unit);
    return unit;
  }

  /** Products and quotients from left to right; a sign stands before each part but the first. */
  #compose(text: string): Unit | null {
    if (text === "" || text === "1" || text === "number") return ONE;
    let result = ONE;
    for (const [, operator, part] of text.matchAll(/(^|[*/·])([^*/·]*)/gu)) {
      const unit = this.#power(part!.trim());
      if (unit === null) return null;
      result = combine(result, unit, operator === "/" ? -1 : 1);
    }
    return result;
  }

  #power(text: string): Unit | null {
    const declared = this.#units.get(text);
    if (declared !== undefined) return declared;
    if (text === "1") return ONE;
    const match = /^(.*?)(\d)$/u.exec(text);
    const base = match === null ? undefined : this.#units.get(match[1]!);
    if (base === undefined) return null;
    let result = ONE;
    for (let i = 0; i < Number(match![2]); i++) result = combine(result, base, 1);
    return result;
  }
}

function combine(a: Unit, b: Unit, direction: 1 | -1): Unit {
  const dimension = new Map(a.dimension);
  for (const [base, power] of b.dimension) {
    const sum = (dimension.get(base) ?? 0) + direction * power;
    if (sum === 0) dimension.delete(base);
    else dimension.set(base, sum);
  }
  return {
    dimension,
    factor: direction === 1 ? multiply(a.factor, b.factor) : divide(a.factor, b.factor),
    offset: 0,
  };
}

function sameDimension(a: Unit, b: Unit): boolean {
  if (a.dimension.size !== b.dimension.size) return false;
  for (const [base, power] of a.dimension) if (b.dimension.get(base) !== power) return false;
  return true;
}
