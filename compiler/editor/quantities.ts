/** A quantity in the other units of its dimension that a reader may think in. */
import { Fraction } from "fraction.js";
import type { Program, Unit } from "../check/tree.ts";
import { builtinUnits, conversion, parseUnit, sameDimension, sameUnit } from "../check/units.ts";

/** As many as stand on a line. */
const MOST = 4;

/**
 * `600 GB/s` as `4800 Gbit/s`, `0.6 TB/s`: only exact values that are short. Nothing for a unit that is not known, and for
 * an amount of money.
 */
export function inOtherUnits(program: Program, number: string, unitText: string): string[] {
  const declared = new Map(program.units.map((unit) => [unit.text, unit]));
  const unit = parseUnit(unitText, declared);
  if (unit === null || !/^-?[\d_]+(?:\.\d+)?(?:e-?\d+)?$/.test(number)) return [];
  const value = new Fraction(number.replaceAll("_", ""));
  const found = new Map<string, number>();
  for (const other of alike(unit, unitText, declared)) {
    const change = conversion(unit, other);
    if (change === null) continue;
    const written = value.mul(change.factor).add(change.offset).toString();
    const digits = written
      .replace(/^-?0?\.?0*/, "")
      .replace(".", "")
      .replace(/0+$/, "").length;
    const size = Math.abs(Number(written));
    if (written.includes("(") || digits > 5 || size < 0.001 || size >= 1_000_000) continue;
    found.set(`${written} ${other.text}`, Math.abs(Math.log10(size || 1)));
  }
  return [...found]
    .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([text]) => text);
}

/** Units of the same dimension; of `GB/s` those with another unit in front of the stroke. */
function* alike(unit: Unit, text: string, declared: ReadonlyMap<string, Unit>): Generator<Unit> {
  const all = [...builtinUnits.values(), ...declared.values()];
  const [front = "", ...behind] = text.split("/");
  const first = behind.length === 0 ? null : parseUnit(front, declared);
  for (const other of all) {
    if (sameDimension(unit, other) && !sameUnit(unit, other)) yield other;
    if (first === null || !sameDimension(first, other) || sameUnit(first, other)) continue;
    const whole = parseUnit([other.text, ...behind].join("/"), declared);
    if (whole !== null) yield whole;
  }
}
