import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import type { Unit } from "../../compiler/check/tree.ts";
import {
  builtinUnits,
  byteBitHint,
  conversion,
  divide,
  isCurrency,
  isDimensionless,
  multiply,
  nearUnits,
  PERCENT,
  parseUnit,
  sameDimension,
  sameUnit,
  UNITLESS,
} from "../../compiler/check/units.ts";

const none: ReadonlyMap<string, Unit> = new Map();
const unit = (text: string, declared = none): Unit => {
  const found = parseUnit(text, declared);
  if (found === null) throw new Error(`no unit ${text}`);
  return found;
};
/** `amount from = ? to`, as an exact fraction. */
const convert = (amount: string, from: string, to: string): string => {
  const by = conversion(unit(from), unit(to));
  return by === null ? "no" : new Fraction(amount).mul(by.factor).add(by.offset).toFraction();
};

describe("units", () => {
  it.each([
    ["1", "m", "nm", "1000000000"],
    ["1", "mm2", "um2", "1000000"],
    ["1", "ft3", "m3", "55306341/1953125000"],
    ["1", "h", "s", "3600"],
    ["25", "C", "K", "5963/20"],
    ["958", "K", "C", "13697/20"],
    ["0", "K", "C", "-5463/20"],
    ["1", "Torr", "Pa", "20265/152"],
    ["760", "Torr", "kPa", "4053/40"],
    ["1", "GB", "MB", "1000"],
    ["1", "Gb", "Mbit", "1000"],
    ["1", "GB/s", "MB/s", "1000"],
    ["2", "GB/s/mm2", "GB/s/cm2", "200"],
    ["1", "TFLOPS", "op/s", "1000000000000"],
    ["1", "PFLOPS", "TOPS", "1000"],
    ["25", "%", "", "1/4"],
    ["1", "%", "ppm", "10000"],
    ["1", "J", "eV", "5000000000000000000000000000/801088317"],
    ["1", "W", "J/s", "1"],
    ["1", "V*A", "W", "1"],
    ["1", "MPa", "bar", "10"],
    ["1", "mPa", "Pa", "1/1000"],
    ["2.33", "g/cm3", "kg/m3", "2330"],
    ["1", "MHz", "1/s", "1000000"],
  ])("%s %s is %s of %s", (amount, from, to, expected) => {
    const target = to === "" ? UNITLESS : unit(to);
    const by = conversion(unit(from), target);
    expect(by && new Fraction(amount).mul(by.factor).add(by.offset).toFraction()).toBe(expected);
  });

  it.each([
    ["GB", "Gbit"],
    ["GB/s", "Gbit/s"],
    ["op", "op/s"],
    ["TFLOPS", "WT"],
    ["nm", "nm2"],
    ["dB", "%"],
    ["K", "eV"],
  ])("does not convert %s into %s", (from, to) => {
    expect(convert("1", from, to)).toBe("no");
  });

  it("reads a division as from left to right, and several as several", () => {
    expect(unit("GB/s/mm2").dimension).toEqual({ byte: 1, time: -1, length: -2 });
    expect(unit("GB/s*s").dimension).toEqual({ byte: 1 });
    expect(unit("m/m").dimension).toEqual({});
  });

  it.each([
    "",
    "/",
    "GB/",
    "/s",
    "GB//s",
    "s1",
    "s0",
    "nm22",
    "xyz",
    "GB /s",
    "1",
    "5nm",
    "EUR",
    "_",
    "GB/xyz",
  ])("refuses `%s`", (text) => {
    expect(parseUnit(text, none)).toBeNull();
  });

  it("refuses a unit of absurd length at once", () => {
    expect(parseUnit("nm*".repeat(100_000), none)).toBeNull();
    expect(nearUnits("nm*".repeat(100_000), none)).toEqual([]);
  });

  it("takes declared units, which win over built-in ones", () => {
    const tpp: Unit = { ...unit("TOPS*bit"), text: "TPP" };
    const declared = new Map([["TPP", tpp]]);
    const density = unit("TPP/mm2", declared);
    expect(density.dimension).toEqual({ op: 1, time: -1, bit: 1, length: -2 });
    expect(sameUnit(unit("TPP", declared), unit("TOPS*bit"))).toBe(true);
    const m2: Unit = {
      text: "m2",
      dimension: { moment: 2 },
      factor: new Fraction(1),
      offset: new Fraction(0),
    };
    expect(unit("m2", new Map([["m2", m2]])).dimension).toEqual({ moment: 2 });
  });

  it("drops the zero point of temperatures in products", () => {
    expect(unit("C/min").offset.toFraction()).toBe("0");
    expect(multiply(unit("C"), unit("m")).offset.toFraction()).toBe("0");
  });

  it("writes products and quotients as people do", () => {
    expect(multiply(unit("TOPS"), unit("bit")).text).toBe("TOPS*bit");
    expect(divide(unit("GB/s"), unit("mm2")).text).toBe("GB/s/mm2");
    expect(divide(unit("GB/s"), unit("GB")).text).toBe("1/s");
    expect(multiply(unit("mm"), unit("mm")).text).toBe("mm2");
    expect(multiply(unit("GB/s"), unit("s")).text).toBe("GB");
    expect(divide(unit("nm"), unit("nm"))).toBe(UNITLESS);
  });

  it("gives a product text that reads back as the same unit", () => {
    const names = [...builtinUnits.keys()].filter((name) => name !== "%");
    const pick = fc.constantFrom(...names).map((name) => unit(name));
    fc.assert(
      fc.property(pick, pick, pick, (a, b, c) => {
        const combined = divide(multiply(a, b), c);
        if (combined.text === "") return isDimensionless(combined);
        const again = parseUnit(combined.text, none);
        return again !== null && sameDimension(again, combined) && again.factor.equals(combined.factor);
      }),
      { seed: 20261125, numRuns: 2000 },
    );
  });

  it("converts there and back without loss", () => {
    const all = [...builtinUnits.values()];
    for (const a of all) {
      for (const b of all) {
        const there = conversion(a, b);
        const back = conversion(b, a);
        expect(there === null).toBe(back === null);
        if (there === null || back === null) continue;
        const x = new Fraction("17.25");
        expect(x.mul(there.factor).add(there.offset).mul(back.factor).add(back.offset).equals(x)).toBe(true);
      }
    }
  });
});

describe("help with units", () => {
  it("says that bytes were written for bits, and how many", () => {
    const hint = byteBitHint(unit("GB/s"), unit("Gbit/s"));
    expect(hint).toMatchObject({ written: "byte", wanted: "bit", swapped: "Gbit/s" });
    expect(hint?.factor.toFraction()).toBe("8");
    expect(byteBitHint(unit("Mbit/s"), unit("GB/s"))?.factor.toFraction()).toBe("1/8000");
    expect(byteBitHint(unit("GB/mm2"), unit("Gb/mm2"))?.swapped).toBe("Gbit/mm2");
  });

  it("says nothing where the units differ otherwise or agree", () => {
    expect(byteBitHint(unit("GB/s"), unit("MB/s"))).toBeNull();
    expect(byteBitHint(unit("GB"), unit("Gbit/s"))).toBeNull();
    expect(byteBitHint(unit("nm"), unit("um"))).toBeNull();
  });

  it.each([
    ["µm", "um"],
    ["μm", "um"],
    ["mm²", "mm2"],
    ["um^2", "um2"],
    ["Gbps", "Gbit/s"],
    ["GBps", "GB/s"],
    ["GB/sec", "GB/s"],
    ["°C", "C"],
    ["percent", "%"],
    ["nM", "nm"],
    ["TOPs", "TOPS"],
  ])("suggests for %s first %s", (written, expected) => {
    expect(nearUnits(written, none)[0]).toBe(expected);
  });

  it("suggests declared units, and nothing for nonsense", () => {
    const tpp: Unit = { ...unit("TOPS*bit"), text: "TPP" };
    expect(nearUnits("TPPs", new Map([["TPP", tpp]]))[0]).toBe("TPP");
    expect(nearUnits("frobnicators", none)).toEqual([]);
  });

  it("knows currencies from units", () => {
    expect(isCurrency("EUR")).toBe(true);
    expect(isCurrency("JPY")).toBe(true);
    expect(isCurrency("EURO")).toBe(false);
    expect(isCurrency("GB")).toBe(false);
    expect(PERCENT.factor.toFraction()).toBe("1/100");
  });
});
