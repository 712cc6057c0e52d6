/** Titles, citations and dates as a build states them. */
import type { Bundle, Effective, MeasureInfo, Row, TableKind } from "../../runtime/format.ts";
import { entriesOfDocument } from "../listed.ts";
import { type Duty, dutyOf, type Legal, noticeOf } from "../texts.ts";
import { rowsOf } from "./law.ts";
import { Remembered } from "./remembered.ts";
import { structureOfX } from "./sayings.ts";

const WORDS: Partial<Record<TableKind, string>> = {
  reach: "reach",
  classification: "item",
  exception: "exception",
  universe: "universe",
};

/** Declarations of two builds with the same rows are one object. */
const declarations = new Remembered<MeasureInfo, Legal>();

export function legalPartsOfBundle(bundle: Bundle): readonly Legal[] {
  const { groups, defines, reviews, jurisdictions } = bundle.definitions;
  const rows = new Map<string, Row[]>();
  for (const { row } of rowsOf(bundle)) {
    const known = rows.get(row.of);
    if (known === undefined) rows.set(row.of, [row]);
    else known.push(row);
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
        const what = WORDS[kind] ?? "measure";
        const where = jurisdictions[jurisdiction] === undefined ? null : jurisdiction;
        const own = rows.get(id) ?? [];
        return declarations.of(info, [what, id, where, ...own], () => ({
          what,
          id,
          jurisdiction: where,
          title: info.title,
          citations: [...new Set([...info.citations, ...own.flatMap(({ citations }) => citations)])].sort(),
          dates: [...new Set(own.map(({ effective }) => fromText(effective)))].sort(),
          duties: own.flatMap(dutiesOf),
          dutiesName: new Set(own.flatMap(namesInDuties)),
        }));
      }),
    ),
    ...named("group", groups),
    ...named("define", defines),
    ...named("review", reviews),
    ...bundle.lists.map((list): Legal => {
      const { id, title, citation } = list;
      return {
        what: "list",
        id,
        jurisdiction: null,
        title,
        citations: citation === null ? [] : [citation],
        dates: [],
        entries: entriesOfDocument(list),
      };
    }),
  ];
}

/** Their conditions as the tables have them: sources are at hand where the law is to be read. */
function dutiesOf({ then: effect }: Row): readonly Duty[] {
  if ("to" in effect && effect.to !== undefined)
    return [noticeOf(effect.to, effect.awaitingDecision === true)];
  if (!("obligations" in effect)) return [];
  return effect.obligations.map((owed) =>
    dutyOf(owed, owed.when === undefined ? null : JSON.stringify(owed.when)),
  );
}

function namesInDuties({ then: effect }: Row): readonly string[] {
  if (!("obligations" in effect)) return [];
  return effect.obligations.flatMap(({ when }) =>
    when === undefined ? [] : [...structureOfX([when]).names],
  );
}

function fromText({ from }: Effective): string {
  return from === null ? "undated" : `from ${from}`;
}
