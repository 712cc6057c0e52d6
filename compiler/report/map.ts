/** The page with the map of the law: each work with its places, in the order of the law. */
import {
  type JurisdictionMap,
  type Missing,
  type Place,
  type PlaceState,
  STATES,
  type Work,
} from "../lawmap/index.ts";
import { type Block, type Page, type Part, plainPart, sectionPart } from "./document.ts";
import type { Phrase, Piece, Tone } from "./phrase.ts";
import type { Wording } from "./wording/wording.ts";

/** Name of the page; no jurisdiction's page has it. */
export const MAP_PAGE = "map";

const TONES: Readonly<Record<PlaceState, Tone>> = {
  encoded: "good",
  partly: "notification_required",
  left_out: "neutral",
  unreadable: "undetermined",
  not_yet: "bad",
};

/** Null where no law is cited. */
export function mapPage(maps: readonly JurisdictionMap[], w: Wording): Page | null {
  if (maps.length === 0) return null;
  const { frame, headings } = w.language.texts;
  return {
    name: MAP_PAGE,
    title: headings.map,
    trail: [{ page: "index", text: frame.overview }],
    parts: [plainPart(() => lead(w)), ...maps.flatMap((map) => jurisdictionParts(map, w))],
  };
}

function lead(w: Wording): readonly Block[] {
  const { notes } = w.language.texts;
  const rows = STATES.map((state): [string, Phrase] => [
    w.language.terms.placeState[state],
    [notes.placeStates[state]],
  ]);
  return [
    { kind: "paragraph", text: [notes.mapLead] },
    { kind: "facts", rows },
  ];
}

function jurisdictionParts({ jurisdiction, works, counts }: JurisdictionMap, w: Wording): readonly Part[] {
  const { notes } = w.language.texts;
  const told = STATES.filter((state) => counts[state] > 0).map(
    (state) => `${counts[state]} ${w.language.terms.placeState[state]}`,
  );
  const total = notes.places(told.join(w.language.comma));
  return [
    sectionPart(w.titleText(jurisdiction), jurisdiction.name),
    plainPart(() => [{ kind: "paragraph", text: [`${jurisdiction.name}${w.language.colon}${total}`] }]),
    ...works.map((work) => plainPart(() => workBlocks(work, w))),
  ];
}

function workBlocks(work: Work, w: Wording): readonly Block[] {
  const { captions, labels } = w.language.texts;
  const title: Phrase =
    work.title === null ? [work.name] : [`${work.name}${w.language.colon}`, w.foreign(work.title)];
  return [
    { kind: "heading", level: 3, text: title, id: null, span: null },
    {
      kind: "table",
      caption: captions.places(work.name),
      head: [labels.place, labels.state, labels.encodedBy, labels.missing],
      stacks: true,
      rows: work.places.map((place) => row(place, w)),
      rowHeads: true,
    },
  ];
}

function row(place: Place, w: Wording): readonly Phrase[] {
  const { comma } = w.language;
  const by = place.by.flatMap(
    ({ declared }, i): Phrase => [...(i === 0 ? [] : [comma]), ...w.indexed(declared)],
  );
  const missing = place.missing.flatMap(
    (one, i): Phrase => [...(i === 0 ? [] : [w.language.semicolon]), ...missingPhrase(one, place, w)],
  );
  const state: Piece = {
    kind: "badge",
    tone: TONES[place.state],
    text: w.language.terms.placeState[place.state],
  };
  return [[place.pinpoint ?? w.language.texts.notes.asAWhole], [state], by, missing];
}

/** `744.21(b), Letters: left out, they are addressed to one firm`. */
function missingPhrase({ declared, because, state, within }: Missing, place: Place, w: Wording): Phrase {
  const where = within === null ? "" : `${within}${w.language.name === "zh" ? "，" : ", "}`;
  const title = w.title(declared) ?? declared.name;
  const remarks: Piece[] = [
    ...(state === place.state ? [] : [w.language.terms.placeState[state]]),
    ...(because === null ? [] : [w.sentence(because)]),
  ];
  if (remarks.length === 0) return [where, title];
  const [first, ...rest] = remarks;
  return [
    where,
    title,
    w.language.colon,
    first!,
    ...rest.flatMap((remark): Phrase => [w.language.name === "zh" ? "，" : ", ", remark]),
  ];
}
