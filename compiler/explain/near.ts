/**
 * How far a case is from each clause: every row in force, on every binding of its names, with the cells that fail. The rows
 * with the fewest failing cells are the clauses that nearly apply.
 */
import { cellText } from "../print/table.ts";
import type { RecordValue } from "../runtime/cases/records.ts";
import { type BinderProgram, bindingLabel, forEachBinding } from "../runtime/expressions/binders.ts";
import { isFixed } from "../runtime/expressions/compile-sets.ts";
import type { Context, Env } from "../runtime/expressions/context.ts";
import type { Row } from "../runtime/format.ts";
import type { ItemInfo } from "../runtime/law/model.ts";
import type { CellTest } from "../runtime/tables/cell-test.ts";
import { Reading, type TableProgram } from "../runtime/tables/table-program.ts";
import { touches } from "../runtime/values/sets.ts";
import { isUnknown, NO, YES } from "../runtime/values/truth.ts";
import type { Value } from "../runtime/values/values.ts";
import { valueInWords } from "./values.ts";

/** One cell of a row, with what it asks and what the case says. */
export interface CellFinding {
  /** in the words of the source: `item.tpp`, `destination` */
  readonly subject: string;
  /** `>= 4800 TPP`, `in ac_zone`, `yes` */
  readonly asks: string;
  /** `4792 TPP`; in words */
  readonly is: string;
  readonly holds: "yes" | "no" | "unknown";
  /** where the cell asks for a classification: the entries that the item comes nearest to */
  readonly entries: readonly EntryFinding[];
}

/** An entry of a control list that the item does not meet. */
export interface EntryFinding {
  readonly id: string;
  readonly citations: readonly string[];
  readonly failing: readonly CellFinding[];
}

/** A clause with its cells read for the case. */
export interface ClauseFinding {
  /** row id, and the bindings */
  readonly id: string;
  readonly measure: string;
  readonly title: string | null;
  readonly verdict: string;
  readonly citations: readonly string[];
  /** cells that hold, cells that may hold, cells that fail */
  readonly holding: readonly CellFinding[];
  readonly unknown: readonly CellFinding[];
  readonly failing: readonly CellFinding[];
}

/** Every requirement row of the jurisdiction in force on the day, with its cells; the fewest failing cells first. */
export function clausesOf(jurisdiction: string, context: Context): readonly ClauseFinding[] {
  const { epoch } = context;
  const { model } = epoch;
  const found: Weighed[] = [];
  for (const name of model.chain(jurisdiction)) {
    for (const program of model.requirementPrograms(name)) {
      const { rows } = epoch.index(program);
      if (rows.length === 0) continue;
      visitBindings(program.binders, 0, { context, frame: [], released: null }, [], (env, label, missing) => {
        const reading = missing === null ? new Reading(program, env) : null;
        for (const { row, index } of rows)
          found.push(clause(program, row, index, reading, label, missing, context));
      });
    }
  }
  const best = new Map<string, Weighed>();
  for (const one of found) {
    const { id, failing } = one.finding;
    const key = failing.length === 0 ? id : id.replace(/\[[A-Za-z_]\w*=.*$/, "");
    const before = best.get(key);
    if (before === undefined || one.distance < before.distance) best.set(key, one);
  }
  return [...best.values()]
    .sort(
      ({ finding: a, ...one }, { finding: b, ...other }) =>
        one.distance - other.distance ||
        b.holding.length - a.holding.length ||
        (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    )
    .map(({ finding }) => finding);
}

interface Weighed {
  readonly finding: ClauseFinding;
  /**
   * Failing cells count; what is not known stands between. A list of which the item has nothing in common with any entry is
   * as far as two cells.
   */
  readonly distance: number;
}

type Visit = (env: Env, label: string, missing: BinderProgram | null) => void;

/** Every joint binding; a name that nothing can be bound to is visited once as missing. */
function visitBindings(
  binders: readonly BinderProgram[],
  depth: number,
  env: Env,
  labels: readonly string[],
  visit: Visit,
): void {
  const binder = binders[depth];
  if (binder === undefined) {
    visit({ ...env, frame: env.frame.slice() }, labels.join(","), null);
    return;
  }
  let some = false;
  forEachBinding(binder, env, (holds, _mark, element, entry) => {
    if (holds === NO) return true;
    some = true;
    visitBindings(binders, depth + 1, env, [...labels, bindingLabel(binder, element, entry)], visit);
    return true;
  });
  if (!some) visit(env, labels.join(","), binder);
}

function clause(
  program: TableProgram,
  row: Row,
  index: number,
  reading: Reading | null,
  label: string,
  missing: BinderProgram | null,
  context: Context,
): Weighed {
  const asked = reading === null ? [] : program.cells(index).map((test) => read(test, reading, 0));
  const far = asked.filter(({ near }) => near?.length === 0).length;
  const cells = reading === null ? unread(program, index, missing) : asked.map(({ cell }) => cell);
  const reach = reachOf(row, context);
  const all = [...(reach === null ? [] : [reach]), ...cells];
  const declared = context.epoch.model.declarations.get(row.of);
  const finding = {
    id: label === "" ? row.id : `${row.id}[${label}]`,
    measure: row.of,
    title: declared?.title ?? null,
    verdict: "verdict" in row.then ? row.then.verdict : "",
    citations: row.citations,
    holding: all.filter((cell) => cell.holds === "yes"),
    unknown: all.filter((cell) => cell.holds === "unknown"),
    failing: all.filter((cell) => cell.holds === "no"),
  };
  return { finding, distance: (finding.failing.length + far) * 1000 + finding.unknown.length };
}

/** Cells of a row whose name stands for nothing in the case: that there is nothing fails, and with it all that is asked of it. */
function unread(program: TableProgram, index: number, missing: BinderProgram | null): CellFinding[] {
  const lists = missing?.lists?.map((id) => id.slice(id.lastIndexOf(".") + 1)).join(" or ");
  const none: CellFinding = {
    subject: missing === null ? "binding" : listName(missing),
    asks: lists === undefined ? "an element" : `an element listed in ${lists}`,
    is: "none",
    holds: "no",
    entries: [],
  };
  const name = missing?.source.var ?? "";
  const about = program
    .cells(index)
    .filter(({ column }) =>
      JSON.stringify(program.table.inputs[column]!.value).includes(`["var","${name}"]`),
    );
  const rest = about.map(({ cell, column }): CellFinding => {
    const input = program.table.inputs[column]!;
    return {
      subject: input.label,
      asks: cellText(cell, input.unit),
      is: "nothing to ask it of",
      holds: "no",
      entries: [],
    };
  });
  return [none, ...rest];
}

function listName({ source }: BinderProgram): string {
  const [op, , field] = source.in as readonly [string, unknown, unknown];
  return op === "get" && typeof field === "string" ? field : source.var;
}

/** The ground that the row's measure needs, as a cell of its own. */
function reachOf(row: Row, context: Context): CellFinding | null {
  const { model, grounds } = context.epoch;
  const reach = model.declarations.get(row.of)?.reach;
  if (reach === undefined) return null;
  const truth = grounds.reached(reach, context);
  return {
    subject: `reach ${reach.slice(reach.lastIndexOf(".") + 1)}`,
    asks: "yes",
    is: truth === YES ? "yes" : truth === NO ? "no" : "not known",
    holds: truth === YES ? "yes" : truth === NO ? "no" : "unknown",
    entries: [],
  };
}

interface Asked {
  readonly cell: CellFinding;
  /** of a classification that does not hold, the entries that are near; null: none is asked for */
  readonly near: readonly NearEntry[] | null;
}

/** `depth`: how many entries are defined by one another on the way to this cell. */
function read(test: CellTest, reading: Reading, depth: number): Asked {
  const input = reading.program.table.inputs[test.column]!;
  const value = reading.value(test.column);
  const truth = test.test(value, reading.env);
  const holds = truth === YES ? "yes" : isUnknown(truth) ? "unknown" : "no";
  const near = holds === "no" && depth <= DEEP ? entriesNear(test, value, reading.env, depth) : null;
  const cell = {
    subject: input.label,
    asks: cellText(test.cell, input.unit),
    is: value.kind === "record" ? MEMBERSHIP[holds] : valueInWords(value, input.unit),
    holds,
    entries: near?.slice(0, ENTRIES).map(({ entry }) => entry) ?? [],
  } as const;
  return { cell, near };
}

const MEMBERSHIP = { yes: "as asked", no: "not so", unknown: "not known" } as const;

const ENTRIES = 2;

/** Entries that are defined by one another are followed so far. */
const DEEP = 3;

/**
 * The entries a classification asks for: those first that fail in the fewest cells, by a number or a yes rather than by what sort of thing
 * it is, and of these what holds in most. One that holds is taken out of what is asked for, and no way to it; one that asks for what
 * does not apply to the item, or with which it has nothing in common, is not near. Null: no classification is asked for.
 */
function entriesNear(test: CellTest, value: Value, env: Env, depth: number): readonly NearEntry[] | null {
  const { classified, not } = test.cell;
  if (classified === undefined || not === true || value.kind !== "record" || !isFixed(classified))
    return null;
  const { epoch } = env.context;
  const { demands } = epoch.model.set(classified)(env);
  const items = new Set<ItemInfo>();
  for (const demand of demands)
    for (const item of epoch.model.items(demand.scheme)) if (touches(demand, item.code)) items.add(item);
  const found = [...items].flatMap((item) => entryFindings(item, value, env.context, depth));
  return found
    .filter(({ entry, holding, isMeasured }) => entry.failing.length > 0 && (holding > 0 || isMeasured))
    .filter(({ gap }) => gap < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.gap - b.gap || b.holding - a.holding || (a.entry.id < b.entry.id ? -1 : 1));
}

interface NearEntry {
  readonly entry: EntryFinding;
  /** cells that hold */
  readonly holding: number;
  /** a number that the item has is what fails */
  readonly isMeasured: boolean;
  /** what fails, by how far it is from holding */
  readonly gap: number;
}

/** How far a value is from what a cell asks for: a number least, another sort of thing most; what does not apply is no way to it. */
function gapOf({ kind }: Value): number {
  if (kind === "absent") return Number.POSITIVE_INFINITY;
  if (kind === "enum" || kind === "set") return 4;
  return kind === "truth" ? 3 : 2;
}

function entryFindings(
  item: ItemInfo,
  record: RecordValue,
  context: Context,
  depth: number,
): readonly NearEntry[] {
  return context.epoch.itemRows(item).map(({ program, index }) => {
    const reading = program.readingOf(record, context);
    const row = program.row(index);
    const failing: CellFinding[] = [];
    let holding = 0;
    let gap = 0;
    let isMeasured = false;
    for (const test of program.cells(index)) {
      const value = reading.value(test.column);
      const { cell, near } = read(test, reading, depth + 1);
      // an entry that another defines is as near as that
      const [nearest] = value === record ? (near ?? []) : [];
      if (cell.holds === "no" && nearest !== undefined) {
        failing.push(...nearest.entry.failing);
        holding += nearest.holding;
        gap += nearest.gap;
        isMeasured ||= nearest.isMeasured;
      } else if (cell.holds === "no") {
        failing.push(cell);
        gap += gapOf(value);
        isMeasured ||= value.kind === "number";
      } else if (cell.holds === "yes") holding++;
    }
    return { entry: { id: row.id, citations: row.citations, failing }, holding, gap, isMeasured };
  });
}
