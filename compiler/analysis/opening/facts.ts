/** Fields of a record as subjects. */
import type { Expr, Field } from "../../check/tree.ts";
import { choose } from "../conditions/choices.ts";
import { gated } from "../conditions/number-tests.ts";
import { single } from "../conditions/numbers.ts";
import { type PropId, YES } from "../conditions/prop.ts";
import { ROOT, type Subject, type SubjectKind } from "../conditions/subject.ts";
import type { Gate, Sym, SymRecord } from "../conditions/symbol.ts";
import type { Env } from "./env.ts";
import { ownEnv } from "./env.ts";
import type { Expander } from "./expand.ts";

const ABSENT: Sym = { kind: "absent" };
const UNKNOWN: Sym = { kind: "missing" };

/** Facts of the transaction, by path, that are a country whatever is stated. */
export type FixedFacts = ReadonlyMap<string, string>;

/**
 * The value of a field. One that is fixed is a constant. A field with `applies when` is absent exactly where that is no: transactions that state what does
 * not apply contradict themselves and are left out. A field with a formula stands for itself, as if it were stated. Where
 * transactions may leave it out, it is what they state, applicable or not, or else what its declaration makes of it.
 */
export function readField(record: SymRecord, field: Field, expander: Expander, env: Env): Sym {
  const { props } = expander;
  const fixed = record.scope === ROOT ? expander.fixed.get(pathOf(record, field)) : undefined;
  if (fixed !== undefined && field.type.kind === "code" && field.type.scheme !== null)
    return { kind: "word", word: { kind: "code", scheme: field.type.scheme, code: fixed } };
  const own = ownEnv({ ...env, released: null }, [[field.it, record]]);
  const truth = (condition: Expr | null): PropId =>
    condition === null ? YES : expander.truth(condition, own);
  const applies = truth(field.appliesWhen);
  if (!expander.leftOut.has(field.id) || field.type.kind === "list" || field.type.kind === "record") {
    const absent = props.or(record.gate.absent, props.isNo(applies));
    return stated(record, field, { absent, unstated: record.gate.unstated }, expander);
  }
  const formula = field.formula === null ? UNKNOWN : expander.evaluate(field.formula, own);
  const given = props.literal(subjectOf(record, field, { is: "given", field }, expander), { t: "yes" });
  return choose(
    props,
    given,
    stated(record, field, record.gate, expander),
    notStated(record, field, applies, formula, expander),
  );
}

/** A fact that is left out: nothing where it does not apply or its record is not there, unknown where that is unknown. */
function notStated(
  { gate }: SymRecord,
  { type }: Field,
  applies: PropId,
  formula: Sym,
  expander: Expander,
): Sym {
  const { props } = expander;
  if (type.kind === "truth")
    return { kind: "truth", prop: gated(props, gate, props.and(applies, expander.asTruth(formula))) };
  const isKnown = props.and(props.isNo(gate.unstated), props.isNo(props.not(applies)));
  const value = choose(props, isKnown, formula, UNKNOWN);
  return choose(props, props.or(gate.absent, props.isNo(applies)), ABSENT, value);
}

function stated(record: SymRecord, field: Field, gate: Gate, expander: Expander): Sym {
  const { props } = expander;
  const path = pathOf(record, field);
  const subject = (kind: SubjectKind): Subject => {
    const made = subjectOf(record, field, kind, expander);
    props.gate(made, gate.absent);
    return made;
  };
  switch (field.type.kind) {
    case "truth": {
      const fact = props.literal(subject({ is: "truth", field }), { t: "yes" });
      return { kind: "truth", prop: gated(props, gate, fact) };
    }
    case "number":
    case "date":
      return { kind: "number", linear: single(subject({ is: field.type.kind, field })), gate };
    case "money":
      return { kind: "money", subject: subject({ is: "money", field }), amount: null, currency: null, gate };
    case "text":
    case "enum":
    case "code":
      return { kind: "fact", subject: subject({ is: "word", field }), gate };
    case "set":
      return { kind: "set", set: { is: "fact", subject: subject({ is: "set", field }), gate } };
    case "list": {
      const ref = { owner: record.scope, path, record: field.type.of, field };
      return { kind: "list", ref, gate };
    }
    case "record": {
      const inner: SymRecord = { kind: "record", record: field.type.record, scope: record.scope, path, gate };
      if (!field.optional) return inner;
      const presence = subject({ is: "record", field });
      const none = props.literal(presence, { t: "notApplicable" });
      const unknown = props.literal(presence, { t: "unknown", asked: false });
      return {
        ...inner,
        gate: { absent: props.or(gate.absent, none), unstated: props.or(gate.unstated, unknown) },
      };
    }
    default:
      throw new Error(`a fact of type ${field.type.kind}`);
  }
}

function pathOf(record: SymRecord, field: Field): string {
  return record.path === "" ? field.name : `${record.path}.${field.name}`;
}

function subjectOf(record: SymRecord, field: Field, kind: SubjectKind, { props }: Expander): Subject {
  const path = pathOf(record, field);
  const { scope } = record;
  const label = scope.list === "" ? path : `${lastStep(scope.list)}.${path}`;
  const key = kind.is === "given" ? `given ${path}` : path;
  return props.subject({ ...kind, key, scope, path, label });
}

/** `parties.owners` is spoken of as an owner of a party: the last list names the element. */
function lastStep(list: string): string {
  return `${list.slice(list.lastIndexOf(".") + 1)}[]`;
}
