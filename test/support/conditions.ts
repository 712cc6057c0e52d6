/** Conditions of regions as tests write them. */
import type {
  Asked,
  Box,
  Condition,
  FactCondition,
  ListCondition,
  Part,
} from "../../compiler/regions/condition.ts";

/** Of the elements of a list: its path, and how elements of it are named. */
export interface ListName {
  readonly path: string;
  readonly element: string;
}

/** A fact of the transaction, or of an element of a list. */
export function fact(path: string, list: ListName | null = null, more: Partial<Asked> = {}): Asked {
  const whole = [...(list === null ? [] : list.path.split(".")), ...path.split(".")];
  const label = list === null ? path : `${list.element}.${path}`;
  return { is: "fact", label, path: whole, first: whole[0]!, facts: [whole.at(-1)!], of: null, ...more };
}

export function codes(scheme: string, path: string, list: ListName | null = null): Asked {
  const asked = fact(path, list);
  return { ...asked, is: "codes", of: scheme, label: `${asked.label} (${scheme})`, facts: ["codes"] };
}

export function entries(id: string, list: ListName): Asked {
  const asked = fact("entries", list);
  return { ...asked, is: "entries", of: id, label: `${asked.label} (${id.slice(id.lastIndexOf(".") + 1)})` };
}

export const words = (...all: readonly (string | null)[]): Part => ({
  is: "words",
  isNot: false,
  words: all,
});
export const not = (...all: readonly string[]): Part => ({ is: "words", isNot: true, words: all });
export const mark = (word: Extract<Part, { is: "mark" }>["mark"]): Part => ({ is: "mark", mark: word });
export const atLeast = (low: string): Part => ({ ...BOUNDS, low, lowOpen: false });
export const exactly = (at: string): Part => ({
  ...BOUNDS,
  ...{ low: at, high: at, lowOpen: false, highOpen: false },
});
export const under = (high: string): Part => ({ ...BOUNDS, high, highOpen: true });
export const between = (low: string, high: string): Part => ({
  ...BOUNDS,
  ...{ low, lowOpen: true, high, highOpen: false },
});
const BOUNDS = { is: "range", low: null, lowOpen: true, high: null, highOpen: true, currency: null } as const;

export function is(asked: Asked, ...parts: readonly Part[]): FactCondition {
  return { is: "fact", asked, may: { is: "values", parts } };
}

export function includes(asked: Asked, ...all: readonly string[]): FactCondition {
  return { is: "fact", asked, may: { is: "member", has: true, part: words(...all) } };
}

export function includesNone(asked: Asked, ...all: readonly string[]): FactCondition {
  return { is: "fact", asked, may: { is: "member", has: false, part: words(...all) } };
}

export function some(list: ListName, ...ways: readonly Box[]): ListCondition {
  return { is: "element", list: list.path, path: list.path.split("."), has: true, ways, more: 0 };
}

export function none(list: ListName, ...ways: readonly Box[]): ListCondition {
  return { ...some(list, ...ways), has: false };
}

export type { Condition };
