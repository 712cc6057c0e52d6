/**
 * Checked programs built by hand, for tests of the stages behind the checker. Every builder takes what matters to a test
 * and fills in the rest; spans are handed out so that each node has a place of its own inside its declaration.
 */
import Fraction from "fraction.js";
import type {
  Binder,
  Chronology,
  Citation,
  CompareOp,
  ConditionClause,
  DatedStatus,
  DatedVersion,
  Declared,
  Define,
  EnumType,
  Exception,
  ExceptionBody,
  Expr,
  Field,
  Group,
  GroupChange,
  Instrument,
  Item,
  Jurisdiction,
  Label,
  LimbValue,
  List,
  Measure,
  MeasureBody,
  Module,
  OutcomeValue,
  Program,
  Reach,
  RecordType,
  Review,
  Scheme,
  Type,
  Unit,
  Value,
  Variable,
} from "../../compiler/check/tree.ts";
import type { Span } from "../../grammar/base/span.ts";

type Draft<T> = { -readonly [K in keyof T]: T[K] };

export const FILE = "test.cordon";
/** Declarations get 10,000 characters each, and their parts places inside. */
const DECLARATION_LENGTH = 10_000;
let declarations = 0;
let inside = 0;

/** A place inside the declaration made last. */
export function place(): Span {
  inside = (inside + 10) % (DECLARATION_LENGTH - 10);
  const start = declarations * DECLARATION_LENGTH + inside;
  return { file: FILE, start, end: start + 5 };
}

/** Opens the place of a new declaration; call before making its parts. */
export function newDeclaration(): Span {
  declarations++;
  inside = 0;
  const start = declarations * DECLARATION_LENGTH;
  return { file: FILE, start, end: start + DECLARATION_LENGTH };
}

export const TRUTH: Type = { kind: "truth" };
export const UNITLESS: Unit = { text: "", dimension: {}, factor: new Fraction(1), offset: new Fraction(0) };
export const NM: Unit = {
  text: "nm",
  dimension: { length: 1 },
  factor: new Fraction("1/1000000000"),
  offset: new Fraction(0),
};
export const NUMBER: Type = { kind: "number", unit: UNITLESS };

export const testModule: Module = {
  path: "test",
  jurisdiction: null,
  currentTo: null,
  span: { file: FILE, start: 0, end: 1 },
};

export function declared(name: string, span: Span = newDeclaration(), module: Module = testModule): Declared {
  return {
    id: `${module.path}.${name}`,
    name,
    module,
    title: null,
    doc: null,
    confidence: null,
    span,
    nameSpan: { ...span, end: span.start + 1 },
    proposal: null,
  };
}

// ---------------------------------------------------------------------------------------------------- chronologies

export function version<T>(
  from: string | null,
  value: T,
  more: Partial<DatedVersion<T>> = {},
): DatedVersion<T> {
  return { from, before: false, by: null, known: from, value, span: place(), ...more };
}

export function status(
  word: DatedStatus["word"],
  from: string,
  until: string | null = null,
  known: string | null = from,
): DatedStatus {
  return { word, from, until, by: null, known, because: null, span: place() };
}

export function chronology<T>(
  versions: readonly DatedVersion<T>[],
  statuses: readonly DatedStatus[] = [],
): Chronology<T> {
  return { versions, statuses };
}

export function undated<T>(value: T): Chronology<T> {
  return chronology([version(null, value)]);
}

// ----------------------------------------------------------------------------------------------------- expressions

type Bare<E> = E extends Expr ? Omit<E, "type" | "span"> : never;

const expr = (type: Type, node: Bare<Expr>): Expr => ({ ...node, type, span: place() });

export const caseFacts = (record: RecordType): Expr =>
  expr({ kind: "record", record }, { kind: "transaction" });
export const variableExpr = (variable: Variable): Expr => expr(variable.type, { kind: "variable", variable });

export function fieldOf(of: Expr, name: string): Expr {
  const record = of.type.kind === "record" ? of.type.record : null;
  const field = record?.fields.get(name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return expr(field.type, { kind: "field", of, field });
}

export const constant = (type: Type, value: Value): Expr => expr(type, { kind: "const", value });
export const num = (value: string | number, unit: Unit = UNITLESS): Expr =>
  constant({ kind: "number", unit }, { kind: "number", value: new Fraction(value) });
export const code = (scheme: Scheme, text: string): Expr =>
  constant({ kind: "code", scheme }, { kind: "code", scheme, code: text });
export const word = (type: EnumType, value: string): Expr =>
  constant({ kind: "enum", enum: type }, { kind: "enum", value });
export const truth = (value: boolean): Expr => constant(TRUTH, { kind: "truth", value });

export const and = (...operands: Expr[]): Expr => expr(TRUTH, { kind: "and", operands });
export const or = (...operands: Expr[]): Expr => expr(TRUTH, { kind: "or", operands });
export const not = (operand: Expr): Expr => expr(TRUTH, { kind: "not", operand });
export const compare = (left: Expr, op: CompareOp, right: Expr): Expr =>
  expr(TRUTH, { kind: "compare", op, left, right });
export const inSet = (element: Expr, set: Expr): Expr => expr(TRUTH, { kind: "in", element, set });
export const classified = (item: Expr, codes: Expr): Expr => expr(TRUTH, { kind: "classified", item, codes });
export const known = (operand: Expr): Expr => expr(TRUTH, { kind: "knowledge", test: "known", operand });
export const isUnknown = (operand: Expr): Expr => expr(TRUTH, { kind: "isUnknown", operand });
export const requiredBy = (...measures: Measure[]): Expr => expr(TRUTH, { kind: "requiredBy", measures });
export const reached = (reach: Reach | Measure): Expr => expr(TRUTH, { kind: "reached", reach });

export function arithmetic(left: Expr, op: "+" | "-" | "*" | "/", right: Expr): Expr {
  return expr(left.type, { kind: "arithmetic", op, left, right });
}
export function convert(operand: Expr, factor: string, unit: Unit, offset = "0"): Expr {
  return expr(
    { kind: "number", unit },
    { kind: "convert", operand, factor: new Fraction(factor), offset: new Fraction(offset) },
  );
}
export function call(define: Define, receiver: Expr | null = null, ...args: Expr[]): Expr {
  return expr(define.type, { kind: "call", define, receiver, args });
}
export function setOf(type: Type, ...members: Expr[]): Expr {
  return expr({ kind: "set", of: type }, { kind: "setLiteral", members });
}
export function union(left: Expr, right: Expr): Expr {
  return expr(left.type, { kind: "union", left, right });
}
export function minus(left: Expr, right: Expr): Expr {
  return expr(left.type, { kind: "minus", left, right });
}
export function groupExpr(group: Group): Expr {
  return expr({ kind: "set", of: group.of }, { kind: "group", group });
}
export function binder(variable: Variable, list: Expr, where: Expr | null = null): Binder {
  return { variable, list, listedIn: null, entry: null, where, span: place() };
}
export function quantifier(quantifier: "any" | "all" | "no", over: Binder): Expr {
  return expr(TRUTH, { kind: "quantifier", quantifier, binder: over });
}
export function limb(text: string | null, condition: Expr, more: Partial<LimbValue> = {}): LimbValue {
  return {
    label: text === null ? null : label(text),
    condition,
    unless: null,
    citation: null,
    span: place(),
    ...more,
  };
}
export function limbs(quantifier: "any" | "all" | "no", ...members: LimbValue[]): Expr {
  return expr(TRUTH, { kind: "limbs", quantifier, limbs: members });
}
export function label(text: string): Label {
  return { text, parts: text.slice(1, -1).split(")(") };
}
export function variable(name: string, type: Type): Variable {
  return { name, type, span: place() };
}

// ---------------------------------------------------------------------------------------------------- declarations

export function cfr(text: string): Citation {
  return { text, kind: "cfr", span: place() };
}

export function instrument(name: string, citation: string): Instrument {
  return {
    ...declared(name),
    citation: { text: citation, kind: "fr", span: place() },
    announced: null,
    published: null,
    from: null,
  };
}

export function scheme(name: string, more: Partial<Scheme> = {}): Scheme {
  return {
    ...declared(name),
    below: "dots",
    pattern: null,
    members: [],
    isCountry: false,
    jurisdiction: null,
    ...more,
  };
}

export function enumType(name: string, ordered: boolean, ...values: string[]): EnumType {
  return { id: `test.${name}`, name, values, ordered, span: newDeclaration() };
}

export function recordType(name: string, fields: Readonly<Record<string, Type>>): RecordType {
  const base = declared(name);
  const map = new Map<string, Field>();
  const record: RecordType = { ...base, fields: map };
  for (const [field, type] of Object.entries(fields)) {
    map.set(field, {
      id: `${base.id}.${field}`,
      name: field,
      record,
      type,
      optional: false,
      asserted: false,
      question: `What is ${field}?`,
      range: null,
      appliesWhen: null,
      closedWhen: null,
      formula: null,
      it: variable("it", { kind: "record", record }),
      span: place(),
    });
  }
  return record;
}

export function jurisdiction(name: string, more: Partial<Jurisdiction> = {}): Jurisdiction {
  return {
    ...declared(name),
    within: null,
    reach: null,
    schemes: [],
    agencies: [],
    states: null,
    members: null,
    ...more,
  };
}

export function define(
  name: string,
  type: Type,
  parts: { it?: Variable; parameters?: readonly Variable[]; value: Expr; chronology?: Define["chronology"] },
): Define {
  return {
    ...declared(name, currentDeclaration()),
    of: null,
    it: parts.it ?? null,
    parameters: parts.parameters ?? [],
    type,
    chronology: parts.chronology ?? undated({ value: parts.value, unless: null }),
  };
}

export function group(name: string, of: Type, changes: Chronology<GroupChange>, open = false): Group {
  return { ...declared(name, currentDeclaration()), of, open, chronology: changes };
}
export function change(operation: GroupChange["operation"], value: Expr): GroupChange {
  return { operation, value, unless: null };
}

export function clause(condition: Expr, kind: ConditionClause["clause"] = "when"): ConditionClause {
  return { clause: kind, condition, label: null, citation: null, span: place() };
}

export function outcome(more: Partial<OutcomeValue> = {}): OutcomeValue {
  return {
    label: null,
    verdict: "license_required",
    to: null,
    awaitingDecision: false,
    when: null,
    otherwise: false,
    except: [],
    citation: null,
    span: place(),
    ...more,
  };
}

export function body(more: Partial<MeasureBody> = {}): MeasureBody {
  return {
    binders: [],
    conditions: [],
    exclusions: [],
    outcomes: [outcome()],
    review: null,
    routes: [],
    ...more,
  };
}

export function measure(
  name: string,
  of: Jurisdiction,
  bodies: Chronology<MeasureBody>,
  more: Partial<Measure> = {},
): Measure {
  return {
    ...declared(name, currentDeclaration()),
    kind: "list",
    jurisdiction: of,
    authority: null,
    citations: [cfr("15 CFR 742.6(a)")],
    topics: [],
    origin: null,
    reach: null,
    extends: [],
    chronology: bodies,
    saves: [],
    ...more,
  };
}

export function exception(
  name: string,
  of: Jurisdiction,
  bodies: Chronology<ExceptionBody>,
  more: Partial<Exception> = {},
): Exception {
  return {
    ...declared(name, currentDeclaration()),
    jurisdiction: of,
    citations: [cfr("15 CFR 740.8")],
    chronology: bodies,
    ...more,
  };
}

export function item(of: Scheme, text: string, it: Variable, value: Expr, unless: Expr | null = null): Item {
  return {
    ...declared(text, currentDeclaration()),
    scheme: of,
    code: text,
    it,
    chronology: undated({ value, unless }),
  };
}

export function reach(name: string, value: Expr): Reach {
  return { ...declared(name, currentDeclaration()), chronology: undated({ value, unless: null }) };
}

export function review(name: string, grid: Review["chronology"]): Review {
  return { ...declared(name, currentDeclaration()), captures: [], chronology: grid };
}

export function list(name: string, record: RecordType, more: Partial<List> = {}): List {
  return {
    ...declared(name),
    record,
    file: `lists/${name}.csv`,
    citation: null,
    key: "id",
    columns: new Map(),
    rows: [],
    contentHash: `sha256-${"0".repeat(64)}`,
    ...more,
  };
}

export function program(more: Partial<Program> = {}): Program {
  const empty: Draft<Program> = {
    modules: [testModule],
    jurisdictions: [],
    instruments: [],
    units: [],
    enums: [],
    records: [],
    schemes: [],
    groups: [],
    lists: [],
    defines: [],
    items: [],
    reaches: [],
    reviews: [],
    measures: [],
    exceptions: [],
    authorities: [],
    findings: [],
    unencodables: [],
    omissions: [],
    universes: [],
    cases: [],
    scenarios: [],
    proposals: [],
    transaction: null,
  };
  return { ...empty, ...more };
}

/** The place opened last: parts are made before their declaration, and lie inside it. */
function currentDeclaration(): Span {
  const start = declarations * DECLARATION_LENGTH;
  const span = { file: FILE, start, end: start + DECLARATION_LENGTH };
  declarations++;
  inside = 0;
  return span;
}
