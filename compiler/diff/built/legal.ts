/** Titles, citations and dates as a build states them. */
import type { Bundle, Effective, TableKind } from "../../runtime/format.ts";
import type { Legal } from "../texts.ts";
import { rowsOf } from "./law.ts";

const WORDS: Partial<Record<TableKind, string>> = {
  reach: "reach",
  classification: "item",
  exception: "exception",
  universe: "universe",
};

export function legalPartsOfBundle(bundle: Bundle): readonly Legal[] {
  const { groups, defines, reviews, jurisdictions } = bundle.definitions;
  const rows = new Map<string, { citations: Set<string>; dates: Set<string> }>();
  for (const { row } of rowsOf(bundle)) {
    let own = rows.get(row.of);
    if (own === undefined) {
      own = { citations: new Set(), dates: new Set() };
      rows.set(row.of, own);
    }
    for (const citation of row.citations) own.citations.add(citation);
    own.dates.add(fromText(row.effective));
  }
  const named = (
    what: string,
    all: Readonly<
      Record<
        string,
        { readonly title: string | null; readonly versions: readonly { readonly effective: Effective }[] }
      >
    >,
  ): Legal[] =>
    Object.entries(all).map(([id, { title, versions }]) => ({
      what,
      id,
      jurisdiction: null,
      title,
      citations: [],
      dates: [...new Set(versions.map(({ effective }) => fromText(effective)))],
    }));
  return [
    ...bundle.tables.flatMap(({ kind, jurisdiction, measures }) =>
      Object.entries(measures).map(([id, info]): Legal => {
        const own = rows.get(id);
        return {
          what: WORDS[kind] ?? "measure",
          id,
          jurisdiction: jurisdictions[jurisdiction] === undefined ? null : jurisdiction,
          title: info.title,
          citations: [...new Set([...info.citations, ...(own?.citations ?? [])])].sort(),
          dates: [...(own?.dates ?? [])].sort(),
        };
      }),
    ),
    ...named("group", groups),
    ...named("define", defines),
    ...named("review", reviews),
    ...bundle.lists.map(
      ({ id, title, citation }): Legal => ({
        what: "list",
        id,
        jurisdiction: null,
        title,
        citations: citation === null ? [] : [citation],
        dates: [],
      }),
    ),
  ];
}

function fromText({ from }: Effective): string {
  return from === null ? "undated" : `from ${from}`;
}
