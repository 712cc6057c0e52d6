/** Facts, units, schemes, jurisdictions and data lists of a build, held against the program. */
import Fraction from "fraction.js";
import type { Field, List, ListCell, NumericRange, PolicyValue, Program, Type } from "../../check/tree.ts";
import type { Bundle, X, XField, XType } from "../../runtime/format.ts";
import type { Fault } from "./held.ts";
import { constantKey, SourceTerms } from "./source-terms.ts";
import { TableTerms } from "./table-terms.ts";
import { setKey, type Terms } from "./terms.ts";

export function definitionFaults(program: Program, bundle: Bundle, terms: Terms): readonly Fault[] {
  const faults: Fault[] = [];
  const { definitions } = bundle;
  const table = new TableTerms(terms, definitions);
  const equal = (id: string, what: string, source: unknown, other: unknown): void => {
    if (JSON.stringify(source) !== JSON.stringify(other))
      faults.push({ id, what: `${what} differs`, where: null, isOpen: false });
  };
  equal("definitions", "transaction", program.transaction?.id ?? "", definitions.transaction);
  equal(
    "definitions",
    "records",
    sorted(program.records.map((r) => r.id)),
    sorted(Object.keys(definitions.records)),
  );
  for (const record of program.records) {
    const other = definitions.records[record.id];
    if (other === undefined) continue;
    equal(record.id, "fields", sorted([...record.fields.keys()]), sorted(Object.keys(other.fields)));
    for (const field of record.fields.values()) {
      const x = other.fields[field.name];
      if (x !== undefined) equal(field.id, "fact", fieldOf(field, terms), xFieldOf(x, table));
    }
  }
  for (const words of program.enums) {
    const other = definitions.enums[words.id];
    equal(words.id, "words", [words.values, words.ordered], [other?.values ?? null, other?.ordered ?? null]);
  }
  for (const unit of program.units) {
    const other = definitions.units[unit.text];
    const factor = other === undefined ? null : new Fraction(other.factor).toFraction();
    equal(
      unit.text,
      "unit",
      [unit.factor.toFraction(), sorted(Object.entries(unit.dimension).map(String))],
      [factor, sorted(Object.entries(other?.dimension ?? {}).map(String))],
    );
  }
  for (const scheme of program.schemes) {
    const other = definitions.schemes[scheme.id];
    equal(
      scheme.id,
      "scheme",
      [scheme.name, scheme.below, scheme.pattern, sorted(scheme.members), scheme.isCountry],
      other === undefined
        ? null
        : [
            other.name,
            other.below,
            other.pattern ?? null,
            sorted(other.members ?? []),
            other.country ?? false,
          ],
    );
  }
  for (const jurisdiction of program.jurisdictions) {
    const other = definitions.jurisdictions[jurisdiction.name];
    equal(
      jurisdiction.name,
      "jurisdiction",
      [
        jurisdiction.within?.name ?? null,
        jurisdiction.reach?.id ?? null,
        jurisdiction.states?.id ?? null,
        sorted(jurisdiction.schemes.map((s) => s.id)),
      ],
      other === undefined
        ? null
        : [other.within ?? null, other.reach ?? null, other.states ?? null, sorted(other.schemes)],
    );
  }
  for (const list of program.lists) {
    const other = bundle.lists.find((document) => document.id === list.id);
    equal(list.id, "entries", listRows(list), other === undefined ? null : xListRows(other, table));
  }
  return faults;
}

function sorted(texts: Iterable<string>): readonly string[] {
  return [...texts].sort();
}

// ------------------------------------------------------------------------------------------------------------ facts

function fieldOf(field: Field, terms: Terms): unknown {
  const source = new SourceTerms(terms, field.it);
  const { appliesWhen, closedWhen, formula } = field;
  return {
    type: typeOf(field.type),
    optional: field.optional,
    asserted: field.asserted,
    question: field.question,
    range: rangeOf(field.range),
    appliesWhen: appliesWhen === null ? null : source.truth(appliesWhen),
    closedWhen: closedWhen === null ? null : source.truth(closedWhen),
    formula: formula === null ? null : source.argument(formula),
  };
}

function xFieldOf(x: XField, table: TableTerms): unknown {
  const bound = (text: string | undefined): string | null =>
    text === undefined ? null : new Fraction(text).toFraction();
  return {
    type: xTypeOf(x.type),
    optional: x.optional ?? false,
    asserted: x.asserted ?? false,
    question: x.question ?? null,
    range: [bound(x.min), x.minOpen ?? false, bound(x.max), x.maxOpen ?? false],
    appliesWhen: x.appliesWhen === undefined ? null : table.truth(x.appliesWhen),
    closedWhen: x.closedWhen === undefined ? null : table.truth(x.closedWhen),
    formula: x.formula === undefined ? null : table.argument(x.formula),
  };
}

function rangeOf(range: NumericRange | null): unknown {
  if (range === null) return [null, false, null, false];
  const { min, minOpen, max, maxOpen } = range;
  return [
    min?.toFraction() ?? null,
    min !== null && minOpen,
    max?.toFraction() ?? null,
    max !== null && maxOpen,
  ];
}

function typeOf(type: Type): unknown {
  switch (type.kind) {
    case "number":
      return ["number", type.unit.text];
    case "enum":
      return ["enum", type.enum.id];
    case "code":
      return ["code", type.scheme?.id ?? null];
    case "set":
      return ["set", typeOf(type.of)];
    case "list":
      return ["list", type.of.id];
    case "record":
      return ["record", type.record.id];
    default:
      return [type.kind];
  }
}

function xTypeOf(type: XType): unknown {
  switch (type.kind) {
    case "number":
      return ["number", type.unit];
    case "enum":
      return ["enum", type.enum];
    case "code":
      return ["code", type.scheme ?? null];
    case "set":
      return ["set", xTypeOf(type.of)];
    case "list":
    case "record":
      return [type.kind, type.record];
    default:
      return [type.kind];
  }
}

// ------------------------------------------------------------------------------------------------------------ lists

function listRows(list: List): readonly string[] {
  return sorted(
    list.rows.map((row) => {
      const cells = [...row.cells].flatMap(([name, cell]) => {
        const text = cellText(cell);
        return text === null ? [] : [`${name}: ${text}`];
      });
      return [row.key, row.from ?? "", row.until ?? "", ...sorted(cells)].join(" | ");
    }),
  );
}

function cellText(cell: ListCell): string | null {
  switch (cell.kind) {
    case "blank":
      return null;
    case "value":
      return constantKey(cell.value);
    case "values":
      return `{${sorted(new Set(cell.values.map(constantKey))).join(", ")}}`;
    case "condition":
      return cell.define.id;
    case "review":
      return policyText(cell.policy);
    case "exceptions":
      return sorted(cell.exceptions.map((e) => e.id)).join(", ");
  }
}

function policyText(policy: PolicyValue): string {
  return policy.kind === "policy" ? policy.policy : policy.kind === "review" ? policy.review.id : policy.kind;
}

function xListRows(document: Bundle["lists"][number], table: TableTerms): readonly string[] {
  return sorted(
    document.rows.map((row) => {
      const cells = Object.entries(row.cells).map(([name, cell]) => `${name}: ${xCellText(cell, table)}`);
      return [row.key, row.from ?? "", row.until ?? "", ...sorted(cells)].join(" | ");
    }),
  );
}

function xCellText(
  cell: Bundle["lists"][number]["rows"][number]["cells"][string],
  table: TableTerms,
): string {
  if (typeof cell === "string") return cell;
  if (!Array.isArray(cell)) {
    if ("policy" in cell) return String(cell.policy);
    return "review" in cell ? String(cell.review) : "?";
  }
  const [head] = cell;
  if (SETS.has(String(head))) return setKey(table.set(cell as never));
  if (head === "yes" || head === "no") return head;
  if (CONSTANTS.has(String(head))) return table.key(cell as unknown as X);
  return sorted(cell.map(String)).join(", ");
}

const SETS = new Set(["set", "codes", "plus"]);
const CONSTANTS = new Set(["number", "money", "date", "text", "enum", "code"]);
