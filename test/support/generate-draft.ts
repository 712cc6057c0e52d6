/** A program in the making: what is written so far, and what the next declaration may refer to. */
import { Conditions, type Names, type Property, type Root } from "./generate-conditions.ts";
import type { Random } from "./generate-random.ts";
import type { Vocabulary } from "./generate-vocabulary.ts";

/** A declaration as lines; the first opens it, the last closes it, those between may be left out. */
export interface Piece {
  readonly module: string;
  readonly name: string;
  readonly lines: readonly string[];
}

/** `whole`: three jurisdictions; `small`: the law of one, with few declarations, for which every completion can be tried. */
export type Size = "whole" | "small";

/** The days on which law changes. */
export const DAYS = ["2022-10-21", "2023-01-17", "2023-11-17", "2024-04-04", "2024-12-02", "2025-05-15"];
export const TRANSACTION: Root = { record: "transaction", prefix: "" };

export const POLICIES = [
  "policy of denial",
  "presumption of denial",
  "case by case",
  "presumption of approval",
  "entitlement",
];

/** Names of the law that conditions may use. */
export interface Sight {
  groups: string[];
  codes: string[];
  conditions: string[];
  measures: string[];
  unencodables: string[];
  lists: string[];
  properties: Property[];
  listedBy: boolean;
}

export function emptySight(): Sight {
  return {
    groups: [],
    codes: [],
    conditions: [],
    measures: [],
    unencodables: [],
    lists: [],
    properties: [],
    listedBy: true,
  };
}

export class Draft {
  readonly random: Random;
  readonly size: Size;
  readonly vocabulary: Vocabulary;
  readonly pieces: Piece[] = [];
  readonly data: Record<string, string> = {};
  readonly obligations: string[] = [];
  module = "";
  sight: Sight = emptySight();
  /** what every law sees of the union's */
  common: Sight = emptySight();
  /** exceptions the law will have, known before they are made: data may name them */
  planned: readonly string[] = [];
  instruments: string[] = [];
  /** what a measure of the law may name as its reach */
  grounds: string[] = [];

  constructor(random: Random, size: Size, vocabulary: Vocabulary) {
    this.random = random;
    this.size = size;
    this.vocabulary = vocabulary;
  }

  add(name: string, ...lines: string[]): void {
    this.pieces.push({ module: this.module, name, lines });
  }

  conditions(): Conditions {
    const names: Names = { vocabulary: this.vocabulary, days: DAYS, ...this.sight };
    return new Conditions(this.random, names);
  }

  /** Always in a whole program, now and then in a small one. */
  often(): boolean {
    return this.size === "whole" || this.random.chance(0.4);
  }

  by(): string {
    return this.random.chance(0.4) ? ` by ${this.random.pick(this.instruments)}` : "";
  }

  /** `= value`, or a block of dated versions with statuses. */
  dated(
    head: string,
    value: () => string,
    kind: "condition" | "set" | "other",
    roots: readonly Root[] = [TRANSACTION],
  ): string[] {
    const random = this.random;
    const unless = (): string =>
      kind === "condition" && random.chance(0.15) ? ` unless ${this.conditions().atom(roots)}` : "";
    const whole = (): string => `${value()}${unless()}`;
    if (random.chance(0.5)) return [`${head} = ${whole()}`];
    const days = random.some(DAYS, 1, 3);
    const before = random.chance(0.15) ? "before " : "";
    const lines = days.map((day, i) => {
      const form = kind === "set" && i > 0 ? random.pick(["= ", "add ", "remove "]) : "= ";
      return `  from ${i === 0 ? before : ""}${day}${this.by()} ${form}${whole()}`;
    });
    return [`${head} {`, ...lines, ...this.statuses(days[0]!, 0.15), "}"];
  }

  /** `sinceFirst`: the status may begin with the declaration, which is then never in force. */
  statuses(first: string, probability: number, sinceFirst = false): string[] {
    const random = this.random;
    const later = DAYS.filter((day) => day > first || (sinceFirst && day === first));
    if (later.length === 0 || !random.chance(probability)) return [];
    const from = random.pick(later);
    const end = DAYS.filter((day) => day > from);
    const until =
      end.length > 0 && random.chance(0.6) ? ` ${random.pick(["until", "through"])} ${random.pick(end)}` : "";
    const word = random.pick(["suspended", "unenforced", "unclear"]);
    return [`  ${word} from ${from}${until}${this.by()} because "a reason"`];
  }

  grid(conditions: Conditions, roots: readonly Root[]): string {
    const random = this.random;
    const except = random.chance(0.4) ? " except (2)" : "";
    const limbs = [
      `(1) ${random.pick(POLICIES)} when ${conditions.condition(roots, 0)}${except}`,
      `(2) ${random.pick(POLICIES)} when ${conditions.condition(roots, 0)}`,
    ];
    if (random.chance(0.7)) limbs.push(`(3) ${random.pick(POLICIES)} otherwise`);
    return `{ ${limbs.join(", ")} }`;
  }
}
