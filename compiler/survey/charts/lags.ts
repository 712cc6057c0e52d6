/** One row for each item held in common: on which day each jurisdiction began to control it. */
import { colorOf, drawing, element, label, mark, shapeOf, titled } from "./svg.ts";
import { timeAxis } from "./time.ts";

export interface LagRow {
  readonly name: string;
  readonly points: readonly {
    /** the place of its jurisdiction among all: its color and shape */
    readonly lane: number;
    readonly day: string;
    readonly title: string;
  }[];
}

const WIDTH = 1000;
const LEFT = 300;
const RIGHT = 976;
const ROW = 26;
const TOP = 40;

export function lagChart(rows: readonly LagRow[], lanes: readonly string[]): string {
  const days = rows.flatMap(({ points }) => points.map(({ day }) => day)).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return drawing(WIDTH, TOP, []);
  const bottom = TOP + rows.length * ROW;
  const span = { from: `${first.slice(0, 4)}-01-01`, until: `${Number(last.slice(0, 4)) + 1}-01-01` };
  const axis = timeAxis(span, LEFT + 12, RIGHT, TOP - 6, bottom);
  const legend = lanes.flatMap((name, at) => {
    const x = LEFT + 12 + at * 74;
    return [mark(shapeOf(at), x, 14, 5, colorOf(at)), label(name, { x: x + 10, y: 18, "font-weight": 700 })];
  });
  const drawn = rows.flatMap(({ name, points }, at) => {
    const y = TOP + ROW * (at + 0.5);
    const xs = points.map(({ day }) => axis.x(day));
    let last = Number.NEGATIVE_INFINITY;
    return [
      label(short(name), { x: LEFT - 8, y: y + 4, "text-anchor": "end" }),
      element("path", {
        d: `M${Math.round(Math.min(...xs))} ${y}H${Math.round(Math.max(...xs))}`,
        stroke: "currentColor",
        "stroke-opacity": 0.35,
        "stroke-width": 2,
      }),
      ...points.map(({ lane, day, title }) => {
        // marks of one day, or of days close by, stand side by side
        last = Math.max(Math.round(axis.x(day)), last + 11);
        return mark(shapeOf(lane), last, y, 5, colorOf(lane), [titled(title)]);
      }),
    ];
  });
  return drawing(WIDTH, bottom + 24, [...axis.grid, ...legend, ...drawn]);
}

/** Longest name that fits before the rows; the table beside the chart has the whole. */
const LONGEST = 44;

function short(name: string): string {
  const letters = [...name];
  return letters.length <= LONGEST ? name : `${letters.slice(0, LONGEST - 1).join("")}…`;
}
