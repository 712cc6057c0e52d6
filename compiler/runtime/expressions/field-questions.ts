/** What the law asks of one field, and the constants it does it with. */

import type { Cell, Input, X, XSet } from "../format.ts";
import type { Model } from "../law/model.ts";
import { codeOf } from "../values/codes.ts";
import type { CompareOperator } from "../values/compare.ts";
import { parseExact } from "../values/exact.ts";
import { NO, YES } from "../values/truth.ts";
import type { Plain } from "../values/values.ts";
import { enumOfWord, type FieldInfo, type RecordInfo } from "../values/vocabulary.ts";
import { isSetExpression } from "./compile.ts";
import type { Here } from "./here.ts";

/** What is asked of one field. */
export interface FieldQuestions {
  /** what it is compared with, and how */
  readonly constants: Map<string, { readonly operator: CompareOperator; readonly value: Plain }>;
  /** sets that it is looked for in, or held against */
  readonly sets: Map<string, XSet>;
  /** its value goes into a calculation */
  calculated: boolean;
  /** its value goes elsewhere: into a define, a set, a comparison with another fact */
  escapes: boolean;
}

export function noQuestions(): FieldQuestions {
  return { constants: new Map(), sets: new Map(), calculated: false, escapes: false };
}

/** Adds a constant to what is asked of a field. */
export function ask(of: FieldQuestions, operator: CompareOperator, value: Plain): void {
  of.constants.set(`${operator} ${keyOf(value)}`, { operator, value });
}

function keyOf(value: Plain): string {
  switch (value.kind) {
    case "code":
      return `${value.scheme.id} ${value.text}`;
    case "number":
      return typeof value.value === "number"
        ? String(value.value)
        : `${value.value.numerator}/${value.value.denominator}`;
    case "money":
      return `${value.currency} ${typeof value.amount === "number" ? value.amount : `${value.amount.numerator}/${value.amount.denominator}`}`;
    case "date":
      return value.day;
    case "text":
      return JSON.stringify(value.text);
    case "enum":
      return value.name;
    case "truth":
      return String(value.truth);
  }
}

export const BOUNDS = [
  ["eq", "="],
  ["gt", ">"],
  ["ge", ">="],
  ["lt", "<"],
  ["le", "<="],
] as const satisfies readonly (readonly [keyof Cell, CompareOperator])[];

const CALCULATIONS: ReadonlySet<unknown> = new Set(["+", "-", "*", "/", "convert", "sum", "max", "min"]);

export const MIRRORED: Readonly<Record<CompareOperator, CompareOperator>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** The bound of a cell as an expression. */
export function boundOf(text: string, cell: Cell, input: Input): X {
  switch (input.type) {
    case "number":
      return ["number", text];
    case "money":
      return ["money", text, cell.currency ?? ""];
    case "date":
      return ["date", text];
    case "enum":
      return ["enum", text];
    case "code":
      return ["code", input.scheme ?? "", text];
    default:
      return ["text", text];
  }
}

/** The constant that an expression is, or null. */
export function constantOf(x: X, model: Model): Plain | null {
  switch (x[0]) {
    case "number":
      return { kind: "number", value: parseExact(x[1]) ?? 0 };
    case "money":
      return { kind: "money", amount: parseExact(x[1]) ?? 0, currency: x[2] };
    case "date":
      return { kind: "date", day: x[1] };
    case "text":
      return { kind: "text", text: x[1] };
    case "enum":
      return { kind: "enum", name: x[1], enum: enumOfWord(model.vocabulary, x[1], x[2]) };
    case "code": {
      const scheme = model.vocabulary.schemes.get(x[1]);
      return scheme === undefined ? null : codeOf(scheme, x[2]);
    }
    case "yes":
    case "no":
      return { kind: "truth", truth: x[0] === "yes" ? YES : NO };
    default:
      return null;
  }
}

/** The schemes of the state that an expression stands for; of a state that depends on the case: of any. By id. */
export function ownSchemes(country: X, model: Model, here: Here): readonly string[] {
  const { jurisdictions } = model;
  const named =
    country[0] === "code" ? country[2] : country[0] === "here" && here.kind === "code" ? here.text : null;
  return named === null
    ? [...jurisdictions.values()].flatMap(({ schemes }) => schemes)
    : (jurisdictions.get(named)?.schemes ?? []);
}

/** Adds the schemes that a set of codes touches; false where they are not plain to see. */
export function schemesIn(set: XSet, model: Model, here: Here, into: Set<string>): boolean {
  return codesIn(set, model, here, (scheme) => into.add(scheme));
}

/**
 * Tells by scheme which codes a set may hold, with all below them; null: all of the scheme. False where they are not plain to
 * see.
 */
export function codesIn(
  set: XSet,
  model: Model,
  here: Here,
  tell: (scheme: string, codes: readonly string[] | null) => void,
): boolean {
  switch (set[0]) {
    case "codes": {
      const [, scheme, ...codes] = set;
      tell(scheme, codes);
      return true;
    }
    case "scheme":
    case "range":
      tell(set[1], null);
      return true;
    case "schemesOf":
      for (const scheme of ownSchemes(set[1], model, here)) tell(scheme, null);
      return true;
    case "group":
      return (model.groups.get(set[1])?.versions ?? []).every(({ value }) =>
        codesIn(value, model, here, tell),
      );
    case "minus":
      return codesIn(set[1], model, here, tell);
    case "plus":
    case "both":
      return codesIn(set[1], model, here, tell) && codesIn(set[2], model, here, tell);
    case "set": {
      const [, ...members] = set;
      return members.every((member) => {
        if (member[0] === "code") tell(member[1], [member[2]]);
        return member[0] === "code" || (isSetExpression(member) && codesIn(member, model, here, tell));
      });
    }
    default:
      return false;
  }
}

/** The fields that a fact may be of: the one it is where it is read from the case, else every one with its name. */
export function fieldsMeant(target: X, name: string, { vocabulary }: Model): readonly FieldInfo[] {
  const own = recordOf(target, vocabulary.transaction);
  const records = own === null ? [...vocabulary.records.values()] : [own];
  return records.flatMap(({ fields }) => fields.get(name) ?? []);
}

/** The record that a way from the case leads to; null for other ways. */
function recordOf(x: X, transaction: RecordInfo): RecordInfo | null {
  if (x[0] === "case") return transaction;
  if (x[0] !== "get") return null;
  const type = recordOf(x[1], transaction)?.fields.get(x[2])?.type;
  return type?.kind === "record" ? type.record : null;
}

/** Whether the value of an expression is calculated, here or in what it calls. */
export function calculates(x: unknown, model: Model, seen = new Set<string>()): boolean {
  if (typeof x !== "object" || x === null) return false;
  if (!Array.isArray(x)) return Object.values(x).some((part) => calculates(part, model, seen));
  if (CALCULATIONS.has(x[0])) return true;
  if (x[0] === "call" && !seen.has(x[1])) {
    seen.add(x[1]);
    const versions = model.defines.get(x[1])?.versions ?? [];
    if (versions.some(({ value }) => calculates(value, model, seen))) return true;
  }
  return x.some((part) => calculates(part, model, seen));
}
