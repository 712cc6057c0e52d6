/**
 * Expressions of a build as expressions of a checked program: the way back from `compiler/table/expressions.ts`. A build
 * states no types of bound names; they follow from what the names are bound to.
 */
import Fraction from "fraction.js";
import type {
  Binder,
  Citation,
  CompareOp,
  Define,
  Expr,
  Group,
  Label,
  List,
  Measure,
  PolicyGridValue,
  PolicyValue,
  Reach,
  Review,
  Type,
  Unencodable,
  Value,
  Variable,
} from "../../check/tree.ts";
import type { X, XBinder, XPolicy, XPolicyLimb, XSet } from "../../runtime/format.ts";
import { NOWHERE, type Vocabulary } from "./vocabulary.ts";

/** Declarations by id. What an expression calls is read with the types it is called with. */
export interface Names {
  readonly vocabulary: Vocabulary;
  define(id: string, receiver: Type | null, args: readonly Type[]): Define;
  group(id: string): Group;
  review(id: string, scope: Scope): Review;
  list(id: string): List;
  ground(id: string): Reach | Measure;
  measure(id: string): Measure;
  unencodable(id: string): Unencodable;
}

/** The names in sight, and the types of those that an exception sees of the requirement it releases. */
export interface Scope {
  readonly names: ReadonlyMap<string, Variable>;
  readonly released: ReadonlyMap<string, Type>;
}

export const NO_NAMES: Scope = { names: new Map(), released: new Map() };

const TRUTH: Type = { kind: "truth" };

export function withName(scope: Scope, variable: Variable): Scope {
  return { ...scope, names: new Map(scope.names).set(variable.name, variable) };
}

export function variable(name: string, type: Type): Variable {
  return { name, type, span: NOWHERE };
}

/** @throws {Error} for an expression that no build contains */
export function readX(x: X, scope: Scope, names: Names): Expr {
  const { vocabulary } = names;
  const read = (part: X): Expr => readX(part, scope, names);
  const set = (part: XSet): Expr => readSet(part, scope, names);
  const truth = <K extends object>(rest: K): K & { type: Type; span: typeof NOWHERE } => ({
    ...rest,
    type: TRUTH,
    span: NOWHERE,
  });
  switch (x[0]) {
    case "yes":
    case "no":
      return constant({ kind: "truth", value: x[0] === "yes" }, TRUTH);
    case "number":
      return constant({ kind: "number", value: new Fraction(x[1]) }, vocabulary.number());
    case "money":
      return constant({ kind: "money", amount: new Fraction(x[1]), currency: x[2] }, { kind: "money" });
    case "date":
      return constant({ kind: "date", value: x[1] }, { kind: "date" });
    case "text":
      return constant({ kind: "text", value: x[1] }, { kind: "text" });
    case "enum": {
      const of = x[2] === undefined ? undefined : vocabulary.enums.get(x[2]);
      // the type of a word alone is that of what it is compared with
      return constant(
        { kind: "enum", value: x[1] },
        of === undefined ? { kind: "text" } : { kind: "enum", enum: of },
      );
    }
    case "code":
      return codeOf(x[1], x[2], names);
    case "today":
      return { kind: "today", type: { kind: "date" }, span: NOWHERE };
    case "here":
      return { kind: "here", type: { kind: "code", scheme: vocabulary.countries }, span: NOWHERE };
    case "case":
      return {
        kind: "transaction",
        type: { kind: "record", record: vocabulary.transaction },
        span: NOWHERE,
      };
    case "var":
      return variableOf(x[1], scope);
    case "get": {
      const of = read(x[1]);
      const field = of.type.kind === "record" ? of.type.record.fields.get(x[2]) : undefined;
      if (field === undefined) throw new Error(`no fact ${x[2]}`);
      return { kind: "field", type: field.type, span: NOWHERE, of, field };
    }
    case "column":
      return columnOf(read(x[1]), x[2]);
    case "released":
      return { kind: "released", type: scope.released.get(x[1]) ?? TRUTH, span: NOWHERE, name: x[1] };
    case "call":
      return callOf(x[1], x[2], x.slice(3) as X[], read, names);
    case "+":
    case "-":
    case "*":
    case "/":
      return {
        kind: "arithmetic",
        type: vocabulary.number(),
        span: NOWHERE,
        op: x[0],
        left: read(x[1]),
        right: read(x[2]),
      };
    case "convert":
      return {
        kind: "convert",
        type: vocabulary.number(),
        span: NOWHERE,
        operand: read(x[1]),
        factor: new Fraction(x[2]),
        offset: new Fraction(x[3]),
      };
    case "sum":
    case "max":
    case "min":
    case "count": {
      const { binder, inner } = readBinder(x[1], scope, names);
      const value = readX(x[2], inner, names);
      const type = x[0] === "count" ? vocabulary.number() : value.type;
      return { kind: "aggregate", type, span: NOWHERE, op: x[0], binder, value };
    }
    case "and":
    case "or":
      return truth({ kind: x[0], operands: (x.slice(1) as X[]).map(read) });
    case "not":
      return truth({ kind: "not", operand: read(x[1]) });
    case "known":
    case "unknown":
      return truth({ kind: "knowledge", test: x[0], operand: read(x[1]) });
    case "isUnknown":
      return truth({ kind: "isUnknown", operand: read(x[1]) });
    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return comparison(x[0], read(x[1]), read(x[2]));
    case "in":
      return truth({ kind: "in", element: read(x[1]), set: set(x[2]) });
    case "meets":
      return truth({ kind: "meets", left: set(x[1]), right: set(x[2]) });
    case "classified":
      return truth({ kind: "classified", item: read(x[1]), codes: set(x[2]) });
    case "listedIn": {
      const lists = (x.slice(2) as string[]).map((id) => names.list(id));
      return truth({ kind: "listedIn", subject: read(x[1]), lists });
    }
    case "listedBy":
      return truth({ kind: "listedBy", item: read(x[1]), country: read(x[2]) });
    case "any":
    case "all": {
      const { binder, inner } = readBinder(x[1], scope, names);
      const where = x[2][0] === "yes" ? null : readX(x[2], inner, names);
      return truth({ kind: "quantifier", quantifier: x[0], binder: { ...binder, where } });
    }
    case "reached":
      return truth({ kind: "reached", reach: names.ground(x[1]) });
    case "required":
      return truth({ kind: "requiredBy", measures: x.slice(1).map((id) => names.measure(id as string)) });
    case "entryCondition":
      return truth({ kind: "entryCondition", column: read(x[1]) });
    case "unencodable":
      return truth({ kind: "unencodable", declaration: names.unencodable(x[1]) });
    default:
      return readSet(x, scope, names);
  }
}

/** Where a build asks for a set. */
export function readSet(x: XSet, scope: Scope, names: Names): Expr {
  const { vocabulary } = names;
  const set = (part: XSet): Expr => readSet(part, scope, names);
  const ofCodes = (scheme: string): Type => ({
    kind: "set",
    of: { kind: "code", scheme: vocabulary.schemes.get(scheme)! },
  });
  const anyCode: Type = { kind: "set", of: { kind: "code", scheme: null } };
  switch (x[0]) {
    case "set": {
      const members = (x.slice(1) as X[]).map((member) => readX(member, scope, names));
      const of = members[0]?.type ?? TRUTH;
      return { kind: "setLiteral", type: { kind: "set", of }, span: NOWHERE, members };
    }
    case "codes": {
      const [, scheme, ...codes] = x;
      const members = codes.map((code) => codeOf(scheme, code, names));
      return { kind: "setLiteral", type: ofCodes(scheme), span: NOWHERE, members };
    }
    case "group": {
      const group = names.group(x[1]);
      return { kind: "group", type: { kind: "set", of: group.of }, span: NOWHERE, group };
    }
    case "scheme":
      return {
        kind: "scheme",
        type: ofCodes(x[1]),
        span: NOWHERE,
        scheme: vocabulary.schemes.get(x[1])!,
      };
    case "schemesOf":
      return { kind: "schemesOf", type: anyCode, span: NOWHERE, country: readX(x[1], scope, names) };
    case "world":
      return {
        kind: "world",
        type: { kind: "set", of: { kind: "code", scheme: vocabulary.countries } },
        span: NOWHERE,
      };
    case "range":
      return {
        kind: "codeRange",
        type: ofCodes(x[1]),
        span: NOWHERE,
        scheme: vocabulary.schemes.get(x[1])!,
        low: x[2],
        high: x[3],
      };
    case "plus":
    case "minus":
    case "both": {
      const kind = x[0] === "plus" ? "union" : x[0] === "both" ? "intersect" : "minus";
      const left = set(x[1]);
      return { kind, type: left.type, span: NOWHERE, left, right: set(x[2]) };
    }
    default:
      return readX(x, scope, names);
  }
}

export function readBinder(
  x: XBinder,
  scope: Scope,
  names: Names,
): { readonly binder: Binder; readonly inner: Scope } {
  const list = readX(x.in, scope, names);
  if (list.type.kind !== "list") throw new Error(`${x.var} is bound to no list`);
  const own = variable(x.var, { kind: "record", record: list.type.of });
  const listedIn = x.listedIn?.map((id) => names.list(id)) ?? null;
  const entry = x.entry === undefined ? null : variable(x.entry, { kind: "entry", lists: listedIn ?? [] });
  const bound = withName(scope, own);
  const inner = entry === null ? bound : withName(bound, entry);
  const where = x.where === undefined ? null : readX(x.where, inner, names);
  return { binder: { variable: own, list, listedIn, entry, where, span: NOWHERE }, inner };
}

export function readPolicy(x: XPolicy, scope: Scope, names: Names): PolicyValue {
  if ("policy" in x) return { kind: "policy", policy: x.policy };
  if ("review" in x) return { kind: "review", review: names.review(x.review, scope) };
  if ("column" in x) return { kind: "column", column: readX(x.column, scope, names) };
  return { kind: "grid", grid: readGrid(x.grid, scope, names) };
}

export function readGrid(limbs: readonly XPolicyLimb[], scope: Scope, names: Names): PolicyGridValue {
  return {
    span: NOWHERE,
    limbs: limbs.map((limb) => ({
      label: limb.label === undefined ? null : labelOf(limb.label),
      policy: readPolicy(limb.policy, scope, names),
      when: limb.when === undefined ? null : readX(limb.when, scope, names),
      otherwise: limb.otherwise === true,
      except: (limb.except ?? []).map(labelOf),
      citation: null,
      span: NOWHERE,
    })),
  };
}

export function labelOf(text: string): Label {
  return { parts: [text], text };
}

export function citationOf(text: string): Citation {
  return { text, kind: "free", span: NOWHERE };
}

/** A constant of a data list, or the members of a set of them. */
export function constantsOf(x: X, names: Names): readonly Value[] {
  const expr = readX(x, NO_NAMES, names);
  if (expr.kind === "const") return [expr.value];
  if (expr.kind === "setLiteral") return expr.members.flatMap((m) => (m.kind === "const" ? [m.value] : []));
  if (expr.kind === "union") {
    const [, left, right] = x as readonly ["plus", XSet, XSet];
    return [...constantsOf(left, names), ...constantsOf(right, names)];
  }
  throw new Error(`${x[0]} is no constant`);
}

function constant(value: Value, type: Type): Expr {
  return { kind: "const", type, span: NOWHERE, value };
}

function codeOf(scheme: string, code: string, { vocabulary }: Names): Expr {
  const found = vocabulary.schemes.get(scheme);
  if (found === undefined) throw new Error(`no scheme ${scheme}`);
  return constant({ kind: "code", scheme: found, code }, { kind: "code", scheme: found });
}

function variableOf(name: string, scope: Scope): Expr {
  const found = scope.names.get(name) ?? variable(name, TRUTH);
  return { kind: "variable", type: found.type, span: NOWHERE, variable: found };
}

function columnOf(of: Expr, column: string): Expr {
  const lists = of.type.kind === "entry" ? of.type.lists : [];
  const type = lists.map((list) => list.columns.get(column)?.type).find((t) => t !== undefined);
  return { kind: "column", type: type ?? TRUTH, span: NOWHERE, of, column };
}

function callOf(
  id: string,
  receiver: X | null,
  args: readonly X[],
  read: (x: X) => Expr,
  names: Names,
): Expr {
  const on = receiver === null ? null : read(receiver);
  const values = args.map(read);
  const define = names.define(
    id,
    on?.type ?? null,
    values.map((value) => value.type),
  );
  return { kind: "call", type: define.type, span: NOWHERE, define, receiver: on, args: values };
}

/** A word is of the type of what it is compared with: a build writes words alone. */
function comparison(op: CompareOp, left: Expr, right: Expr): Expr {
  const like = (part: Expr, other: Expr): Expr =>
    part.kind === "const" && part.value.kind === "enum" && other.type.kind === "enum"
      ? { ...part, type: other.type }
      : part;
  return {
    kind: "compare",
    type: TRUTH,
    span: NOWHERE,
    op,
    left: like(left, right),
    right: like(right, left),
  };
}
