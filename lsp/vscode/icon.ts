/** The pictures of the extension, drawn from a few rounded rectangles: a table of which one row is lit. */
import { crc32, deflateSync } from "node:zlib";

interface Shape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly color: string;
}

/** Side of the square that the shapes are placed in. */
const SIDE = 128;

function rows(ink: string, lit: string): Shape[] {
  const columns = [
    { x: 24, width: 30 },
    { x: 60, width: 18 },
    { x: 84, width: 20 },
  ];
  return [32, 54, 76].flatMap((y, row) =>
    columns.map(({ x, width }) => ({ x, y, width, height: 14, radius: 4, color: row === 1 ? lit : ink })),
  );
}

/** A line that stops short at both ends: what is cordoned off. */
function line(color: string): Shape {
  return { x: 24, y: 98, width: 80, height: 5, radius: 2.5, color };
}

/** The icon of the extension. */
export const extensionIcon: readonly Shape[] = [
  { x: 0, y: 0, width: SIDE, height: SIDE, radius: 24, color: "#12324a" },
  ...rows("#d5e3ee", "#f2b134"),
  line("#f2b134"),
];

/** The icon of a file in the explorer, for light and for dark ground. */
export const fileIcons: Readonly<Record<"light" | "dark", readonly Shape[]>> = {
  light: [...rows("#3b5568", "#b06a00"), line("#b06a00")],
  dark: [...rows("#c5d3de", "#f2b134"), line("#f2b134")],
};

export function svg(shapes: readonly Shape[]): string {
  const drawn = shapes.map(
    ({ x, y, width, height, radius, color }) =>
      `  <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${color}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}">\n${drawn.join("\n")}\n</svg>\n`;
}

/** The shapes as a PNG of so many pixels a side, with transparent ground. */
export function png(shapes: readonly Shape[], pixels: number): Buffer {
  const lines = Buffer.alloc(pixels * (pixels * 4 + 1));
  for (let y = 0; y < pixels; y++)
    for (let x = 0; x < pixels; x++)
      lines.set(colorAt(shapes, x, y, pixels), y * (pixels * 4 + 1) + 1 + x * 4);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  // eight bits a channel, red green blue alpha
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The mean of sixteen points of a pixel: edges are smooth. */
function colorAt(shapes: readonly Shape[], x: number, y: number, pixels: number): number[] {
  const points = 4;
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < points * points; i++) {
    const at = (pixel: number, step: number): number => ((pixel + (step + 0.5) / points) * SIDE) / pixels;
    const [px, py] = [at(x, i % points), at(y, Math.floor(i / points))];
    const top = shapes.findLast((shape) => covers(shape, px, py));
    if (top === undefined) continue;
    const color = Number.parseInt(top.color.slice(1), 16);
    for (const [channel, value] of [color >> 16, (color >> 8) & 255, color & 255, 255].entries())
      sum[channel]! += value;
  }
  const opaque = sum[3]! / 255;
  return [
    ...sum.slice(0, 3).map((value) => (opaque === 0 ? 0 : Math.round(value / opaque))),
    Math.round((opaque / points ** 2) * 255),
  ];
}

function covers({ x, y, width, height, radius }: Shape, px: number, py: number): boolean {
  const dx = Math.max(Math.abs(px - x - width / 2) - (width / 2 - radius), 0);
  const dy = Math.max(Math.abs(py - y - height / 2) - (height / 2 - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}
