/** Fields of a record as subjects. */
import type { Field } from "../check/tree.ts";
import type { Env } from "./env.ts";
import { ownEnv } from "./env.ts";
import type { Expander } from "./expand.ts";
import { gated, single } from "./numbers.ts";
import type { Subject, SubjectKind } from "./subject.ts";
import type { Gate, Sym, SymRecord } from "./symbol.ts";

/**
 * The value of a field. A field with `applies when` is absent exactly where that is no: transactions that state what does
 * not apply contradict themselves and are left out. A field with a formula stands for itself, as if it were stated.
 */
export function readField(record: SymRecord, field: Field, expander: Expander, env: Env): Sym {
  const { props } = expander;
  const path = record.path === "" ? field.name : `${record.path}.${field.name}`;
  const applies =
    field.appliesWhen === null
      ? null
      : expander.truth(field.appliesWhen, ownEnv({ ...env, released: null }, [[field.it, record]]));
  const absent = applies === null ? record.gate.absent : props.or(record.gate.absent, props.isNo(applies));
  const gate: Gate = { absent, unstated: record.gate.unstated };
  const place = record.scope.list === "" ? path : `${lastStep(record.scope.list)}.${path}`;
  const subject = (kind: SubjectKind): Subject => {
    const made = props.subject({ ...kind, key: path, scope: record.scope, path, label: place });
    props.gate(made, absent);
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
        gate: { absent: props.or(absent, none), unstated: props.or(gate.unstated, unknown) },
      };
    }
    default:
      throw new Error(`a fact of type ${field.type.kind}`);
  }
}

/** `parties.owners` is spoken of as an owner of a party: the last list names the element. */
function lastStep(list: string): string {
  return `${list.slice(list.lastIndexOf(".") + 1)}[]`;
}
