/** The map of the law as text and as JSON. */
import {
  type JurisdictionMap,
  type Missing,
  type Place,
  type PlaceState,
  STATES,
  type Work,
} from "./index.ts";

export const STATE_WORDS: Readonly<Record<PlaceState, string>> = {
  encoded: "encoded",
  partly: "partly",
  left_out: "left out",
  unreadable: "cannot be encoded",
  not_yet: "not yet",
};

export interface MapStyle {
  readonly strong: (text: string) => string;
  readonly soft: (text: string) => string;
}

export function prettyMap(maps: readonly JurisdictionMap[], style: MapStyle): string {
  const lines: string[] = [];
  for (const { jurisdiction, works, counts } of maps) {
    const title = jurisdiction.title === null ? "" : `: ${jurisdiction.title}`;
    lines.push(style.strong(`${jurisdiction.name}${title}`), `  ${countText(counts)}`, "");
    for (const work of works) lines.push(...workLines(work, style), "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

export function countText(counts: Readonly<Record<PlaceState, number>>): string {
  const told = STATES.filter((state) => counts[state] > 0).map(
    (state) => `${counts[state]} ${STATE_WORDS[state]}`,
  );
  return `places: ${told.join(", ")}`;
}

function workLines(work: Work, style: MapStyle): string[] {
  const lines = [`  ${style.strong(work.name)}${work.title === null ? "" : `  ${work.title}`}`];
  const width = Math.min(40, Math.max(...work.places.map((place) => placeText(place).length)));
  for (const place of work.places) {
    const by = place.by.map(({ declared }) => declared.id).join(", ");
    lines.push(
      `    ${placeText(place).padEnd(width)}  ${STATE_WORDS[place.state].padEnd(8)}  ${style.soft(by)}`.trimEnd(),
    );
    for (const missing of place.missing) lines.push(style.soft(`      ${missingText(missing, place)}`));
  }
  return lines;
}

export function placeText({ pinpoint }: Place): string {
  return pinpoint ?? "as a whole";
}

/**
 * `without 744.21(b), Letters: left out, they are addressed to one firm`, at a place that is encoded; at one that is not, what it
 * would be: `Letters: they are addressed to one firm`.
 */
export function missingText({ declared, because, state, within }: Missing, place: Place): string {
  const title = declared.title ?? declared.name;
  const where = within === null ? "" : `${within}, `;
  const start = place.by.length === 0 ? `${where}${title}` : `without ${where}${title}`;
  const remarks = [
    ...(state === place.state ? [] : [STATE_WORDS[state]]),
    ...(because === null ? [] : [because]),
  ];
  return remarks.length === 0 ? start : `${start}: ${remarks.join(", ")}`;
}

export function jsonMap(maps: readonly JurisdictionMap[]): string {
  const plain = maps.map(({ jurisdiction, counts, works }) => ({
    jurisdiction: jurisdiction.name,
    counts,
    works: works.map((work) => ({
      name: work.name,
      title: work.title,
      places: work.places.map((place) => ({
        place: place.pinpoint,
        state: place.state,
        encodedBy: place.by.map(({ kind, declared }) => ({ kind, id: declared.id })),
        missing: place.missing.map(({ declared, state, because, within }) => ({
          id: declared.id,
          title: declared.title,
          state,
          because,
          within,
        })),
      })),
    })),
  }));
  return `${JSON.stringify(plain, null, 2)}\n`;
}
