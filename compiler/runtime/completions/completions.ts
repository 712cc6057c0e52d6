/**
 * How a fact that is not given may be completed: one statement for each class of values that the law does not tell apart.
 * A split is complete where every completion of the case is like one of its statements.
 */

import { RecordValue, type Statement } from "../cases/records.ts";
import { Scope } from "../expressions/compile.ts";
import { compileSet } from "../expressions/compile-sets.ts";
import type { Env } from "../expressions/context.ts";
import type { FieldQuestions } from "../expressions/field-questions.ts";
import type { XSet } from "../format.ts";
import type { Code, Scheme } from "../values/codes.ts";
import { atOrBelow, codeOf } from "../values/codes.ts";
import { compareValues, isIn } from "../values/compare.ts";
import { add, compare, divide, type Exact, exactText, subtract } from "../values/exact.ts";
import type { Bounds } from "../values/intervals.ts";
import { factSet } from "../values/sets.ts";
import { MISSING, NO, type Truth, YES } from "../values/truth.ts";
import {
  ABSENT,
  type ListValue,
  numberValue,
  type Plain,
  type SetValue,
  samePlain,
  truthValue,
} from "../values/values.ts";
import type { FieldInfo, FieldType } from "../values/vocabulary.ts";
import type { Questions } from "./questions.ts";

export interface Split {
  readonly statements: readonly Statement[];
  readonly complete: boolean;
}

interface Classes {
  readonly values: readonly Plain[];
  readonly complete: boolean;
}

/** A code of a scheme without declared members that lies at, below and above no code that is written. */
const UNNAMED = "~";

/** Truth values there are. */
const TRUTHS = 4;

/** Of a set with at most so many kinds of members every combination is tried. */
const MAX_KINDS = 4;
/** Further elements with which an open list is tried. */
const MAX_FURTHER = 2;

/** What the law of a day asks, with the classes of values found so far: the same for all cases. */
export class LawOfDay {
  readonly questions: Questions;
  /** of the jurisdiction's law, whenever in force */
  readonly ever: Questions;
  /** one for each day the law may be read on; of no case */
  readonly envs: readonly Env[];
  readonly classes = new Map<FieldInfo, Classes>();
  /** of sets: the kinds of members that are asked for */
  readonly kinds = new Map<FieldInfo, Classes>();
  /** by what they say: one set stands in many places */
  readonly #sets = new Map<string, readonly SetValue[]>();
  /** codes that were looked for, with their places in the columns */
  readonly #places = new Map<Code, number>();
  /** whether a code is in a set, by the place of the code */
  readonly #columns = new Map<SetValue, Truth[]>();

  constructor(questions: Questions, ever: Questions, envs: readonly Env[]) {
    this.questions = questions;
    this.ever = ever;
    this.envs = envs;
  }

  /** Where codes stand in every column; many facts are looked for in the same sets. */
  placesOf(codes: readonly Code[]): readonly number[] {
    return codes.map((code) => found(this.#places, code, () => this.#places.size));
  }

  /** Whether codes are in a set, by their places: each code is looked for once. */
  columnOf(set: SetValue, codes: readonly Code[], places: readonly number[]): readonly Truth[] {
    const column = found(this.#columns, set, (): Truth[] => []);
    for (let i = 0; i < codes.length; i++) column[places[i]!] ??= isIn(codes[i]!, set);
    return column;
  }

  /** A set that depends on the law alone, on each of the days. */
  valuesOf(set: XSet, key = JSON.stringify(set)): readonly SetValue[] {
    let values = this.#sets.get(key);
    if (values === undefined) {
      values = this.envs.map((env) => compileSet(set, Scope.of(env.context.epoch.model.terms, []))(env));
      this.#sets.set(key, values);
    }
    return values;
  }
}

export class Completions {
  readonly #law: LawOfDay;
  readonly #questions: Questions;
  readonly #given: readonly Plain[];
  readonly #open: readonly FieldInfo[];

  /**
   * `given`: the values of the case, which facts that are not given may be compared with; `open`: the facts that are not
   * given, which may be compared with one another.
   */
  constructor(law: LawOfDay, given: readonly Plain[], open: readonly FieldInfo[]) {
    this.#law = law;
    this.#questions = law.questions;
    this.#given = given;
    this.#open = open;
  }

  /**
   * A fact that the case does not state. `bounds`: between which a number lies; `lacking`: it may be not applicable.
   * Null where no statement would help.
   */
  ofUnstated(record: RecordValue, field: FieldInfo, bounds: Bounds, lacking: boolean): Split | null {
    const { type } = field;
    const unknown: Statement[] = this.#law.ever.doubts(field) ? ["unknown"] : [];
    const special: Statement[] = [...(lacking ? [ABSENT] : []), ...unknown];
    const path = record.pathOf(field);
    switch (type.kind) {
      case "record":
        return { statements: [ABSENT, RecordValue.blank(type.record, path), ...unknown], complete: true };
      case "list":
        return this.#list(
          { kind: "list", path, record: type.record, elements: [], open: MISSING, closed: false },
          special,
        );
      case "set":
        return this.ofSet(field, [], special);
      case "number": {
        const statements = [...special, ...this.#numbers(field, bounds)];
        return statements.length === 0 ? null : { statements, complete: true };
      }
      default: {
        const { values, complete } = this.#classesOf(field, type);
        return { statements: [...special, ...values], complete };
      }
    }
  }

  /** A list that may have further elements. */
  ofList(list: ListValue): Split {
    return this.#list(list, []);
  }

  #list(list: ListValue, special: readonly Statement[]): Split {
    const statements: Statement[] = [...special];
    for (let further = 0; further <= MAX_FURTHER; further++) {
      const elements = [...list.elements];
      for (let i = 0; i < further; i++) {
        elements.push(RecordValue.blank(list.record, `${list.path}[${elements.length}]`));
      }
      statements.push({ ...list, elements, open: null, closed: true });
    }
    return { statements, complete: false };
  }

  /** A set of which only some members are known, if any. */
  ofSet(field: FieldInfo, known: readonly Plain[], special: readonly Statement[] = []): Split | null {
    const { type } = field;
    if (type.kind !== "set" || (type.of.kind === "code" && type.of.scheme === null)) return null;
    const { values, complete } = this.#kindsOf(field, type.of);
    const groups: (readonly Plain[])[] = [];
    if (values.length <= MAX_KINDS) {
      for (let bits = 0; bits < 1 << values.length; bits++)
        groups.push(values.filter((_, i) => (bits & (1 << i)) !== 0));
    } else groups.push([], ...values.map((value) => [value]), values);
    return {
      statements: [...special, ...groups.map((group) => factSet([...known, ...group]))],
      complete: complete && values.length <= MAX_KINDS,
    };
  }

  /** Kinds of members that some question is about. */
  #kindsOf(field: FieldInfo, type: FieldType): Classes {
    const questions = this.#questions.of(field.name);
    if (this.#meetsFacts(questions)) return this.#classesOf(field, type);
    return found(this.#law.kinds, field, () => {
      const { values, complete } = this.#classesOf(field, type);
      return { values: values.filter((value) => /[^0]/.test(this.#signature(value, questions))), complete };
    });
  }

  /** A number of which only bounds are known, for a calculation: some of the numbers between them. */
  within(bounds: Bounds): Split {
    const { low, lowOpen, high, highOpen } = bounds;
    const middle = pointWithin(bounds);
    const points = [middle];
    if (low !== null) points.push(lowOpen ? pointWithin({ ...bounds, high: middle, highOpen: true }) : low);
    if (high !== null) points.push(highOpen ? pointWithin({ ...bounds, low: middle, lowOpen: true }) : high);
    if (high === null) points.push(add(middle, 1_000_000));
    return { statements: points.map(numberValue), complete: false };
  }

  /** Values may be told apart by being those of another fact. */
  #meetsFacts({ escapes }: FieldQuestions): boolean {
    return escapes && this.#questions.comparesFacts;
  }

  /** The classes that the law tells apart, and the values of the case where it may compare the fact with them. */
  #classesOf(field: FieldInfo, type: FieldType): Classes {
    const questions = this.#questions.of(field.name);
    const classes = found(this.#law.classes, field, () => this.#findClasses(questions, type));
    if (!this.#meetsFacts(questions) || type.kind === "enum" || type.kind === "truth") return classes;
    const kind = comparable(type);
    const given = this.#given.filter((value) => (value.kind === "code" ? value.scheme : value.kind) === kind);
    const complete = classes.complete || (!questions.calculated && this.#isAlone(kind));
    // of what is ordered, also those before and after a value of the case
    if (type.kind === "date") return { values: this.#dates(questions, given), complete };
    if (type.kind === "money") return { values: this.#amounts(questions, given), complete };
    const further = given.filter((value) => !classes.values.some((known) => samePlain(known, value)));
    return { values: [...classes.values, ...further], complete };
  }

  /** Whether no second fact that is not given could be compared with this one, nor one in a further element of a list. */
  #isAlone(kind: unknown): boolean {
    let others = 0;
    for (const { name, type } of this.#open) {
      if (type.kind === "list") return false;
      if (this.#questions.of(name).escapes && comparable(type.kind === "set" ? type.of : type) === kind)
        others++;
    }
    return others <= 1;
  }

  #findClasses(questions: FieldQuestions, type: FieldType): Classes {
    const meetsFacts = this.#meetsFacts(questions);
    const complete = !meetsFacts && !questions.calculated;
    switch (type.kind) {
      case "truth":
        return { values: [truthValue(YES), truthValue(NO)], complete: true };
      case "enum": {
        const all = type.enum.values.map((name): Plain => ({ kind: "enum", name, enum: type.enum }));
        return { values: meetsFacts ? all : this.#distinct(all, questions), complete: true };
      }
      case "code":
        return {
          values: type.scheme === null ? [] : this.#distinct(this.#codes(type.scheme, questions), questions),
          complete,
        };
      case "text": {
        const named = this.#constants(questions).flatMap((value) =>
          value.kind === "text" ? [value.text] : [],
        );
        let other = "-";
        while (named.includes(other)) other += "-";
        const values = [...new Set([...named, other])].map((text): Plain => ({ kind: "text", text }));
        return { values, complete };
      }
      case "date":
        return { values: this.#dates(questions), complete };
      case "money":
        return { values: this.#amounts(questions), complete };
      case "number":
        return {
          values: classesBetween(this.#cuts(questions), UNBOUNDED).map((part) =>
            numberValue(pointWithin(part)),
          ),
          complete,
        };
      default:
        return { values: [], complete: false };
    }
  }

  /** What a field is compared with, and the members of the sets it is looked for in. */
  #constants({ constants, sets }: FieldQuestions): readonly Plain[] {
    const members = [...sets.values()]
      .flatMap((set) => this.#law.valuesOf(set))
      .flatMap((set) => set.members ?? []);
    return [...[...constants.values()].map(({ value }) => value), ...members];
  }

  /** The answers to all questions about a value: equal for values that the law does not tell apart. */
  #signature(value: Plain, { constants, sets }: FieldQuestions): string {
    let answers = "";
    for (const { operator, value: constant } of constants.values()) {
      if (constant.kind === value.kind) answers += compareValues(operator, value, constant);
    }
    for (const [key, set] of sets)
      for (const one of this.#law.valuesOf(set, key)) answers += isIn(value, one);
    return answers;
  }

  /** The first value of each class; two, where values may be told apart by being those of another fact. */
  #distinct(values: readonly Plain[], questions: FieldQuestions): readonly Plain[] {
    const wanted = this.#meetsFacts(questions) ? 2 : 1;
    const classes = values.every((value) => value.kind === "code")
      ? this.#classesOfCodes(values, questions)
      : values.map((value) => this.#signature(value, questions));
    const counts = new Map<string | number, number>();
    return values.filter((_, i) => {
      const count = counts.get(classes[i]!) ?? 0;
      counts.set(classes[i]!, count + 1);
      return count < wanted;
    });
  }

  /** A number for each code, equal for codes that the law does not tell apart: question after question parts them further. */
  #classesOfCodes(codes: readonly Code[], { constants, sets }: FieldQuestions): readonly number[] {
    const classes = new Array<number>(codes.length).fill(0);
    let count = 1;
    const part = (answer: (i: number) => Truth): void => {
      const parts = new Array<number>(count * TRUTHS).fill(-1);
      let next = 0;
      for (let i = 0; i < codes.length; i++) {
        const at = classes[i]! * TRUTHS + answer(i);
        if (parts[at]! < 0) parts[at] = next++;
        classes[i] = parts[at]!;
      }
      count = next;
    };
    for (const { operator, value: constant } of constants.values())
      if (constant.kind === "code") part((i) => compareValues(operator, codes[i]!, constant));
    const places = this.#law.placesOf(codes);
    // a set of one day is mostly that of another
    const values = new Set([...sets].flatMap(([key, set]) => this.#law.valuesOf(set, key)));
    for (const set of values) {
      const column = this.#law.columnOf(set, codes, places);
      part((i) => column[places[i]!]!);
    }
    return classes;
  }

  /**
   * The codes that are named, and the members of the scheme unless they lie above one of these; of a scheme that declares
   * no members, one that no law names.
   */
  #codes(scheme: Scheme, questions: FieldQuestions): readonly Code[] {
    const named = new Map<string, Code>();
    const add = (code: Code): void => {
      if (code.scheme === scheme) named.set(code.text, code);
    };
    for (const value of this.#constants(questions)) if (value.kind === "code") add(value);
    for (const set of questions.sets.values())
      for (const code of this.#named(set, new Set())) add(codeOf(scheme, code));
    const codes = [...named.values()];
    const others = scheme.members.filter(
      (member) => !named.has(member.text) && !codes.some((code) => atOrBelow(code, member)),
    );
    return [...codes, ...(scheme.members.length === 0 ? [codeOf(scheme, UNNAMED)] : others)];
  }

  /** The codes that stand in a set expression, also those that are taken out of it. */
  #named(set: XSet, seen: Set<string>): readonly string[] {
    switch (set[0]) {
      case "codes":
        return set.slice(2) as string[];
      case "range":
        return [set[2], set[3]];
      case "set": {
        const [, ...members] = set;
        return members.flatMap((member) =>
          member[0] === "code" ? [member[2]] : this.#named(member as XSet, seen),
        );
      }
      case "plus":
      case "minus":
      case "both":
        return [...this.#named(set[1], seen), ...this.#named(set[2], seen)];
      case "group": {
        if (seen.has(set[1])) return [];
        seen.add(set[1]);
        const { groups } = this.#law.envs[0]!.context.epoch.model;
        return (groups.get(set[1])?.versions ?? []).flatMap(({ value }) => this.#named(value, seen));
      }
      default:
        return [];
    }
  }

  /** Days on which the law or the case parts them, and those beside each. */
  #dates(questions: FieldQuestions, given: readonly Plain[] = []): readonly Plain[] {
    const cuts = [...this.#constants(questions), ...given].flatMap((value) =>
      value.kind === "date" ? [value.day] : [],
    );
    const days =
      cuts.length === 0 ? ["2000-01-01"] : cuts.flatMap((day) => [shifted(day, -1), day, shifted(day, 1)]);
    return [...new Set(days)].sort().map((day) => ({ kind: "date", day }));
  }

  /** Amounts of the currencies that the law or the case names: another one is not an answer to its question. */
  #amounts(questions: FieldQuestions, given: readonly Plain[] = []): readonly Plain[] {
    const byCurrency = new Map<string, Exact[]>();
    for (const value of [...this.#constants(questions), ...given]) {
      if (value.kind === "money")
        byCurrency.set(value.currency, [...(byCurrency.get(value.currency) ?? []), value.amount]);
    }
    if (byCurrency.size === 0) byCurrency.set("EUR", [1]);
    return [...byCurrency].flatMap(([currency, amounts]) =>
      classesBetween(sorted(amounts), UNBOUNDED).map(
        (bounds): Plain => ({
          kind: "money",
          amount: pointWithin(bounds),
          currency,
        }),
      ),
    );
  }

  #cuts(questions: FieldQuestions): readonly Exact[] {
    return sorted(
      this.#constants(questions).flatMap((value) => (value.kind === "number" ? [value.value] : [])),
    );
  }

  /** A point of each class between cuts; the class itself where the number goes into a calculation. */
  #numbers(field: FieldInfo, bounds: Bounds): readonly Statement[] {
    const questions = this.#questions.of(field.name);
    const given = this.#meetsFacts(questions)
      ? this.#given.flatMap((value) => (value.kind === "number" ? [value.value] : []))
      : [];
    const cuts = sorted([...this.#cuts(questions), ...given]);
    const whole = questions.calculated || questions.escapes;
    return classesBetween(cuts, bounds).map((part) =>
      !whole || isPoint(part)
        ? numberValue(pointWithin(part))
        : { kind: "interval", ...part, state: MISSING, perhapsAbsent: null },
    );
  }
}

/** Values of one kind can be compared. */
function comparable(type: FieldType): unknown {
  return type.kind === "code" ? type.scheme : type.kind;
}

/** What a map holds, found once. */
function found<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = find();
    known.set(key, value);
  }
  return value;
}

const UNBOUNDED: Bounds = { low: null, lowOpen: true, high: null, highOpen: true };

function sorted(numbers: readonly Exact[]): readonly Exact[] {
  return [...numbers].sort(compare).filter((n, i, all) => i === 0 || compare(all[i - 1]!, n) !== 0);
}

function between(low: Exact | null, high: Exact | null): Bounds {
  return { low, lowOpen: true, high, highOpen: true };
}

function isPoint({ low, high }: Bounds): boolean {
  return low !== null && high !== null && compare(low, high) === 0;
}

/** The cuts and the stretches between and beside them, as far as they lie within bounds. */
function classesBetween(cuts: readonly Exact[], bounds: Bounds): readonly Bounds[] {
  const ends = [null, ...cuts, null];
  return ends
    .slice(1)
    .flatMap((end, i) => {
      const stretch = between(ends[i]!, end);
      return end === null ? [stretch] : [stretch, { low: end, lowOpen: false, high: end, highOpen: false }];
    })
    .flatMap((part) => {
      const both = intersection(part, bounds);
      return both === null ? [] : [both];
    });
}

function intersection(a: Bounds, b: Bounds): Bounds | null {
  const lowOrder = a.low === null ? -1 : b.low === null ? 1 : compare(a.low, b.low);
  const low = lowOrder > 0 ? a : lowOrder < 0 ? b : a.lowOpen ? a : b;
  const highOrder = a.high === null ? 1 : b.high === null ? -1 : compare(a.high, b.high);
  const high = highOrder < 0 ? a : highOrder > 0 ? b : a.highOpen ? a : b;
  const found = { low: low.low, lowOpen: low.lowOpen, high: high.high, highOpen: high.highOpen };
  if (found.low === null || found.high === null) return found;
  const order = compare(found.low, found.high);
  return order < 0 || (order === 0 && !found.lowOpen && !found.highOpen) ? found : null;
}

/** Some number within bounds. */
function pointWithin({ low, high }: Bounds): Exact {
  if (low === null) return high === null ? 0 : subtract(high, 1);
  if (high === null) return add(low, 1);
  return compare(low, high) === 0 ? low : plain(divide(add(low, high), 2));
}

/** As a double, where one is as good. */
function plain(value: Exact): Exact {
  const text = exactText(value);
  return text.includes("/") || String(Number(text)) !== text ? value : Number(text);
}

function shifted(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}
