/** From written types and units to types. */

import Fraction from "fraction.js";
import type * as ast from "../../grammar/ast.ts";
import { nearNames } from "../../grammar/base/suggest.ts";
import { at, type Site, say, silently } from "./context.ts";
import { lookup, renameFixes, sayUnknown, visibleNames } from "./scopes.ts";
import type { AnySymbol, SymbolKind, UnitSymbol } from "./symbols.ts";
import type { EnumType, Type, Unit } from "./tree.ts";
import {
  ANY_CODE,
  codeOf,
  DATE,
  EXCEPTION,
  enumOf,
  listOf,
  MONEY,
  numberIn,
  PLAIN_NUMBER,
  recordOf,
  setOf,
  TEXT,
  TRUTH,
} from "./types.ts";
import { builtinUnits, isCurrency, nearUnits, parseUnit } from "./units.ts";

const plainTypes: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["number", PLAIN_NUMBER],
  ["integer", PLAIN_NUMBER],
  ["money", MONEY],
  ["date", DATE],
  ["text", TEXT],
  ["code", ANY_CODE],
]);

/** Types that only columns of data lists may have: the cells hold names of declarations. */
const columnTypes: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["condition", { kind: "condition" }],
  ["review", { kind: "review" }],
  ["exception", EXCEPTION],
]);

const typeKinds: ReadonlySet<SymbolKind> = new Set(["enum", "record", "scheme", "unit"]);

export interface TypePlace {
  /** columns of data lists may hold names */
  readonly column: boolean;
  /** names an enum written in place */
  readonly inlineEnumId: string;
}

/** The type that is written; null where it was reported. */
export function resolveType(site: Site, node: ast.TypeExpression, place: TypePlace): Type | null {
  switch (node.kind) {
    case "TruthType":
      return TRUTH;
    case "UnitType": {
      const unit = resolveUnit(site, node.unit);
      return unit === null ? null : numberIn(unit);
    }
    case "InlineEnumType":
      return enumOf(inlineEnum(site, node, place.inlineEnumId));
    case "CollectionType": {
      const of = resolveType(site, node.of, place);
      if (of === null) return null;
      if (node.collection === "list") {
        if (of.kind === "record") return listOf(of.record);
        return say(site, "check/type-use", node.of, {
          type: "this type",
          hint: "a list holds records; plain values stand in a `set`",
        });
      }
      if (of.kind === "enum" || of.kind === "code" || of.kind === "text" || of.kind === "exception")
        return setOf(of);
      if (of.kind === "number" || of.kind === "date") return setOf(of);
      return say(site, "check/type-use", node.of, {
        type: "this type",
        hint: "a set holds values of an enum, codes, numbers, dates or texts; records stand in a `list`",
      });
    }
    case "NamedType":
      return resolveTypeName(site, node.name, place.column);
  }
}

function inlineEnum(site: Site, node: ast.InlineEnumType, id: string): EnumType {
  const names = node.values.filter((value) => !value.missing).map((value) => value.text);
  return {
    id,
    name: id.slice(id.lastIndexOf(".") + 1),
    values: [...new Set(names)],
    ordered: node.ordered,
    span: at(site, node),
  };
}

/** The type a name stands for: a plain type, an enum, a record, a scheme or a unit. */
export function resolveTypeName(site: Site, name: ast.Name, column: boolean): Type | null {
  if (name.missing) return silently(site);
  const plain = plainTypes.get(name.text);
  if (plain !== undefined) return plain;
  const named = columnTypes.get(name.text);
  const symbol = typeSymbol(site, name.text);
  if (symbol !== undefined) return typeOfSymbol(site, name, symbol);
  if (named !== undefined) {
    if (column) return named;
    return say(site, "check/type-use", name, {
      type: `\`${name.text}\``,
      hint: "columns of data lists hold names of declarations; a fact does not",
    });
  }
  const unit = parseUnit(name.text, unitsOf(site));
  if (unit !== null) return numberIn(unit);
  const names = [...plainTypes.keys(), ...visibleNames(site, typeKinds)];
  for (const module of site.context.modules.values()) {
    const other = module.symbols.get(name.text);
    if (other !== undefined && typeKinds.has(other.kind))
      return sayUnknown(site, name, name.text, "a type", names, typeKinds);
  }
  const near = [...nearUnits(name.text, unitsOf(site)), ...nearNames(name.text, names)].slice(0, 3);
  return say(
    site,
    "check/unknown-type",
    name,
    { name: name.text, near },
    { fixes: renameFixes(site, name, near) },
  );
}

function typeSymbol(site: Site, name: string): AnySymbol | undefined {
  return lookup(site, name).find((symbol) => typeKinds.has(symbol.kind));
}

function typeOfSymbol(site: Site, node: ast.Node, symbol: AnySymbol): Type | null {
  site.context.use(site, node, symbol, false);
  switch (symbol.kind) {
    case "enum":
      return enumOf(symbol.draft);
    case "record":
      return recordOf(symbol.draft);
    case "scheme":
      return codeOf(symbol.draft);
    case "unit": {
      const unit = unitOf(site, symbol);
      return unit === null ? silently(site) : numberIn(unit);
    }
    default:
      return null;
  }
}

/**
 * The type of a parameter: a type, or its plural for a set (`countries`, `codes`, `products`).
 */
export function resolveParameterType(site: Site, name: ast.Name): Type | null {
  if (name.missing) return silently(site);
  if (!plainTypes.has(name.text) && typeSymbol(site, name.text) === undefined) {
    for (const singular of singulars(name.text)) {
      const plain = plainTypes.get(singular);
      if (plain !== undefined) return setOf(plain);
      const symbol = typeSymbol(site, singular);
      if (symbol === undefined || symbol.kind === "unit") continue;
      const type = typeOfSymbol(site, name, symbol);
      if (type === null) return null;
      return type.kind === "record" ? listOf(type.record) : setOf(type);
    }
  }
  return resolveTypeName(site, name, false);
}

function singulars(plural: string): string[] {
  const forms: string[] = [];
  if (plural.endsWith("ies")) forms.push(`${plural.slice(0, -3)}y`);
  if (plural.endsWith("es")) forms.push(plural.slice(0, -2));
  if (plural.endsWith("s")) forms.push(plural.slice(0, -1));
  return forms;
}

// ----------------------------------------------------------------------------------------------------------- units

/** The declared units the file sees, by name. */
export function unitsOf(site: Site): ReadonlyMap<string, Unit> {
  const file = site.file;
  if (file.units !== undefined) return file.units;
  const units = new Map<string, Unit>();
  // Set first: the definition of a unit may itself name units, and must not come back here for ever.
  file.units = units;
  for (const module of [...file.uses.keys(), file.module]) {
    for (const symbol of module.symbols.values()) {
      if (symbol.kind !== "unit") continue;
      const unit = unitOf(site, symbol);
      if (unit !== null) units.set(symbol.name, unit);
    }
  }
  return units;
}

/** The unit a declaration makes; null where it is faulty. Computed when first asked for. */
export function unitOf(site: Site, symbol: UnitSymbol): Unit | null {
  if (symbol.state === "done") return symbol.draft.unit;
  const own: Site = { context: site.context, file: symbol.file, owner: symbol, proposal: symbol.proposal };
  if (symbol.state === "busy") {
    say(own, "check/unit-declaration", symbol.nameNode, { name: symbol.name });
    return null;
  }
  symbol.state = "busy";
  const factor = symbol.node.factor;
  let unit: Unit | null = null;
  if (factor === null) {
    unit = {
      text: symbol.name,
      dimension: { [symbol.id]: 1 },
      factor: new Fraction(1),
      offset: new Fraction(0),
    };
  } else if (!factor.missing) {
    const base = factor.unit === null ? null : parseUnit(factor.unit.text, siblingUnits(own));
    if (factor.unit !== null && base === null) sayUnknownUnit(own, factor.unit);
    else {
      const size = numberValue(factor.text);
      const of = base ?? { text: "", dimension: {}, factor: new Fraction(1), offset: new Fraction(0) };
      unit = {
        text: symbol.name,
        dimension: of.dimension,
        factor: of.factor.mul(size),
        offset: new Fraction(0),
      };
    }
  }
  if (unit === null) symbol.faulty = true;
  symbol.draft.unit = unit;
  symbol.state = "done";
  return unit;
}

/** Units by name for the definition of a unit: looked up one at a time, so that units may build on each other. */
function siblingUnits(site: Site): ReadonlyMap<string, Unit> {
  return new LazyUnits(site);
}

class LazyUnits extends Map<string, Unit> {
  readonly #site: Site;
  constructor(site: Site) {
    super();
    this.#site = site;
  }
  override get(name: string): Unit | undefined {
    const symbol = lookup(this.#site, name).find((s) => s.kind === "unit");
    if (symbol === undefined) return undefined;
    this.#site.file.used.add(symbol);
    this.#site.owner.needs.add(symbol);
    return unitOf(this.#site, symbol) ?? undefined;
  }
}

/** The unit that is written, noting which declared units it uses; null where it was reported. */
export function resolveUnit(site: Site, node: ast.UnitExpression): Unit | null {
  const units = unitsOf(site);
  const unit = parseUnit(node.text, units);
  if (unit === null) return sayUnknownUnit(site, node);
  noteUnits(site, node, units);
  return unit;
}

function noteUnits(site: Site, node: ast.UnitExpression, units: ReadonlyMap<string, Unit>): void {
  if (units.size === 0 || builtinUnits.has(node.text)) return;
  for (const piece of node.text.split(/[*/]/)) {
    const name = units.has(piece) ? piece : piece.replace(/\d$/, "");
    if (!units.has(name)) continue;
    const symbol = lookup(site, name).find((s) => s.kind === "unit");
    if (symbol !== undefined) site.context.use(site, node, symbol, false);
  }
}

export function sayUnknownUnit(site: Site, node: ast.UnitExpression): null {
  const currency = node.text.toUpperCase();
  const near = isCurrency(currency) ? [currency] : nearUnits(node.text, unitsOf(site));
  return say(
    site,
    "check/unknown-unit",
    node,
    { unit: node.text, near },
    { fixes: renameFixes(site, node, near) },
  );
}

/** The exact value of a number as written: `21_000`, `1e-4`. */
export function numberValue(text: string): Fraction {
  const plain = text.replaceAll("_", "");
  const parts = /^(.*?)[eE]([+-]?\d+)$/.exec(plain);
  if (parts === null) return new Fraction(plain);
  const exponent = Math.max(-400, Math.min(400, Number(parts[2])));
  const power = new Fraction(10n ** BigInt(Math.abs(exponent)));
  const mantissa = new Fraction(parts[1]!);
  return exponent < 0 ? mantissa.div(power) : mantissa.mul(power);
}
