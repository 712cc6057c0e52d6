/** One lane for each jurisdiction: on which days how much of its law began, changed or stopped. */
import { colorOf, drawing, element, label, mark, titled } from "./svg.ts";
import { spanOf, timeAxis } from "./time.ts";

export interface LaneMark {
  readonly day: string;
  /** how much happens on that day */
  readonly count: number;
  /** something begins; else it only changes or stops */
  readonly begins: boolean;
  /** what happens, in words */
  readonly title: string;
}

export interface Lane {
  readonly name: string;
  readonly marks: readonly LaneMark[];
}

const WIDTH = 1000;
const LEFT = 56;
/** Room at the left edge for what lies before the chart begins. */
const BEFORE = 48;
const RIGHT = 976;
const LANE = 46;
const TOP = 18;

export interface LaneWords {
  readonly asOf: string;
  readonly before: (year: string) => string;
}

export function laneChart(lanes: readonly Lane[], asOf: string, words: LaneWords): string {
  const bottom = TOP + lanes.length * LANE;
  const days = lanes.flatMap(({ marks }) => marks.map(({ day }) => day));
  const span = spanOf(days, asOf);
  const axis = timeAxis(span, LEFT + BEFORE, RIGHT, TOP, bottom);
  const now = axis.x(asOf);
  const isGathered = days.some((day) => day < span.from);
  const isLate = now > (LEFT + RIGHT) / 2;
  // a step lower than the years: beside the first of them there is no room
  const before = label(words.before(span.from.slice(0, 4)), {
    x: LEFT + 14,
    y: bottom + 30,
    "text-anchor": "middle",
    "font-size": 11,
    "fill-opacity": 0.75,
  });
  const drawn = lanes.flatMap((lane, at) => {
    const y = TOP + LANE * (at + 0.5);
    const color = colorOf(at);
    return [
      element("path", {
        d: `M${LEFT} ${y}H${RIGHT}`,
        stroke: color,
        "stroke-opacity": 0.45,
        "stroke-width": 2,
      }),
      label(lane.name, { x: 4, y: y + 5, "font-size": 14, "font-weight": 700 }),
      ...lane.marks.map(({ day, count, begins, title }) => {
        const x = day < span.from ? LEFT + 14 : axis.x(day);
        const r = 4 + Math.min(9, Math.sqrt(count) * 1.8);
        return mark(begins ? "circle" : "ring", x, y, r, color, [titled(title)]);
      }),
    ];
  });
  return drawing(WIDTH, bottom + 36, [
    ...axis.grid,
    ...(isGathered ? [before] : []),
    element("path", {
      d: `M${Math.round(now)} ${TOP - 4}V${bottom}`,
      stroke: "currentColor",
      "stroke-width": 1.5,
      "stroke-dasharray": "4 3",
    }),
    label(words.asOf, {
      x: now + (isLate ? 6 : -6),
      y: 11,
      "text-anchor": isLate ? "end" : "start",
      "font-size": 11,
    }),
    ...drawn,
  ]);
}
