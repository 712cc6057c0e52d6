/**
 * Conditions in sentences: one grammar of phrases over checked expressions. A sentence never says more or less than
 * the condition; where plain words would be ambiguous the limbs become a list.
 */
import type { Binder, CompareOp, Expr, LimbValue } from "../check/tree.ts";
import { callName, fieldWords, noun, setPhrase } from "./nouns.ts";
import {
  inline,
  literal,
  nameOf,
  type Phrase,
  type Piece,
  type Statement,
  series,
  statement,
  term,
  words,
} from "./phrase.ts";

type Kind<K extends Expr["kind"]> = Extract<Expr, { readonly kind: K }>;

/** A condition on one line. */
export function inlineCondition(e: Expr): Phrase {
  return inline(condition(e));
}

/** A condition as a statement; `negated` says its opposite. */
export function condition(e: Expr, negated = false): Statement {
  switch (e.kind) {
    case "and":
    case "or":
      return connective(e.kind, e.operands, negated);
    case "not":
      return condition(e.operand, !negated);
    case "limbs":
      return limbs(e, negated);
    case "knowledge":
      return knowledge(e, negated);
    case "quantifier":
      return quantifier(e, negated);
    default:
      return statement(atom(e, negated), [], { span: e.span });
  }
}

function connective(kind: "and" | "or", operands: readonly Expr[], negated: boolean): Statement {
  const range = kind === "and" && !negated ? rangePhrase(operands) : null;
  if (range !== null) return statement(range, [], { span: operands[0]!.span });
  const parts = operands.map((operand) => condition(operand));
  const simple = operands.every(
    (operand) => operand.kind !== "or" && (operand.kind !== "and" || rangePhrase(operand.operands) !== null),
  );
  if (!negated && simple && parts.length === 2 && parts.every((part) => part.parts.length === 0))
    return statement(
      series(
        parts.map((part) => part.phrase),
        kind,
      ),
    );
  const lead =
    kind === "and"
      ? negated
        ? "not all of these hold:"
        : "all of these hold:"
      : negated
        ? "none of these holds:"
        : "at least one of these holds:";
  return statement([lead], parts);
}

function limbs(e: Kind<"limbs">, negated: boolean): Statement {
  const leads = {
    any: ["at least one of these holds:", "none of these holds:"],
    all: ["all of these hold:", "not all of these hold:"],
    no: ["none of these holds:", "at least one of these holds:"],
  } as const;
  return statement(
    [leads[e.quantifier][negated ? 1 : 0]],
    e.limbs.map((limb) => limbStatement(limb)),
  );
}

function limbStatement(limb: LimbValue): Statement {
  const more = {
    label: limb.label?.text ?? null,
    citation: limb.citation?.text ?? null,
    span: limb.span,
  };
  return guarded(condition(limb.condition), limb.unless, more);
}

/** A condition that does not count where another holds: `A, unless B`. */
export function guarded(
  held: Statement,
  unless: Expr | null,
  more: Partial<Pick<Statement, "label" | "citation" | "span">> = {},
): Statement {
  if (unless === null) return statement(held.phrase, held.parts, { ...more });
  const exclusion = condition(unless);
  if (exclusion.parts.length === 0 && held.parts.length === 0)
    return statement([...held.phrase, ", unless ", ...exclusion.phrase], [], more);
  const except = statement(["unless ", ...exclusion.phrase], exclusion.parts);
  if (held.parts.length === 0) return statement([...held.phrase, ","], [except], more);
  return statement(["both of these hold:"], [held, except], more);
}

function knowledge(e: Kind<"knowledge">, negated: boolean): Statement {
  const lead =
    e.test === "known"
      ? negated
        ? "it is not known that"
        : "it is known that"
      : negated
        ? "it is not stated to be unknown whether"
        : "it is stated to be unknown whether";
  return led(lead, condition(e.operand));
}

function led(lead: string, inner: Statement): Statement {
  return statement([`${lead} `, ...inner.phrase], inner.parts);
}

function quantifier(e: Kind<"quantifier">, negated: boolean): Statement {
  const { binder } = e;
  const none = (e.quantifier === "no") !== negated;
  if (e.quantifier === "all") {
    const who = binderPhrase(binder);
    const inner = binder.where === null ? statement(["anything holds"]) : condition(binder.where);
    return statement([negated ? "not for every " : "for every ", ...who, ", ", ...inner.phrase], inner.parts);
  }
  const who = binderPhrase(binder);
  if (binder.where === null) return statement([none ? "there is no " : "there is a ", ...who]);
  const inner = condition(binder.where);
  return statement(
    [none ? "there is no " : "there is a ", ...who, " of which it is true that ", ...inner.phrase],
    inner.parts,
  );
}

/** `party p among the parties, listed in the Entity List (entry e)`. */
export function binderPhrase(binder: Binder): Phrase {
  const { type } = binder.variable;
  const pieces: Piece[] = [
    type.kind === "record" ? `${words(type.record.name)} ` : "",
    literal(binder.variable.name),
    " among ",
    ...noun(binder.list),
  ];
  if (binder.listedIn !== null) {
    pieces.push(" that is listed in ");
    pieces.push(
      ...series(
        binder.listedIn.map((list) => [term(list.title ?? list.name, list.id)]),
        "or",
      ),
    );
    if (binder.entry !== null) pieces.push(" as ", literal(binder.entry.name));
  }
  return pieces;
}

// ------------------------------------------------------------------------------------------------------- atoms

function atom(e: Expr, negated: boolean): Phrase {
  const is = negated ? "is not" : "is";
  switch (e.kind) {
    case "const":
      return [e.value.kind === "truth" && e.value.value !== negated ? "always" : "never"];
    case "compare":
      return comparison(e, negated);
    case "in":
      return membership(e, negated);
    case "meets":
      return [...noun(e.left), negated ? " includes none of " : " includes one of ", ...setPhrase(e.right)];
    case "classified":
      return [...noun(e.item), ` ${is} classified under `, ...setPhrase(e.codes)];
    case "isUnknown":
      return [...noun(e.operand), ` ${is} stated to be unknown`];
    case "listedIn":
      return [
        ...noun(e.subject),
        ` ${is} listed in `,
        ...series(
          e.lists.map((list) => [term(list.title ?? list.name, list.id)]),
          "or",
        ),
      ];
    case "listedBy":
      return [...noun(e.item), ` ${is} on a control list in force that day of `, ...noun(e.country)];
    case "reached":
      return [`the act ${is} within `, nameOf(e.reach, "words")];
    case "requiredBy":
      return [
        negated ? "no requirement arises under " : "a requirement arises under ",
        ...series(
          e.measures.map((measure) => [nameOf(measure, "name")]),
          "or",
        ),
      ];
    case "entryCondition":
      return [...noun(e.column), negated ? " does not hold" : " holds, or none is stated"];
    case "unencodable":
      return [
        nameOf(e.declaration, "words"),
        negated ? " does not hold" : " holds",
        " (text that cannot be encoded)",
      ];
    case "field":
      return applies([fieldWords(e.field)], e.of.kind === "transaction" ? null : e.of, negated);
    case "call":
      return applies(callName(e), e.receiver, negated);
    default:
      return [...noun(e), negated ? " does not hold" : " holds"];
  }
}

/** A property that holds of a record: `“for data center” applies to the item`. */
function applies(name: Phrase, of: Expr | null, negated: boolean): Phrase {
  return [
    "“",
    ...name,
    negated ? "” does not apply" : "” applies",
    ...(of === null ? [] : [" to ", ...noun(of)]),
  ];
}

const COMPARISONS: Readonly<Record<CompareOp, readonly [number: string, date: string]>> = {
  "=": ["", ""],
  "!=": ["", ""],
  "<": ["less than", "before"],
  "<=": ["at most", "on or before"],
  ">": ["more than", "after"],
  ">=": ["at least", "on or after"],
};

const MIRRORED: Readonly<Record<CompareOp, CompareOp>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** A bound written first (`1.6 <= x`) is read as the bound of what is measured. */
function aboutSubject(e: Kind<"compare">): { subject: Expr; op: CompareOp; bound: Expr } {
  if (isConstant(e.left) && !isConstant(e.right))
    return { subject: e.right, op: MIRRORED[e.op], bound: e.left };
  return { subject: e.left, op: e.op, bound: e.right };
}

/** `1.6 <= x < 5.92`, two comparisons of one thing, as one phrase; null for anything else. */
function rangePhrase(operands: readonly Expr[]): Phrase | null {
  const [low, high] = operands;
  if (operands.length !== 2 || low?.kind !== "compare" || high?.kind !== "compare") return null;
  const [first, second] = [aboutSubject(low), aboutSubject(high)];
  const same =
    first.subject.span.start === second.subject.span.start &&
    first.subject.span.end === second.subject.span.end;
  if (!same || [first.op, second.op].some((op) => op === "=" || op === "!=")) return null;
  const words = COMPARISONS[second.op][second.subject.type.kind === "date" ? 1 : 0];
  return [...comparison(low, false), ` but ${words} `, ...noun(second.bound)];
}

function comparison(e: Kind<"compare">, negated: boolean): Phrase {
  const { subject, op, bound } = aboutSubject(e);
  const equal = op === "=" || op === "!=";
  const not = (op === "!=") !== negated;
  const how = equal ? "" : ` ${COMPARISONS[op][subject.type.kind === "date" ? 1 : 0]}`;
  return [...noun(subject), not ? ` is not${how} ` : ` is${how} `, ...noun(bound)];
}

function isConstant(e: Expr): boolean {
  return e.kind === "const" || (e.kind === "convert" && isConstant(e.operand));
}

function membership(e: Kind<"in">, negated: boolean): Phrase {
  // `circuit in family`: the set is a fact, so the sentence is about the set.
  if (
    e.set.kind === "field" ||
    e.set.kind === "column" ||
    e.set.kind === "variable" ||
    e.set.kind === "released"
  )
    return [...noun(e.set), negated ? " does not include " : " includes ", ...noun(e.element)];
  const hierarchical =
    e.element.type.kind === "code" && e.element.type.scheme !== null && !e.element.type.scheme.isCountry;
  const verb = hierarchical
    ? negated
      ? " does not fall under "
      : " falls under "
    : negated
      ? " is not "
      : " is ";
  const into = !hierarchical && namesASet(e.set) ? "in " : "";
  return [...noun(e.element), `${verb}${into}`, ...setPhrase(e.set)];
}

function namesASet(e: Expr): boolean {
  switch (e.kind) {
    case "setLiteral":
      return e.members.some(namesASet);
    case "union":
      return namesASet(e.left) || namesASet(e.right);
    case "const":
      return false;
    default:
      return true;
  }
}
