/** One page that finds everything: its index travels in it, so that it works from a disk. */
import { anchor, type Page, pageAddress, visible } from "../document.ts";
import { text } from "../html.ts";
import type { JurisdictionModel } from "../model.ts";
import { citationUses } from "./citations-page.ts";
import { languageOf, overviewLink, type Site, titleOf } from "./context.ts";
import { SEARCH_SCRIPT, SEARCH_STYLE } from "./search-script.ts";

export const SEARCH_PAGE = "search";

interface Entry {
  readonly title: string;
  /** its code or written name */
  readonly name: string;
  readonly kind: string;
  readonly law: string;
  readonly page: string;
  /** place on the page; null: the page itself */
  readonly id: string | null;
  /** what else it is found by: citations */
  readonly more: string;
}

export function searchPage(site: Site): Page {
  return {
    name: SEARCH_PAGE,
    title: site.words.pages.search,
    trail: [overviewLink(site)],
    behavior: { script: SEARCH_SCRIPT, style: SEARCH_STYLE },
    parts: [
      {
        ids: [],
        section: null,
        blocks: () => [
          {
            kind: "raw",
            write: (write) => writeSearch(site, write),
            instead: [{ kind: "link", text: site.words.pages.citations, page: "citations" }],
          },
        ],
      },
    ],
  };
}

function writeSearch(site: Site, write: (text: string) => void): void {
  const { notes } = site.words;
  write(`<form id="search" role="search" hidden><label for="q">${text(notes.searchLabel)}</label><input id="q" type="search" autocomplete="off" spellcheck="false" placeholder="${text(notes.searchHint)}"></form>
<noscript><p>${text(notes.searchNoScript)}</p></noscript>
<p id="count" role="status"></p>
<ol id="found"></ol>
<script type="application/json" id="index">`);
  const kinds: string[] = [];
  const pages: string[] = [];
  const numberOf = (all: string[], one: string, known: Map<string, number>): number => {
    const number = known.get(one) ?? all.push(one) - 1;
    known.set(one, number);
    return number;
  };
  const [kindNumbers, pageNumbers] = [new Map<string, number>(), new Map<string, number>()];
  write('{"entries":[');
  let isFirst = true;
  for (const entry of entriesOf(site)) {
    const row = [
      visible(entry.title),
      visible(entry.name),
      numberOf(kinds, entry.kind, kindNumbers),
      entry.law,
      numberOf(pages, pageAddress(entry.page, "html"), pageNumbers),
      entry.id === null ? "" : anchor(entry.id),
      visible(entry.more),
    ];
    write(`${isFirst ? "" : ",\n"}${json(row)}`);
    isFirst = false;
  }
  const words = { count: notes.searchCount("{n}"), none: notes.searchNone, more: notes.searchMore };
  write(`],"kinds":${json(kinds)},"pages":${json(pages)},"words":${json(words)}}</script>`);
}

/** JSON that cannot end the element it stands in. */
function json(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

function* entriesOf(site: Site): Generator<Entry> {
  const { thing } = languageOf(site).terms;
  for (const product of site.products.all)
    yield {
      title: site.wording.titleText(product),
      name: product.name,
      kind: site.words.heads.product,
      law: "",
      page: site.homes.pageOf(product.id)!,
      id: null,
      more: "",
    };
  for (const part of [...site.model.jurisdictions, site.model.shared]) {
    const law = part.jurisdiction?.name ?? "";
    if (part.jurisdiction !== null)
      yield {
        title: titleOf(site, part),
        name: law,
        kind: thing.jurisdiction,
        law: "",
        page: part.page,
        id: null,
        more: "",
      };
    yield* declaredOf(site, part, law);
    for (const [citation] of citationUses(site, part))
      yield {
        title: citation,
        name: citation,
        kind: languageOf(site).texts.labels.citation,
        law,
        page: "citations",
        id: null,
        more: "",
      };
  }
}

function* declaredOf(site: Site, part: JurisdictionModel, law: string): Generator<Entry> {
  const { thing } = languageOf(site).terms;
  const entry = (
    kind: string,
    declared: {
      readonly id: string;
      readonly name: string;
      readonly title: string | null;
      readonly citations?: readonly { readonly text: string }[];
    },
    name = declared.name,
  ): Entry[] => {
    const page = site.homes.pageOf(declared.id);
    if (page === null) return [];
    const title = site.wording.titleText(declared);
    const more = (declared.citations ?? []).map((citation) => citation.text).join(" ");
    return [{ title, name, kind, law, page, id: declared.id, more }];
  };
  for (const measure of part.measures) yield* entry(thing.measure, measure);
  for (const item of part.items) yield* entry(thing.item, item, site.wording.code(item.scheme, item.code));
  for (const exception of part.exceptions) yield* entry(thing.exception, exception);
  for (const group of part.groups) yield* entry(thing.group, group);
  for (const define of part.defines) yield* entry(thing.define, define);
  for (const reach of part.reaches) yield* entry(thing.reach, reach);
  for (const review of part.reviews) yield* entry(thing.review, review);
  for (const list of part.lists) yield* entry(thing.list, list);
  for (const gap of part.gaps) yield* entry(thing.unencodable, gap);
}
