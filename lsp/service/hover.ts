/** What a reader wants to know of the thing under the pointer, as Markdown. */

import { inOtherUnits, sentencesOf } from "../../compiler/editor/index.ts";
import { countryName } from "../../compiler/index.ts";
import type { AnyNode, Declaration, Status, Version } from "../../grammar/ast.ts";
import { words, wordsBySpelling } from "../../grammar/tokens.ts";
import { ancestorsAt, docComment, nodeAt, walk } from "../../grammar/walk.ts";
import { sameElsewhere } from "./elsewhere.ts";
import { implementing, referenceAt, targetAt } from "./navigation.ts";
import { keyOf } from "./occurrences.ts";
import type { Whole } from "./service.ts";
import type { Snapshot } from "./snapshot.ts";
import { declarationAt, headOf, nameOf, type Range } from "./syntax.ts";

export interface Hover extends Range {
  readonly markdown: string;
}

export interface HoverOptions {
  /** the day whose version is marked as in force; null: none is marked */
  readonly asOf: string | null;
}

/** `whole` adds who carries out a code; null where that is not known yet. */
export function hover(
  snapshot: Snapshot,
  whole: Whole | null,
  path: string,
  offset: number,
  options: HoverOptions,
): Hover | null {
  const target = targetAt(snapshot, path, offset);
  const reference = target === null ? null : referenceAt(snapshot, path, offset);
  if (target === null || reference === null)
    return quantityHover(snapshot, path, offset) ?? wordHover(snapshot, path, offset);
  const { kind, name, span } = reference;
  const parts: string[] = [];
  if (kind === "code" || kind === "item") parts.push(...codeParts(snapshot, whole, path, offset, options));
  else if (span !== null && kind !== "module") {
    const told = sentence(snapshot, path, span, options);
    parts.push(...placeParts(snapshot, span, kind, name, told, options));
    if (kind === "measure" && whole !== null) parts.push(elsewhere(whole, keyOf(reference)));
  } else parts.push(fenced(`${kind === "value" ? "" : `${kind} `}${name}`));
  return { start: target.start, end: target.end, markdown: parts.filter((part) => part !== "").join("\n\n") };
}

/** The version of the day, or the last one, in the words of the report. */
function sentence(
  snapshot: Snapshot,
  path: string,
  name: { readonly file: string; readonly start: number },
  { asOf }: HoverOptions,
): string {
  const told = sentencesOf(snapshot.focus(path).compilation.program, name, asOf);
  if (told === null) return "";
  const when = asOf !== null ? `On ${asOf}` : told.from === null ? "" : `From ${told.from}`;
  const reserve = told.reserve === null ? "" : `**${escaped(told.reserve)}.** Its text: `;
  return `${when === "" ? "" : `*${when}:* `}${reserve}${escaped(told.text)}`;
}

/** Entries of other lists that follow the same entry of a regime. */
function elsewhere(whole: Whole, key: string): string {
  const lines = sameElsewhere(whole, key).flatMap(({ common, others }) => {
    if (others.length === 0) return [];
    const shown = others
      .slice(0, MAX_USERS)
      .map(({ name, path }) => `${escaped(name)} (\`${whole.snapshot.moduleOf(path)}\`)`);
    const more = others.length > MAX_USERS ? ` and ${others.length - MAX_USERS} more` : "";
    return [`- ${escaped(common.name)}: ${shown.join(", ")}${more}`];
  });
  return lines.length === 0 ? "" : `In common with others:\n${lines.join("\n")}`;
}

function placeParts(
  snapshot: Snapshot,
  span: { readonly file: string; readonly start: number; readonly end: number },
  kind: string,
  name: string,
  told: string,
  options: HoverOptions,
): string[] {
  const parsed = snapshot.parsed(span.file);
  const declaration = parsed === null ? null : declarationAt(parsed.file, span.start);
  if (parsed === null || declaration === null) return [fenced(`${kind} ${name}`)];
  if (kind === "field" || kind === "column") return fieldParts(snapshot, span, declaration);
  if (kind === "value")
    return [
      fenced(`${nameOf(declaration)?.text ?? ""} ${name}`),
      `a value of ${inCode(nameOf(declaration)?.text ?? "")}`,
    ];
  if (kind === "variable")
    return [
      fenced(name),
      `stands for an element in ${inCode(nameOf(declaration)?.text ?? "this declaration")}`,
    ];
  return declarationParts(snapshot, span.file, declaration, told, options);
}

/** A declaration: head, what it says and what its comment says, where the law has it, and its versions. */
function declarationParts(
  snapshot: Snapshot,
  path: string,
  declaration: Declaration,
  told: string,
  options: HoverOptions,
): string[] {
  const parsed = snapshot.parsed(path)!;
  const title =
    "title" in declaration && declaration.title !== null ? ` ${JSON.stringify(declaration.title.value)}` : "";
  const doc = docComment(parsed, declaration);
  const confidence = doc?.tags.get("confidence");
  return [
    fenced(`${headOf(declaration)} ${nameOf(declaration)?.text ?? ""}${title}`),
    told,
    doc?.text.replaceAll("\n", " ") ?? "",
    confidence === undefined ? "" : `Confidence: ${confidence}.`,
    citationsOf(declaration)
      .map((citation) => `*${escaped(citation)}*`)
      .join("; "),
    versionLines(declaration, isProposed(parsed.file, declaration) ? null : options.asOf).join("\n"),
    `in \`${snapshot.moduleOf(path)}\``,
  ];
}

function fieldParts(
  snapshot: Snapshot,
  span: { readonly file: string; readonly start: number },
  declaration: Declaration,
): string[] {
  const parsed = snapshot.parsed(span.file)!;
  const { text } = parsed.source;
  let field: AnyNode = declaration;
  walk(declaration, (node) => {
    if (node.start > span.start || node.end < span.start) return false;
    if (node.kind === "Field" || node.kind === "ColumnClause" || node.kind === "FactDeclaration")
      field = node;
    return undefined;
  });
  const doc = docComment(parsed, field);
  return [
    fenced(text.slice(field.start, field.end).replaceAll(/\s+/g, " ")),
    doc?.text.replaceAll("\n", " ") ?? "",
    `a fact of ${inCode(declaration.kind === "FactDeclaration" ? declaration.record.text : (nameOf(declaration)?.text ?? ""))}`,
  ];
}

/** A code: the entry of the list, who controls it, or the name of the country. */
function codeParts(
  snapshot: Snapshot,
  whole: Whole | null,
  path: string,
  offset: number,
  options: HoverOptions,
): string[] {
  const reference = referenceAt(snapshot, path, offset)!;
  const { target } = reference;
  const scheme = target !== null && "scheme" in target ? target.scheme : null;
  const code = target !== null && "code" in target ? target.code : reference.name;
  const country = scheme?.isCountry === true ? countryName(code, "en") : null;
  if (country !== null) return [fenced(code), country];
  const key = keyOf(reference);
  const focus = snapshot.focus(path);
  const item = focus.compilation.program.items.find(
    (entry) => keyOf({ kind: "item", name: entry.name, span: entry.nameSpan, target: entry }) === key,
  );
  const place = item?.nameSpan ?? (reference.kind === "item" ? reference.span : null);
  const parsed = place == null ? null : snapshot.parsed(place.file);
  const declaration = place == null || parsed === null ? null : declarationAt(parsed.file, place.start);
  const parts =
    declaration === null || place == null
      ? [fenced(`${scheme?.name ?? ""} ${code}`.trim()), scheme?.title ?? ""]
      : declarationParts(
          snapshot,
          place.file,
          declaration,
          sentence(snapshot, path, place, options),
          options,
        );
  const implementers = whole === null ? [] : implementing(snapshot, whole, key);
  const shown = implementers
    .slice(0, MAX_USERS)
    .map(({ path: where, title }) => `- ${escaped(title)} (\`${snapshot.moduleOf(where)}\`)`);
  if (implementers.length > MAX_USERS) shown.push(`- and ${implementers.length - MAX_USERS} more`);
  const users = shown.length === 0 ? "" : `Carried out by:\n${shown.join("\n")}`;
  return [...parts, users, whole === null ? "" : elsewhere(whole, key)];
}

const MAX_USERS = 8;

/** A number with its unit, in other units. */
function quantityHover(snapshot: Snapshot, path: string, offset: number): Hover | null {
  const parsed = snapshot.parsed(path);
  if (parsed === null) return null;
  const literal = ancestorsAt(parsed.file, offset).find((node) => node.kind === "NumberLiteral");
  if (literal?.kind !== "NumberLiteral" || literal.missing || literal.unit === null) return null;
  const { start, end, text, unit } = literal;
  const others = inOtherUnits(snapshot.focus(path).compilation.program, text, unit.text);
  if (others.length === 0) return null;
  return { start, end, markdown: `${inCode(`${text} ${unit.text}`)} = ${others.map(inCode).join(" = ")}` };
}

/** A word of the language. */
function wordHover(snapshot: Snapshot, path: string, offset: number): Hover | null {
  const parsed = snapshot.parsed(path);
  if (parsed === null) return null;
  const { text } = parsed.source;
  if (parsed.comments.some(({ start, end }) => start <= offset && offset <= end)) return null;
  const node = nodeAt(parsed.file, offset);
  if (node?.kind === "Text" || node?.kind === "Name") return null;
  let start = offset;
  while (start > 0 && /[\w-]/.test(text[start - 1]!)) start--;
  const word = /^[\w-]+/.exec(text.slice(start))?.[0] ?? "";
  const lines = (wordsBySpelling.get(word) ?? [])
    .map((name) => words[name].hover)
    .filter((line) => line !== "");
  if (lines.length === 0) return null;
  return { start, end: start + word.length, markdown: [`**${word}**`, ...new Set(lines)].join("\n\n") };
}

export function citationsOf(declaration: Declaration): string[] {
  const found = new Set<string>();
  walk(declaration, (node) => {
    if (node.kind === "Cite" && !node.citation.missing) found.add(node.citation.value);
    return undefined;
  });
  return [...found];
}

function isProposed(file: AnyNode, declaration: Declaration): boolean {
  return ancestorsAt(file, declaration.start).some(({ kind }) => kind === "ProposalDeclaration");
}

/** `- from 2022-10-21 by rule_2022`, the version that holds on the day in bold. */
function versionLines(declaration: Declaration, day: string | null): string[] {
  const dated = datedParts(declaration);
  const asOf = day !== null && isInDoubt(dated, day) ? null : day;
  const days = dated.flatMap((part) => (part.status === null ? [part.day] : []));
  const current =
    asOf === null
      ? undefined
      : days
          .filter((day) => day <= asOf)
          .sort()
          .at(-1);
  return dated.map(({ day, label, status }) =>
    status === null && day === current ? `- **${label}**` : `- ${label}`,
  );
}

export interface DatedPart extends Range {
  readonly day: string;
  /** how a reader would say it: `from 2022-10-21 by rule_2022` */
  readonly label: string;
  /** null: a version */
  readonly status: Status["word"] | null;
  /** of a status: the last day for which it holds, or the first for which it no longer does; null: neither is stated */
  readonly until: { readonly day: string; readonly inclusive: boolean } | null;
}

/** Whether on a day what is dated so is suspended, has ended, or may have: then no version is said to be in force. */
export function isInDoubt(parts: readonly DatedPart[], asOf: string): boolean {
  const isOver = ({ until }: DatedPart): boolean =>
    until !== null && (until.inclusive ? until.day < asOf : until.day <= asOf);
  return parts.some((part) => {
    if (part.status === null || part.status === "unenforced") return false;
    if (part.status === "ended") return part.until === null ? part.day <= asOf : isOver(part);
    return part.day <= asOf && !isOver(part);
  });
}

/** The versions and statuses of a declaration in the order of the source. */
export function datedParts(declaration: Declaration): DatedPart[] {
  const parts: readonly AnyNode[] =
    "versions" in declaration
      ? declaration.versions
      : declaration.kind === "MeasureDeclaration" || declaration.kind === "ExceptionDeclaration"
        ? declaration.clauses
        : [];
  return parts.flatMap((part): DatedPart[] => {
    if ((part.kind === "Version" || part.kind === "FromClause") && !part.date.missing) {
      const label = `from ${part.before ? "before " : ""}${part.date.text}${byWhom(part)}`;
      return [
        { day: part.date.text, label, status: null, until: null, start: part.start, end: part.date.end },
      ];
    }
    if (part.kind !== "Status") return [];
    const from = part.from === null ? "" : ` from ${part.from.text}`;
    const until = part.until === null ? "" : ` ${part.inclusive ? "through" : "until"} ${part.until.text}`;
    const day = part.from?.text ?? part.until?.text ?? "";
    const label = `${part.word === "ended" ? "" : part.word}${from}${until}`.trim();
    const last = part.until === null ? null : { day: part.until.text, inclusive: part.inclusive };
    return [{ day, label, status: part.word, until: last, start: part.start, end: part.end }];
  });
}

function byWhom(part: Pick<Version, "by">): string {
  return part.by === null || part.by.missing ? "" : ` by ${part.by.text}`;
}

function fenced(source: string): string {
  return `\`\`\`cordon\n${source}\n\`\`\``;
}

function inCode(name: string): string {
  return `\`${name}\``;
}

/** Text of the law in Markdown: nothing of it is markup. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|]/g, "\\$&");
}
