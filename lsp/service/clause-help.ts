/** What the clause takes that one is writing, and which part of it stands at the place. */
import { describeType } from "../../compiler/index.ts";
import { words, wordsBySpelling } from "../../grammar/tokens.ts";
import { referenceAt } from "./navigation.ts";
import type { Snapshot } from "./snapshot.ts";
import { declarationAt } from "./syntax.ts";

export interface ClauseHelp {
  /** `from DAY [by INSTRUMENT]` */
  readonly label: string;
  /** pieces of the label */
  readonly parts: readonly string[];
  readonly active: number;
  /** what the clause says, in a sentence; empty where nothing is known */
  readonly meaning: string;
}

/** A part of a clause: it begins at its lead; without one it follows when the part before it is written. */
interface Part {
  readonly shown: string;
  readonly lead: string | null;
}

interface Form {
  readonly word: string;
  readonly label: string;
  readonly parts: readonly Part[];
}

/**
 * Forms in the notation of the reference: the first words, then the parts, `[...]` for what may be left out. A part that begins
 * with a small word or a sign is recognized by it.
 */
const clauses: readonly Form[] = [
  "authority |AUTHORITY",
  'cite |"CITATION"',
  "topic |TOPIC, ...",
  "origin |unilateral, coordinated or regime",
  "from |DAY |[by INSTRUMENT] |[= VALUE] |[{ clauses of this version }]",
  "until |DAY",
  "through |DAY",
  'suspended |[from DAY] |[until DAY] |[by INSTRUMENT] |[because "REASON"]',
  'unenforced |[from DAY] |[until DAY] |[by INSTRUMENT] |[because "REASON"]',
  'unclear |[from DAY] |[until DAY] |[by INSTRUMENT] |[because "REASON"]',
  "reach |REACH",
  "extends |REACH",
  "items |CODES AND GROUPS",
  "activities |CONDITION, ...",
  "destinations |COUNTRIES AND GROUPS",
  "for |any NAME |in LIST |[listed in DATA as ENTRY] |[where CONDITION]",
  "when |CONDITION",
  "unless |CONDITION",
  "requires |license, or notice to AGENCY |[awaiting decision] |[{ limbs }]",
  "review |POLICY, REVIEW, or COLUMN |[{ limbs }]",
  "routes |{ LICENSE TYPE [when CONDITION], ... }",
  "saves |CONDITION |[until DAY] |as of DAY",
  "releases |MEASURE [(LIMB)], ...",
  'obliges |DUTY |to AGENCY |[before N days, within N days, or every N days] |["TEXT"] |[when CONDITION]',
  "agency |AGENCY, ...",
  "announced |DAY",
  "published |DAY",
  "key |COLUMN",
  "column |NAME |: TYPE",
  "held |by AGENCY",
  "permits |KIND, ... |[limited to CONDITION] |[provided origin in { ORIGIN, ... }]",
  "treats |CONDITION |as CONDITION",
  'because |"REASON"',
  "covered |by MEASURE, ...",
  'gaps |{ (LABEL) CONDITION because "REASON", ... }',
  "given |CASE |[with CASE] |[{ FACT: VALUE, ... }]",
  "expect |on DAY |[known at DAY] |[in practice] |JURISDICTION |ANSWER |[by MEASURE] |[review POLICY] |[routes { ... }] |[missing FACT, ...]",
  "add |COUNTRIES AND GROUPS",
  "remove |COUNTRIES AND GROUPS",
].map(formOf);

const heads: readonly Form[] = [
  "module |NAME |[of JURISDICTION] |[current to DAY]",
  "use |MODULE, ...",
  'measure |NAME |"TITLE" |{ clauses }',
  'exception |NAME |"TITLE" |{ clauses }',
  'group |NAME |["TITLE"] |[= COUNTRIES AND GROUPS] |[{ versions }]',
  'define |NAME |[of RECORD] |["TITLE"] |[= CONDITION OR VALUE] |[{ versions }]',
  'item |[SCHEME] CODE |["TITLE"] |[= CONDITION] |[{ versions }]',
  'reach |NAME |["TITLE"] |[= CONDITION] |[{ versions }]',
  'review |NAME |["TITLE"] |[= { limbs }] |[{ versions }]',
  'instrument |NAME |"TITLE" |{ cite, announced, published, from }',
  'authority |NAME |"TITLE" |of JURISDICTION |{ clauses }',
  'finding |NAME |"TITLE" |by AGENCY |{ clauses }',
  'scenario |"TITLE" |{ given and expect }',
  'case |NAME |["TITLE"] |[= CASE with CASE] |[{ FACT: VALUE, ... }]',
  'universe |NAME |"TITLE" |{ clauses }',
  'omitted |NAME |["TITLE"] |{ cite, because }',
].map(formOf);

function formOf(line: string): Form {
  const [word = "", ...pieces] = line.split(" |");
  const parts = pieces.map((shown) => {
    const first = /^\[?([a-z]+|["={:])/.exec(shown)?.[1] ?? null;
    // Small words of a list of choices lead nothing.
    return { shown, lead: first !== null && !/^(?:unilateral|license)$/.test(first) ? first : null };
  });
  return { word, label: [word, ...pieces].join(" "), parts };
}

interface Open {
  readonly form: Form;
  part: number;
  /** braces around its first word */
  readonly depth: number;
}

/** The clause around an offset; of a call of a condition with parameters, those. Null where none is being written. */
export function clauseHelp(snapshot: Snapshot, path: string, offset: number): ClauseHelp | null {
  const parsed = snapshot.parsed(path);
  if (parsed === null) return null;
  const { text } = parsed.source;
  if (parsed.comments.some(({ start, end }) => start < offset && offset <= end)) return null;
  const declaration = declarationAt(parsed.file, Math.max(0, lastInk(text, offset)));
  if (declaration === null) return null;
  const written = text.slice(declaration.start, offset);
  const call = callHelp(snapshot, path, text, declaration.start, offset);
  if (call !== null) return call;
  const open = openClause(written);
  if (open === null) return null;
  const { form, part } = open;
  const hovers = (wordsBySpelling.get(form.word) ?? []).map((name) => words[name].hover);
  return {
    label: form.label,
    parts: form.parts.map(({ shown }) => shown),
    active: part,
    meaning: [...new Set(hovers)].filter((line) => line !== "").join(" "),
  };
}

/** The offset of the last letter before `offset` that is no blank. */
function lastInk(text: string, offset: number): number {
  let at = offset - 1;
  while (at >= 0 && /\s/.test(text[at]!)) at--;
  return at;
}

const PIECES = /"(?:\\.|[^"\\\n])*"?|'[^'\n]*'?|\/\/[^\n]*|[A-Za-z_][\w.]*|\d[\w.-]*|[{}()[\]=,:]|\S/g;

function openClause(written: string): Open | null {
  const outer: (Open | null)[] = [];
  let current: Open | null = null;
  for (const found of written.matchAll(PIECES)) {
    const [piece] = found;
    const end = found.index + piece.length;
    if (piece.startsWith("//")) continue;
    // The piece that is being written may become anything.
    const isFinished = end < written.length || /[{}()[\]=,:]/.test(piece);
    if (piece === "}") {
      current = outer.pop() ?? null;
      if (current !== null && current.depth === outer.length) current = null;
      continue;
    }
    const start = isFinished ? formAt(piece, outer.length, current) : null;
    if (start !== null) current = { form: start, part: 0, depth: outer.length };
    else if (current !== null && outer.length === current.depth) advance(current, piece, isFinished);
    if (piece === "{") {
      outer.push(current);
      // Within the clauses of a declaration or a version another begins; limbs belong to the clause they stand in.
      if (current !== null && (heads.includes(current.form) || current.form.word === "from")) current = null;
    }
  }
  return current;
}

function formAt(piece: string, depth: number, current: Open | null): Form | null {
  if (depth === 0) return current === null ? (heads.find(({ word }) => word === piece) ?? null) : null;
  if (current !== null && current.depth < depth) return null;
  const isPart = current?.form.parts.slice(current.part).some(({ lead }) => lead === piece) ?? false;
  return isPart ? null : (clauses.find(({ word }) => word === piece) ?? null);
}

/** Moves to the part that a piece begins, or behind the one that it completes. */
function advance(open: Open, piece: string, isFinished: boolean): void {
  const { parts } = open.form;
  const led = parts.findIndex(({ lead }, index) => index >= open.part && lead !== null && leads(lead, piece));
  if (led !== -1 && (isFinished || piece.startsWith('"'))) {
    open.part = led;
    return;
  }
  if (!isFinished || /[,.(]/.test(piece)) return;
  // A part that is told by its place alone: the next one without a lead follows.
  const next = parts[open.part + 1];
  const isWhole = parts[open.part]!.lead === null || open.form.word === "expect" || open.form.word === "for";
  const later = parts.findIndex(({ lead }, index) => index > open.part && lead === null);
  if (next !== undefined && isWhole && later !== -1) open.part = later;
}

function leads(lead: string, piece: string): boolean {
  return lead === '"' ? piece.startsWith('"') : lead === piece;
}

/** The parameters of the condition whose parentheses are open. */
function callHelp(
  snapshot: Snapshot,
  path: string,
  text: string,
  from: number,
  offset: number,
): ClauseHelp | null {
  let depth = 0;
  let commas = 0;
  for (let at = offset - 1; at > from; at--) {
    const letter = text[at]!;
    if (letter === ")") depth++;
    else if (letter === "," && depth === 0) commas++;
    else if (letter === "{" || letter === "}") return null;
    else if (letter === "(" && depth-- === 0) {
      if (!/\w/.test(text[at - 1] ?? "")) return null;
      const called = referenceAt(snapshot, path, at)?.span ?? null;
      const define = snapshot
        .focus(path)
        .compilation.program.defines.find(
          ({ nameSpan }) => nameSpan.file === called?.file && nameSpan.start === called.start,
        );
      if (define === undefined || define.parameters.length === 0) return null;
      const parts = define.parameters.map(({ name, type }) => `${describeType(type)} ${name}`);
      const active = Math.min(commas, parts.length - 1);
      return { label: `${define.name}(${parts.join(", ")})`, parts, active, meaning: define.title ?? "" };
    }
  }
  return null;
}
