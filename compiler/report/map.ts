/** The page with the map of the law: each work with its places, in the order of the law. */
import type { JurisdictionMap, Place, PlaceState, Work } from "../lawmap/index.ts";
import { countText, missingText, placeText, STATE_WORDS } from "../lawmap/render.ts";
import { type Block, type Page, type Part, plainPart, sectionPart } from "./document.ts";
import { nameOf, type Phrase, strong } from "./phrase.ts";

/** Name of the page; no jurisdiction's page has it. */
export const MAP_PAGE = "map";

const MEANINGS: Readonly<Record<PlaceState, string>> = {
  encoded: "declarations cite the place, and nothing of it is known to be missing",
  partly: "something at the place or within it is left out, waits, or cannot be encoded",
  left_out: "on purpose, for the reason given",
  unreadable: "no fact settles what the text says",
  not_yet: "waits to be encoded",
};

/** Null where no law is cited. */
export function mapPage(maps: readonly JurisdictionMap[]): Page | null {
  if (maps.length === 0) return null;
  return {
    name: MAP_PAGE,
    title: "Map of the law",
    parts: [plainPart(lead), ...maps.flatMap(jurisdictionParts)],
  };
}

function lead(): readonly Block[] {
  const rows = (Object.keys(MEANINGS) as PlaceState[]).map((state): [string, Phrase] => [
    STATE_WORDS[state],
    [MEANINGS[state]],
  ]);
  return [
    { kind: "links", links: [{ page: "index", text: "All jurisdictions" }] },
    {
      kind: "paragraph",
      text: [
        "Which places of which work the sources encode. A place that no declaration names is not in this map.",
      ],
    },
    { kind: "facts", rows },
  ];
}

function jurisdictionParts({ jurisdiction, works, counts }: JurisdictionMap): readonly Part[] {
  return [
    sectionPart(jurisdiction.title ?? jurisdiction.name, jurisdiction.name),
    plainPart(() => [{ kind: "paragraph", text: [`${jurisdiction.name}, ${countText(counts)}.`] }]),
    ...works.map((work) => plainPart(() => workBlocks(work))),
  ];
}

function workBlocks(work: Work): readonly Block[] {
  const title = work.title === null ? work.name : `${work.name}: ${work.title}`;
  return [
    { kind: "heading", level: 3, text: [title], id: null, span: null },
    {
      kind: "table",
      caption: `Places of ${work.name}`,
      head: ["Place", "State", "Encoded by", "Missing"],
      rows: work.places.map(row),
    },
  ];
}

function row(place: Place): readonly Phrase[] {
  const by = place.by.flatMap(
    ({ declared }, i): Phrase => [...(i === 0 ? [] : [", "]), nameOf(declared, "name")],
  );
  const state = STATE_WORDS[place.state];
  return [
    [placeText(place)],
    [place.state === "encoded" ? state : strong(state)],
    by,
    [place.missing.map((missing) => missingText(missing, place)).join("; ")],
  ];
}
