/**
 * Completion: the words that the parser would take at the place, and the names, values, codes, units and days that fit what
 * stands before it.
 */

import { type Expected, expectedAt } from "../../grammar/expected.ts";
import { nodeAt } from "../../grammar/walk.ts";
import { contextAt, type Wanted } from "./completion-context.ts";
import { listedAt } from "./completion-entries.ts";
import {
  activities,
  citationsAt,
  codesOf,
  countries,
  fieldsOf,
  insideBraces,
  instrumentDays,
  listFacts,
  moduleNames,
  usedWords,
  valuesOf,
  visibleNames,
} from "./completion-names.ts";
import { schemeBefore } from "./completion-schemes.ts";
import type { Snapshot } from "./snapshot.ts";
import { snippets } from "./snippets.ts";

export type CompletionKind =
  | "keyword"
  | "declaration"
  | "field"
  | "value"
  | "unit"
  | "code"
  | "date"
  | "citation"
  | "module"
  | "variable"
  | "snippet";

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** a short word on what it is */
  readonly detail: string;
  readonly documentation: string | null;
  /** what is written; for a snippet with `${1:stops}` */
  readonly insertText: string;
  /** smaller stands first */
  readonly rank: number;
}

export interface Completions {
  /** the word that a completion replaces */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
}

export function completions(snapshot: Snapshot, path: string, offset: number): Completions {
  const parsed = snapshot.parsed(path);
  if (parsed === null) return { start: offset, end: offset, items: [] };
  const { text } = parsed.source;
  if (parsed.comments.some(({ start, end }) => start < offset && offset <= end))
    return { start: offset, end: offset, items: [] };
  const within = nodeAt(parsed.file, offset);
  if (
    within?.kind === "Text" &&
    !within.missing &&
    within.start < offset &&
    offset < Math.max(within.end, within.start + 2)
  )
    return texts(snapshot, path, text, within, offset);
  const code = CODE.exec(text.slice(Math.max(0, offset - 100), offset));
  if (code !== null) return codes(snapshot, path, text, offset - code[0].length, offset);
  const expected = expectedAt(text, parsed.file, offset);
  const listed = listedAt(
    snapshot,
    path,
    text.slice(Math.max(0, expected.start - MOST_BEFORE), expected.start),
    false,
  );
  if (listed !== null) return { start: expected.start, end: wordEnd(text, offset), items: distinct(listed) };
  const scheme = schemeWritten(snapshot, path, text, expected.start);
  if (scheme !== null) {
    const found = codesOf(snapshot, path, scheme);
    if (found.length > 0)
      return { start: expected.start, end: wordEnd(text, offset), items: distinct(found) };
  }
  const wanted = contextAt(text, expected.start);
  const items = [...namesFor(snapshot, path, expected, wanted), ...keywords(expected, wanted)];
  return { start: expected.start, end: wordEnd(text, offset), items: distinct(items) };
}

function wordEnd(text: string, offset: number): number {
  return offset + /^[\w]*/.exec(text.slice(offset, offset + 100))![0].length;
}

/** The beginning of a code that stands bare: a digit, then a capital letter. */
const CODE = /(?<![\w.])\d[A-Z]\w*(?:\.\w*)*$/;

function codes(snapshot: Snapshot, path: string, text: string, start: number, offset: number): Completions {
  const end = offset + /^[\w.]*/.exec(text.slice(offset, offset + 100))![0].length;
  const scheme = schemeWritten(snapshot, path, text, start);
  const items =
    scheme === null ? visibleNames(snapshot, path, new Set(["code"])) : codesOf(snapshot, path, scheme);
  return { start, end, items: distinct(items) };
}

/** The id of the scheme whose name stands before a place; null: none does. */
function schemeWritten(snapshot: Snapshot, path: string, text: string, start: number): string | null {
  const { program } = snapshot.focus(path).compilation;
  return schemeBefore(program, text.slice(Math.max(0, start - 200), start));
}

/** Letters before a place within which the braces begin that it stands in. */
const MOST_BEFORE = 1000;

function texts(
  snapshot: Snapshot,
  path: string,
  text: string,
  node: { readonly start: number; readonly end: number },
  offset: number,
): Completions {
  const before = text.slice(Math.max(0, node.start - MOST_BEFORE), node.start);
  const isCitation = /\bcite\s*$/.test(before);
  const closed = text[node.end - 1] === '"' && node.end > node.start + 1;
  const end = closed ? node.end - 1 : Math.max(node.end, offset);
  return {
    start: node.start + 1,
    end,
    items: isCitation ? citationsAt(snapshot, path) : (listedAt(snapshot, path, before, true) ?? []),
  };
}

function keywords(expected: Expected, wanted: Wanted): Completion[] {
  if (wanted.kind === "field" || wanted.kind === "module") return [];
  // the small words of an expectation mean something else in a condition
  const isExpected = wanted.kind === "expected";
  const words = isExpected
    ? expected.words.filter(({ word }) => word !== "in" && word !== "known")
    : expected.words;
  const found: Completion[] = words.map((info) => ({
    label: info.word,
    kind: "keyword",
    detail: info.category,
    documentation: info.hover === "" ? null : info.hover,
    insertText: info.word,
    rank: info.category === "clause" || info.category === "declaration" ? 2 : 5,
  }));
  if (expected.words.some(({ word }) => word === "module")) found.push(...snippets);
  if (expected.words.some(({ word }) => word === "presumption")) found.push(...policies);
  if (expected.words.some(({ word }) => word === "undetermined")) found.push(...answers);
  if (isExpected) found.push(...ways);
  return found;
}

function phrases(detail: string, labels: readonly string[], rank = 0): readonly Completion[] {
  return labels.map((label) => ({
    label,
    kind: "keyword",
    detail,
    documentation: null,
    insertText: label,
    rank,
  }));
}

const policies = phrases("policy", [
  "policy of denial",
  "presumption of denial",
  "case by case",
  "presumption of approval",
]);
const answers = phrases("answer", ["no requirement", "not reached"]);
const ways = phrases("way of answering", ["known at", "in practice"], 5);

function namesFor(snapshot: Snapshot, path: string, expected: Expected, wanted: Wanted): Completion[] {
  switch (wanted.kind) {
    case "field": {
      const found = fieldsOf(snapshot, path, wanted.offset);
      if (found.length > 0) return found;
      // A path without an end is not understood; with any name at its end what stands before it is.
      const text = snapshot.text(path)!;
      const ended = `${text.slice(0, wanted.offset + 1)}zzq_name${text.slice(wanted.offset + 1)}`;
      return fieldsOf(snapshot.with(path, ended), path, wanted.offset);
    }
    case "module":
      return moduleNames(snapshot, path);
    case "unit":
      return valuesOf(snapshot, path, wanted.offset).filter(({ kind }) => kind === "unit");
    case "day":
      return expected.date ? instrumentDays(snapshot, path) : [];
    case "declared":
      return [
        ...visibleNames(snapshot, path, new Set(wanted.kinds), wanted.sort),
        ...(wanted.sort === "countries" ? countries() : []),
      ];
    case "expected":
      return visibleNames(snapshot, path, new Set(["jurisdiction"]));
    case "used":
      return usedWords(snapshot, path, wanted.as);
    case "list":
      return listFacts(snapshot, path);
    case "activity":
      return activities(snapshot, path);
    case "braces":
      return insideBraces(snapshot, path, wanted.offset);
    case "entry":
      return fieldsOf(snapshot, path, wanted.offset);
    case "value": {
      const values = valuesOf(snapshot, path, wanted.offset);
      return values.length > 0 ? values : anyName(snapshot, path, expected);
    }
    case "any":
      return anyName(snapshot, path, expected);
  }
}

const IN_CONDITIONS = new Set(["define", "group", "list", "reach", "unencodable", "measure", "enum"]);

function anyName(snapshot: Snapshot, path: string, expected: Expected): Completion[] {
  if (!expected.name) return expected.date ? instrumentDays(snapshot, path) : [];
  return [...visibleNames(snapshot, path, IN_CONDITIONS), ...fieldsOf(snapshot, path, null)];
}

function distinct(items: readonly Completion[]): Completion[] {
  const seen = new Set<string>();
  return items.filter(({ label, kind }) => {
    const key = `${kind === "snippet" ? "snippet " : ""}${label}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
