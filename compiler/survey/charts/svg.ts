/** SVG as text: every text is escaped, no style element or attribute is used, colors are presentation attributes. */
import { text } from "../../report/html.ts";

export type Attributes = Readonly<Record<string, string | number>>;

/** An element around others; numbers are written with two decimals at most, so that the bytes never depend on rounding. */
export function element(tag: string, attributes: Attributes, inner: readonly string[] = []): string {
  const said = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${text(typeof value === "number" ? decimal(value) : value)}"`,
  );
  return `<${tag}${said.join("")}>${inner.join("")}</${tag}>`;
}

/** What a pointer that rests on a mark is told. */
export function titled(title: string): string {
  return element("title", {}, [text(title)]);
}

/** A text at a place. */
export function label(said: string, attributes: Attributes): string {
  return element("text", { fill: "currentColor", "font-size": 12, ...attributes }, [text(said)]);
}

/** The root; sized by its view box. */
export function drawing(width: number, height: number, inner: readonly string[]): string {
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${decimal(width)} ${decimal(height)}`,
      width,
      height,
      "font-family": "system-ui, sans-serif",
    },
    inner,
  );
}

function decimal(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Colors that stand out from a white and from a black ground, and from each other for most color-blind readers. */
export const LANE_COLORS = [
  "#2f7fc1",
  "#d1701f",
  "#1f9479",
  "#9a6bd0",
  "#c8506f",
  "#7d8794",
  "#a98a1c",
] as const;

/** Marks that tell lanes apart without color: the same number of them. */
const SHAPES = ["circle", "square", "diamond", "up", "down", "cross", "ring"] as const;
export type Shape = (typeof SHAPES)[number];

export function colorOf(index: number): string {
  return LANE_COLORS[index % LANE_COLORS.length]!;
}

export function shapeOf(index: number): Shape {
  return SHAPES[index % SHAPES.length]!;
}

/** A mark of a radius around a point. */
export function mark(
  shape: Shape,
  x: number,
  y: number,
  r: number,
  color: string,
  inner: readonly string[] = [],
): string {
  const fill = { fill: color, stroke: color };
  const polygon = (points: readonly (readonly [number, number])[]): string =>
    element(
      "path",
      {
        ...fill,
        d: `${points.map(([px, py], i) => `${i === 0 ? "M" : "L"}${decimal(px)} ${decimal(py)}`).join("")}Z`,
      },
      inner,
    );
  switch (shape) {
    case "circle":
      return element("circle", { ...fill, cx: x, cy: y, r }, inner);
    case "ring":
      return element(
        "circle",
        { fill: "none", stroke: color, "stroke-width": 2, cx: x, cy: y, r: r - 1 },
        inner,
      );
    case "square":
      return element(
        "rect",
        { ...fill, x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8 },
        inner,
      );
    case "diamond":
      return polygon([
        [x, y - r * 1.25],
        [x + r * 1.25, y],
        [x, y + r * 1.25],
        [x - r * 1.25, y],
      ]);
    case "up":
      return polygon([
        [x, y - r * 1.15],
        [x + r * 1.1, y + r * 0.85],
        [x - r * 1.1, y + r * 0.85],
      ]);
    case "down":
      return polygon([
        [x, y + r * 1.15],
        [x + r * 1.1, y - r * 0.85],
        [x - r * 1.1, y - r * 0.85],
      ]);
    case "cross":
      return element(
        "path",
        {
          fill: "none",
          stroke: color,
          "stroke-width": 2.5,
          d: `M${decimal(x - r)} ${decimal(y - r)}L${decimal(x + r)} ${decimal(y + r)}M${decimal(x - r)} ${decimal(y + r)}L${decimal(x + r)} ${decimal(y - r)}`,
        },
        inner,
      );
  }
}
