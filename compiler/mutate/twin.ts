/**
 * A copy of a program that may be changed: mutants are put into it and taken out again. Within the copy everything points
 * at the copy, so that a changed definition is changed for all who use it, and the program itself stays as it was checked.
 */
import type { Program } from "../check/tree.ts";

/** A deep copy that keeps who is who; numbers and other values with a class of their own are shared. */
export function twinOf(program: Program): Program {
  return copyGraph(program);
}

function copyGraph<T extends object>(root: T): T {
  const copies = new Map<object, object>();
  const pending: object[] = [];
  const copyOf = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    const empty = emptyLike(value);
    if (empty === null) return value;
    copies.set(value, empty);
    pending.push(value);
    return empty;
  };
  const result = copyOf(root) as T;
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    const copy = copies.get(value)!;
    if (value instanceof Map) {
      for (const [key, inner] of value) (copy as Map<unknown, unknown>).set(copyOf(key), copyOf(inner));
    } else if (Array.isArray(value)) {
      for (const inner of value) (copy as unknown[]).push(copyOf(inner));
    } else {
      for (const [key, inner] of Object.entries(value))
        (copy as Record<string, unknown>)[key] = copyOf(inner);
    }
  }
  return result;
}

function emptyLike(value: object): object | null {
  if (Array.isArray(value)) return [];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Map.prototype) return new Map();
  return prototype === Object.prototype || prototype === null ? {} : null;
}
