/** Dated versions and statuses: when each text begins, since when it was known, and what happened to it. */
import type * as ast from "../../grammar/ast.ts";
import { at, type Site, say } from "./context.ts";
import { nextDay } from "./days.ts";
import { checkCite, checkDate } from "./parts.ts";
import { resolveName } from "./scopes.ts";
import type { Chronology, Citation, DatedStatus, DatedVersion, Instrument, IsoDate } from "./tree.ts";

/** A version as written, with its value already checked. */
export interface Draft<T> {
  readonly date: ast.DateLiteral;
  readonly before: boolean;
  readonly by: ast.Name | null;
  readonly node: ast.Node;
  readonly value: T;
}

/** Puts versions and statuses in order and checks their dates. */
export function chronology<T>(
  site: Site,
  drafts: readonly Draft<T>[],
  statusNodes: readonly ast.Status[],
): Chronology<T> {
  const versions: { version: DatedVersion<T>; node: Draft<T> }[] = [];
  // Where no version names an instrument the author keeps no second clock; where some do, one without stands out.
  const someNamed = drafts.some((draft) => draft.by !== null);
  for (const draft of drafts) {
    const from = checkDate(site, draft.date);
    const by = instrument(site, draft.by);
    if (from === null) continue;
    if (draft.by === null && !draft.before && someNamed) {
      say(site, "check/no-instrument", draft.date, { date: from });
    }
    const version = {
      from,
      before: draft.before,
      by,
      known: knownFrom(by, from, draft.before),
      value: draft.value,
      span: at(site, draft.node),
    };
    versions.push({ version, node: draft });
  }
  versions.sort((a, b) => compareDays(a.version.from!, b.version.from!));
  checkVersions(site, versions);
  const statuses = statusNodes.flatMap((node) => {
    const status = readStatus(site, node);
    return status === null ? [] : [{ status, node }];
  });
  statuses.sort((a, b) => compareDays(a.status.from, b.status.from));
  checkStatuses(site, versions, statuses);
  return { versions: versions.map((v) => v.version), statuses: statuses.map((s) => s.status) };
}

/** The chronology of a declaration without dates: one version, always. */
export function undated<T>(site: Site, node: ast.Node, value: T): Chronology<T> {
  return {
    versions: [{ from: null, before: false, by: null, known: null, value, span: at(site, node) }],
    statuses: [],
  };
}

function compareDays(a: IsoDate, b: IsoDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function instrument(site: Site, name: ast.Name | null): Instrument | null {
  if (name === null) return null;
  return resolveName(site, name, ["instrument"])?.draft ?? null;
}

/** H13: a text is known from its publication; without an instrument, from the day it begins. */
function knownFrom(by: Instrument | null, from: IsoDate, before: boolean): IsoDate | null {
  if (by !== null) return by.published ?? by.announced ?? from;
  return before ? null : from;
}

function checkVersions<T>(
  site: Site,
  versions: readonly { version: DatedVersion<T>; node: Draft<T> }[],
): void {
  for (const [i, { version, node }] of versions.entries()) {
    const earlier = versions[i - 1];
    if (earlier === undefined) continue;
    if (earlier.version.from === version.from) {
      say(
        site,
        "check/same-date",
        node.date,
        { date: version.from! },
        { related: [{ span: at(site, earlier.node.date), message: "the other version of that day" }] },
      );
    }
    if (version.before) {
      const text = site.file.result.source.text.slice(node.node.start, node.date.start);
      const offset = node.node.start + text.indexOf("before");
      const edit = { span: { file: site.file.path, start: offset, end: node.date.start }, newText: "" };
      const fixes = [{ title: "leave `before` out", safe: false, edits: [edit] }];
      say(site, "check/before-not-first", node.date, { date: version.from! }, { fixes });
    }
  }
}

function readStatus(site: Site, node: ast.Status): DatedStatus | null {
  const by = instrument(site, node.by);
  const untilNode = node.until;
  const last = untilNode === null ? null : checkDate(site, untilNode);
  if (untilNode !== null && last === null) return null;
  const until = last !== null && node.inclusive ? nextDay(last) : last;
  const because = node.because === null || node.because.missing ? null : node.because.value;
  const span = at(site, node);
  if (node.word === "ended") {
    if (until === null) return null;
    return { word: "ended", from: until, until: null, by, known: knownFrom(by, until, false), because, span };
  }
  if (node.from === null) return null;
  const from = checkDate(site, node.from);
  if (from === null) return null;
  if (until !== null && until <= from) {
    return say(site, "check/until-before-from", untilNode!, { from, until: untilNode!.text });
  }
  return { word: node.word, from, until, by, known: knownFrom(by, from, false), because, span };
}

function checkStatuses<T>(
  site: Site,
  versions: readonly { version: DatedVersion<T>; node: Draft<T> }[],
  statuses: readonly { status: DatedStatus; node: ast.Status }[],
): void {
  const first = versions[0]?.version;
  const end = statuses.find(({ status }) => status.word === "ended");
  for (const { status, node } of statuses) {
    const place = node.from ?? node.until ?? node;
    if (
      first === undefined ||
      (first.from !== null && status.from <= first.from && !endsLater(status, first))
    ) {
      const word = status.word === "ended" ? "until" : status.word;
      say(site, "check/status-outside", place, { word, date: status.from, first: first?.from ?? null });
    } else if (end !== undefined && end.status !== status && status.from >= end.status.from) {
      const what = status.word === "ended" ? "the end" : `\`${status.word}\``;
      say(site, "check/after-end", place, { what, date: status.from, end: end.status.from });
    }
  }
  for (const { version, node } of versions) {
    if (end !== undefined && version.from !== null && version.from >= end.status.from && version !== first) {
      say(
        site,
        "check/after-end",
        node.date,
        { what: "the version", date: version.from, end: end.status.from },
        { related: [{ span: end.status.span, message: "the end" }] },
      );
    }
  }
}

/** Whether a status that begins no later than the first version still touches it: a text may begin suspended. */
function endsLater(
  status: DatedStatus,
  first: { readonly from: IsoDate | null; readonly before: boolean },
): boolean {
  if (status.word === "ended") return first.before && status.from === first.from;
  if (status.from === first.from || first.before) return true;
  return first.from === null || status.until === null || status.until > first.from;
}

/** The value of a dated declaration as written, for the one who checks it. */
export interface WrittenValue {
  readonly operation: "set" | "add" | "remove";
  readonly value: ast.DatedValue;
  readonly unless: ast.Expression | null;
  readonly node: ast.Node;
}

/**
 * The chronology of a declaration that is `= value` or a block of versions. `check` turns each value into its meaning,
 * in the order of the source; null with a finding leaves the version out.
 */
export function datedChronology<T>(
  site: Site,
  node: ast.Node & ast.Dated,
  name: ast.Node,
  check: (written: WrittenValue) => T | null,
): Chronology<T> & { readonly citations: readonly Citation[] } {
  const citations: Citation[] = [];
  if (node.value !== null) {
    const { value, unless } = node;
    const meaning = check({ operation: "set", value, unless, node });
    return meaning === null
      ? { versions: [], statuses: [], citations }
      : { ...undated(site, node, meaning), citations };
  }
  const drafts: Draft<T>[] = [];
  const statuses: ast.Status[] = [];
  let written = 0;
  let unread = false;
  for (const part of node.versions) {
    if (part.kind === "Cite") {
      const citation = checkCite(site, part);
      if (citation !== null) citations.push(citation);
    } else if (part.kind === "Status") statuses.push(part);
    else if (part.kind === "ErrorClause") {
      site.owner.faulty = true;
      unread = true;
    } else {
      written++;
      const { operation, value, unless, date, before, by } = part;
      const meaning = check({ operation, value, unless, node: part });
      if (meaning !== null) drafts.push({ date, before, by, node: part, value: meaning });
    }
  }
  if (written === 0 && !unread) say(site, "check/no-version", name, {});
  if (drafts.length < written) return { versions: [], statuses: [], citations };
  return { ...chronology(site, drafts, statuses), citations };
}
