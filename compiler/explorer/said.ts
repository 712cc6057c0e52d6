/** What the page says otherwise than its tables do: titles, questions and words that a catalog of the sources has in its language. */
import type { Field, Program } from "../check/tree.ts";
import { plain, words } from "../report/phrase.ts";
import type { Wording } from "../report/wording/wording.ts";
import type { Bundle, XObligation } from "../runtime/format.ts";

export interface Said {
  /** titles of declarations and questions of facts by id, those of jurisdictions by name */
  readonly titles: Readonly<Record<string, string>>;
  /** facts, values of enumerations and lists of codes by id, and license types, duties and agencies as `route:NAME`, in words */
  readonly words: Readonly<Record<string, string>>;
}

/** Only what differs from the text of the tables; sorted, so that the order of files is not seen. */
export function saidIn(wording: Wording, program: Program, bundle: Bundle): Said {
  const titles = new Map<string, string>();
  const said = new Map<string, string>();
  const note = (into: Map<string, string>, id: string, own: string, told: string): void => {
    if (told !== own) into.set(id, told);
  };
  const { jurisdictions, measures, exceptions, items, reaches, groups, unencodables } = program;
  for (const one of jurisdictions)
    if (one.title !== null) note(titles, one.name, one.title, wording.titleText(one));
  for (const declared of [...measures, ...exceptions, ...items, ...reaches, ...groups, ...unencodables])
    if (declared.title !== null) note(titles, declared.id, declared.title, wording.titleText(declared));
  for (const scheme of program.schemes) note(said, scheme.id, scheme.name, wording.scheme(scheme));
  const field = (one: Field): void => {
    note(said, one.id, words(one.name), plain([wording.field(one)]));
    const question = wording.question(one);
    if (one.question !== null && question !== null) note(titles, one.id, one.question, plain([question]));
  };
  for (const { fields } of program.records) for (const one of fields.values()) field(one);
  for (const of of program.enums)
    for (const value of of.values)
      note(said, `${of.id}.${value}`, words(value), plain([wording.value(of, value)]));
  for (const route of routesOf(bundle))
    note(said, `route:${route}`, route, plain([wording.free("route", route)]));
  for (const { duty, to } of obligationsOf(bundle)) {
    note(said, `duty:${duty}`, duty, plain([wording.free("duty", duty)]));
    note(said, `agency:${to}`, to, wording.agency(to));
  }
  return { titles: sorted(titles), words: sorted(said) };
}

function routesOf({ tables }: Bundle): ReadonlySet<string> {
  return new Set(
    tables.flatMap((document) =>
      document.tables.flatMap(({ rows }) =>
        rows.flatMap(({ then }) => ("routes" in then ? (then.routes ?? []).map(({ route }) => route) : [])),
      ),
    ),
  );
}

/** What the exceptions of a build ask for in return. */
export function obligationsOf({ tables }: Bundle): readonly XObligation[] {
  return tables.flatMap((document) =>
    document.tables.flatMap(({ rows }) =>
      rows.flatMap(({ then }) => ("obligations" in then ? then.obligations : [])),
    ),
  );
}

function sorted(said: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...said].sort(([a], [b]) => (a < b ? -1 : 1)));
}
