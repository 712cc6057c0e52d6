/** Names that completion offers: declarations in sight, facts of a record, values of a type, days and citations. */
import { countryCodes, countryName, describeType, type Program, type Type } from "../../compiler/index.ts";
import type { Completion, CompletionKind } from "./completion.ts";
import type { Sort } from "./completion-context.ts";
import { ownScheme, schemesAt } from "./completion-schemes.ts";
import { citationsOf } from "./hover.ts";
import { referenceAt } from "./navigation.ts";
import { kindOfKey, occurrencesOf, schemeOfKey } from "./occurrences.ts";
import type { Snapshot } from "./snapshot.ts";
import { declarationAt } from "./syntax.ts";

function item(
  label: string,
  kind: CompletionKind,
  detail: string,
  rank: number,
  documentation: string | null = null,
): Completion {
  return { label, kind, detail, documentation, insertText: label, rank };
}

/**
 * Declarations of these kinds in the file's module and in those it uses; of groups those of a sort. Codes stand behind their scheme,
 * as the module writes them; `scheme`: those of the scheme that is written already.
 */
export function visibleNames(
  snapshot: Snapshot,
  path: string,
  kinds: ReadonlySet<string>,
  sort: Sort = "all",
  scheme: string | null = null,
): Completion[] {
  const focus = snapshot.focus(path);
  const others = sort === "all" ? new Set<string>() : groupsOfAnotherSort(focus.compilation.program, sort);
  const head = snapshot.sources.get(path)!.head;
  const seen = new Set([head.module, ...head.uses]);
  const bare = scheme ?? ownScheme(focus.compilation.program, head.module);
  const schemes = schemesAt(focus.compilation.program);
  const ownLaw = focus.compilation.program.modules.find(({ path }) => path === head.module)?.jurisdiction;
  const found: Completion[] = [];
  for (const file of [...focus.needed].sort()) {
    const source = snapshot.sources.get(file)!;
    const isOwn = source.head.module === head.module && (head.module !== null || file === path);
    if (!isOwn && !(source.head.module !== null && seen.has(source.head.module)) && !source.head.isGlobal)
      continue;
    for (const { start, end, key, declares } of occurrencesOf(focus.index(file))) {
      const kind = kindOfKey(key);
      if (!declares || !kinds.has(kind) || start === end || others.has(`${file}:${start}`)) continue;
      if (!isOwn && kind !== "jurisdiction" && source.head.module !== null && !seen.has(source.head.module))
        continue;
      const declaration = declarationAt(source.parsed.file, start);
      const title =
        declaration !== null && "title" in declaration ? (declaration.title?.value ?? null) : null;
      const shown = kind === "code" ? "item" : kind;
      const of = kind === "code" ? schemeOfKey(key) : bare;
      if (scheme !== null && of !== scheme) continue;
      const name = source.text.slice(start, end);
      const behind = of === bare || of === null ? "" : `${schemes.get(of)?.name ?? of} `;
      found.push(
        item(
          behind + name,
          kind === "code" ? "code" : "declaration",
          isOwn ? shown : `${shown} of ${source.head.module}`,
          kind === "jurisdiction" && name === ownLaw?.name ? 0 : isOwn ? 1 : 2,
          title,
        ),
      );
    }
  }
  return found;
}

/** The codes of a scheme in sight, where its name is written already. */
export function codesOf(snapshot: Snapshot, path: string, scheme: string): Completion[] {
  return visibleNames(snapshot, path, new Set(["code"]), "all", scheme);
}

/** Places of groups that hold something else than countries, or than codes of lists. */
function groupsOfAnotherSort({ groups }: Program, sort: Sort): Set<string> {
  const found = new Set<string>();
  for (const { of, nameSpan } of groups) {
    const isCountries = of.kind === "code" && of.scheme?.isCountry === true;
    if (isCountries !== (sort === "countries")) found.add(`${nameSpan.file}:${nameSpan.start}`);
  }
  return found;
}

/** Words without a declaration, as the law in sight has used them. */
export function usedWords(
  snapshot: Snapshot,
  path: string,
  as: "topic" | "route" | "duty" | "agency",
): Completion[] {
  const { measures, exceptions, jurisdictions } = snapshot.focus(path).compilation.program;
  const words = {
    topic: () => measures.flatMap(({ topics }) => topics),
    route: () =>
      measures.flatMap(({ chronology }) =>
        chronology.versions.flatMap(({ value }) => value.routes.map(({ route }) => route)),
      ),
    duty: () =>
      exceptions.flatMap(({ chronology }) =>
        chronology.versions.flatMap(({ value }) => value.obligations.map(({ duty }) => duty)),
      ),
    agency: () => jurisdictions.flatMap(({ agencies }) => agencies),
  }[as]();
  return [...new Set(words)].sort().map((word) => item(word, "value", as, 0));
}

/** Conditions of the transaction without parameters. */
export function activities(snapshot: Snapshot, path: string): Completion[] {
  const { defines } = snapshot.focus(path).compilation.program;
  const names = new Set(
    defines
      .filter(({ of, parameters, type }) => of === null && parameters.length === 0 && type.kind === "truth")
      .map(({ name }) => name),
  );
  return visibleNames(snapshot, path, new Set(["define"])).filter(({ label }) => names.has(label));
}

/** Facts of the transaction that are lists of records. */
export function listFacts(snapshot: Snapshot, path: string): Completion[] {
  const { transaction } = snapshot.focus(path).compilation.program;
  return [...(transaction?.fields.values() ?? [])]
    .filter(({ type }) => type.kind === "list")
    .map((field) => item(field.name, "field", describeType(field.type), 0, field.question));
}

/** What the braces behind a fact hold: values of a set, or facts of a record. */
export function insideBraces(snapshot: Snapshot, path: string, offset: number): Completion[] {
  return typeAt(snapshot, path, offset)?.kind === "set"
    ? valuesOf(snapshot, path, offset)
    : fieldsOf(snapshot, path, offset);
}

/** The facts of the record that the name ending at `offset` is of; null: of the transaction. */
export function fieldsOf(snapshot: Snapshot, path: string, offset: number | null): Completion[] {
  const { compilation } = snapshot.focus(path);
  let record = compilation.program.transaction;
  if (offset !== null) {
    const type = typeAt(snapshot, path, offset);
    if (type === null) return [];
    const inner = type.kind === "set" ? type.of : type;
    if (inner.kind === "record") record = inner.record;
    else if (inner.kind === "list") record = inner.of;
    else if (inner.kind === "entry")
      return inner.lists.flatMap((list) =>
        [...list.columns.values()].map((column) => item(column.name, "field", describeType(column.type), 0)),
      );
    else return [];
  }
  if (record === null) return [];
  const rank = offset === null ? 3 : 0;
  const fields = [...record.fields.values()].map((field) =>
    item(field.name, "field", describeType(field.type), rank, field.question),
  );
  const own = record;
  const defines = compilation.program.defines
    .filter((define) => define.of === own)
    .map((define) => item(define.name, "declaration", describeType(define.type), rank, define.title));
  return offset === null ? fields : [...fields, ...defines];
}

/** The type of the fact, define, column or variable whose name ends at `offset`. */
function typeAt(snapshot: Snapshot, path: string, offset: number): Type | null {
  const target = referenceAt(snapshot, path, offset)?.target ?? null;
  return target !== null && "type" in target ? target.type : null;
}

/** Values of the type of the name that ends at `offset`: values of an enum, codes, countries, yes and no, the unit. */
export function valuesOf(snapshot: Snapshot, path: string, offset: number): Completion[] {
  let type = typeAt(snapshot, path, offset);
  while (type !== null && type.kind === "set") type = type.of;
  switch (type?.kind) {
    case "enum": {
      const { values, name } = type.enum;
      return values.map((value) => item(value, "value", name, 0));
    }
    case "truth":
      return ["yes", "no"].map((word) => item(word, "keyword", "truth", 0));
    case "number":
      return type.unit.text === "" ? [] : [item(type.unit.text, "unit", "unit", 0)];
    case "code": {
      if (type.scheme === null) return visibleNames(snapshot, path, new Set(["scheme", "code", "group"]));
      if (type.scheme.isCountry) return [...visibleNames(snapshot, path, new Set(["group"])), ...countries()];
      const members = type.scheme.members.map((code) => item(code, "code", type.scheme?.name ?? "", 0));
      return [...members, ...visibleNames(snapshot, path, new Set(["group"]))];
    }
    case "date":
      return instrumentDays(snapshot, path);
    case "record":
      return visibleNames(snapshot, path, new Set(["scheme", "code", "group"]));
    default:
      return [];
  }
}

let allCountries: Completion[] | undefined;

export function countries(): Completion[] {
  allCountries ??= countryCodes.map((code) => item(code, "value", countryName(code, "en") ?? "country", 3));
  return allCountries;
}

export function moduleNames(snapshot: Snapshot, path: string): Completion[] {
  const own = snapshot.moduleOf(path);
  const names = new Set<string>();
  for (const { head } of snapshot.sources.values()) if (head.module !== null) names.add(head.module);
  return [...names]
    .filter((name) => name !== own)
    .sort()
    .map((name) => item(name, "module", "module", 0));
}

/** The days on which instruments in sight took effect. */
export function instrumentDays(snapshot: Snapshot, path: string): Completion[] {
  const { program } = snapshot.focus(path).compilation;
  const days = new Map<string, string>();
  for (const { from, name, title } of program.instruments) if (from !== null) days.set(from, title ?? name);
  return [...days].sort(([a], [b]) => (a < b ? 1 : -1)).map(([day, title]) => item(day, "date", title, 1));
}

/** Citations that the file's module has already. */
export function citationsAt(snapshot: Snapshot, path: string): Completion[] {
  const module = snapshot.moduleOf(path);
  const [own, used] = [new Set<string>(), new Set<string>()];
  const uses = new Set(snapshot.sources.get(path)?.head.uses);
  for (const source of snapshot.sources.values()) {
    const from = snapshot.moduleOf(source.path);
    if (from !== module && !uses.has(from)) continue;
    const found = from === module ? own : used;
    for (const declaration of source.parsed.file.declarations)
      for (const citation of citationsOf(declaration)) if (citation !== "") found.add(citation);
  }
  const offered = (all: ReadonlySet<string>, rank: number): Completion[] =>
    [...all].sort().map((citation) => item(citation, "citation", "citation", rank));
  return [...offered(own, 0), ...offered(used, 1).filter(({ label }) => !own.has(label))];
}
