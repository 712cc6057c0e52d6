/**
 * Reads a case: the JSON form of one transaction. A case is refused whole when one fact of it cannot be read, with one
 * problem for each such fact; nothing is guessed, nothing is dropped in silence.
 */
import type { CaseProblem } from "../answer.ts";
import { nearNames } from "../values/near.ts";
import { factSet } from "../values/sets.ts";
import { MISSING, UNSTATED } from "../values/truth.ts";
import { ABSENT, type Plain, type SetValue, samePlain, type Value } from "../values/values.ts";
import {
  expectation,
  type FieldInfo,
  type FieldType,
  type RecordInfo,
  type Vocabulary,
} from "../values/vocabulary.ts";
import { found, isObject, readScalar } from "./case-values.ts";
import { RecordValue, type Statement } from "./records.ts";

export interface Case {
  readonly name: string | null;
  readonly facts: RecordValue;
  /** by the id of the obligation: whether the case says that it was fulfilled */
  readonly obligations: ReadonlyMap<string, boolean>;
}

export type CaseResult =
  | { readonly ok: true; readonly case: Case }
  | { readonly ok: false; readonly problems: CaseProblem[] };

/** Records may hold records of their own type; a case deeper than this is a mistake or an attack. */
const MAX_DEPTH = 32;
/** Enough to mend a case by; a case with more is not worth listing further. */
const MAX_PROBLEMS = 100;

/** Names at the top of a case that are no facts. */
const RESERVED = ["case", "obligations"];

export function readCase(
  json: unknown,
  vocabulary: Vocabulary,
  obligationIds: ReadonlySet<string> | null,
): CaseResult {
  const reader = new CaseReader(vocabulary, obligationIds);
  const result = reader.read(json);
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, case: result };
}

class CaseReader {
  readonly problems: CaseProblem[] = [];
  readonly #vocabulary: Vocabulary;
  readonly #obligationIds: ReadonlySet<string> | null;

  constructor(vocabulary: Vocabulary, obligationIds: ReadonlySet<string> | null) {
    this.#vocabulary = vocabulary;
    this.#obligationIds = obligationIds;
  }

  read(json: unknown): Case {
    const root = this.#vocabulary.transaction;
    if (!isObject(json)) {
      this.#report(
        "case/wrong-type",
        "",
        `a case is an object of facts, found ${found(json)}`,
        'write { "act": ..., "item": { ... } }',
      );
      return { name: null, facts: new RecordValue(root, "", []), obligations: new Map() };
    }
    let name: string | null = null;
    if (json.case !== undefined && !root.fields.has("case")) {
      if (typeof json.case === "string") name = json.case;
      else
        this.#report(
          "case/wrong-type",
          "case",
          `the name of a case is a text, found ${found(json.case)}`,
          'write "case": "..."',
        );
    }
    const obligations = this.#obligations(json.obligations);
    const facts = this.#record(json, root, "", 0);
    return { name, facts, obligations };
  }

  #obligations(json: unknown): ReadonlyMap<string, boolean> {
    const result = new Map<string, boolean>();
    if (json === undefined) return result;
    if (!isObject(json)) {
      this.#report(
        "case/wrong-type",
        "obligations",
        `expected an object from obligation to true or false, found ${found(json)}`,
        'write "obligations": { "us.NAC/2023-11-17/1": true }',
      );
      return result;
    }
    for (const [id, value] of Object.entries(json)) {
      const path = `obligations.${id}`;
      if (this.#obligationIds !== null && !this.#obligationIds.has(id)) {
        this.#report(
          "case/unknown-obligation",
          path,
          `there is no obligation \`${id}\``,
          suggestion(id, this.#obligationIds) ?? "answers name the obligations of each exception",
        );
      } else if (typeof value !== "boolean") {
        this.#report(
          "case/wrong-type",
          path,
          `expected true or false, found ${found(value)}`,
          "true: fulfilled; false: not fulfilled; leave it out where it is not due yet",
        );
      } else result.set(id, value);
    }
    return result;
  }

  #record(
    json: Readonly<Record<string, unknown>>,
    info: RecordInfo,
    path: string,
    depth: number,
  ): RecordValue {
    const statements: Statement[] = new Array(info.fields.size).fill(undefined);
    const record = new RecordValue(info, path, statements);
    for (const [name, value] of Object.entries(json)) {
      const at = path === "" ? name : `${path}.${name}`;
      const field = info.fields.get(name);
      if (field !== undefined) statements[field.index] = this.#statement(value, field, at, depth);
      else if (path !== "" || !RESERVED.includes(name)) this.#unknownField(name, info, at);
    }
    return record;
  }

  #unknownField(name: string, info: RecordInfo, path: string): void {
    const fields = [...info.fields.keys()];
    const help =
      suggestion(name, fields) ??
      (fields.length === 0
        ? "this record has no facts"
        : `its facts are ${fields.slice(0, 12).join(", ")}${fields.length > 12 ? ", ..." : ""}`);
    this.#report(
      "case/unknown-field",
      path,
      `there is no fact \`${name}\`${path === name ? "" : ` in ${info.title ?? info.id}`}`,
      help,
    );
  }

  #statement(json: unknown, field: FieldInfo, path: string, depth: number): Statement {
    if (isObject(json)) {
      const keys = Object.keys(json);
      const only = keys.length === 1 ? keys[0] : undefined;
      if (only === "unknown" && json.unknown === true && !isField(field, "unknown")) return "unknown";
      if (only === "notApplicable" && json.notApplicable === true && !isField(field, "notApplicable")) {
        if (field.optional || field.appliesWhen !== null) return ABSENT;
        this.#report(
          "case/not-applicable",
          path,
          "this fact always applies",
          `give ${expectation(field.type)}, or state { "unknown": true }`,
        );
        return undefined;
      }
    }
    return this.#value(json, field.type, field, path, depth);
  }

  #value(json: unknown, type: FieldType, field: FieldInfo, path: string, depth: number): Value | undefined {
    if (depth > MAX_DEPTH) {
      this.#report(
        "case/too-deep",
        path,
        `records are nested more than ${MAX_DEPTH} deep`,
        "leave out what the measures do not ask for",
      );
      return undefined;
    }
    switch (type.kind) {
      case "record":
        if (isObject(json)) return this.#record(json, type.record, path, depth + 1);
        return this.#wrong(json, type, path);
      case "list": {
        const members = this.#members(json, type, path);
        if (members === null) return undefined;
        const elements: RecordValue[] = [];
        members.values.forEach((member, i) => {
          const at = `${path}[${i}]`;
          // Nothing may be known of an element but that there is one.
          if (isObject(member) && isStatedUnknown(member) && !type.record.fields.has("unknown")) {
            elements.push(RecordValue.blank(type.record, at, UNSTATED));
          } else if (isObject(member)) elements.push(this.#record(member, type.record, at, depth + 1));
          else this.#wrong(member, { kind: "record", record: type.record }, at);
        });
        return {
          kind: "list",
          path,
          record: type.record,
          elements,
          open: members.open ? MISSING : null,
          closed: members.closed === true,
        };
      }
      case "set": {
        const members = this.#members(json, type, path);
        return members === null
          ? undefined
          : this.#set(members.values, type.of, field, path, members.open, depth);
      }
      default: {
        const result = readScalar(json, type, field.range, this.#vocabulary);
        if (result.ok) return result.value;
        this.#report(result.code, path, result.message, result.help);
        return undefined;
      }
    }
  }

  #set(
    values: readonly unknown[],
    of: FieldType,
    field: FieldInfo,
    path: string,
    open: boolean,
    depth: number,
  ): SetValue {
    const members: Plain[] = [];
    values.forEach((member, i) => {
      const value = this.#value(member, of, field, `${path}[${i}]`, depth + 1);
      const plain = value as Plain | undefined;
      if (plain !== undefined && !members.some((known) => samePlain(known, plain))) members.push(plain);
    });
    return factSet(members, open ? MISSING : null);
  }

  /** `[...]`, `{ "open": [...] }` where more members may exist, `{ "closed": [...] }` where none do whatever else. */
  #members(
    json: unknown,
    type: FieldType,
    path: string,
  ): { readonly values: readonly unknown[]; readonly open: boolean; readonly closed?: true } | null {
    if (Array.isArray(json)) return { values: json, open: false };
    if (isObject(json) && Object.keys(json).length === 1) {
      if (Array.isArray(json.open)) return { values: json.open, open: true };
      if (Array.isArray(json.closed)) return { values: json.closed, open: false, closed: true };
    }
    this.#wrong(json, type, path);
    return null;
  }

  #wrong(json: unknown, type: FieldType, path: string): undefined {
    const help =
      json === null
        ? 'leave the fact out, or state { "unknown": true }'
        : type.kind === "record"
          ? "write { ... }"
          : "write [ ... ], also for one member; an empty array says that there is none";
    this.#report("case/wrong-type", path, `expected ${expectation(type)}, found ${found(json)}`, help);
    return undefined;
  }

  #report(code: string, path: string, message: string, help: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ code, path, message, help });
  }
}

function isStatedUnknown(json: Readonly<Record<string, unknown>>): boolean {
  return json.unknown === true && Object.keys(json).length === 1;
}

function isField(field: FieldInfo, name: string): boolean {
  return field.type.kind === "record" && field.type.record.fields.has(name);
}

function suggestion(word: string, names: Iterable<string>): string | null {
  const near = nearNames(word, names);
  return near.length === 0 ? null : `did you mean ${near.map((name) => `\`${name}\``).join(" or ")}?`;
}
