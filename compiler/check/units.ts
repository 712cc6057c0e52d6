/**
 * Units of measure: what the built-in ones are, how a written unit is read, and how one converts into another.
 *
 * A unit is `value_in_base = value * factor + offset` over named base dimensions. Byte and bit are dimensions of their
 * own, so that a bandwidth in GB/s can never be taken for one in Gbit/s: the law's thresholds use both.
 */
import Fraction from "fraction.js";
import { nearNames } from "../../grammar/base/suggest.ts";
import type { Unit } from "./tree.ts";

type Dimension = Readonly<Record<string, number>>;

const ONE = new Fraction(1);
const ZERO = new Fraction(0);

/** The unit of a bare number. */
export const UNITLESS: Unit = { text: "", dimension: {}, factor: ONE, offset: ZERO };

const LENGTH = { length: 1 };
const TIME = { time: 1 };
const MASS = { mass: 1 };
const TEMPERATURE = { temperature: 1 };
const FREQUENCY = { time: -1 };
const ENERGY = { mass: 1, length: 2, time: -2 };
const POWER = { mass: 1, length: 2, time: -3 };
const CURRENT = { current: 1 };
const VOLTAGE = { mass: 1, length: 2, time: -3, current: -1 };
const PRESSURE = { mass: 1, length: -1, time: -2 };
const FORCE = { mass: 1, length: 1, time: -2 };
const RATE = { op: 1, time: -1 };

/** Joules in one electronvolt; exact since the revision of the SI of 2019. */
const ELECTRONVOLT = "0.0000000000000000001602176634";

/**
 * Name, dimension, size in the base units (m, kg, s, K, A, bit, byte, op, ...) as an exact decimal or fraction.
 * Order is the order in which an editor offers them.
 */
const ATOMS: readonly (readonly [name: string, dimension: Dimension, factor: string, offset?: string])[] = [
  ["%", {}, "1/100"],
  ["ppm", {}, "1/1000000"],
  ["ppb", {}, "1/1000000000"],
  // lengths
  ["pm", LENGTH, "1e-12"],
  ["nm", LENGTH, "1e-9"],
  ["um", LENGTH, "1e-6"],
  ["mm", LENGTH, "1e-3"],
  ["cm", LENGTH, "1e-2"],
  ["m", LENGTH, "1"],
  ["km", LENGTH, "1000"],
  ["ft", LENGTH, "0.3048"],
  ["l", { length: 3 }, "1e-3"],
  ["ml", { length: 3 }, "1e-6"],
  // times and frequencies
  ["ps", TIME, "1e-12"],
  ["ns", TIME, "1e-9"],
  ["us", TIME, "1e-6"],
  ["ms", TIME, "1e-3"],
  ["s", TIME, "1"],
  ["min", TIME, "60"],
  ["h", TIME, "3600"],
  ["days", TIME, "86400"],
  ["Hz", FREQUENCY, "1"],
  ["kHz", FREQUENCY, "1000"],
  ["MHz", FREQUENCY, "1e6"],
  ["GHz", FREQUENCY, "1e9"],
  ["THz", FREQUENCY, "1e12"],
  // temperatures
  ["K", TEMPERATURE, "1"],
  ["mK", TEMPERATURE, "1e-3"],
  ["C", TEMPERATURE, "1", "273.15"],
  // amounts of data; multiples are decimal, as in the regulations
  ["bit", { bit: 1 }, "1"],
  ["kbit", { bit: 1 }, "1000"],
  ["Mbit", { bit: 1 }, "1e6"],
  ["Gbit", { bit: 1 }, "1e9"],
  ["Tbit", { bit: 1 }, "1e12"],
  ["Kb", { bit: 1 }, "1000"],
  ["Mb", { bit: 1 }, "1e6"],
  ["Gb", { bit: 1 }, "1e9"],
  ["Tb", { bit: 1 }, "1e12"],
  ["B", { byte: 1 }, "1"],
  ["KB", { byte: 1 }, "1000"],
  ["MB", { byte: 1 }, "1e6"],
  ["GB", { byte: 1 }, "1e9"],
  ["TB", { byte: 1 }, "1e12"],
  ["PB", { byte: 1 }, "1e15"],
  ["KiB", { byte: 1 }, "1024"],
  ["MiB", { byte: 1 }, "1048576"],
  ["GiB", { byte: 1 }, "1073741824"],
  ["TiB", { byte: 1 }, "1099511627776"],
  // operations and their rates
  ["op", { op: 1 }, "1"],
  ["GOPS", RATE, "1e9"],
  ["TOPS", RATE, "1e12"],
  ["POPS", RATE, "1e15"],
  ["GFLOPS", RATE, "1e9"],
  ["TFLOPS", RATE, "1e12"],
  ["PFLOPS", RATE, "1e15"],
  ["EFLOPS", RATE, "1e18"],
  ["WT", { weighted_teraflops: 1 }, "1"],
  // energy, power, electricity, magnetism
  ["eV", ENERGY, ELECTRONVOLT],
  ["keV", ENERGY, `${ELECTRONVOLT}e3`],
  ["MeV", ENERGY, `${ELECTRONVOLT}e6`],
  ["mJ", ENERGY, "1e-3"],
  ["J", ENERGY, "1"],
  ["kJ", ENERGY, "1000"],
  ["uW", POWER, "1e-6"],
  ["mW", POWER, "1e-3"],
  ["W", POWER, "1"],
  ["kW", POWER, "1000"],
  ["MW", POWER, "1e6"],
  ["mV", VOLTAGE, "1e-3"],
  ["V", VOLTAGE, "1"],
  ["kV", VOLTAGE, "1000"],
  ["uA", CURRENT, "1e-6"],
  ["mA", CURRENT, "1e-3"],
  ["A", CURRENT, "1"],
  ["T", { mass: 1, time: -2, current: -1 }, "1"],
  // pressure, force, mass
  ["mPa", PRESSURE, "1e-3"],
  ["Pa", PRESSURE, "1"],
  ["kPa", PRESSURE, "1000"],
  ["MPa", PRESSURE, "1e6"],
  ["GPa", PRESSURE, "1e9"],
  ["Torr", PRESSURE, "101325/760"],
  ["mTorr", PRESSURE, "101325/760000"],
  ["mbar", PRESSURE, "100"],
  ["bar", PRESSURE, "100000"],
  ["N", FORCE, "1"],
  ["kN", FORCE, "1000"],
  ["ug", MASS, "1e-9"],
  ["mg", MASS, "1e-6"],
  ["g", MASS, "1e-3"],
  ["kg", MASS, "1"],
  ["t", MASS, "1000"],
  // counts with a name, and scales that nothing converts into
  ["at", { atom: 1 }, "1"],
  ["dB", { decibel: 1 }, "1"],
  ["deg", { degree: 1 }, "1"],
  ["Gy", { length: 2, time: -2 }, "1"],
];

const POWERS: readonly (readonly [name: string, power: number])[] = [
  ["nm", 2],
  ["um", 2],
  ["mm", 2],
  ["cm", 2],
  ["m", 2],
  ["um", 3],
  ["mm", 3],
  ["cm", 3],
  ["m", 3],
  ["ft", 3],
];

/** Exact value of a decimal with an optional exponent, or of a fraction `a/b`. */
function exact(text: string): Fraction {
  const [mantissa = "", exponent] = text.split("e");
  const value = new Fraction(mantissa);
  return exponent === undefined ? value : value.mul(new Fraction(10).pow(Number(exponent)));
}

function makeBuiltinUnits(): ReadonlyMap<string, Unit> {
  const units = new Map<string, Unit>();
  for (const [text, dimension, factor, offset] of ATOMS) {
    units.set(text, {
      text,
      dimension,
      factor: exact(factor),
      offset: offset === undefined ? ZERO : exact(offset),
    });
  }
  for (const [name, exponent] of POWERS) {
    const unit = raise(units.get(name)!, exponent);
    units.set(unit.text, unit);
  }
  return units;
}

/** The units every program has, by their written form. Products, quotients and powers of them are units too. */
export const builtinUnits: ReadonlyMap<string, Unit> = makeBuiltinUnits();

/** `%`, one hundredth. */
export const PERCENT: Unit = builtinUnits.get("%")!;

function dimensionSum(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  const sum: Record<string, number> = { ...a };
  for (const [name, power] of Object.entries(b)) {
    const total = (sum[name] ?? 0) + sign * power;
    if (total === 0) delete sum[name];
    else sum[name] = total;
  }
  return sum;
}

/**
 * An integer power of a unit. A power of a temperature is one of a temperature difference: the zero point is dropped,
 * as in every product and quotient.
 */
function raise(unit: Unit, exponent: number): Unit {
  const dimension: Record<string, number> = {};
  for (const [name, power] of Object.entries(unit.dimension)) dimension[name] = power * exponent;
  return {
    text: exponent === 1 ? unit.text : `${unit.text}${exponent}`,
    dimension,
    factor: unit.factor.pow(exponent),
    offset: ZERO,
  };
}

// ------------------------------------------------------------------------------------------------------ reading

/** A written unit taken apart: `GB/s/mm2` is GB^1, s^-1, mm^-2. */
interface Part {
  readonly name: string;
  readonly exponent: number;
}

const MAX_UNIT_LENGTH = 200;
const MAX_EXPONENT = 9;

/** The parts of a unit as written, or null where it is not a product or quotient of names. */
function partsOf(text: string, isUnit: (name: string) => boolean): Part[] | null {
  if (text.length > MAX_UNIT_LENGTH) return null;
  const parts: Part[] = [];
  let sign: 1 | -1 = 1;
  const pieces = text.split(/([*/])/);
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!;
    if (i % 2 === 1) {
      sign = piece === "/" ? -1 : 1;
      continue;
    }
    // "1/s": only the first numerator may be one
    if (piece === "1" && i === 0 && pieces.length > 1) continue;
    if (isUnit(piece)) {
      parts.push({ name: piece, exponent: sign });
      continue;
    }
    const power = /^(.*?\D)(\d)$/.exec(piece);
    if (power === null || !isUnit(power[1]!)) return null;
    const exponent = Number(power[2]);
    if (exponent < 2 || exponent > MAX_EXPONENT) return null;
    parts.push({ name: power[1]!, exponent: sign * exponent });
  }
  return parts;
}

/**
 * Reads a written unit: a name, or a product (`TOPS*bit`), quotient (`GB/s/mm2`) or integer power (`mm2`) of names,
 * read from left to right. `declared` holds the program's own units by name; they win over built-in ones. Returns
 * null for anything else, currencies included (see `isCurrency`).
 */
export function parseUnit(text: string, declared: ReadonlyMap<string, Unit>): Unit | null {
  const find = (name: string): Unit | undefined => declared.get(name) ?? builtinUnits.get(name);
  const whole = find(text);
  if (whole !== undefined) return whole;
  const parts = partsOf(text, (name) => find(name) !== undefined);
  if (parts === null) return null;
  let dimension: Dimension = {};
  let factor = ONE;
  for (const part of parts) {
    const unit = raise(find(part.name)!, part.exponent);
    dimension = dimensionSum(dimension, unit.dimension, 1);
    factor = factor.mul(unit.factor);
  }
  return { text, dimension, factor, offset: ZERO };
}

// -------------------------------------------------------------------------------------------------- calculating

/** Whether amounts in the two units can be compared, added and converted. */
export function sameDimension(a: Unit, b: Unit): boolean {
  const names = Object.keys(a.dimension);
  return (
    names.length === Object.keys(b.dimension).length && names.every((n) => a.dimension[n] === b.dimension[n])
  );
}

/** Whether the two units are one and the same measure, however they are written. */
export function sameUnit(a: Unit, b: Unit): boolean {
  return sameDimension(a, b) && a.factor.equals(b.factor) && a.offset.equals(b.offset);
}

/** Whether the unit has no dimension: a plain number, a percentage, a ratio of like amounts. */
export function isDimensionless(unit: Unit): boolean {
  return Object.keys(unit.dimension).length === 0;
}

/** The written form of a product or quotient, equal names gathered: `TPP/mm2` by `mm2` is `TPP`. */
function combinedText(a: string, b: string, sign: 1 | -1): string {
  const powers = new Map<string, number>();
  const add = (text: string, by: 1 | -1): void => {
    let direction: 1 | -1 = 1;
    for (const piece of text.split(/([*/])/)) {
      if (piece === "*") direction = 1;
      else if (piece === "/") direction = -1;
      else if (piece !== "" && piece !== "1") {
        const power = /^(.*?\D)(\d)$/.exec(piece);
        const name = power?.[1] ?? piece;
        powers.set(name, (powers.get(name) ?? 0) + by * direction * Number(power?.[2] ?? 1));
      }
    }
  };
  add(a, 1);
  add(b, sign);
  const written = (name: string, power: number): string => (power === 1 ? name : `${name}${power}`);
  const above = [...powers].filter(([, power]) => power > 0).map(([name, power]) => written(name, power));
  const below = [...powers]
    .filter(([, power]) => power < 0)
    .map(([name, power]) => `/${written(name, -power)}`);
  if (above.length === 0 && below.length === 0) return "";
  return `${above.length === 0 ? "1" : above.join("*")}${below.join("")}`;
}

/** The unit of a product of two amounts. */
export function multiply(a: Unit, b: Unit): Unit {
  return combine(a, b, 1);
}

/** The unit of a quotient of two amounts. */
export function divide(a: Unit, b: Unit): Unit {
  return combine(a, b, -1);
}

function combine(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const dimension = dimensionSum(a.dimension, b.dimension, sign);
  const factor = sign === 1 ? a.factor.mul(b.factor) : a.factor.div(b.factor);
  if (Object.keys(dimension).length === 0 && factor.equals(ONE)) return UNITLESS;
  return { text: combinedText(a.text, b.text, sign), dimension, factor, offset: ZERO };
}

/**
 * The exact conversion between two units of one dimension: `amount_in_to = amount_in_from * factor + offset`. Null where
 * the dimensions differ.
 */
export function conversion(
  from: Unit,
  to: Unit,
): { readonly factor: Fraction; readonly offset: Fraction } | null {
  if (!sameDimension(from, to)) return null;
  return { factor: from.factor.div(to.factor), offset: from.offset.sub(to.offset).div(to.factor) };
}

// ---------------------------------------------------------------------------------------------------- messages

/** How a unit that counts bytes relates to one that counts bits, or the other way round. */
export interface ByteBitHint {
  readonly written: "byte" | "bit";
  readonly wanted: "byte" | "bit";
  /** the written unit with its bytes and bits exchanged, `Gbit/s` for `GB/s`; null where it has no such name */
  readonly swapped: string | null;
  /** amount in the wanted unit for an amount of one in the written unit, at eight bits a byte */
  readonly factor: Fraction;
}

const EIGHT = new Fraction(8);
const SWAPPED: ReadonlyMap<string, string> = new Map([
  ["B", "bit"],
  ["KB", "kbit"],
  ["MB", "Mbit"],
  ["GB", "Gbit"],
  ["TB", "Tbit"],
  ["bit", "B"],
  ["kbit", "KB"],
  ["Mbit", "MB"],
  ["Gbit", "GB"],
  ["Tbit", "TB"],
  ["Kb", "KB"],
  ["Mb", "MB"],
  ["Gb", "GB"],
  ["Tb", "TB"],
]);

/** What to say where two units differ only in that one counts bytes and the other bits; null otherwise. */
export function byteBitHint(written: Unit, wanted: Unit): ByteBitHint | null {
  const bytes = written.dimension.byte ?? 0;
  const bits = written.dimension.bit ?? 0;
  const power = bytes !== 0 ? bytes : bits;
  if (power === 0 || (bytes !== 0 && bits !== 0)) return null;
  const from = bytes !== 0 ? "byte" : "bit";
  const to = from === "byte" ? "bit" : "byte";
  const exchanged = dimensionSum(dimensionSum(written.dimension, { [from]: power }, -1), { [to]: power }, 1);
  const bitsPerUnit = EIGHT.pow(from === "byte" ? power : -power);
  const asWanted: Unit = { ...written, dimension: exchanged, factor: written.factor.mul(bitsPerUnit) };
  const converted = conversion(asWanted, wanted);
  if (converted === null) return null;
  const swapped = written.text
    .split(/([*/])/)
    .map((piece) => SWAPPED.get(piece) ?? piece)
    .join("");
  return {
    written: from,
    wanted: to,
    swapped: swapped === written.text ? null : swapped,
    factor: converted.factor,
  };
}

/** Spellings people use for units that are written otherwise here. */
const OTHER_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["bps", "bit/s"],
  ["kbps", "kbit/s"],
  ["Mbps", "Mbit/s"],
  ["Gbps", "Gbit/s"],
  ["Tbps", "Tbit/s"],
  ["Bps", "B/s"],
  ["MBps", "MB/s"],
  ["GBps", "GB/s"],
  ["TBps", "TB/s"],
  ["kB", "KB"],
  ["kb", "Kb"],
  ["byte", "B"],
  ["bytes", "B"],
  ["bits", "bit"],
  ["sec", "s"],
  ["hr", "h"],
  ["hours", "h"],
  ["minutes", "min"],
  ["day", "days"],
  ["d", "days"],
  ["°C", "C"],
  ["degC", "C"],
  ["℃", "C"],
  ["micron", "um"],
  ["microns", "um"],
  ["percent", "%"],
  ["pct", "%"],
  ["torr", "Torr"],
  ["mtorr", "mTorr"],
  ["ev", "eV"],
  ["hz", "Hz"],
  ["atoms", "at"],
  ["TOPs", "TOPS"],
  ["Tops", "TOPS"],
  ["TFLOPs", "TFLOPS"],
  ["Tflops", "TFLOPS"],
]);

/**
 * Units a person may have meant by `text`, best first, at most three: other spellings (`µm`, `mm²`, `Gbps`), another
 * case, and near names, applied to each part of a product or quotient.
 */
export function nearUnits(text: string, declared: ReadonlyMap<string, Unit>): string[] {
  if (text.length > MAX_UNIT_LENGTH) return [];
  const names = [...declared.keys(), ...builtinUnits.keys()];
  const known = (name: string): boolean => parseUnit(name, declared) !== null;
  const plain = text
    .replaceAll(/[\u00B5\u03BC]/g, "u")
    .replaceAll("\u00B2", "2")
    .replaceAll("\u00B3", "3")
    .replaceAll(/[\u00B7\u22C5\u00D7]/g, "*")
    .replaceAll("^", "");
  let candidates = [""];
  for (const piece of plain.split(/([*/])/)) {
    const next = /^[*/]$/.test(piece) || known(piece) ? [piece] : nearNamesOf(piece, names);
    candidates = candidates.flatMap((head) => next.map((tail) => head + tail)).slice(0, 9);
  }
  return [...new Set(candidates)].filter((c) => c !== text && known(c)).slice(0, 3);
}

function nearNamesOf(piece: string, names: readonly string[]): string[] {
  const other = OTHER_SPELLINGS.get(piece) ?? symbolOf(piece);
  const lower = piece.toLowerCase();
  const sameLetters = names.filter((name) => name.toLowerCase() === lower);
  // What is but written otherwise is no misspelling of anything else.
  const certain = [...(other === undefined ? [] : [other]), ...sameLetters];
  if (certain.length > 0) return certain;
  // Units are short: of several names at one distance, the one that begins alike is meant.
  const near = nearNames(piece, names).sort((a, b) => commonStart(b, piece) - commonStart(a, piece));
  return near;
}

const PREFIXES: Readonly<Record<string, string>> = {
  pico: "p",
  nano: "n",
  micro: "u",
  milli: "m",
  centi: "c",
  kilo: "k",
  mega: "M",
  giga: "G",
  tera: "T",
};
const SYMBOLS: Readonly<Record<string, string>> = {
  meter: "m",
  metre: "m",
  gram: "g",
  second: "s",
  hour: "h",
  watt: "W",
  volt: "V",
  hertz: "Hz",
  pascal: "Pa",
  kelvin: "K",
  joule: "J",
  bit: "bit",
  byte: "B",
  degree: "deg",
};
const LONG_NAME = new RegExp(
  `^(${Object.keys(PREFIXES).join("|")}|)(${Object.keys(SYMBOLS).join("|")})s?$`,
  "i",
);

/** The sign of a unit that is written out: `nanometers`. */
function symbolOf(name: string): string | undefined {
  const found = LONG_NAME.exec(name);
  if (found === null) return undefined;
  return `${PREFIXES[found[1]!.toLowerCase()] ?? ""}${SYMBOLS[found[2]!.toLowerCase()]}`;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

let currencies: ReadonlySet<string> | undefined;

/** Whether `text` is an ISO 4217 code of a currency. */
export function isCurrency(text: string): boolean {
  currencies ??= new Set(Intl.supportedValuesOf("currency"));
  return currencies.has(text);
}
