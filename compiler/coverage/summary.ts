/** Coverage in figures. */
import type { Span } from "../../grammar/base/span.ts";
import type { Coverage } from "./measure.ts";
import { POINT_KINDS, type Point, type PointKind } from "./points.ts";

export interface Figure {
  readonly covered: number;
  readonly total: number;
  /** in percent, cut to a tenth: 100 says that nothing is left */
  readonly percent: number;
}

export interface Summary {
  readonly all: Figure;
  readonly kinds: Readonly<Record<PointKind, Figure>>;
}

export function summarize({ points }: Coverage): Summary {
  const of = (kind: PointKind) => figure(points.filter((point) => point.kind === kind));
  return {
    all: figure(points),
    kinds: Object.fromEntries(POINT_KINDS.map((kind) => [kind, of(kind)])) as Summary["kinds"],
  };
}

function figure(points: readonly Point[]): Figure {
  const sides = points.flatMap((point) => point.sides);
  const covered = sides.filter(({ hits }) => hits > 0).length;
  return { covered, total: sides.length, percent: percentOf(covered, sides.length) };
}

/** Nothing to cover is all covered. */
export function percentOf(covered: number, total: number): number {
  return total === 0 ? 100 : Math.floor((covered * 1000) / total) / 10;
}

/** A side that no scenario has seen. */
export interface Missed {
  readonly point: Point;
  readonly side: string;
  readonly span: Span;
}

export function missedSides({ points }: Coverage): readonly Missed[] {
  return points.flatMap((point) =>
    point.sides
      .filter(({ hits }) => hits === 0)
      .map(({ name }): Missed => ({ point, side: name, span: point.span })),
  );
}
