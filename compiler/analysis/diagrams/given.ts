/**
 * Questions about some transactions only: what a partial case states is fixed, all other facts stay open. Fixing happens
 * where domains are cut, so that a question about one chip costs what one chip costs.
 */
import Fraction from "fraction.js";
import { dayNumber } from "../../check/days.ts";
import type { CaseJson, Program } from "../../check/tree.ts";
import { readValue } from "../../oracle/case-values.ts";
import type { Class } from "../conditions/domain.ts";
import { holdsAt } from "../conditions/domain.ts";
import type { Subject } from "../conditions/subject.ts";

/** Positions of the classes that remain; null where the fact is not stated. For sets: the classes that have a member. */
export type Given = (subject: Subject, classes: readonly Class[]) => readonly number[] | null;

type OracleValue = ReturnType<typeof readValue>;

/** Facts of the transaction itself and of its records; elements of lists are not looked at. */
export function givenBy(program: Program, facts: CaseJson): Given {
  const at = (subject: Subject): CaseJson | undefined =>
    subject.scope.list === "" ? valueAt(facts, subject.path) : undefined;

  const numberOf = (subject: Subject): Fraction | null => {
    switch (subject.is) {
      case "number":
      case "date": {
        const json = at(subject);
        if (json === undefined) return null;
        const value = readValue(json, subject.field.type, program);
        if (value.kind === "date") return new Fraction(dayNumber(value.value));
        return value.kind === "number" ? value.interval.low.at : null;
      }
      case "product":
      case "sum": {
        let total = new Fraction(subject.is === "product" ? 1 : 0);
        for (const part of subject.parts) {
          const value = numberOf(part.subject);
          if (value === null || (part.power < 0 && value.n === 0n)) return null;
          total =
            subject.is === "sum"
              ? total.add(value.mul(part.coefficient))
              : part.power > 0
                ? total.mul(value.pow(part.power) ?? 1)
                : total.div(value.pow(-part.power) ?? 1);
        }
        return total;
      }
      default:
        return null;
    }
  };

  return (subject, classes) => {
    const keep = (test: (cls: Class) => boolean): readonly number[] =>
      classes.flatMap((cls, i) => (test(cls) ? [i] : []));
    if (subject.is === "product" || subject.is === "sum") {
      const value = numberOf(subject);
      return value === null ? null : keep((cls) => cls.range !== null && holdsAt(cls.range, value));
    }
    if (!("field" in subject)) return null;
    const json = at(subject);
    if (json === undefined) return null;
    if (subject.is === "given") return keep((cls) => cls.value === true);
    if (subject.is === "record") {
      const state = stateOf(json);
      return keep((cls) => cls.state === (state ?? "given"));
    }
    const value = readValue(json, subject.field.type, program);
    if (value.kind === "notApplicable") return keep((cls) => cls.state === "notApplicable");
    if (value.kind === "unknown") return keep((cls) => cls.state === "unknown");
    switch (subject.is) {
      case "number":
      case "date": {
        const number = numberOf(subject)!;
        return keep((cls) => cls.range !== null && holdsAt(cls.range, number));
      }
      case "money":
        if (value.kind !== "money") return null;
        return keep(
          (cls) =>
            (cls.currency === value.currency &&
              cls.range !== null &&
              holdsAt(cls.range, value.amount.low.at!)) ||
            (cls.range === null &&
              cls.currency !== null &&
              !classes.some((c) => c.range !== null && c.currency === value.currency)),
        );
      case "truth":
        return keep((cls) => value.kind === "truth" && (value.truth === "yes") === (cls.value === true));
      case "word":
        return keep((cls) => cls.words.some((word) => sameWord(word, value)));
      case "set": {
        if (value.kind !== "set" || value.is !== "members") return null;
        return keep((cls) =>
          value.members.some((member) => cls.words.some((word) => sameWord(word, member))),
        );
      }
      default:
        return null;
    }
  };
}

function sameWord(word: Class["words"][number], value: OracleValue): boolean {
  if (word.kind === "code") {
    return value.kind === "code" && value.scheme.id === word.scheme.id && value.code === word.code;
  }
  return (value.kind === "enum" || value.kind === "text") && value.value === word.text;
}

function stateOf(json: CaseJson): "notApplicable" | "unknown" | null {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return null;
  const record = json as { readonly [key: string]: CaseJson };
  return record.notApplicable === true ? "notApplicable" : record.unknown === true ? "unknown" : null;
}

function valueAt(json: CaseJson, path: string): CaseJson | undefined {
  return path
    .split(".")
    .reduce<CaseJson | undefined>(
      (at, step) =>
        typeof at === "object" && at !== null && !Array.isArray(at)
          ? (at as { readonly [key: string]: CaseJson })[step]
          : undefined,
      json,
    );
}
