/** Countries as tiles, region by region: an answer by fill, letters and title, so that no color stands alone. */
import { anchor } from "../../report/document.ts";
import { text } from "../../report/html.ts";
import { element, label, titled } from "./svg.ts";

export type Answer =
  | "prohibited"
  | "license_required"
  | "notification_required"
  | "authorized"
  | "no_requirement"
  | "not_reached"
  | "undetermined";

export interface Panel {
  readonly name: string;
  readonly answers: ReadonlyMap<string, Answer>;
}

export interface TileWords {
  readonly country: (code: string) => string;
  readonly answer: (answer: Answer) => string;
}

const TILE = 23;
const HEIGHT = 19;
const ACROSS = 20;
const GAP = 30;
const HEAD = 24;

/** Regions of the world, as a reader looks for a country; what stands in none comes last. */
const REGIONS: readonly string[] = [
  "AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK AX",
  "AE AF AM AZ BD BH BN BT CN GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE",
  "AG AI AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI",
  "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW",
  "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS AQ BV GS TF",
];

/**
 * The letters of countries, drawn once for all maps of a page: each map refers to them. They take their ink from where they
 * are used, and tell a pointer the country's name.
 */
export function countryLetters(codes: Iterable<string>, words: TileWords): string {
  const letters = [...new Set(codes)]
    .sort()
    .map((code) =>
      element("g", { id: letterId(code) }, [
        titled(`${words.country(code)} (${code})`),
        element("text", { x: TILE / 2, y: 13.5, "text-anchor": "middle", "font-size": 10 }, [text(code)]),
      ]),
    );
  return element("defs", {}, letters);
}

function letterId(code: string): string {
  return `at-${anchor(code)}`;
}

/**
 * Two panels beside each other, and below them the next two; `id` keeps the patterns of two drawings apart. The letters are
 * those of `countryLetters`, once on the page.
 */
export function tileChart(
  panels: readonly Panel[],
  words: TileWords,
  id: string,
): { svg: string[]; width: number; height: number } {
  const width = ACROSS * TILE;
  const codes = [...new Set(panels.flatMap(({ answers }) => [...answers.keys()]))];
  const rows = rowsOf(codes);
  const height = HEAD + rows.reduce((sum, row) => sum + row.below, 0) + 14;
  const used = [...new Set(panels.flatMap(({ answers }) => [...answers.values()]))].sort();
  const legend = used.flatMap((answer, at) => {
    const x = (at % 4) * 245;
    const y = Math.floor(at / 4) * 24;
    return [legendTile(answer, x, y, id), label(words.answer(answer), { x: x + TILE + 6, y: y + 14 })];
  });
  const top = Math.ceil(used.length / 4) * 24 + 12;
  const places = rows.flatMap(({ codes: row, above }) =>
    row.map((code, column): Place => ({ code, x: column * TILE, y: HEAD + above })),
  );
  const drawn = panels.map((panel, at) => {
    const x = (at % 2) * (width + GAP);
    const y = top + Math.floor(at / 2) * height;
    return element("g", { transform: `translate(${x} ${y})` }, [
      label(panel.name, { x: 0, y: 16, "font-size": 15, "font-weight": 700 }),
      ...used.flatMap((answer) => {
        const own = places.filter(({ code }) => (panel.answers.get(code) ?? "undetermined") === answer);
        return own.length === 0 ? [] : tiles(answer, own, words.answer(answer), id);
      }),
    ]);
  });
  return {
    svg: [hatches(id), ...legend, ...drawn],
    width: width * 2 + GAP,
    height: top + Math.ceil(panels.length / 2) * height,
  };
}

interface Place {
  readonly code: string;
  readonly x: number;
  readonly y: number;
}

/** All tiles of one answer: their ground as one shape, which tells a pointer the answer, and on it the letters. */
function tiles(answer: Answer, places: readonly Place[], said: string, id: string): readonly string[] {
  const { fill, stroke, ink, weight, faint } = lookOf(answer, id);
  const [width, height] = [TILE - 2, HEIGHT - 2];
  const ground = places.map(({ x, y }) => `M${x + 1} ${y + 1}h${width}v${height}h-${width}z`).join("");
  const letters = {
    fill: ink,
    "font-weight": weight,
    ...(faint === undefined ? {} : { "fill-opacity": faint }),
  };
  return [
    element("path", { d: ground, fill, stroke, "stroke-linejoin": "round", "pointer-events": "all" }, [
      titled(said),
    ]),
    element(
      "g",
      letters,
      places.map(({ code, x, y }) => element("use", { href: `#${letterId(code)}`, x, y })),
    ),
  ];
}

interface Line {
  readonly codes: readonly string[];
  /** from the first line to this one, and from this one to the next */
  readonly above: number;
  readonly below: number;
}

/** Each region begins on a line of its own, a little apart. */
function rowsOf(codes: readonly string[]): readonly Line[] {
  const known = REGIONS.map((region) =>
    region
      .split(" ")
      .filter((code) => codes.includes(code))
      .sort(),
  );
  const placed = new Set(known.flat());
  const rest = codes.filter((code) => !placed.has(code)).sort();
  const lines: Line[] = [];
  let above = 0;
  for (const region of [...known, rest])
    for (let at = 0; at < region.length; at += ACROSS) {
      const below = at + ACROSS < region.length ? HEIGHT : HEIGHT + 5;
      lines.push({ codes: region.slice(at, at + ACROSS), above, below });
      above += below;
    }
  return lines;
}

interface Look {
  readonly fill: string;
  readonly stroke: string;
  readonly ink: string;
  readonly weight: number;
  readonly faint?: number;
}

/** Solid: something is required. Hatched: open, or lifted. Outline: free. */
function lookOf(answer: Answer, id: string): Look {
  switch (answer) {
    case "prohibited":
      return { fill: "#7d0f16", stroke: "#7d0f16", ink: "#ffffff", weight: 700 };
    case "license_required":
      return { fill: "#b5500c", stroke: "#b5500c", ink: "#ffffff", weight: 700 };
    case "notification_required":
      return { fill: "#e3b92f", stroke: "#8a6a00", ink: "#1a1a1a", weight: 700 };
    case "authorized":
      return { fill: `url(#${id}-lifted)`, stroke: "#3f86b8", ink: "currentColor", weight: 400 };
    case "undetermined":
      return { fill: `url(#${id}-open)`, stroke: "#8d6cc0", ink: "currentColor", weight: 400 };
    case "no_requirement":
      return { fill: "none", stroke: "#5c9a70", ink: "currentColor", weight: 400 };
    case "not_reached":
      return { fill: "none", stroke: "none", ink: "currentColor", weight: 400, faint: 0.6 };
  }
}

function legendTile(answer: Answer, x: number, y: number, id: string): string {
  const { fill, stroke, ink, weight, faint } = lookOf(answer, id);
  return element("g", {}, [
    element("rect", { x: x + 1, y: y + 1, width: TILE - 2, height: HEIGHT - 2, rx: 2, fill, stroke }),
    label("––", {
      x: x + TILE / 2,
      y: y + 13.5,
      "text-anchor": "middle",
      "font-size": 10,
      "font-weight": weight,
      fill: ink,
      ...(faint === undefined ? {} : { "fill-opacity": faint }),
    }),
  ]);
}

function hatches(id: string): string {
  const hatch = (name: string, color: string, angle: number): string =>
    element(
      "pattern",
      {
        id: `${id}-${name}`,
        width: 5,
        height: 5,
        patternUnits: "userSpaceOnUse",
        patternTransform: `rotate(${angle})`,
      },
      [element("path", { d: "M0 0V5", stroke: color, "stroke-width": 2, "stroke-opacity": 0.45 })],
    );
  return element("defs", {}, [hatch("lifted", "#3f86b8", 45), hatch("open", "#8d6cc0", -45)]);
}
