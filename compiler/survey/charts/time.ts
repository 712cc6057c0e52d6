/** Time from left to right. Days are days: nothing here depends on the zone or the language of a machine. */
import { scaleUtc } from "d3-scale";
import { element, label } from "./svg.ts";

export interface TimeAxis {
  readonly x: (day: string) => number;
  /** lines through the chart with their years or months */
  readonly grid: readonly string[];
}

export interface TimeSpan {
  readonly from: string;
  readonly until: string;
}

/** An axis between two days, drawn over `top` to `bottom`. */
export function timeAxis(span: TimeSpan, left: number, right: number, top: number, bottom: number): TimeAxis {
  const scale = scaleUtc([dateOf(span.from), dateOf(span.until)], [left, right]).clamp(true);
  const ticks = scale.ticks(Math.max(2, Math.round((right - left) / 80)));
  const grid = ticks.flatMap((tick) => {
    const x = scale(tick);
    const day = tick.toISOString().slice(0, 10);
    const said = day.endsWith("-01-01") ? day.slice(0, 4) : day.slice(0, 7);
    return [
      element("path", {
        d: `M${Math.round(x * 100) / 100} ${top}V${bottom}`,
        stroke: "currentColor",
        "stroke-opacity": day.endsWith("-01-01") ? 0.25 : 0.12,
      }),
      label(said, { x, y: bottom + 16, "text-anchor": "middle", "font-size": 11, "fill-opacity": 0.75 }),
    ];
  });
  return { x: (day) => scale(dateOf(day)), grid };
}

/** The years that hold all days but the earliest few, which are gathered at the left edge. */
export function spanOf(days: readonly string[], asOf: string): TimeSpan {
  const sorted = [...days].sort();
  const first = sorted[Math.floor(sorted.length * EARLY)] ?? asOf;
  const last = [sorted.at(-1) ?? asOf, asOf].sort().at(-1)!;
  return { from: `${first.slice(0, 4)}-01-01`, until: `${Number(last.slice(0, 4)) + 1}-01-01` };
}

/** Share of the days that may lie before the chart begins. */
const EARLY = 0.1;

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
