/** Conditions that join, negate, quantify and ask about membership. Comparison stands in `compare.ts`. */

import type * as ast from "../../../grammar/ast.ts";
import type { Edit, Fix } from "../../../grammar/base/diagnostic.ts";
import { exact } from "../../../grammar/base/exact.ts";
import { span as spanOf } from "../../../grammar/base/span.ts";
import { at, say, silently } from "../context.ts";
import { checkCite, checkLabel, checkLabels } from "../parts.ts";
import { lookup } from "../scopes.ts";
import type { Expr, LimbValue, RecordType, Type } from "../tree.ts";
import { ANY_CODE, codeOf, describe, fits, fitsSet, setOf, TRUTH } from "../types.ts";
import { bindElement } from "./binders.ts";
import { bareWord, canBe, isLiteral, typesOf } from "./guess.ts";
import { listSet, requireListable } from "./named-sets.ts";
import { inUnit } from "./numbers.ts";
import { countryType } from "./paths.ts";
import { type Scope, sayUnused, wording } from "./scope.ts";
import { anySet, setValue } from "./sets.ts";
import { condition, value } from "./value.ts";
import { wantAnything, wantRecord, wantType } from "./wants.ts";

export { comparison } from "./compare.ts";

/** Reports `destination = RU or BY`: values that stand alone behind a comparison. False where there are none. */
function saysLooseValues({ operands }: ast.Logical, scope: Scope): boolean {
  const isLoose = (node: ast.Expression): boolean => {
    if (node.kind === "CodeLiteral" || node.kind === "Text") return true;
    const word = bareWord(node);
    return (
      word !== null &&
      lookup(scope, word).length === 0 &&
      typesOf(node, scope).every(({ kind }) => kind === "code")
    );
  };
  const first = operands.findIndex((node, i) => comparedWith(node) !== null && isLooseAt(i + 1));
  function isLooseAt(i: number): boolean {
    const node = operands[i];
    return node !== undefined && isLoose(node);
  }
  if (first === -1) return false;
  let end = first + 1;
  while (isLooseAt(end)) end++;
  const textOf = ({ start, end }: ast.Node): string => scope.file.result.source.text.slice(start, end);
  const { left, right, isClassified } = comparedWith(operands[first]!)!;
  const loose = operands.slice(first + 1, end).map(textOf);
  const values = [textOf(right), ...loose];
  const meant = `${textOf(left)} ${isClassified ? `is ${values.join(" + ")}` : `in {${values.join(", ")}}`}`;
  const span = { start: operands[first]!.start, end: operands[end - 1]!.end };
  const edits: Edit[] = [{ span: { file: scope.file.path, ...span }, newText: meant }];
  say(
    scope,
    "check/loose-values",
    { start: operands[first + 1]!.start, end: span.end },
    { values: loose, left: textOf(left), meant },
    { fixes: [{ title: `write \`${meant}\``, safe: false, edits }] },
  );
  return true;
}

/** What `x = A` and `x is A` compare; null for all else. */
function comparedWith(
  node: ast.Expression,
): { readonly left: ast.Expression; readonly right: ast.Expression; readonly isClassified: boolean } | null {
  if (node.kind === "Comparison" && node.operators.length === 1 && node.operators[0] === "=")
    return { left: node.operands[0]!, right: node.operands[1]!, isClassified: false };
  if (node.kind === "Membership" && node.test === "is" && !node.negated && node.right !== null)
    return { left: node.left, right: node.right, isClassified: true };
  return null;
}

export function logical(node: ast.Logical, scope: Scope): Expr | null {
  const mixed = node.operands.filter(
    (operand) => operand.kind === "Logical" && operand.operator !== node.operator,
  );
  if (mixed.length > 0) {
    const edits: Edit[] = mixed.flatMap((inner) => [
      { span: { file: scope.file.path, start: inner.start, end: inner.start }, newText: "(" },
      { span: { file: scope.file.path, start: inner.end, end: inner.end }, newText: ")" },
    ]);
    say(
      scope,
      "check/mixed-and-or",
      node,
      {},
      {
        fixes: [{ title: "put parentheses round what `and` joins", safe: true, edits }],
      },
    );
  }
  if (node.operator === "or" && saysLooseValues(node, scope)) return null;
  const operands = node.operands.map((operand) => condition(operand, scope));
  if (operands.includes(null)) return null;
  return { kind: node.operator, operands: operands as Expr[], type: TRUTH, span: at(scope, node) };
}

export function not(node: ast.Not, scope: Scope): Expr | null {
  const operand = condition(node.operand, scope);
  return operand === null ? null : negated(operand, scope, node);
}

export function negated(operand: Expr, scope: Scope, node: ast.Node): Expr {
  return { kind: "not", operand, type: TRUTH, span: at(scope, node) };
}

export function knowledge(node: ast.Knowledge, scope: Scope): Expr | null {
  const operand = condition(node.operand, scope);
  if (operand === null) return null;
  return { kind: "knowledge", test: node.test, operand, type: TRUTH, span: at(scope, node) };
}

// ------------------------------------------------------------------------------------------------------ membership

export function membership(node: ast.Membership, scope: Scope): Expr | null {
  const test = membershipTest(node, scope);
  if (test === null || !node.negated) return test;
  return negated(test, scope, node);
}

function membershipTest(node: ast.Membership, scope: Scope): Expr | null {
  const span = at(scope, node);
  if (node.test === "unknown") {
    const operand = value(node.left, scope);
    return operand === null ? null : { kind: "isUnknown", operand, type: TRUTH, span };
  }
  if (node.right === null) return silently(scope);
  switch (node.test) {
    case "in":
      return memberOf(node, node.right, scope);
    case "meets":
      return meets(node, node.right, scope);
    case "is":
      return classified(node, node.right, scope);
  }
}

function memberOf(node: ast.Membership, right: ast.Expression, scope: Scope): Expr | null {
  const span = at(scope, node);
  if (setGoesFirst(node.left, right, scope)) {
    const set = anySet(right, scope);
    if (set === null || set.type.kind !== "set") {
      if (!isLiteral(node.left, scope)) value(node.left, scope);
      return null;
    }
    const member = set.type.of;
    const found = value(node.left, scope, wantType(member));
    if (found === null) return null;
    const element = member.kind === "number" ? inUnit(found, member.unit, node.left, scope) : found;
    return element === null ? null : { kind: "in", element, set, type: TRUTH, span };
  }
  const element = value(node.left, scope);
  if (element === null) {
    // Names in a literal have no meaning without the element's type.
    if (!isLiteral(right, scope)) anySet(right, scope);
    return null;
  }
  if (element.type.kind === "set") {
    const text = scope.file.result.source.text.slice(node.left.end, right.start);
    const offset = node.left.end + text.indexOf("in");
    return say(
      scope,
      "check/set-in-set",
      node,
      {},
      {
        fixes: node.negated
          ? []
          : [
              {
                title: "write `meets`",
                safe: false,
                edits: [
                  { span: { file: scope.file.path, start: offset, end: offset + 2 }, newText: "meets" },
                ],
              },
            ],
      },
    );
  }
  const set = setValue(right, scope, element.type);
  return set === null ? null : { kind: "in", element, set, type: TRUTH, span };
}

/** Whether the type must come from the set: the element is a literal or a mere value's name, or fits no other way. */
function setGoesFirst(left: ast.Expression, right: ast.Expression, scope: Scope): boolean {
  const word = bareWord(left);
  if (word === null) return isLiteral(left, scope) && left.kind !== "CodeLiteral" && !isLiteral(right, scope);
  const own = typesOf(left, scope);
  const sets = typesOf(right, scope);
  if (own.length === 0) return true;
  const literal = isLiteral(left, scope);
  if (bareWord(right) !== null && sets.length > 0) {
    const rightWord = bareWord(right)!;
    if (!literal && own.some((type) => canBe(rightWord, right, scope, type, (t) => fitsSet(t, type))))
      return false;
    return sets.some((set) => {
      const member = set.kind === "set" ? set.of : set;
      return canBe(word, left, scope, member, (type) => fits(type, member));
    });
  }
  return literal && !isLiteral(right, scope);
}

function meets(node: ast.Membership, right: ast.Expression, scope: Scope): Expr | null {
  const rightFirst = isLiteral(node.left, scope) && !isLiteral(right, scope);
  const [first, second] = rightFirst ? [right, node.left] : [node.left, right];
  const one = anySet(first, scope);
  if (one === null || one.type.kind !== "set") {
    if (!isLiteral(second, scope)) anySet(second, scope);
    return null;
  }
  const other = setValue(second, scope, one.type.of);
  if (other === null) return null;
  const [left, rightSet] = rightFirst ? [other, one] : [one, other];
  return { kind: "meets", left, right: rightSet, type: TRUTH, span: at(scope, node) };
}

/** `x is CODES`: of an item record by code or parameters, of a code by its place in the scheme. */
function classified(node: ast.Membership, right: ast.Expression, scope: Scope): Expr | null {
  const left = value(node.left, scope, isWant);
  if (left === null) return null;
  return classify(left, right, at(scope, node), scope, node.left);
}

/** Prefers what can be classified where a name means several things (`purpose` is a fact and a scheme). */
const isWant = { ...wantAnything, member: null };

export function classify(
  left: Expr,
  right: ast.Expression,
  span: Expr["span"],
  scope: Scope,
  leftNode: ast.Node,
): Expr | null {
  const type = left.type;
  if (type.kind === "record" && hasCodes(type.record)) {
    const codes = setValue(right, scope, ANY_CODE);
    if (codes === null) return null;
    scope.file.codeUses.push({ owner: scope.owner, set: codes });
    return { kind: "classified", item: left, codes, type: TRUTH, span };
  }
  if (type.kind === "code") {
    const set = setValue(right, scope, codeOf(type.scheme));
    return set === null ? null : { kind: "in", element: left, set, type: TRUTH, span };
  }
  if (type.kind === "set" && type.of.kind === "code") {
    const set = setValue(right, scope, type.of);
    return set === null ? null : { kind: "meets", left, right: set, type: TRUTH, span };
  }
  const found = `${wording(scope, leftNode)}, ${describe(type)},`;
  return say(
    scope,
    "check/not-classified",
    leftNode,
    { found },
    { fixes: comparing(scope, leftNode, right, type) },
  );
}

/** `act is service` is `act = service`, `x is no` is `not x`. */
function comparing(scope: Scope, left: ast.Node, right: ast.Expression, type: Type): readonly Fix[] {
  if (type.kind === "set" || type.kind === "list" || type.kind === "record") return [];
  const { text } = scope.file.result.source;
  const [tested, said] = [text.slice(left.start, left.end), text.slice(right.start, right.end)];
  const isNegated = /\bnot\b/.test(text.slice(left.end, right.start));
  let newText = `${tested} ${isNegated ? "!=" : "="} ${said}`;
  if (type.kind === "truth") {
    if (said !== "yes" && said !== "no") return [];
    newText = (said === "yes") === isNegated ? `not ${tested}` : tested;
  }
  const edits = [{ span: spanOf(scope.file.path, left.start, right.end), newText }];
  return [{ title: `write \`${newText}\``, safe: false, edits }];
}

/** Whether records of this type carry a classification. */
export function hasCodes(record: RecordType): boolean {
  const codes = record.fields.get("codes")?.type;
  return codes?.kind === "set" && codes.of.kind === "code" && codes.of.scheme === null;
}

export function listed(node: ast.Listed, scope: Scope): Expr | null {
  const span = at(scope, node);
  const subject = value(node.subject, scope, wantRecord);
  if (node.test === "by") {
    const country = countryType(scope);
    if (country === null) return say(scope, "check/no-transaction", node, { name: "country" });
    const target = value(node.target, scope, wantType(country));
    if (subject === null || target === null) return null;
    if (subject.type.kind !== "record" || !hasCodes(subject.type.record)) {
      return say(scope, "check/not-classified", node.subject, { found: describe(subject.type) });
    }
    // It asks for the items of that country's lists, as `is` does for those of a set.
    const set: Expr = { kind: "schemesOf", country: target, type: setOf(ANY_CODE), span };
    scope.file.codeUses.push({ owner: scope.owner, set });
    return { kind: "listedBy", item: subject, country: target, type: TRUTH, span };
  }
  const lists = listSet(node.target, scope);
  if (node.as !== null) say(scope, "check/listed-as", node.as, { name: node.as.text });
  if (subject === null || lists === null || subject.type.kind !== "record") return null;
  if (!requireListable(scope, node.subject, subject.type.record)) return null;
  return { kind: "listedIn", subject, lists, type: TRUTH, span };
}

// ------------------------------------------------------------------------------------------- quantifiers and limbs

export function quantifier(node: ast.Quantifier, scope: Scope): Expr | null {
  const bound = bindElement(node.binder, scope);
  const where = node.where === null ? null : condition(node.where, bound.scope);
  if (bound.binder === null || (node.where !== null && where === null)) return null;
  sayUnused(bound.scope, scope);
  return {
    kind: "quantifier",
    quantifier: node.quantifier,
    binder: { ...bound.binder, where },
    type: TRUTH,
    span: at(scope, node),
  };
}

export function limbBlock(node: ast.LimbBlock, scope: Scope): Expr | null {
  checkLabels(
    scope,
    node.limbs.map((limb) => limb.label),
  );
  const limbs: LimbValue[] = [];
  for (const limb of node.limbs) {
    const holds = condition(limb.condition, scope);
    const unless = limb.unless === null ? null : condition(limb.unless, scope);
    if (holds === null || (limb.unless !== null && unless === null)) continue;
    limbs.push({
      label: checkLabel(limb.label),
      condition: holds,
      unless,
      citation: checkCite(scope, limb.cite),
      span: at(scope, limb),
    });
  }
  if (limbs.length < node.limbs.length) return null;
  return {
    kind: "limbs",
    quantifier: node.quantifier,
    limbs: exact(limbs),
    type: TRUTH,
    span: at(scope, node),
  };
}
