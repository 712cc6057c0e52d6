/**
 * The map of the law: for each work that a jurisdiction's declarations cite, which places are encoded, which in part, which are left
 * out on purpose and which wait. It is taken from the citations; nothing in it changes an answer.
 */
import { parseCitation } from "../check/citations.ts";
import type { Declared, Jurisdiction, Program } from "../check/tree.ts";
import { type DeclarationKind, type Encoding, encodings } from "./declarations.ts";
import { compareInLaw, compareText, liesWithin } from "./order.ts";

/**
 * `encoded`: some declaration cites the place and nothing is known to be missing; `partly`: some of it is left out, waits or cannot
 * be encoded; `left_out`: on purpose; `unreadable`: no fact settles it; `not_yet`: declared to wait.
 */
export type PlaceState = "encoded" | "partly" | "left_out" | "unreadable" | "not_yet";
export const STATES: readonly PlaceState[] = ["encoded", "partly", "left_out", "unreadable", "not_yet"];

export interface EncodedBy {
  readonly kind: DeclarationKind;
  readonly declared: Declared;
}

/** What is missing at a place or within it. */
export interface Missing {
  readonly declared: Declared;
  /** null: it waits */
  readonly because: string | null;
  readonly state: "left_out" | "unreadable" | "not_yet";
  /** the place, if it lies within the one it is told at */
  readonly within: string | null;
}

export interface Place {
  /** as citations name it; null: the work as a whole */
  readonly pinpoint: string | null;
  readonly state: PlaceState;
  readonly by: readonly EncodedBy[];
  readonly missing: readonly Missing[];
}

export interface Work {
  /** `15 CFR 744` */
  readonly name: string;
  /** title of the declared instrument, where the work is one */
  readonly title: string | null;
  /** in the order of the law */
  readonly places: readonly Place[];
}

export interface JurisdictionMap {
  readonly jurisdiction: Jurisdiction;
  readonly works: readonly Work[];
  readonly counts: Readonly<Record<PlaceState, number>>;
}

/** The maps of all jurisdictions that have a law of their own, by name. */
export function lawMap(program: Program): readonly JurisdictionMap[] {
  const all = encodings(program);
  return [...program.jurisdictions]
    .sort((a, b) => compareText(a.name, b.name))
    .map((jurisdiction) => new Surveyor(program, jurisdiction, all).map())
    .filter(({ works }) => works.length > 0);
}

interface Draft {
  readonly by: Map<Declared, DeclarationKind>;
  readonly missing: Missing[];
}

class Surveyor {
  readonly #jurisdiction: Jurisdiction;
  readonly #works = new Map<string, Map<string | null, Draft>>();
  readonly #titles = new Map<string, string>();

  constructor(program: Program, jurisdiction: Jurisdiction, all: readonly Encoding[]) {
    this.#jurisdiction = jurisdiction;
    for (const encoding of all) if (encoding.jurisdiction === jurisdiction) this.#encode(encoding);
    const own = <D extends Declared>(declared: readonly D[]): readonly D[] =>
      declared.filter((d) => d.proposal === null && d.module.jurisdiction === jurisdiction);
    for (const text of own(program.unencodables))
      this.#miss(text.citations, {
        declared: text,
        because: text.because,
        state: "unreadable",
        within: null,
      });
    for (const text of own(program.omissions)) {
      const state = text.because === null ? "not_yet" : "left_out";
      this.#miss(text.citations, { declared: text, because: text.because, state, within: null });
    }
    for (const instrument of own(program.instruments))
      if (instrument.citation !== null && instrument.title !== null)
        for (const part of parseCitation(instrument.citation.text).parts)
          if (!this.#titles.has(part.instrument)) this.#titles.set(part.instrument, instrument.title);
  }

  #encode({ kind, declared, citations, unread, madeBy }: Encoding): void {
    const acts = madeBy.flatMap(({ citation }) => (citation === null ? [] : [citation.text]));
    for (const text of [...citations, ...acts])
      for (const { instrument, pinpoint } of parseCitation(text).parts)
        this.#place(instrument, pinpoint).by.set(declared, kind);
    for (const text of citations)
      for (const { instrument, pinpoint } of parseCitation(text).parts)
        for (const gap of unread)
          this.#place(instrument, pinpoint).missing.push({
            declared: gap,
            because: gap.because,
            state: "unreadable",
            within: null,
          });
  }

  #miss(citations: readonly { readonly text: string }[], missing: Missing): void {
    for (const { text } of citations)
      for (const { instrument, pinpoint } of parseCitation(text).parts)
        this.#place(instrument, pinpoint).missing.push(missing);
  }

  #place(work: string, pinpoint: string | null): Draft {
    const places = this.#works.get(work) ?? new Map<string | null, Draft>();
    this.#works.set(work, places);
    const draft = places.get(pinpoint) ?? { by: new Map(), missing: [] };
    places.set(pinpoint, draft);
    return draft;
  }

  map(): JurisdictionMap {
    const works = [...this.#works]
      .sort(([a], [b]) => compareInLaw(a, b))
      .map(
        ([name, places]): Work => ({ name, title: this.#titles.get(name) ?? null, places: finish(places) }),
      );
    const counts = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<PlaceState, number>;
    for (const work of works) for (const place of work.places) counts[place.state]++;
    return { jurisdiction: this.#jurisdiction, works, counts };
  }
}

function finish(drafts: ReadonlyMap<string | null, Draft>): readonly Place[] {
  return [...drafts]
    .sort(([a], [b]) => compareInLaw(a ?? "", b ?? ""))
    .map(([pinpoint, { by, missing }]) => {
      // What is missing within a place that is encoded is missing from it too. A whole work lacks only what is said of it.
      const inner =
        by.size === 0 || pinpoint === null
          ? []
          : [...drafts].flatMap(([other, draft]) =>
              other !== pinpoint && liesWithin(other, pinpoint)
                ? draft.missing.map((one): Missing => ({ ...one, within: other }))
                : [],
            );
      const all = unique([...missing, ...inner]);
      return {
        pinpoint,
        state: stateOf(by.size > 0, all),
        by: [...by]
          .map(([declared, kind]) => ({ declared, kind }))
          .sort((a, b) => compareText(a.declared.id, b.declared.id)),
        missing: all,
      };
    });
}

function stateOf(encoded: boolean, missing: readonly Missing[]): PlaceState {
  if (encoded) return missing.length === 0 ? "encoded" : "partly";
  const states = missing.map(({ state }) => state);
  // What waits is the first thing to tell: a reason given beside it does not settle it.
  return (["not_yet", "unreadable"] as const).find((state) => states.includes(state)) ?? "left_out";
}

/** Each missing text once for each place, in the order of places and names. */
function unique(missing: readonly Missing[]): readonly Missing[] {
  const found = new Map<string, Missing>();
  for (const one of missing) {
    const known = found.get(one.declared.id);
    if (known === undefined || (known.within !== null && one.within === null))
      found.set(one.declared.id, one);
  }
  return [...found.values()].sort(
    (a, b) => compareInLaw(a.within ?? "", b.within ?? "") || compareText(a.declared.id, b.declared.id),
  );
}
