/** A case as a list of facts, and in one line. */
import type { CaseJson } from "../check/tree.ts";

export interface StatedFact {
  /** `item.tpp`, `parties[0].headquarters` */
  readonly path: string;
  /** as the case states it, lists with commas */
  readonly value: string;
}

type Json = { readonly [name: string]: CaseJson };

/** Every fact that a case states, in its order; the name of the case is no fact. */
export function statedFacts(facts: CaseJson): readonly StatedFact[] {
  return of("", facts).filter(({ path }) => path !== "case");
}

/** `act: shipment, destination: CN, item.tpp: 4800 TPP`. */
export function factsInWords(facts: CaseJson): string {
  return statedFacts(facts)
    .map(({ path, value }) => `${path}: ${value}`)
    .join(", ");
}

function of(path: string, json: CaseJson): readonly StatedFact[] {
  const whole = valueInWords(json);
  if (whole !== null) return path === "" ? [] : [{ path, value: whole }];
  if (Array.isArray(json)) return json.flatMap((part, i) => of(`${path}[${i}]`, part));
  return Object.entries(json as Json).flatMap(([name, part]) =>
    of(path === "" ? name : `${path}.${name}`, part),
  );
}

/** A value that is one fact; null for records and lists of records, which hold several. */
function valueInWords(json: CaseJson): string | null {
  if (json === null) return "not applicable";
  if (typeof json === "boolean") return json ? "yes" : "no";
  if (typeof json !== "object") return String(json);
  if (Array.isArray(json)) {
    const words = json.map(valueInWords);
    if (!words.every((word) => word !== null)) return null;
    return words.length === 0 ? "none" : words.join(", ");
  }
  const record = json as Json;
  if (record.unknown === true) return "stated unknown";
  if (record.notApplicable === true) return "not applicable";
  if (record.open !== undefined) return `${valueInWords(record.open) ?? "some"} and perhaps more`;
  if (record.closed !== undefined) return valueInWords(record.closed);
  return Object.keys(record).length === 0 ? "nothing stated" : null;
}
