/**
 * Sentences against rows: numbers, units, codes and days are read back out of every sentence of every version, and found
 * in the rows that stand for it; and every limit of every row is said. `CORDON_LONG=1` takes many more generated programs.
 */
import { expect, test } from "vitest";
import type { Chronology, Expr, Guarded, Program, Variable } from "../../../compiler/check/tree.ts";
import type { Formula } from "../../../compiler/normal/condition.ts";
import { normalize } from "../../../compiler/normal/lower.ts";
import type { Rectangle } from "../../../compiler/normal/timeline.ts";
import { exceptionChanges, guardedChanges, measureChanges } from "../../../compiler/report/changes.ts";
import { bodyStatements, exceptionBody } from "../../../compiler/report/measures.ts";
import { periodPhrase } from "../../../compiler/report/periods.ts";
import type { Phrase, Piece, Statement } from "../../../compiler/report/phrase.ts";
import { condition, guarded } from "../../../compiler/report/sentences.ts";
import { LANGUAGE_NAMES, type LanguageName } from "../../../compiler/report/wording/glossary.ts";
import { ENGLISH, Wording } from "../../../compiler/report/wording/wording.ts";
import { checkSources } from "../../property/compile.ts";
import { exampleLaw } from "../../support/examples.ts";
import { generateProgram, sourcesOf } from "../../support/generate-program.ts";
import { policyConditions, tokensOfRows, unitsOf } from "./rows.ts";
import { marked, phrasesOf, tokensOf, type Units } from "./said.ts";

const LONG = process.env.CORDON_LONG === "1";
const SEED = Number(process.env.CORDON_SEED ?? 1);
const PROGRAMS = LONG ? 1000 : 20;

interface Row {
  readonly of: { readonly id: string };
  readonly version: string | null;
  readonly effective: Rectangle;
  readonly parts: readonly Formula[];
}

/** One version of a declaration: its rows and those of the version before, what else they ask, and its sentences. */
interface Version {
  readonly id: string;
  readonly from: string | null;
  readonly rows: readonly Row[];
  readonly before: readonly Row[];
  readonly more: readonly Expr[];
  readonly moreBefore: readonly Expr[];
  readonly say: (w: Wording) => readonly Statement[];
  readonly sayChanges: (w: Wording) => readonly Statement[];
  readonly sayPeriod: (w: Wording) => Phrase;
}

function versionsOf(program: Program): Version[] {
  const normal = normalize(program);
  const found: Version[] = [];
  const add = <T>(
    declared: { readonly id: string; readonly chronology: Chronology<T> },
    rules: readonly Row[],
    more: (value: T) => readonly Expr[],
    say: (value: T, w: Wording) => readonly Statement[],
    changes: (before: T, after: T, w: Wording) => readonly Statement[],
  ): void => {
    const { chronology } = declared;
    // A version that is suspended from its first day keeps a row without days and without conditions.
    const rowsOf = (version: string | null): Row[] =>
      rules.filter(
        ({ of, version: own, effective }) =>
          of.id === declared.id && own === version && (own === null || effective.from !== effective.until),
      );
    chronology.versions.forEach(({ from, value }, index) => {
      const earlier = chronology.versions[index - 1];
      found.push({
        id: `${declared.id}/${from}`,
        from,
        rows: rowsOf(from),
        before: earlier === undefined ? [] : rowsOf(earlier.from),
        more: more(value),
        moreBefore: earlier === undefined ? [] : more(earlier.value),
        say: (w) => say(value, w),
        sayChanges: (w) => (earlier === undefined ? [] : changes(earlier.value, value, w)),
        sayPeriod: (w) => periodPhrase(chronology, index, w),
      });
    });
  };
  const whens = (all: readonly { readonly when: Expr | null }[]): Expr[] =>
    all.flatMap(({ when }) => (when === null ? [] : [when]));
  for (const measure of program.measures)
    add(
      measure,
      [...normal.requirements, ...normal.grounds],
      ({ binders, review, routes }) => [
        ...binders.flatMap(({ list, variable, entry }) => [
          list,
          ...[variable, ...(entry === null ? [] : [entry])].map(named),
        ]),
        ...policyConditions(review),
        ...whens(routes),
      ],
      (body, w) => bodyStatements(measure, body, w),
      measureChanges,
    );
  for (const exception of program.exceptions)
    add(exception, normal.releases, ({ obligations }) => whens(obligations), exceptionBody, exceptionChanges);
  const sayGuarded = ({ value, unless }: Guarded, w: Wording): readonly Statement[] => [
    guarded(condition(value, w), unless, w),
  ];
  for (const item of program.items) add(item, normal.classifications, () => [], sayGuarded, guardedChanges);
  for (const reach of program.reaches) add(reach, normal.grounds, () => [], sayGuarded, guardedChanges);
  return found;
}

/** A bound name as an expression. */
function named(variable: Variable): Expr {
  return { kind: "variable", variable, type: variable.type, span: variable.span };
}

/**
 * Whether all of a version can be found in rows: one that is never in force has none, and a part that is decided before any
 * fact is known leaves no trace of the others.
 */
function isInRows({ rows, before, say, sayChanges }: Version): boolean {
  const folds = (part: Formula): boolean =>
    part.kind === "constant" || (part.kind !== "atom" && part.parts.some(folds));
  const decided = phrasesOf([...say(ENGLISH), ...sayChanges(ENGLISH)]).some((phrase) =>
    /\b(?:always|never)\b/.test(marked(phrase)),
  );
  return rows.length > 0 && !decided && ![...rows, ...before].some((row) => row.parts.some(folds));
}

/** What was read may be a code with the scheme before it, and a bare number a code. */
function readings(token: string): string[] {
  const code = /^code=\S+ (.+)$/s.exec(token)?.[1];
  return [token, ...(code === undefined ? [] : [`code=${code}`]), token.replace(/^number=/, "code=")];
}

interface Reading {
  /** values of the sentences that stand in the rows */
  readonly said: ReadonlySet<string>;
  /** values that do not */
  readonly invented: readonly string[];
}

function read(phrases: readonly Phrase[], allowed: ReadonlySet<string>, w: Wording, units: Units): Reading {
  const said = new Set<string>();
  const invented: string[] = [];
  for (const phrase of phrases)
    for (const token of tokensOf(phrase, w.language.name, units)) {
      const meant = readings(token).filter((reading) => allowed.has(reading));
      if (meant.length === 0) invented.push(token);
      for (const reading of meant) said.add(reading);
    }
  return { said, invented };
}

type Alter = (phrase: Phrase) => Phrase;

/** Where sentences and rows of a version disagree, in the given language; empty where they say the same. */
function disagreements(
  version: Version,
  w: Wording,
  units: Units,
  alter: Alter = (phrase) => phrase,
): string[] {
  const { required, allowed } = tokensOfRows(version.rows, version.more);
  const { said, invented } = read(phrasesOf(version.say(w)).map(alter), allowed, w, units);
  const unsaid = [...required].filter((token) => !said.has(token));
  const both = tokensOfRows([...version.rows, ...version.before], [...version.more, ...version.moreBefore]);
  // A version that was never known to be in force has no rows to be found in.
  const changes = version.before.length === 0 ? [] : phrasesOf(version.sayChanges(w));
  const changed = read(changes.map(alter), both.allowed, w, units);
  const days = tokensOf(alter(version.sayPeriod(w)), w.language.name, units).map((token) =>
    token.replace(/^day[<>=]+/, "day="),
  );
  const start = version.from === null ? [] : [`day=${version.from}`];
  return [
    ...unsaid.map((token) => `not said: ${token}`),
    ...[...invented, ...changed.invented].map((token) => `in no row: ${token}`),
    ...(days.slice(0, 1).join() === start.join() ? [] : [`begins on ${days[0]}, not ${version.from}`]),
  ];
}

function unitsIn(program: Program, versions: readonly Version[]): Units {
  const parts = versions.flatMap(({ rows }) => rows.flatMap((row) => row.parts.map((part) => part.expr)));
  return unitsOf(program, [...parts, ...versions.flatMap(({ more }) => more)]);
}

/** Compares all versions in every language; the number of values that were found in rows. */
function compareAll(program: Program, name: string): number {
  const versions = versionsOf(program).filter(isInRows);
  const units = unitsIn(program, versions);
  const found: string[] = [];
  let compared = 0;
  for (const language of LANGUAGE_NAMES) {
    const w = new Wording(language);
    for (const version of versions) {
      compared += tokensOfRows(version.rows, version.more).required.size;
      for (const what of disagreements(version, w, units))
        found.push(`${name}: ${version.id} in ${language}: ${what}`);
    }
  }
  expect(found).toEqual([]);
  return compared;
}

test("every sentence of the examples says what its rows hold, in every language", () => {
  expect(compareAll(exampleLaw().program, "examples")).toBeGreaterThan(1400);
});

test(`every sentence of generated programs does, from seed ${SEED}`, { timeout: 3_600_000 }, () => {
  let compared = 0;
  for (let seed = SEED; seed < SEED + PROGRAMS; seed++) {
    const { program, errors } = checkSources(sourcesOf(generateProgram(seed)));
    expect(errors).toEqual([]);
    compared += compareAll(program, `seed ${seed}`);
  }
  console.info(`${compared} values of rows found in sentences, seeds ${SEED} to ${SEED + PROGRAMS - 1}`);
  expect(compared).toBeGreaterThan(PROGRAMS * 10);
});

test("a sentence that says something else is noticed", () => {
  const { program } = checkSources(sourcesOf(generateProgram(SEED)));
  const versions = versionsOf(program).filter(isInRows);
  const units = unitsIn(program, versions);
  const wrongs: Readonly<Record<string, Readonly<Record<LanguageName, Alter>>>> = {
    "another number": same((piece) =>
      typeof piece === "object" && piece.kind === "literal" && /^\d/.test(piece.text)
        ? { ...piece, text: piece.text.replace(/^\d/, "9$&") }
        : piece,
    ),
    "another code": same((piece) =>
      typeof piece === "object" && piece.kind === "literal" && /^[A-Z]/.test(piece.text)
        ? { ...piece, text: `${piece.text}9` }
        : piece,
    ),
    "another side": {
      en: replaced("at least ", "more than "),
      zh: replaced("不低于", "超过"),
    },
    "another day": {
      en: replaced(" 20", " 19"),
      zh: replaced("20", "19"),
    },
    nothing: { en: () => [], zh: () => [] },
  };
  for (const [what, alter] of Object.entries(wrongs))
    for (const language of LANGUAGE_NAMES) {
      const w = new Wording(language);
      const found = versions.flatMap((version) => disagreements(version, w, units, alter[language]));
      expect(found.length, `${what} in ${language}`).toBeGreaterThan(0);
    }
});

/** One change of pieces for every language. */
function same(change: (piece: Piece) => Piece): Readonly<Record<LanguageName, Alter>> {
  const alter: Alter = (phrase) => phrase.map(change);
  return { en: alter, zh: alter };
}

function replaced(text: string, other: string): Alter {
  return (phrase) => phrase.map((piece) => (typeof piece === "string" ? piece.replace(text, other) : piece));
}
