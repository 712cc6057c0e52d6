/**
 * The values of a case, checked against the vocabulary and written as JSON: quantities and money as text with their
 * unit, truth as true and false, codes by their text (with the scheme in front where the fact holds codes of any scheme),
 * states as `{ "unknown": true }` and `{ "notApplicable": true }`, lists that may go on as `{ "open": [...] }`.
 */
import type * as ast from "../../grammar/ast.ts";
import { nearNames } from "../../grammar/base/suggest.ts";
import { relateToCode } from "./codes.ts";
import { at, type Site, say, silently } from "./context.ts";
import { inUnit } from "./expressions/numbers.ts";
import { openScope } from "./expressions/scope.ts";
import { value } from "./expressions/value.ts";
import { wantType } from "./expressions/wants.ts";
import { lookup, renameFixes } from "./scopes.ts";
import type { CaseJson, Field, RecordType, Type, Value } from "./tree.ts";
import { describe } from "./types.ts";

type CaseObject = { [key: string]: CaseJson };

/** Stands for `not given` until the facts are put over those of the case before; known by identity. */
export const NOT_GIVEN: CaseJson = Object.freeze({ notGiven: true });

/**
 * Where a record stands: as the case itself, which may state obligations too; as a fact of it; or in a list, which is
 * stated as a whole, so that there is nothing to take back.
 */
type RecordPlace = "case" | "fact" | "element";

/** The record as JSON; null where it has faults. */
export function caseRecord(
  node: ast.CaseRecord,
  record: RecordType,
  site: Site,
  place: RecordPlace,
): { readonly [key: string]: CaseJson } | null {
  const object: CaseObject = {};
  const seen = new Map<string, ast.CaseEntry>();
  let faulty = false;
  for (const entry of node.entries) {
    if (entry.name.missing) {
      faulty = true;
      continue;
    }
    const name = entry.name.text;
    const earlier = seen.get(name);
    if (earlier !== undefined) {
      say(
        site,
        "check/case-twice",
        entry.name,
        { field: name },
        { related: [{ span: at(site, earlier.name), message: "the first value" }] },
      );
      faulty = true;
      continue;
    }
    seen.set(name, entry);
    const json =
      place === "case" && name === "obligations" && !record.fields.has(name)
        ? obligations(entry.value, site)
        : fieldEntry(entry, record, site, place);
    if (json === null) faulty = true;
    else object[name] = json;
  }
  return faulty ? silently(site) : object;
}

function fieldEntry(entry: ast.CaseEntry, record: RecordType, site: Site, place: RecordPlace): CaseJson {
  const name = entry.name.text;
  const field = record.fields.get(name);
  if (field === undefined) {
    if (site.context.brokenFields.get(record)?.has(name) === true) return silently(site);
    const near = nearNames(name, record.fields.keys());
    return say(
      site,
      "bind/unknown-field",
      entry.name,
      { field: name, of: `the record \`${record.name}\``, near },
      { fixes: renameFixes(site, entry.name, near) },
    );
  }
  site.context.noteField(site, entry.name, field);
  const owner = site.context.ownerOf.get(field);
  if (owner !== undefined) site.owner.needs.add(owner);
  return fieldValue(entry.value, field, site, place);
}

function fieldValue(node: ast.CaseValue, field: Field, site: Site, place: RecordPlace): CaseJson {
  if (node.kind === "CaseState") {
    if (node.state === "unknown") return { unknown: true };
    if (node.state === "not_given") {
      if (place !== "element") return NOT_GIVEN;
      return say(site, "check/case-element-not-given", node, { field: field.name });
    }
    if (field.optional || field.appliesWhen !== null) return { notApplicable: true };
    return say(site, "check/case-not-applicable", node, { field: field.name });
  }
  return typedValue(node, field.type, field.name, site, place === "element" ? place : "fact");
}

function typedValue(
  node: ast.CaseValue,
  type: Type,
  field: string,
  site: Site,
  place: "fact" | "element",
): CaseJson {
  const wrong = (found: string): null =>
    say(site, "check/case-value", node, { found, field, expected: describe(type) });
  switch (node.kind) {
    case "CaseRecord":
      return type.kind === "record" ? caseRecord(node, type.record, site, place) : wrong("a record");
    case "CaseOpen": {
      if (type.kind !== "list" && type.kind !== "set") return wrong("a list");
      const list = listValue(node.list, type, field, site);
      return list === null ? null : { open: list };
    }
    case "CaseList":
      return type.kind === "list" || type.kind === "set"
        ? listValue(node, type, field, site)
        : wrong("a list");
    case "CaseState":
      return wrong(`\`${node.state.replace("_", " ")}\``);
    case "CaseScalar":
      if (type.kind === "record" || type.kind === "list") {
        return node.value.kind === "ErrorExpression" ? silently(site) : wrong("a single value");
      }
      return scalar(node, type, site);
  }
}

function listValue(
  node: ast.CaseList,
  type: Extract<Type, { kind: "list" | "set" }>,
  field: string,
  site: Site,
): readonly CaseJson[] | null {
  const members: CaseJson[] = [];
  for (const member of node.members) {
    const json =
      type.kind === "list"
        ? typedValue(member, { kind: "record", record: type.of }, field, site, "element")
        : typedValue(member, type.of, field, site, "element");
    if (json === null) continue;
    members.push(json);
  }
  return members.length < node.members.length ? null : members;
}

/** A literal, a code, a name or a set of them. */
function scalar(node: ast.CaseScalar, type: Type, site: Site): CaseJson {
  if (type.kind === "set") {
    const written = node.value.kind === "SetLiteral" ? node.value.members : [node.value];
    const members = written.map((member) => constantOf(member, type.of, site));
    return members.includes(null) ? null : (members as CaseJson[]);
  }
  return constantOf(node.value, type, site);
}

function constantOf(node: ast.Expression, type: Type, site: Site): CaseJson {
  const scope = openScope(site);
  const expr = value(node, scope, wantType(type));
  if (expr === null) return silently(site);
  const converted = type.kind === "number" ? inUnit(expr, type.unit, node, scope) : expr;
  if (converted === null) return silently(site);
  if (converted.kind !== "const") {
    const text = site.file.result.source.text.slice(node.start, node.end);
    return say(site, "check/case-value", node, {
      found: `\`${text}\`, which is not a fixed value,`,
      field: "this",
      expected: describe(type),
    });
  }
  if (converted.value.kind === "code") noteUnlisted(converted.value, node, site);
  return valueJson(converted.value, type);
}

/** Warns of a code that its list, written out in full, does not have: answers are given as if the case did not state it. */
function noteUnlisted({ scheme, code }: Value & { kind: "code" }, node: ast.Expression, site: Site): void {
  const { members, name, isCountry } = scheme;
  if (isCountry || members.length === 0) return;
  if (members.some((member) => relateToCode(scheme, code, member) !== "out")) return;
  const near = nearNames(code, members).map((one) => `${name} '${one}'`);
  say(
    site,
    "check/unlisted-code",
    node,
    { code, scheme: name, near },
    { fixes: renameFixes(site, node, near) },
  );
}

/** A constant as a case file writes it. */
export function valueJson(constant: Value, type: Type): CaseJson {
  switch (constant.kind) {
    case "truth":
      return constant.value;
    case "number": {
      const text = exact(constant.value);
      if (type.kind === "number" && type.unit.text !== "") return `${text} ${type.unit.text}`;
      const number = Number(text);
      // A JSON number stands for its shortest decimal; where that is another one, the text stays.
      return plainDigits(number) === text ? number : text;
    }
    case "money":
      return `${exact(constant.amount)} ${constant.currency}`;
    case "date":
    case "text":
    case "enum":
      return constant.value;
    case "code":
      return type.kind === "code" && type.scheme === null
        ? `${constant.scheme.name} ${constant.code}`
        : constant.code;
  }
}

/** The shortest decimal of a JSON number, without an exponent: `2e+26` in full. */
export function plainDigits(number: number): string {
  const [mantissa = "", exponent] = String(number).split("e");
  if (exponent === undefined) return mantissa;
  const [whole = "", decimals = ""] = mantissa.replace("-", "").split(".");
  const point = whole.length + Number(exponent);
  const digits = (whole + decimals).padStart(whole.length + decimals.length + Math.max(0, 1 - point), "0");
  const shifted = Math.max(point, 1);
  const integer = digits.slice(0, shifted).padEnd(shifted, "0");
  const rest = digits.slice(shifted);
  return `${number < 0 ? "-" : ""}${integer}${rest === "" ? "" : `.${rest}`}`;
}

/** An exact decimal, or a fraction where the decimal does not end. */
function exact(value: { readonly d: bigint; toString(): string; toFraction(): string }): string {
  let rest = value.d;
  while (rest % 2n === 0n) rest /= 2n;
  while (rest % 5n === 0n) rest /= 5n;
  return rest === 1n ? value.toString() : value.toFraction();
}

/**
 * `obligations: { NAC: no }`: whether the obligations of an exception were fulfilled. In the case each is named by its id,
 * so the name of the exception stands for all of them, in every version.
 */
function obligations(node: ast.CaseValue, site: Site): CaseJson {
  if (node.kind !== "CaseRecord") {
    return say(site, "check/case-value", node, {
      found: "something else",
      field: "obligations",
      expected: "a record of exceptions and `yes` or `no`",
    });
  }
  const object: CaseObject = {};
  for (const entry of node.entries) {
    const symbol = lookup(site, entry.name.text).find((s) => s.kind === "exception");
    if (symbol === undefined) {
      say(site, "bind/unknown-name", entry.name, {
        name: entry.name.text,
        expected: "an exception",
        near: [],
        hint: null,
      });
      continue;
    }
    site.context.use(site, entry.name, symbol, false);
    const truth = entry.value.kind === "CaseScalar" ? entry.value.value : null;
    if (truth?.kind !== "TruthLiteral") {
      say(site, "check/case-value", entry.value, {
        found: "something else",
        field: entry.name.text,
        expected: "`yes` or `no`",
      });
      continue;
    }
    for (const version of symbol.draft.chronology.versions) {
      for (const obligation of version.value.obligations) object[obligation.id] = truth.value;
    }
  }
  return object;
}
