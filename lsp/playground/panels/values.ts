/** The values of a case as plain JSON, and how one is put in a place. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Steps from the case to a value in it: names of facts and places in lists. */
export type Path = readonly (string | number)[];

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The case as an object; null where the text is not JSON, or not the JSON of an object. */
export function readCase(text: string): JsonObject | null {
  if (text.trim() === "") return {};
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function writeCase(value: JsonObject): string {
  return JSON.stringify(value, null, 2);
}

/** The same value with another one at a place; undefined takes it away. What is missing on the way is made. */
export function withValue(value: Json | undefined, path: Path, put: Json | undefined): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return put;
  if (typeof step === "number") {
    const list = Array.isArray(value) ? [...value] : [];
    const inner = withValue(list[step], rest, put);
    if (inner === undefined) list.splice(step, 1);
    else list[step] = inner;
    return list;
  }
  const { [step]: old, ...others } = isObject(value) ? value : {};
  const inner = withValue(old, rest, put);
  if (inner === undefined) return others;
  // In the place where it stood, so that nothing jumps while one types.
  return isObject(value) && step in value
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, name === step ? inner : one]))
    : { ...others, [step]: inner };
}

/** `parties[0].headquarters` as steps. */
export function pathOf(text: string): Path {
  return [...text.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
}
