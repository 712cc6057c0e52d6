/** The vocabulary: enums, schemes, records and the facts in them. Types first, formulas later, since these use all types. */
import type * as ast from "../../grammar/ast.ts";
import type { Span } from "../../grammar/base/span.ts";
import { isLevelPattern } from "./codes.ts";
import { at, type Context, makeOwner, type Site, say } from "./context.ts";
import { countryCodes } from "./countries.ts";
import { inUnit } from "./expressions/numbers.ts";
import { openScope, type Scope } from "./expressions/scope.ts";
import { condition, value } from "./expressions/value.ts";
import { wantType } from "./expressions/wants.ts";
import { renameFixes, resolveName } from "./scopes.ts";
import type { EnumSymbol, FieldSymbol, FileUnit, RecordSymbol, SchemeSymbol } from "./symbols.ts";
import type { EnumType, Expr, Field, NumericRange, Type, Variable } from "./tree.ts";
import { numberValue, resolveType, unitOf } from "./type-names.ts";
import { numberIn, recordOf } from "./types.ts";

/** Everything but formulas: after this every type is known. */
export function declareVocabulary(context: Context): void {
  for (const symbol of context.ofKind("enum")) declareEnum(context, symbol);
  for (const symbol of context.ofKind("scheme")) declareScheme(context, symbol);
  for (const symbol of context.ofKind("unit")) {
    unitOf({ context, file: symbol.file, owner: symbol, proposal: symbol.proposal }, symbol);
  }
  for (const symbol of context.ofKind("record")) {
    for (const node of symbol.node.fields) {
      if (node.kind === "ErrorClause") continue;
      for (const name of node.names) declareField(context, symbol.file, symbol, name, node, false);
    }
  }
  for (const file of context.pending) for (const node of file.facts) declareFact(context, file, node);
  if (context.pending === context.files) return;
  for (const record of new Set(context.pending.flatMap(({ fields }) => fields.map((field) => field.record))))
    orderFields(context, record);
}

/** The order of a fresh check: what the record declares, then facts in the order of files. */
function orderFields(context: Context, record: RecordSymbol): void {
  const all = context.files.flatMap(({ fields }) => fields.filter((field) => field.record === record));
  record.draft.fields.clear();
  for (const { draft } of [...all.filter(({ isFact }) => !isFact), ...all.filter(({ isFact }) => isFact)])
    record.draft.fields.set(draft.name, draft);
}

function declareEnum(context: Context, symbol: EnumSymbol): void {
  const site: Site = { context, file: symbol.file, owner: symbol, proposal: symbol.proposal };
  const values: string[] = [];
  for (const name of symbol.node.values) {
    if (name.missing) continue;
    if (values.includes(name.text)) say(site, "bind/duplicate", name, { name: name.text, kind: "value" });
    else values.push(name.text);
    noteEnumValue(context, name, name.text, symbol.draft, at(site, name));
  }
  symbol.draft.values = values;
  symbol.draft.ordered = symbol.node.ordered;
}

function noteEnumValue(context: Context, node: object, value: string, type: EnumType, span: Span): void {
  context.note(node, type, () => ({ kind: "value", name: value, span, target: type }), value);
}

function declareScheme(context: Context, symbol: SchemeSymbol): void {
  const site: Site = { context, file: symbol.file, owner: symbol, proposal: symbol.proposal };
  const { levels, members } = symbol.node;
  symbol.draft.below = levels?.by ?? "dots";
  const pattern = levels?.pattern ?? null;
  if (pattern !== null && !pattern.missing) {
    symbol.draft.pattern = pattern.value;
    if (!isLevelPattern(pattern.value)) say(site, "check/levels", pattern, { pattern: pattern.value });
  }
  symbol.draft.isCountry = symbol.name === "country";
  const seen = new Set<string>();
  for (const member of members) {
    if (seen.has(member.text)) say(site, "bind/duplicate", member, { name: member.text, kind: "code" });
    seen.add(member.text);
  }
  // The register of countries is closed: a case that names another is refused, and `here` knows its own country.
  symbol.draft.members = symbol.draft.isCountry && seen.size === 0 ? countryCodes : [...seen];
  if (symbol.draft.isCountry) context.country ??= symbol.draft;
}

// --------------------------------------------------------------------------------------------------------- fields

/** Words that begin or join conditions: a fact called so could not be named without a dot. */
const reservedFields: ReadonlySet<string> = new Set(
  (
    "and or not in is meets any all no of where when unless otherwise except yes unknown known that whether listed as by " +
    "required sum max min count for table from until through before with today here it world released"
  ).split(" "),
);

function declareFact(context: Context, file: FileUnit, node: ast.FactDeclaration): void {
  const site: Site = { context, file, owner: makeOwner("fact", at({ file }, node)), proposal: null };
  const record = resolveName(site, node.record, ["record"]);
  if (record === null) return;
  for (const name of node.names) declareField(context, file, record, name, node, true);
}

function declareField(
  context: Context,
  file: FileUnit,
  record: RecordSymbol,
  name: ast.Name,
  { type: typeNode, modifiers }: Pick<ast.FactDeclaration, "type" | "modifiers">,
  isFact: boolean,
): void {
  if (name.missing) return;
  const span = at({ file }, name);
  const owner = makeOwner(`${record.name}.${name.text}`, span);
  const site: Site = { context, file, owner, proposal: null };
  if (reservedFields.has(name.text)) {
    const fixes = renameFixes(site, name, [`${name.text}_fact`]);
    say(site, "bind/reserved-field", name, { name: name.text }, { fixes });
  }
  const earlier = record.draft.fields.get(name.text);
  if (earlier !== undefined) {
    context.hasDuplicates = true;
    say(
      site,
      "bind/duplicate",
      name,
      { name: name.text, kind: "fact" },
      { related: [{ span: earlier.span, message: "the first declaration" }] },
    );
    return;
  }
  const type = resolveType(site, typeNode, { column: false, inlineEnumId: `${record.id}.${name.text}` });
  if (type === null) {
    breakField(context, record, name.text);
    return;
  }
  const draft: FieldSymbol["draft"] = {
    id: `${record.id}.${name.text}`,
    name: name.text,
    record: record.draft,
    type,
    optional: modifiers.some((m) => m.kind === "OptionalModifier"),
    asserted: modifiers.some((m) => m.kind === "AssertedModifier"),
    question: modifiers.find((m) => m.kind === "QuestionModifier")?.text.value ?? null,
    range: readRange(site, type, modifiers),
    appliesWhen: null,
    closedWhen: null,
    formula: null,
    it: { name: "it", type: recordOf(record.draft), span },
    span,
  };
  const made = Object.assign(owner, { draft, nameNode: name, file, record, typeNode, modifiers, isFact });
  const symbol = continuedFact(context, made);
  record.draft.fields.set(name.text, symbol.draft);
  file.fields.push(symbol);
  context.ownerOf.set(symbol.draft, symbol);
  context.noteField({ ...site, owner: symbol }, name, symbol.draft);
}

/** The symbol that the same fact had before its file was read anew; its type is the same, for others have it. */
function continuedFact(context: Context, symbol: FieldSymbol): FieldSymbol {
  const former = context.formerFacts.get(symbol.draft.id);
  if (former === undefined) return symbol;
  context.formerFacts.delete(symbol.draft.id);
  const { type } = former.draft;
  const draft = Object.assign(former.draft, symbol.draft, { type });
  return Object.assign(former, symbol, { draft });
}

function breakField(context: Context, record: RecordSymbol, name: string): void {
  let broken = context.brokenFields.get(record.draft);
  if (broken === undefined) {
    broken = new Set();
    context.brokenFields.set(record.draft, broken);
  }
  broken.add(name);
}

function readRange(site: Site, type: Type, modifiers: readonly ast.FieldModifier[]): NumericRange | null {
  const bounds = modifiers.filter((m) => m.kind === "RangeModifier");
  if (bounds.length === 0) return null;
  let range: NumericRange = { min: null, minOpen: false, max: null, maxOpen: false };
  for (const bound of bounds) {
    if (bound.bound.missing) continue;
    if (type.kind !== "number" && type.kind !== "money") {
      say(site, "check/field-range", bound, { operator: bound.operator });
      return null;
    }
    const amount = boundValue(site, type, bound.bound);
    if (amount === null) return null;
    switch (bound.operator) {
      case ">":
      case ">=":
        range = { ...range, min: amount, minOpen: bound.operator === ">" };
        break;
      case "<":
      case "<=":
        range = { ...range, max: amount, maxOpen: bound.operator === "<" };
        break;
      default:
        say(site, "check/field-range", bound, { operator: bound.operator });
        return null;
    }
  }
  if (range.min !== null && range.max !== null && range.min.compare(range.max) > 0) {
    say(site, "check/empty-range", bounds[0]!, {});
    return null;
  }
  return range;
}

/** A bound without a unit is in the unit of the field. */
function boundValue(site: Site, type: Type, node: ast.NumberLiteral): NumericRange["min"] {
  if (node.unit === null || type.kind !== "number") return numberValue(node.text);
  const expr = value(node, openScope(site));
  if (expr === null) return null;
  const converted = inUnit(expr, type.unit, node, openScope(site));
  return converted?.kind === "const" && converted.value.kind === "number" ? converted.value.value : null;
}

/** The conditions and formulas of fields, over the record they stand in. */
export function checkFields(context: Context): void {
  for (const symbol of context.pending.flatMap((file) => file.fields)) {
    const site: Site = { context, file: symbol.file, owner: symbol, proposal: null };
    const it: Variable = symbol.draft.it;
    const scope = openScope(site, it);
    for (const modifier of symbol.modifiers) checkModifier(symbol, modifier, scope);
  }
}

function checkModifier(symbol: FieldSymbol, modifier: ast.FieldModifier, scope: Scope): void {
  const draft = symbol.draft;
  switch (modifier.kind) {
    case "AppliesModifier":
      draft.appliesWhen = condition(modifier.condition, scope) ?? faulty(symbol);
      return;
    case "ClosedModifier":
      if (draft.type.kind !== "list" && draft.type.kind !== "set") {
        say(scope, "check/closed-when", modifier, { field: draft.name });
        return;
      }
      draft.closedWhen = closedCondition(symbol, modifier, scope);
      return;
    case "FormulaModifier":
      draft.formula = formula(draft, modifier, scope) ?? faulty(symbol);
      return;
    default:
      return;
  }
}

/** What closes a list may ask about the members it already has: that is no circle. */
function closedCondition(symbol: FieldSymbol, modifier: ast.ClosedModifier, scope: Scope): Expr | null {
  const before = symbol.evaluates.has(symbol);
  const closed = condition(modifier.condition, scope);
  if (!before) symbol.evaluates.delete(symbol);
  return closed ?? faulty(symbol);
}

function formula(field: Field, modifier: ast.FormulaModifier, scope: Scope): Expr | null {
  const found = value(modifier.value, scope, wantType(field.type));
  if (found === null) return null;
  const unit = field.type.kind === "number" ? field.type.unit : null;
  const converted = unit === null ? found : inUnit(found, unit, modifier.value, scope);
  return converted !== null && unit !== null ? { ...converted, type: numberIn(unit) } : converted;
}

function faulty(symbol: FieldSymbol): null {
  symbol.faulty = true;
  return null;
}
