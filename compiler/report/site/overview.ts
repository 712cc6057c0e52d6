/** The first page: what is in force, the questions that bring readers here, and what changed last. */
import { type Block, type Card, type Page, type Part, plainPart } from "../document.ts";
import type { Event } from "../periods.ts";
import type { Phrase } from "../phrase.ts";
import { dayText, isInForce, languageOf, type Site, titleOf } from "./context.ts";
import { changesOf, eventTable } from "./jurisdiction-page.ts";
import { sectionOf } from "./listing.ts";

/** Changes that the first page shows in each direction of time. */
const SHOWN = 12;

/** `ways`: the questions a reader may come with, each answered by a page. */
export function overviewPage(site: Site, ways: readonly Card[]): Page {
  const { frame } = languageOf(site).texts;
  const { words } = site;
  const { sections } = words;
  const { recent, coming } = eventsAround(site);
  return {
    name: "index",
    title: frame.title,
    parts: [
      plainPart(() => [
        {
          kind: "paragraph",
          text: [site.day === null ? words.undated : words.asOf(dayText(site, site.day))],
        },
      ]),
      ...(ways.length === 0
        ? []
        : sectionOf(sections.ask, "ask", [plainPart(() => [{ kind: "cards", cards: ways }])])),
      ...sectionOf(
        sections.jurisdictions,
        "jurisdictions",
        site.model.jurisdictions.length === 0 ? [] : [plainPart(() => jurisdictionCards(site))],
      ),
      ...eventSection(site, sections.recent, "recent", recent),
      ...eventSection(site, sections.coming, "coming", coming),
    ],
  };
}

/** Laws with measures first; the others are named because those refer to them. */
function jurisdictionCards(site: Site): readonly Block[] {
  const cards = site.model.jurisdictions
    .filter(({ measures }) => measures.length > 0)
    .map((part): Card => {
      const inForce = part.measures.filter((measure) => isInForce(site, measure)).length;
      const { counted } = site.words;
      const facts = [counted.measuresInForce(inForce, part.measures.length)];
      if (part.items.length > 0) facts.push(counted.items(part.items.length));
      if (part.exceptions.length > 0) facts.push(counted.exceptions(part.exceptions.length));
      // on the day of the report it may be another law
      if (site.day !== null && part.currentTo !== null && part.currentTo < site.day)
        facts.push(site.words.readTo(dayText(site, part.currentTo)));
      return { page: part.page, title: titleOf(site, part), text: [facts.join(" · ")] };
    });
  const others = site.model.jurisdictions.filter(({ measures }) => measures.length === 0);
  return [
    { kind: "cards", cards },
    ...(others.length === 0
      ? []
      : [
          {
            kind: "paragraph",
            text: others.flatMap(
              (part, i): Phrase => [
                ...(i === 0 ? [] : [" · "]),
                { kind: "link", text: titleOf(site, part), page: part.page },
              ],
            ),
          } as const,
        ]),
  ];
}

interface OfLaw extends Event {
  readonly law: string;
}

/** The last changes up to the day, latest first, and the next ones after it, soonest first. */
function eventsAround(site: Site): { readonly recent: readonly OfLaw[]; readonly coming: readonly OfLaw[] } {
  const { day } = site;
  const all = site.model.jurisdictions.flatMap((part) =>
    changesOf(site, part).map((event): OfLaw => ({ ...event, law: part.jurisdiction?.name ?? "" })),
  );
  const latestFirst = all
    .map((event, index) => ({ event, index }))
    .sort((a, b) => (a.event.day < b.event.day ? 1 : a.event.day > b.event.day ? -1 : a.index - b.index))
    .map(({ event }) => event);
  if (day === null) return { recent: latestFirst.slice(0, SHOWN), coming: [] };
  return {
    recent: latestFirst.filter((event) => event.day <= day).slice(0, SHOWN),
    coming: latestFirst
      .filter((event) => event.day > day)
      .reverse()
      .slice(0, SHOWN),
  };
}

function eventSection(site: Site, title: string, word: string, events: readonly OfLaw[]): readonly Part[] {
  if (events.length === 0) return [];
  const said = events.map(({ law, ...event }): Event => ({ ...event, what: [`${law} `, ...event.what] }));
  return sectionOf(title, word, [plainPart(() => [eventTable(site, title, said)])]);
}
