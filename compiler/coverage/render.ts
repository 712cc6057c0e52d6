/** Coverage as text for people, JSON, and LCOV, which editors show beside the lines. */
import { plainText } from "../render/text.ts";
import type { Paint, PlaceOf } from "../scenario/render.ts";
import type { Coverage } from "./measure.ts";
import { POINT_KINDS, type Point, type PointKind } from "./points.ts";
import { type Figure, type Missed, missedSides, summarize } from "./summary.ts";

const NOUNS: Readonly<Record<PointKind, string>> = {
  row: "rows that hold",
  threshold: "sides of thresholds",
  list: "members and non-members",
  date: "days before and days of a change",
  exception: "exceptions, used and not",
};

const LISTED = 20;

/** A table of figures, and the first places that no scenario reaches. */
export function prettyCoverage(coverage: Coverage, placeOf: PlaceOf, paint: Paint): string {
  const summary = summarize(coverage);
  const rows: (readonly [string, Figure])[] = [
    ...POINT_KINDS.map((kind): [string, Figure] => [NOUNS[kind], summary.kinds[kind]]),
    ["all", summary.all],
  ];
  const width = Math.max(...rows.map(([noun]) => noun.length));
  const lines = rows.map(([noun, { covered, total, percent }]) => {
    if (total === 0) return paint.soft(`  ${noun.padEnd(width)}  ${"none".padStart(13)}`);
    const text = `  ${noun.padEnd(width)}  ${`${covered} of ${total}`.padStart(13)}  ${percent.toFixed(1).padStart(5)} %`;
    return covered === total ? paint.good(text) : text;
  });
  const missed = missedSides(coverage);
  const shown = missed
    .slice(0, LISTED)
    .map((one) => `  ${missedText(one)}  ${paint.soft(placeOf(one.span))}`);
  if (missed.length > LISTED)
    shown.push(`  and ${missed.length - LISTED} more; \`--reporter json\` has them all`);
  return ["Coverage", ...lines, ...(missed.length === 0 ? [] : ["", "No scenario sees", ...shown]), ""].join(
    "\n",
  );
}

/** `us.base.ac_zone on 2023-11-17: the day before` */
export function missedText({ point, side }: Missed): string {
  const { kind, of, detail } = point;
  const what: Readonly<Record<PointKind, string>> = {
    row: `${detail === "" ? of : detail}: ${side}`,
    threshold: `${of}, threshold: ${side}`,
    list: `${of}, membership: ${side}`,
    date: `${of}, ${detail}: ${side}`,
    exception: `${of}: ${side}`,
  };
  return plainText(what[kind]);
}

/** Figures and every point, for `--reporter json`. */
export function jsonCoverage(coverage: Coverage, placeOf: PlaceOf): object {
  const { all, kinds } = summarize(coverage);
  return {
    ...all,
    kinds,
    points: coverage.points.map(({ kind, of, detail, span, sides }) => ({
      kind,
      of,
      detail,
      place: placeOf(span),
      sides: sides.map(({ name, hits }) => ({ name, hits })),
    })),
  };
}

/**
 * LCOV trace: a line counts as run if any side of a point that begins there was seen; points with two sides are branches.
 */
export function lcovCoverage(coverage: Coverage, placeOf: PlaceOf): string {
  const files = new Map<string, Map<number, Point[]>>();
  for (const point of coverage.points) {
    const [file, line] = fileAndLine(placeOf(point.span));
    const lines = files.get(file) ?? new Map<number, Point[]>();
    files.set(file, lines.set(line, [...(lines.get(line) ?? []), point]));
  }
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, lines]) =>
      record(
        file,
        [...lines].sort(([a], [b]) => a - b),
      ),
    )
    .join("");
}

function record(file: string, lines: readonly (readonly [number, readonly Point[]])[]): string {
  const hits = lines.map(([line, points]): [number, number] => [line, most(points)]);
  const branches = lines.flatMap(([line, points]) =>
    points
      .filter(({ sides }) => sides.length > 1)
      .flatMap((point, block) =>
        point.sides.map((side, i) => ({
          text: `BRDA:${line},${block},${i},${most([point]) === 0 ? "-" : side.hits}`,
          hits: side.hits,
        })),
      ),
  );
  const out = ["TN:", `SF:${file.replace(/[\r\n]/g, " ")}`, ...branches.map(({ text }) => text)];
  out.push(`BRF:${branches.length}`, `BRH:${branches.filter((branch) => branch.hits > 0).length}`);
  out.push(...hits.map(([line, n]) => `DA:${line},${n}`));
  out.push(`LF:${hits.length}`, `LH:${hits.filter(([, n]) => n > 0).length}`, "end_of_record", "");
  return out.join("\n");
}

function most(points: readonly Point[]): number {
  return Math.max(...points.flatMap((point) => point.sides.map(({ hits }) => hits)));
}

/** `us/base.cordon:12`, apart. */
function fileAndLine(place: string): readonly [string, number] {
  const at = place.lastIndexOf(":");
  const line = Number(place.slice(at + 1));
  return at === -1 || !Number.isInteger(line) ? [place, 1] : [place.slice(0, at), line];
}
