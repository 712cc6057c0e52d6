/**
 * One generated decision table in a neutral form, from which each engine gets its own: eight columns (three that ask for
 * one value, three for one of several, two for a range), blanks, strictness by row; and requests, most made to match.
 */
import { pick, seeded } from "../support.ts";

export const VERDICTS = ["prohibited", "license_required", "notification_required"] as const;
export type RuleVerdict = (typeof VERDICTS)[number];

export interface Rule {
  readonly id: string;
  readonly verdict: RuleVerdict;
  /** by column: one value, several, or bounds `from <= x < to`; blank where left out */
  readonly one: Readonly<Record<string, string>>;
  readonly several: Readonly<Record<string, readonly string[]>>;
  readonly range: Readonly<Record<string, readonly [from: number, to: number]>>;
}

export type Request = Record<string, string | number>;

export const ONE = ["lead", "departure", "act"] as const;
export const SEVERAL = ["destination", "family", "grade"] as const;
export const RANGE = ["tpp", "share"] as const;

export const VALUES = {
  departure: words("P", 30),
  act: words("a", 6),
  destination: words("Q", 60),
  family: words("f", 15),
  grade: words("g", 8),
} as const;

function words(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i}`);
}

export function leads(rows: number): readonly string[] {
  return words("C", Math.max(3, Math.floor(rows / 4)));
}

export function generateRules(rows: number, seed: number): readonly Rule[] {
  const random = seeded(seed);
  const codes = leads(rows);
  const blank = (share: number): boolean => random() < share;
  return Array.from({ length: rows }, (_, i) => {
    const one: Record<string, string> = {};
    const several: Record<string, readonly string[]> = {};
    const range: Record<string, readonly [number, number]> = {};
    if (!blank(0.05)) one.lead = pick(random, codes);
    if (!blank(0.5)) one.departure = pick(random, VALUES.departure);
    if (!blank(0.5)) one.act = pick(random, VALUES.act);
    for (const column of SEVERAL) {
      if (blank(0.3)) continue;
      const values = VALUES[column].filter(() => random() < 0.4);
      several[column] = values.length === 0 ? [pick(random, VALUES[column])] : values;
    }
    for (const column of RANGE) {
      if (blank(0.4)) continue;
      const from = Math.floor(random() * 160) / 2;
      range[column] = [from, from + 1 + Math.floor(random() * 80) / 2];
    }
    return { id: `r${i}`, verdict: pick(random, VERDICTS), one, several, range };
  });
}

/** Requests; seven of ten are made to satisfy some rule. */
export function generateRequests(rules: readonly Rule[], count: number, seed: number): readonly Request[] {
  const random = seeded(seed);
  const codes = leads(rules.length);
  return Array.from({ length: count }, () => {
    const request: Request = { lead: pick(random, codes) };
    for (const column of ["departure", "act", ...SEVERAL] as const)
      request[column] = pick(random, VALUES[column]);
    for (const column of RANGE) request[column] = Math.floor(random() * 480) / 4;
    if (random() < 0.7) {
      const { one, several, range } = pick(random, rules);
      Object.assign(request, one);
      for (const [column, values] of Object.entries(several)) request[column] = pick(random, values);
      for (const [column, [from, to]] of Object.entries(range))
        request[column] = Math.floor((from + random() * (to - from)) * 4) / 4;
    }
    return request;
  });
}

/** Rule by rule: what every engine must answer. */
export function satisfies(rule: Rule, request: Request): boolean {
  for (const [column, value] of Object.entries(rule.one)) if (request[column] !== value) return false;
  for (const [column, values] of Object.entries(rule.several))
    if (!values.includes(request[column] as string)) return false;
  for (const [column, [from, to]] of Object.entries(rule.range)) {
    const x = request[column] as number;
    if (x < from || x >= to) return false;
  }
  return true;
}

/** The most restrictive verdict of the rules that a request satisfies. */
export function strictest(rules: readonly Rule[], request: Request): RuleVerdict | "no_requirement" {
  const found = rules
    .filter((rule) => satisfies(rule, request))
    .map((rule) => VERDICTS.indexOf(rule.verdict));
  return found.length === 0 ? "no_requirement" : VERDICTS[Math.min(...found)]!;
}
