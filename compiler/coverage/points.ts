/** What scenarios can exercise: rows, thresholds, lists, dates and exceptions, each with its sides. */
import type { Span } from "../../grammar/base/span.ts";
import type { DatedVersion, Expr, IsoDate, LimbValue, Program } from "../check/tree.ts";
import {
  type Dated,
  datedDeclarations,
  everyExpression,
  expressionsOf,
  outermostLimbs,
} from "../dependents/parts.ts";
import { normalize } from "../normal/lower.ts";

export type PointKind = "row" | "threshold" | "list" | "date" | "exception";

export const POINT_KINDS: readonly PointKind[] = ["row", "threshold", "list", "date", "exception"];

export interface Point {
  readonly kind: PointKind;
  /** id of the declaration it belongs to */
  readonly of: string;
  /** row id, or the day of a date; empty where the place says it all */
  readonly detail: string;
  readonly span: Span;
  /** the condition that is met or not, of a threshold or a membership */
  readonly asked: Expr | null;
  readonly sides: readonly Side[];
}

/** One thing that must have been seen, and how often it was. */
export interface Side {
  readonly name: string;
  hits: number;
}

/** The names of the sides, by kind, in the order of `Point.sides`. */
const SIDES: Readonly<Record<PointKind, readonly string[]>> = {
  row: ["holds"],
  threshold: ["on the side that holds", "on the other side"],
  list: ["a member", "no member"],
  date: ["the day before", "the day"],
  exception: ["released", "not released"],
};

/** All points of a program and the ways to find them again. */
export interface Points {
  readonly all: readonly Point[];
  /** points of expressions, limbs and versions, which come to yes or no */
  readonly of: ReadonlyMap<Expr | LimbValue | DatedVersion<unknown>, Point>;
  /** rows of measures, by `<measure>/<version>/<limb>` */
  readonly rows: ReadonlyMap<string, Point>;
  /** dates on which something begins or ends, by the id of the declaration */
  readonly dates: ReadonlyMap<string, ReadonlyMap<IsoDate, Point>>;
}

/** Those at the places asked for. */
export function pointsOf(program: Program, isRequested: (place: Span) => boolean = () => true): Points {
  const all: Point[] = [];
  const of = new Map<Expr | LimbValue | DatedVersion<unknown>, Point>();
  const rows = new Map<string, Point>();
  const dates = new Map<string, Map<IsoDate, Point>>();
  const byPlace = new Map<string, Point>();
  const make = (
    kind: PointKind,
    owner: string,
    span: Span,
    detail = "",
    asked: Expr | null = null,
  ): Point | null => {
    if (!isRequested(span)) return null;
    // Clauses common to all versions are one point: they were written once.
    const key = `${kind} ${span.file} ${span.start} ${span.end} ${detail}`;
    const known = byPlace.get(key);
    if (known !== undefined) return known;
    const point = {
      kind,
      of: owner,
      detail,
      span,
      asked,
      sides: SIDES[kind].map((name) => ({ name, hits: 0 })),
    };
    byPlace.set(key, point);
    all.push(point);
    return point;
  };
  for (const rule of normalize(program).requirements) {
    const key = rowKey(rule.id);
    if (!rows.has(key)) keep(rows, key, make("row", rule.of.id, rule.span, key));
  }
  for (const dated of datedDeclarations(program)) {
    const { id } = dated.declared;
    for (const version of dated.chronology.versions) {
      for (const expr of everyExpression(dated, version)) {
        const kind = kindOf(expr);
        if (kind !== null) keep(of, expr, make(kind, id, expr.span, "", expr));
      }
      if (dated.kind === "exception") keep(of, version, make("exception", id, version.span));
      if (dated.kind === "item" || dated.kind === "reach") {
        const limbs = expressionsOf(dated, version).slice(0, 1).flatMap(outermostLimbs);
        for (const limb of limbs) keep(of, limb, make("row", id, limb.span));
        if (limbs.length === 0) keep(of, version, make("row", id, version.span));
      }
    }
    const ofDeclaration = new Map<IsoDate, Point>();
    for (const { day, span } of edges(dated)) keep(ofDeclaration, day, make("date", id, span, day));
    if (ofDeclaration.size > 0) dates.set(id, ofDeclaration);
  }
  return { all: [...all].sort(byPosition), of, rows, dates };
}

/** How often each side was seen, in the order of the points. */
export function hitsOf(points: readonly Point[]): readonly number[] {
  return points.flatMap(({ sides }) => sides.map(({ hits }) => hits));
}

/** Adds what was counted on the points of the same law elsewhere. */
export function addHits(points: readonly Point[], hits: readonly number[]): void {
  let at = 0;
  for (const { sides } of points) for (const side of sides) side.hits += hits[at++] ?? 0;
}

function keep<Key>(points: Map<Key, Point>, key: Key, point: Point | null): void {
  if (point !== null) points.set(key, point);
}

/** The row of a rule or of a requirement: its id without rectangle and bindings. */
export function rowKey(id: string): string {
  return id.replace(/@.*$/, "").replace(/\[[A-Za-z_]\w*=.*$/, "");
}

function kindOf(expr: Expr): PointKind | null {
  switch (expr.kind) {
    case "compare":
      // two facts compared with each other have no threshold
      if (!isConstant(expr.left) && !isConstant(expr.right)) return null;
      return expr.op === "=" || expr.op === "!=" ? "list" : "threshold";
    case "in":
    case "meets":
    case "classified":
    case "listedIn":
    case "listedBy":
      return "list";
    default:
      return null;
  }
}

export function isConstant(expr: Expr): boolean {
  return expr.kind === "const" || (expr.kind === "convert" && isConstant(expr.operand));
}

/** The days on which a declaration changes. One whose beginning was not recorded has no first day. */
function edges(dated: Dated): readonly { readonly day: IsoDate; readonly span: Span }[] {
  const { versions, statuses } = dated.chronology;
  return [
    ...versions.flatMap(({ from, before, span }) => (from === null || before ? [] : [{ day: from, span }])),
    ...statuses.flatMap(({ from, until, span }) =>
      [from, until].flatMap((day) => (day === null ? [] : [{ day, span }])),
    ),
  ];
}

function byPosition(a: Point, b: Point): number {
  if (a.span.file !== b.span.file) return a.span.file < b.span.file ? -1 : 1;
  const order = a.span.start - b.span.start || a.span.end - b.span.end;
  if (order !== 0) return order;
  const left = `${a.kind} ${a.detail}`;
  const right = `${b.kind} ${b.detail}`;
  return left < right ? -1 : left > right ? 1 : 0;
}
