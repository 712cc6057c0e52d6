/** What turns on a day on which nothing of the law begins or ends: comparisons of `today` with a day that the law names. */
import { previousDay } from "../check/days.ts";
import { MIRRORED } from "../check/mirrored.ts";
import type { CompareOp, Expr, IsoDate, Jurisdiction, Measure, Program } from "../check/tree.ts";
import { Dependents } from "../dependents/dependents.ts";
import { type Dated, datedDeclarations, everyExpression } from "../dependents/parts.ts";
import { writtenExpr } from "../print/written.ts";
import { type CalendarEvent, chainOf } from "./events.ts";

/** The line of an offset in a file of the sources; null: not known. */
export type LineOf = (file: string, offset: number) => number | null;

/** One for each comparison in force that holds on the day and not on its eve, or the reverse, whatever the facts. */
export function namedDays(
  program: Program,
  jurisdiction: Jurisdiction,
  day: IsoDate,
  lineOf: LineOf,
): readonly CalendarEvent[] {
  const turning = datedDeclarations(program).flatMap((dated) =>
    conditionsOf(dated, day).map((condition) => ({ dated, condition })),
  );
  if (turning.length === 0) return [];
  const dependents = new Dependents(program);
  const chain = chainOf(jurisdiction);
  return turning.flatMap(({ dated, condition }) => {
    const { declared, kind } = dated;
    const isOwn = kind === "measure" || kind === "exception";
    const { citations = [], jurisdiction: whose } = declared as Partial<
      Pick<Measure, "citations" | "jurisdiction">
    >;
    const resting = isOwn
      ? []
      : dependents.measuresOn(declared.id).filter((one) => chain.includes(one.jurisdiction));
    if (isOwn ? !chain.includes(whose!) : resting.length === 0) return [];
    const line = lineOf(condition.span.file, condition.span.start);
    const place = line === null ? condition.span.file : `${condition.span.file}:${line}`;
    return [
      {
        of: declared.id,
        title: declared.title,
        what: `asks whether \`${writtenExpr(condition)}\` (${place})${isOwn ? "" : restingText(resting)}`,
        instrument: null,
        citations: citations.map(({ text }) => text),
        elsewhere: false,
        before: false,
        named: true,
      },
    ];
  });
}

/** `, on which eu.catch_all.military "Military use" [art. 4(1)(b)] and 3 more rest`. */
function restingText([first, ...others]: readonly Measure[]): string {
  const { id, title, citations } = first!;
  const cited = citations.length === 0 ? "" : ` [${citations.map(({ text }) => text).join("; ")}]`;
  const more = others.length === 0 ? " rests" : ` and ${others.length} more rest`;
  return `, on which ${id}${title === null ? "" : ` "${title}"`}${cited}${more}`;
}

function conditionsOf(dated: Dated, day: IsoDate): readonly Expr[] {
  const { versions } = dated.chronology;
  const version = versions.findLast(({ from }) => from === null || from <= day);
  if (version === undefined) return [];
  const parts = everyExpression(dated, version);
  const turns = new Set(parts.filter((part) => isTurning(part, day)));
  // what must hold beside it says whom it concerns
  const around = parts.filter(
    (part) =>
      part.kind === "and" &&
      part.operands.some((one) => turns.has(one)) &&
      writtenExpr(part).length <= CLAUSE,
  );
  const told = new Set(around.flatMap((part) => (part.kind === "and" ? part.operands : [])));
  return [...around, ...[...turns].filter((one) => !told.has(one))];
}

/** Signs of a clause that is told whole. */
const CLAUSE = 120;

function isTurning(expr: Expr, day: IsoDate): boolean {
  if (expr.kind !== "compare") return false;
  const { left, right, op } = expr;
  if (left.kind === "today") return turnOf(op, right, day);
  return right.kind === "today" && turnOf(MIRRORED[op], left, day);
}

/** Whether `today op other` turns between the eve and the day. */
function turnOf(op: CompareOp, other: Expr, day: IsoDate): boolean {
  if (other.kind !== "const" || other.value.kind !== "date") return false;
  const named = other.value.value;
  if (op === "<" || op === ">=") return named === day;
  if (op === "<=" || op === ">") return named === previousDay(day);
  return named === day || named === previousDay(day);
}
