/** The definitions document: everything that tables of a build refer to by name. */

import type {
  Declared,
  EnumType,
  Field,
  Jurisdiction,
  Program,
  RecordType,
  Scheme,
  Type,
  Unit,
} from "../check/tree.ts";
import { builtinUnits } from "../check/units.ts";
import type { NormalProgram } from "../normal/normal-program.ts";
import { walk } from "../normal/walk.ts";
import { exactText } from "../normal/words.ts";
import type {
  DefinitionsDocument,
  XDefine,
  XField,
  XGroup,
  XJurisdiction,
  XRecord,
  XReview,
  XScheme,
  XType,
  XUnit,
} from "../runtime/format.ts";
import { byText, toSet, toX } from "./expressions.ts";
import { DEFINITIONS_FORMAT } from "./formats.ts";
import { Places } from "./places.ts";
import { toGrid } from "./policies.ts";
import { toEffective } from "./tables.ts";

export function definitionsDocument(normal: NormalProgram, program: Program): DefinitionsDocument {
  const declarations: readonly Declared[] = [
    ...normal.groups.map((g) => g.group),
    ...normal.defines.map((d) => d.define),
    ...normal.reviews.map((r) => r.review),
  ];
  const places = new Places(declarations.map((d) => d.span.file));
  const transaction = program.transaction;
  return {
    format: DEFINITIONS_FORMAT,
    sources: places.sources,
    transaction: transaction?.id ?? "",
    records: record(program.records, (r) => [r.id, recordOf(r)]),
    enums: record(enumsOf(program), (e) => [e.id, { values: e.values, ordered: e.ordered }]),
    units: record(unitsOf(program), (unit) => [unit.text, unitOf(unit)]),
    schemes: record(program.schemes, (s) => [s.id, schemeOf(s)]),
    jurisdictions: record(program.jurisdictions, (j) => [j.name, jurisdictionOf(j, program)]),
    groups: record(normal.groups, ({ group, versions }): [string, XGroup] => [
      group.id,
      {
        title: group.title,
        ...(group.open ? { open: true as const } : {}),
        versions: versions.map(({ effective, value, span }) => ({
          effective: toEffective(effective),
          value: toSet(value),
          at: places.at(span, group),
        })),
      },
    ]),
    defines: record(normal.defines, ({ define, versions }): [string, XDefine] => [
      define.id,
      {
        title: define.title,
        parameters: [...(define.it === null ? [] : ["it"]), ...define.parameters.map((p) => p.name)],
        truth: define.type.kind === "truth" || define.type.kind === "condition",
        versions: versions.map(({ effective, value, span }) => ({
          effective: toEffective(effective),
          value: define.type.kind === "set" ? toSet(value, define.it) : toX(value, define.it),
          at: places.at(span, define),
        })),
      },
    ]),
    reviews: record(normal.reviews, ({ review, versions }): [string, XReview] => [
      review.id,
      {
        title: review.title,
        versions: versions.map(({ effective, grid, span }) => ({
          effective: toEffective(effective),
          limbs: toGrid(grid),
          at: places.at(span, review),
        })),
      },
    ]),
    unencodable: record(program.unencodables, (u) => [u.id, { title: u.title, because: u.because }]),
  };
}

/** An object with its keys in the order of their text. */
export function record<T, V>(
  values: Iterable<T>,
  entry: (value: T) => [string, V],
): Readonly<Record<string, V>> {
  return Object.fromEntries([...values].map(entry).sort(([a], [b]) => byText(a, b)));
}

// ---------------------------------------------------------------------------------------------- records, types

function recordOf(type: RecordType): XRecord {
  return { title: type.title, fields: record(type.fields.values(), (f) => [f.name, fieldOf(f)]) };
}

function fieldOf(field: Field): XField {
  const { range, it } = field;
  return {
    type: typeOf(field.type),
    ...(field.optional ? { optional: true as const } : {}),
    ...(field.asserted ? { asserted: true as const } : {}),
    ...(field.question === null ? {} : { question: field.question }),
    ...(range?.min == null ? {} : { min: exactText(range.min) }),
    ...(range?.min != null && range.minOpen ? { minOpen: true as const } : {}),
    ...(range?.max == null ? {} : { max: exactText(range.max) }),
    ...(range?.max != null && range.maxOpen ? { maxOpen: true as const } : {}),
    ...(field.appliesWhen === null ? {} : { appliesWhen: toX(field.appliesWhen, it) }),
    ...(field.closedWhen === null ? {} : { closedWhen: toX(field.closedWhen, it) }),
    ...(field.formula === null ? {} : { formula: toX(field.formula, it) }),
  };
}

/** A type of a fact or of a list column. */
export function typeOf(type: Type): XType {
  switch (type.kind) {
    case "number":
      return { kind: "number", unit: type.unit.text };
    case "enum":
      return { kind: "enum", enum: type.enum.id };
    case "code":
      return type.scheme === null ? { kind: "code" } : { kind: "code", scheme: type.scheme.id };
    case "set":
      return { kind: "set", of: typeOf(type.of) };
    case "list":
      return { kind: "list", record: type.of.id };
    case "record":
      return { kind: "record", record: type.record.id };
    case "truth":
    case "condition":
      return { kind: "truth" };
    case "money":
    case "date":
      return { kind: type.kind };
    case "text":
    case "entry":
    case "review":
    case "exception":
      return { kind: "text" };
  }
}

/** Every unit a case may write or a table names. */
function unitsOf(program: Program): readonly Unit[] {
  const units = new Map<string, Unit>(builtinUnits);
  for (const unit of program.units) units.set(unit.text, unit);
  for (const type of typesOf(program)) if (type.kind === "number") units.set(type.unit.text, type.unit);
  return [...units.values()].filter((unit) => unit.text !== "");
}

/** The declared enums, and those written in place in the type of a fact. */
function enumsOf(program: Program): readonly EnumType[] {
  const enums = new Map(program.enums.map((e) => [e.id, e]));
  for (const type of typesOf(program)) if (type.kind === "enum") enums.set(type.enum.id, type.enum);
  return [...enums.values()];
}

/** Types of facts, columns and definitions, and of everything in the bodies of definitions; of sets, their members'. */
function* typesOf(program: Program): Generator<Type> {
  const found: Type[] = [];
  for (const { fields } of program.records) for (const field of fields.values()) found.push(field.type);
  for (const { columns } of program.lists) for (const column of columns.values()) found.push(column.type);
  for (const define of program.defines) {
    found.push(define.type, ...define.parameters.map((parameter) => parameter.type));
    for (const { value } of define.chronology.versions) walk(value.value, (part) => found.push(part.type));
  }
  for (const type of found) yield type.kind === "set" ? type.of : type;
}

function unitOf(unit: Unit): XUnit {
  return {
    dimension: record(Object.entries(unit.dimension), (entry) => entry),
    factor: exactText(unit.factor),
    ...(unit.offset.n === 0n ? {} : { offset: exactText(unit.offset) }),
  };
}

// ------------------------------------------------------------------------------------------- schemes, institutions

function schemeOf(scheme: Scheme): XScheme {
  return {
    name: scheme.name,
    title: scheme.title,
    below: scheme.below,
    ...(scheme.pattern === null ? {} : { pattern: scheme.pattern }),
    ...(scheme.members.length === 0 ? {} : { members: [...scheme.members].sort(byText) }),
    ...(scheme.isCountry ? { country: true as const } : {}),
    ...(scheme.jurisdiction === null ? {} : { jurisdiction: scheme.jurisdiction.name }),
  };
}

function jurisdictionOf(jurisdiction: Jurisdiction, program: Program): XJurisdiction {
  const horizons = program.modules
    .filter((module) => module.jurisdiction === jurisdiction)
    .flatMap((module) => (module.currentTo === null ? [] : [module.currentTo]))
    .sort(byText);
  return {
    title: jurisdiction.title,
    ...(jurisdiction.within === null ? {} : { within: jurisdiction.within.name }),
    ...(jurisdiction.reach === null ? {} : { reach: jurisdiction.reach.id }),
    ...(jurisdiction.states === null ? {} : { states: jurisdiction.states.id }),
    schemes: jurisdiction.schemes.map((scheme) => scheme.id).sort(byText),
    ...(horizons[0] === undefined ? {} : { currentTo: horizons[0] }),
  };
}
