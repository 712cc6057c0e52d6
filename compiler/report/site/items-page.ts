/** The items of all lists in one table: where to look for a thing before one knows whose law names it. */
import { type Page, plainPart, type Table } from "../document.ts";
import type { Phrase } from "../phrase.ts";
import { languageOf, overviewLink, type Site, stateBadge } from "./context.ts";
import { itemTitlesNote, namedBy } from "./listing.ts";

export const ALL_ITEMS_PAGE = "items";

/** Measures that a row names; the page of the jurisdiction's own items has all. */
const NAMED = 3;

export function allItemsPage(site: Site): Page {
  const { heads, pages } = site.words;
  const { labels } = languageOf(site).texts;
  const parts = [...site.model.jurisdictions, site.model.shared].filter(({ items }) => items.length > 0);
  const table = (): Table => ({
    kind: "table",
    caption: pages.allItems,
    head: [heads.code, heads.title, labels.jurisdiction, heads.status, heads.measures],
    rows: parts.flatMap((part) =>
      part.items.map((item): Phrase[] => {
        const title = site.wording.title(item);
        return [
          [{ kind: "term", text: site.wording.code(item.scheme, item.code), id: item.id }],
          title === null ? [] : [title],
          [part.jurisdiction?.name ?? ""],
          [stateBadge(site, item.chronology)],
          namedBy(site, site.uses.measuresNaming(item), NAMED),
        ];
      }),
    ),
    rowHeads: true,
    stacks: true,
  });
  return {
    name: ALL_ITEMS_PAGE,
    title: pages.allItems,
    trail: [overviewLink(site)],
    parts: [
      ...itemTitlesNote(
        site,
        parts.flatMap(({ items }) => items),
      ),
      plainPart(() => [table()]),
    ],
  };
}
