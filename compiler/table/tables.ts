/**
 * Rules gathered into tables. Rules share a table where they are evaluated alike: over the same bound names, on the same
 * kind of subject, under the same savings, in the same stratum.
 */
import type {
  Citation,
  Declared,
  Exception,
  Item,
  Measure,
  Reach,
  Saving,
  Universe,
  Variable,
} from "../check/tree.ts";
import { sha256 } from "../load/sha256.ts";
import type { Formula } from "../normal/condition.ts";
import type {
  Classification,
  Ground,
  MeantGap,
  Releasing,
  Requirement,
  Rule,
} from "../normal/normal-program.ts";
import type { Rectangle } from "../normal/timeline.ts";
import type {
  Cell,
  Effect,
  Effective,
  Input,
  MeasureInfo,
  Row,
  Table,
  TableDocument,
  TableKind,
  XBinder,
  XObligation,
  XSaving,
} from "../runtime/format.ts";
import type { Column, Question } from "./cells.ts";
import { cellOf } from "./cells.ts";
import { byText, toBinder, toX } from "./expressions.ts";
import { TABLE_FORMAT } from "./formats.ts";
import { Places } from "./places.ts";
import { toPolicy } from "./policies.ts";

/** A rule of any kind with its effect in published form, and what decides which table it joins. */
export interface Draft {
  readonly jurisdiction: string;
  readonly kind: TableKind;
  readonly rule: Rule<Declared, unknown>;
  readonly effect: Effect;
  readonly info: (places: Places) => MeasureInfo;
  readonly each: readonly XBinder[];
  readonly scope: Table["scope"] | null;
  /** the record an item rule is about */
  readonly it: Variable | null;
  readonly saves: readonly XSaving[];
  readonly stratum: number;
}

/** Jurisdiction of declarations that belong to none. */
export const COMMON = "common";

// ------------------------------------------------------------------------------------------------------- drafts

export function requirementDraft(rule: Rule<Measure, Requirement>): Draft {
  const { effect, of } = rule;
  return {
    ...common(rule, of.kind),
    each: rule.binders.map((binder) => toBinder(binder)),
    saves: savings(effect.saves),
    stratum: effect.stratum,
    effect: {
      verdict: effect.verdict,
      ...(effect.to === null ? {} : { to: effect.to }),
      ...(effect.awaitingDecision ? { awaitingDecision: true as const } : {}),
      ...(effect.review === null ? {} : { review: toPolicy(effect.review) }),
      ...(effect.routes.length === 0
        ? {}
        : {
            routes: effect.routes.map(({ route, when }) => ({
              route,
              ...(when === null ? {} : { when: toX(when) }),
            })),
          }),
    },
    info: (places) => measureInfo(of, places, effect.reach),
  };
}

export function groundDraft(rule: Rule<Reach | Measure, Ground>): Draft {
  const { of } = rule;
  const isMeasure = "kind" in of;
  return {
    ...common(rule, isMeasure ? "extraterritorial" : "reach"),
    each: rule.binders.map((binder) => toBinder(binder)),
    saves: savings(rule.effect.saves),
    effect: { grounds: rule.effect.grounds },
    info: (places) =>
      isMeasure ? measureInfo(of, places, null) : declaredInfo(of, places, of.citations ?? []),
  };
}

export function classificationDraft(rule: Rule<Item, Classification>): Draft {
  return {
    ...common(rule, "classification"),
    scope: "item",
    it: rule.of.it,
    effect: { scheme: rule.effect.scheme.id, code: rule.effect.code },
    info: (places) => declaredInfo(rule.of, places, rule.of.citations ?? []),
  };
}

export function releaseDraft(rule: Rule<Exception, Releasing>): Draft {
  const { releases, obligations, looksAtReleased } = rule.effect;
  return {
    ...common(rule, "exception"),
    scope: looksAtReleased ? "released" : null,
    effect: {
      releases: releases.map(({ measure, limb }) => ({
        measure: measure.id,
        ...(limb === null ? {} : { limb: limb.text }),
      })),
      obligations: obligations.map(
        (o): XObligation => ({
          id: o.id,
          duty: o.duty,
          to: o.to,
          ...(o.timing === null ? {} : { timing: o.timing }),
          ...(o.days === null ? {} : { days: o.days }),
          ...(o.text === null ? {} : { text: o.text }),
          ...(o.when === null ? {} : { when: toX(o.when) }),
        }),
      ),
    },
    info: (places) => declaredInfo(rule.of, places, rule.of.citations),
  };
}

/** A gap that is meant: for readers, and for nothing else. */
export function gapDraft(rule: Rule<Universe, MeantGap>): Draft {
  return {
    ...common(rule, "universe"),
    effect: { gap: rule.effect.because },
    info: (places) => declaredInfo(rule.of, places, rule.of.citations),
  };
}

function savings(saves: readonly Saving[]): readonly XSaving[] {
  return saves.map((saving) => ({ when: toX(saving.condition), until: saving.until, asOf: saving.asOf }));
}

function common(rule: Rule<Declared, unknown>, kind: TableKind) {
  return {
    jurisdiction: rule.jurisdiction?.name ?? COMMON,
    kind,
    rule,
    each: [] as readonly XBinder[],
    scope: null as Draft["scope"],
    it: null as Variable | null,
    saves: [] as readonly XSaving[],
    stratum: 0,
  };
}

function declaredInfo(of: Declared, places: Places, citations: readonly Citation[]): MeasureInfo {
  return {
    title: of.title,
    module: of.module.path,
    citations: citations.map((citation) => citation.text),
    ...(of.confidence === null ? {} : { confidence: of.confidence }),
    at: places.whole(of),
  };
}

function measureInfo(measure: Measure, places: Places, reach: Reach | Measure | null): MeasureInfo {
  const { at, ...info } = declaredInfo(measure, places, measure.citations);
  return {
    ...info,
    ...(measure.authority === null ? {} : { authority: measure.authority.id }),
    ...(measure.topics.length === 0 ? {} : { topics: [...measure.topics].sort(byText) }),
    ...(measure.origin === null ? {} : { origin: measure.origin }),
    ...(reach === null ? {} : { reach: reach.id }),
    at,
  };
}

// ---------------------------------------------------------------------------------------------------- documents

/** One document for each jurisdiction and kind; drafts come sorted by rule id. */
export function tableDocuments(drafts: readonly Draft[]): readonly TableDocument[] {
  const byDocument = groupBy(drafts, (draft) => `${draft.jurisdiction}\n${draft.kind}`);
  return [...byDocument.entries()].sort(([a], [b]) => byText(a, b)).map(([, members]) => documentOf(members));
}

function documentOf(drafts: readonly Draft[]): TableDocument {
  const { jurisdiction, kind } = drafts[0]!;
  const places = new Places(drafts.map((draft) => draft.rule.of.span.file));
  const measures = new Map<string, MeasureInfo>();
  for (const draft of drafts) {
    if (!measures.has(draft.rule.of.id)) measures.set(draft.rule.of.id, draft.info(places));
  }
  const byTable = groupBy(drafts, tableKey);
  const ids = new Map<string, number>();
  const tables = [...byTable.entries()]
    .sort(([a], [b]) => byText(a, b))
    .map(([, members]) => {
      const id = tableId(members[0]!);
      const count = (ids.get(id) ?? 0) + 1;
      ids.set(id, count);
      return tableOf(count === 1 ? id : `${id}~${count}`, members, places);
    });
  return {
    format: TABLE_FORMAT,
    jurisdiction,
    kind,
    hitPolicy: "collect",
    sources: places.sources,
    measures: Object.fromEntries([...measures].sort(([a], [b]) => byText(a, b))),
    tables,
  };
}

/** Lower strata first; then what distinguishes tables of one stratum. */
function tableKey(draft: Draft): string {
  const own = draft.saves.length > 0 ? draft.rule.of.id : "";
  return JSON.stringify([String(draft.stratum).padStart(6, "0"), draft.scope ?? "", draft.each, own]);
}

/** `US/end-user/p in parties, o in p.owners`: says what is evaluated for each of what. */
function tableId(draft: Draft): string {
  const names = draft.rule.binders.map((binder) => binder.variable.name).join(",");
  const parts = [
    draft.jurisdiction,
    draft.kind,
    ...(draft.scope === "released" ? ["released"] : []),
    ...(names === "" ? [] : [`each ${names}`]),
    ...(draft.saves.length > 0 ? [draft.rule.of.name] : []),
    ...(draft.stratum > 0 ? [`stratum ${draft.stratum}`] : []),
  ];
  return parts.join("/");
}

function tableOf(id: string, drafts: readonly Draft[], places: Places): Table {
  const first = drafts[0]!;
  const columns = new Columns();
  const rows = drafts.map((draft) => rowOf(draft, columns, places));
  return {
    id,
    each: first.each,
    ...(first.scope === null || first.scope === undefined ? {} : { scope: first.scope }),
    ...(first.saves.length === 0 ? {} : { saves: first.saves }),
    inputs: columns.inputs(),
    rows,
  };
}

function rowOf(draft: Draft, columns: Columns, places: Places): Row {
  const { rule } = draft;
  const cells: [string, Cell][] = [];
  const used = new Set<string>();
  for (const part of rule.parts) {
    const { question, column } = columns.placed(part, draft.it);
    const input = columns.idOf(column, part.clause, used);
    used.add(input);
    cells.push([input, { ...question, at: places.at(part.span, rule.of) }]);
  }
  return {
    id: rule.id,
    of: rule.of.id,
    limbs: rule.limbs,
    effective: toEffective(rule.effective),
    citations: rule.citations,
    cells: Object.fromEntries(cells.sort(([a], [b]) => byText(a, b))),
    // biome-ignore lint/suspicious/noThenProperty: the published name of what follows from a row
    then: draft.effect,
    at: places.at(rule.span, rule.of),
  };
}

export function toEffective(rectangle: Rectangle): Effective {
  return {
    from: rectangle.from,
    until: rectangle.until,
    ...(rectangle.knownFrom === null ? {} : { knownFrom: rectangle.knownFrom }),
    ...(rectangle.knownUntil === null ? {} : { knownUntil: rectangle.knownUntil }),
    ...(rectangle.view === "both" ? {} : { view: rectangle.view }),
    ...(rectangle.state === "in_force" ? {} : { state: rectangle.state }),
  };
}

// ------------------------------------------------------------------------------------------------------ columns

/** What comes first in a table: the columns a reader looks for. */
const RANK: Readonly<Record<string, number>> = { items: 0, activities: 1, destinations: 2 };

interface KeyedColumn {
  readonly column: Column;
  /** equal for equal columns */
  readonly text: string;
}

interface PlacedColumn {
  readonly column: KeyedColumn;
  readonly question: Question;
}

interface Entry {
  readonly input: Input;
  rank: number;
}

/**
 * The inputs of one table, one for each expression; a second one only where a row asks the same value twice. Ids come
 * from the fact or the expression itself, so that a new column does not rename the others.
 */
class Columns {
  readonly #byValue = new Map<string, Entry[]>();
  /** the rectangles of one version share their parts */
  readonly #placed = new Map<Formula, PlacedColumn>();
  readonly #ids = new Set<string>();

  placed(part: Formula, it: Variable | null): PlacedColumn {
    let placed = this.#placed.get(part);
    if (placed === undefined) {
      const { column, question } = cellOf(part, it);
      placed = { question, column: { column, text: JSON.stringify([column.type, column.value]) } };
      this.#placed.set(part, placed);
    }
    return placed;
  }

  /** The column for this value that the row has not used yet. */
  idOf({ column, text }: KeyedColumn, clause: string, used: ReadonlySet<string>): string {
    let entries = this.#byValue.get(text);
    if (entries === undefined) {
      entries = [];
      this.#byValue.set(text, entries);
    }
    const rank = RANK[clause] ?? 3;
    const free = entries.find((entry) => !used.has(entry.input.id));
    if (free !== undefined) {
      free.rank = Math.min(free.rank, rank);
      return free.input.id;
    }
    const input = { id: this.#newId(column, text), ...column };
    entries.push({ input, rank });
    return input.id;
  }

  inputs(): readonly Input[] {
    return [...this.#byValue.values()]
      .flat()
      .sort((a, b) => a.rank - b.rank || byText(a.input.id, b.input.id))
      .map((entry) => entry.input);
  }

  #newId(column: Column, text: string): string {
    const base =
      column.path ?? readableId(column.label) ?? `x${sha256(new TextEncoder().encode(text)).slice(0, 8)}`;
    let id = base;
    for (let count = 2; this.#ids.has(id); count++) id = `${base}~${count}`;
    this.#ids.add(id);
    return id;
  }
}

/** A label short enough to be the key of cells; null for longer ones. */
function readableId(label: string): string | null {
  return label.length <= 40 && /^[^"\\\n]+$/.test(label) ? label : null;
}

function groupBy<T>(values: readonly T[], key: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const name = key(value);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [value]);
    else group.push(value);
  }
  return groups;
}
