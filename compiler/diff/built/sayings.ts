/** A build as texts, for a comparison: rows and definitions without places, titles and citations. */
import type { IsoDate } from "../../check/tree.ts";
import type {
  Bundle,
  ClassificationEffect,
  DefinitionsDocument,
  Effective,
  Input,
  Row,
  Table,
  XField,
  XListRow,
} from "../../runtime/format.ts";
import { between, extendedBy } from "../sayings.ts";
import type { Dated, Entry, FactSaying, Sayings, Slice } from "../slices.ts";
import type { Structure } from "../structure.ts";
import { rectangleOf } from "./names.ts";
import { Remembered } from "./remembered.ts";

export function sayingsOfBundle(bundle: Bundle): Sayings {
  const owned = new Map<string, string[]>();
  const saves = new Map<string, readonly IsoDate[]>();
  const items = new Map<string, Entry>();
  const days = new Set<IsoDate>();
  const take = ({
    from,
    until,
  }: {
    readonly from?: IsoDate | null;
    readonly until?: IsoDate | null;
  }): void => {
    for (const day of [from, until]) if (day != null) days.add(day);
  };
  const dated: Dated[] = [];
  for (const document of bundle.tables) {
    const { kind, jurisdiction } = document;
    if (kind === "universe") continue;
    if (kind !== "reach" && kind !== "classification")
      owned.set(jurisdiction, [...(owned.get(jurisdiction) ?? []), ...Object.keys(document.measures)]);
    for (const table of document.tables) {
      const says = tableSays(table);
      for (const row of table.rows) {
        take(row.effective);
        const reach = document.measures[row.of]?.reach;
        dated.push(later(row.of, row.effective, () => rowSaying(row, says, reach)));
        dated.push(...extensions(row));
        if (table.saves !== undefined)
          saves.set(
            row.of,
            table.saves.map(({ asOf }) => asOf),
          );
        for (const { until } of table.saves ?? []) take({ until });
        if (kind !== "classification") continue;
        const { scheme, code } = row.then as ClassificationEffect;
        items.set(row.of, { id: row.of, scheme, code });
      }
    }
  }
  dated.push(...definitionParts(bundle.definitions, take));
  for (const list of bundle.lists) {
    for (const row of list.rows) {
      take(row);
      const says = once(() => listRows.of(row, [], () => structureOfX({ key: row.key, cells: row.cells })));
      dated.push({ id: list.id, effective: between(row.from ?? null, row.until ?? null), says });
    }
  }
  const { jurisdictions } = bundle.definitions;
  return {
    dated,
    fixed: fixedParts(bundle.definitions),
    facts: new Map(
      Object.entries(bundle.definitions.records).flatMap(([id, { fields }]) =>
        Object.entries(fields).map(([name, field]) => [`${id}.${name}`, factSaid(field)]),
      ),
    ),
    saves,
    items: [...items.values()],
    owned,
    jurisdictions: new Map(
      Object.entries(jurisdictions).map(([name, { within }]) => [name, { id: name, within: within ?? null }]),
    ),
    days: [...days].sort(),
  };
}

function definitionParts(
  { groups, defines, reviews }: DefinitionsDocument,
  take: (effective: Effective) => void,
): readonly Dated[] {
  const parts = (id: string, effective: Effective, value: object): Dated => {
    take(effective);
    return later(id, effective, () => structureOfX(value));
  };
  return [
    ...Object.entries(groups).flatMap(([id, { open, versions }]) =>
      versions.map(({ effective, value }) => parts(id, effective, { open: open === true, value })),
    ),
    ...Object.entries(defines).flatMap(([id, { parameters, versions }]) =>
      versions.map(({ effective, value }) => parts(id, effective, { parameters, value })),
    ),
    ...Object.entries(reviews).flatMap(([id, { versions }]) =>
      versions.map(({ effective, limbs }) => parts(id, effective, { limbs })),
    ),
  ];
}

function factSaid({ question: _, ...field }: XField): FactSaying {
  const isPlain = field.type.kind !== "list" && field.type.kind !== "record";
  const { appliesWhen, formula, ...rest } = field;
  return {
    mayBeLeftOut: isPlain && (appliesWhen !== undefined || formula !== undefined),
    rest: textOf(isPlain ? rest : field),
  };
}

function fixedParts({ records, enums, schemes, jurisdictions }: DefinitionsDocument): Slice {
  const fixed = new Map<string, Structure>();
  const say = (id: string, value: object): void => void fixed.set(id, structureOfX(value));
  for (const [id, { values, ordered }] of Object.entries(enums)) say(id, { values, ordered });
  for (const [id, { below, pattern, members, country }] of Object.entries(schemes))
    say(id, { below, pattern: pattern ?? null, members: members ?? [], country: country === true });
  for (const [name, { within, reach, states, schemes: own }] of Object.entries(jurisdictions)) {
    const names = new Set([
      ...(within === undefined ? [] : [within]),
      ...(reach === undefined ? [] : [reach]),
      ...(states === undefined ? [] : [states]),
    ]);
    fixed.set(name, { text: JSON.stringify([within ?? null, reach ?? null, states ?? null, own]), names });
  }
  // an expression of a build names a fact without its record
  const byName = new Map<string, string[]>();
  for (const [id, { fields }] of Object.entries(records))
    for (const name of Object.keys(fields)) byName.set(name, [...(byName.get(name) ?? []), `${id}.${name}`]);
  for (const [name, ids] of byName) fixed.set(`.${name}`, { text: "", names: new Set(ids) });
  for (const [id, { fields }] of Object.entries(records)) {
    for (const [name, { question: _, ...field }] of Object.entries(fields)) say(`${id}.${name}`, field);
  }
  return fixed;
}

// -------------------------------------------------------------------------------------------------------- structure

/** What all rows of a table say alike, and what each of its columns asks, by its id. */
interface TableSays {
  readonly alike: Structure;
  readonly columns: ReadonlyMap<string, Structure>;
}

const alikes = new Remembered<Table["each"], Structure>();
const inputs = new Remembered<Input, Structure>();
const rows = new Remembered<Row, Structure>();
const listRows = new Remembered<XListRow, Structure>();

function tableSays({ each, scope, saves, inputs: columns }: Table): TableSays {
  return {
    alike: alikes.of(each, [scope, saves], () =>
      structureOfX({ each, scope: scope ?? null, saves: saves ?? [] }),
    ),
    columns: new Map(columns.map((input) => [input.id, columnSays(input)])),
  };
}

function columnSays(input: Input): Structure {
  return inputs.of(input, [], () => structureOfX([input.value, input.type, input.scheme]));
}

/** What a row says depends on what its columns ask, and on what all rows of the table say alike. */
function rowSaying(row: Row, says: TableSays, reach: string | undefined): Structure {
  const columns = Object.keys(row.cells).map((id) => says.columns.get(id));
  return rows.of(row, [says.alike, reach, ...columns], () => new RowSays(row, says, reach));
}

/** The text of a row is made when it is first compared: of two builds most rows are one object, and say the same without. */
class RowSays implements Structure {
  readonly names: ReadonlySet<string>;
  readonly #row: Row;
  readonly #says: TableSays;
  readonly #reach: string | undefined;
  #text: string | null = null;

  constructor(row: Row, says: TableSays, reach: string | undefined) {
    this.#row = row;
    this.#says = says;
    this.#reach = reach;
    const names = new Set(says.alike.names);
    for (const [id, cell] of Object.entries(row.cells)) {
      for (const name of says.columns.get(id)?.names ?? []) names.add(name);
      note(cell, names);
    }
    note(row.then, names);
    if (reach !== undefined) names.add(reach);
    this.names = names;
  }

  get text(): string {
    this.#text ??= this.#makeText();
    return this.#text;
  }

  #makeText(): string {
    const { cells, limbs, then: effect } = this.#row;
    const { alike, columns } = this.#says;
    const asked = Object.entries(cells).map(
      ([id, { at: _, ...cell }]) => `${columns.get(id)?.text} ${textOf(cell)}`,
    );
    const rest = { limbs, effect: withoutDutyIds(effect), reach: this.#reach ?? null };
    return `${alike.text} ${asked.sort().join()} ${textOf(rest)}`;
  }
}

/** The id of an obligation holds the day of its version; which it is of them is told by its place. */
function withoutDutyIds(effect: Row["then"]): object {
  if (!("obligations" in effect)) return effect;
  return { ...effect, obligations: effect.obligations.map(({ id: _, ...duty }) => duty) };
}

/** A ground rests on the measures that extend it. */
function extensions(row: Row): readonly Dated[] {
  if (!("grounds" in row.then)) return [];
  return row.then.grounds
    .filter((ground) => ground !== row.of)
    .map((ground) => ({ id: ground, effective: rectangleOf(row.effective), says: () => extendedBy(row.of) }));
}

function later(id: string, effective: Effective, says: () => Structure): Dated {
  return { id, effective: rectangleOf(effective), says: once(says) };
}

function once(make: () => Structure): () => Structure {
  let made: Structure | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** A value of the published format as text, and the declarations it names. */
export function structureOfX(value: object): Structure {
  const names = new Set<string>();
  note(value, names);
  return { text: textOf(value), names };
}

/** JSON with the keys in order: a build in memory and the same build on disk are one text. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const record = value as Readonly<Record<string, unknown>>;
  const parts = Object.keys(record)
    .sort()
    .filter((key) => record[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${textOf(record[key])}`);
  return `{${parts.join()}}`;
}

/** Operators whose second part is the id of a declaration. */
const NAMING = new Set(["call", "group", "reached", "unencodable"]);

/** A text is never an operator where a value stands: constants carry theirs before them. */
function note(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) {
    const [op, first, ...rest] = value as readonly unknown[];
    if (typeof op === "string" && typeof first === "string") {
      if (NAMING.has(op)) names.add(first);
      if (op === "code") names.add(`code ${first} ${String(rest[0])}`);
      if (op === "codes") for (const code of rest) names.add(`code ${first} ${String(code)}`);
      if (op === "scheme" || op === "range") names.add(`codes ${first}`);
      if (op === "required") for (const id of [first, ...rest]) names.add(String(id));
    }
    if (op === "listedIn") for (const id of value.slice(2)) names.add(String(id));
    if (op === "listedBy" || op === "schemesOf") names.add("codes *");
    if (op === "get" && typeof rest[0] === "string") names.add(`.${rest[0]}`);
    for (const part of value) note(part, names);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    // lists named by binders, reviews named by policies, measures named by exceptions, definitions named by list rows
    if (key === "listedIn" && Array.isArray(part)) for (const id of part) names.add(String(id));
    if (typeof part === "string" && (key === "review" || key === "measure")) names.add(part);
    if (key === "cells" && !Array.isArray(part) && typeof part === "object" && part !== null)
      for (const cell of Object.values(part)) noteListCell(cell, names);
    note(part, names);
  }
}

/** Cells of data lists name definitions and exceptions as bare texts. */
function noteListCell(cell: unknown, names: Set<string>): void {
  if (typeof cell === "string") names.add(cell);
  if (Array.isArray(cell)) for (const part of cell) if (typeof part === "string") names.add(part);
}
