import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  compare,
  divide,
  exactText,
  multiply,
  parseExact,
  Rational,
  rational,
  subtract,
} from "../../compiler/runtime/values/exact.ts";

const exact = (text: string) => parseExact(text)!;

describe("exact numbers", () => {
  test.each([
    ["0.1 + 0.2", add(0.1, 0.2), "0.3"],
    ["1 / 3", divide(1, 3), "1/3"],
    ["0.25 * 193 / 1.35", divide(multiply(0.25, 193), 1.35), "965/27"],
    ["4992 / 826", divide(4992, 826), "2496/413"],
    ["9007199254740993", exact("9007199254740993"), "9007199254740993"],
    ["9007199254740992 + 1", add(9007199254740992, 1), "9007199254740993"],
    ["3 - 5.5", subtract(3, 5.5), "-2.5"],
    ["1e-4", exact("1e-4"), "0.0001"],
    ["900/7", exact("900/7"), "900/7"],
    ["1e21", 1e21, "1000000000000000000000"],
  ])("%s", (_, value, text) => {
    expect(exactText(value)).toBe(text);
  });

  test.each(["", "abc", "1.2.3", "1/0", "0x10", "1e999999999", "NaN", "Infinity", "1".repeat(2000), "--1"])(
    "%s is no number",
    (text) => {
      expect(parseExact(text)).toBeNull();
    },
  );

  test("a double stands for its shortest decimal", () => {
    expect(compare(0.1, exact("1/10"))).toBe(0);
    expect(compare(0.1, new Rational(1n, 10n))).toBe(0);
    expect(compare(0.1, exact("0.10000000000000000555"))).toBe(-1);
    expect(compare(128.57142857142858, exact("900/7"))).toBe(1);
    expect(compare(128.57142857142856, exact("900/7"))).toBe(-1);
  });

  test("doubles compare as their decimals do", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        const x = rational(a === 0 ? 0 : a);
        const y = rational(b === 0 ? 0 : b);
        const slow = x.numerator * y.denominator - y.numerator * x.denominator;
        expect(Math.sign(compare(a, b))).toBe(slow < 0n ? -1 : slow > 0n ? 1 : 0);
      }),
    );
  });

  test("text reads back as the same number", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (n, d) => {
        const value = new Rational(n, d);
        expect(compare(parseExact(exactText(value)) ?? 0, value)).toBe(0);
      }),
    );
  });
});
