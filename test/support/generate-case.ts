/** Cases for generated programs: missing, unknown and not-applicable facts, values on and beside every cut point. */
import { addDays } from "../../compiler/check/days.ts";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { CUTS, MONEY_CUTS } from "./generate-conditions.ts";
import type { GeneratedProgram } from "./generate-program.ts";
import type { Random } from "./generate-random.ts";
import { COUNTRIES, type FieldModel, type TypeModel } from "./generate-vocabulary.ts";

/** How often facts are left out or unknown: 0 gives a complete case. */
export interface Gaps {
  readonly missing: number;
  readonly unknown: number;
}

export interface GeneratedQuestion {
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly jurisdiction: string;
}

/** The same amount in another unit. */
const OTHER_UNITS: Readonly<Record<string, { readonly unit: string; readonly times: number }>> = {
  nm: { unit: "um", times: 0.001 },
  mm2: { unit: "cm2", times: 0.01 },
  "GB/s": { unit: "MB/s", times: 1000 },
  "TPP/mm2": { unit: "TPP/cm2", times: 100 },
  TOPS: { unit: "GOPS", times: 1000 },
};

type Json = Record<string, CaseJson>;

/** Deeper records than this are left out. */
const DEPTH = 3;

export function generateCase(program: GeneratedProgram, random: Random, gaps: Gaps): Json {
  const made = new CaseMaker(program, random, gaps).record("transaction", 0, true);
  if (program.obligations.length > 0 && random.chance(0.2)) {
    made.obligations = { [random.pick(program.obligations)]: random.chance(0.3) };
  }
  return made;
}

/** A day on or beside a change of the law, a state of knowledge, and whose law. */
export function generateQuestion(program: GeneratedProgram, random: Random): GeneratedQuestion {
  const day = (): string => addDays(random.pick(program.days), random.pick([-1, 0, 1]));
  return {
    asOf: day(),
    knownAt: random.chance(0.3) ? day() : null,
    jurisdiction: random.pick(program.jurisdictions),
  };
}

class CaseMaker {
  readonly #program: GeneratedProgram;
  readonly #random: Random;
  readonly #gaps: Gaps;

  constructor(program: GeneratedProgram, random: Random, gaps: Gaps) {
    this.#program = program;
    this.#random = random;
    this.#gaps = gaps;
  }

  record(name: string, depth: number, root = false): Json {
    const random = this.#random;
    const json: Json = {};
    const model = this.#program.vocabulary.get(name);
    const families = random.some(["circuit", "tool", "other"], 1, 2);
    for (const field of model?.fields ?? []) {
      const absent = field.family !== null && !families.includes(field.family);
      const value = field.name === "family" ? families : this.#fact(field, depth, absent);
      if (value === undefined || (field.name === "family" && random.chance(this.#gaps.missing))) continue;
      json[field.name] = value;
    }
    if (root && random.chance(this.#gaps.missing / 4)) return {};
    return json;
  }

  #fact(field: FieldModel, depth: number, absent: boolean): CaseJson | undefined {
    const random = this.#random;
    if (absent && !random.chance(0.05)) return undefined;
    if (field.formula !== null && random.chance(0.7)) return undefined;
    if (random.chance(this.#gaps.missing)) return undefined;
    if (random.chance(this.#gaps.unknown)) return { unknown: true };
    if (field.optional && random.chance(0.25)) return { notApplicable: true };
    return this.#value(field.type, field, depth);
  }

  #value(type: TypeModel, field: FieldModel, depth: number): CaseJson | undefined {
    const random = this.#random;
    switch (type.kind) {
      case "truth":
        return random.chance(0.2) ? random.pick(["yes", "no"]) : random.chance(0.5);
      case "number":
        return this.#number(type.unit, field);
      case "money":
        return this.#money();
      case "date":
        return addDays(random.pick(this.#program.days), random.pick([-1, 0, 1]));
      case "enum":
        return random.pick(type.values);
      case "code":
        return type.scheme === "country"
          ? random.pick(random.chance(0.05) ? ["US-CA"] : COUNTRIES)
          : random.pick([
              "wmd.nuclear",
              "wmd.missile",
              "military",
              "civil.other",
              random.chance(0.3) ? "wmd" : "military",
            ]);
      case "record":
        if (depth < DEPTH - 1) return this.record(type.record, depth + 1);
        return field.optional ? { notApplicable: true } : undefined;
      case "list":
        return this.#list(type.record, depth);
      case "set":
        return this.#set(type.of, field);
      default:
        return undefined;
    }
  }

  /** On a cut point, just beside it, or apart, within the declared range; in the field's unit or another one. */
  #number(unit: string, field: FieldModel): CaseJson {
    const random = this.#random;
    const cut = Number(random.pick(CUTS[unit] ?? ["1"]));
    const step = unit === "number" ? 0.125 : 0.5;
    let value = random.pick([cut, cut, cut - step, cut + step, cut * 2, 1]);
    if (value < 0 || (value === 0 && field.range?.startsWith("> "))) value = cut;
    if (unit === "number") return value;
    const other = random.chance(0.2) ? OTHER_UNITS[unit] : undefined;
    if (other !== undefined) return `${(value * other.times).toFixed(6)} ${other.unit}`;
    return random.weighted<CaseJson>([
      [1, () => value],
      [2, () => `${value} ${unit}`],
      [1, () => ({ value, unit })],
    ]);
  }

  #money(): CaseJson {
    const random = this.#random;
    const [amount, currency] = random.pick(MONEY_CUTS).split(" ");
    return `${Number(amount) + random.pick([-1, 0, 0, 1])} ${random.chance(0.9) ? currency : "JPY"}`;
  }

  #list(record: string, depth: number): CaseJson | undefined {
    const random = this.#random;
    const length = depth >= DEPTH - 1 ? 0 : random.pick([0, 1, 1, 2]);
    const elements = Array.from(
      { length },
      (): CaseJson =>
        random.chance(this.#gaps.unknown / 2) ? { unknown: true } : this.record(record, depth + 1),
    );
    return random.chance(this.#gaps.missing / 2) ? { open: elements } : elements;
  }

  #set(of: TypeModel, field: FieldModel): CaseJson | undefined {
    const random = this.#random;
    switch (of.kind) {
      case "enum":
        return random.some(of.values, 0, 2);
      case "code": {
        const some = random.some(COUNTRIES, 0, 2);
        return random.chance(this.#gaps.missing / 4) ? { open: some } : some;
      }
      case "anyCode":
        return random.chance(0.4) ? undefined : this.#codes();
      case "text":
        return this.#evidence(field.name);
      default:
        return undefined;
    }
  }

  #codes(): CaseJson {
    const codes = this.#random.some(this.#program.codes, 0, 2);
    return this.#random.chance(0.1) ? { open: codes } : codes;
  }

  /** What a party was screened against, which entries it is or may be. */
  #evidence(name: string): CaseJson | undefined {
    const random = this.#random;
    if (name === "screened") {
      const days = [...this.#program.days];
      return ["eu", "de", "us"]
        .filter(() => this.#gaps.missing === 0 || random.chance(0.8))
        .map((module) => `${module}_parties${random.chance(0.15) ? `@${random.pick(days)}` : ""}`);
    }
    if (random.chance(name === "entries" ? 0.4 : 0.8)) return undefined;
    return random.some(this.#program.entryKeys, 0, 1);
  }
}
