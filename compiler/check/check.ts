/**
 * Binding and checking: from syntax trees to the checked program.
 *
 * The passes, in order: names (`collect`), types and what declarations have besides bodies, bodies, then what needs all
 * bodies (shared grids, exceptions), circles and faults, cases and scenarios, and what is unused. Each declaration is checked once;
 * one that is asked for early (the type of a define) is checked then.
 */
import type { AnyNode } from "../../grammar/ast.ts";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { ParseResult } from "../../grammar/parse-result.ts";
import { checkCase, resolveCases } from "./cases.ts";
import { addFiles, collect } from "./collect.ts";
import { Context, type Reference } from "./context.ts";
import {
  checkDefine,
  checkGroup,
  checkItem,
  checkReach,
  declareGroup,
  declareItem,
  defineParameters,
  valueDefines,
} from "./defines.ts";
import { findCycles, spreadFaults } from "./dependencies.ts";
import { checkException } from "./exceptions.ts";
import type { CheckInput } from "./input.ts";
import {
  checkAuthority,
  checkFinding,
  checkOmitted,
  checkUnencodable,
  declareInstrument,
  declareJurisdictions,
} from "./institutions.ts";
import { ItemUses } from "./item-uses.ts";
import { columnSymbols, declareList, loadRows } from "./lists.ts";
import { checkMeasure } from "./measures.ts";
import { makeProgram } from "./program.ts";
import { checkReview, reviewUses } from "./reviews.ts";
import { checkScenario } from "./scenarios.ts";
import type { ListSymbol } from "./symbols.ts";
import type { Program } from "./tree.ts";
import { checkUniverse } from "./universes.ts";
import { sayUnusedDeclarations, sayUnusedImports } from "./unused.ts";
import { checkFields, declareVocabulary } from "./vocabulary.ts";

export type { Reference } from "./context.ts";
export type { CheckInput } from "./input.ts";

export interface CheckResult {
  /** only what has no errors and rests on nothing that has */
  readonly program: Program;
  /** of checking, not of parsing; in the order of files and places */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * What syntax refers to, by node: names in clauses and declarations (`Name`, `CodePath`), parts of paths (`PathSegment`;
   * the whole `PathExpression` where it names measures or lists), codes (`CodeLiteral`), and the `ModulePath` of `use`,
   * `releases` and `by`. References to one thing are one object, so uses of it can be found by identity.
   */
  readonly references: ReadonlyMap<AnyNode, Reference>;
}

/** Checks a program. Never throws on any syntax tree; the order of `files` does not matter. */
export function check(input: CheckInput): CheckResult {
  const context = new Context(input);
  addFiles(context, inOrder(input.files));
  context.pending = context.files;
  checkFiles(context);
  conclude(context);
  return { ...resultOf(context), program: programOf(context) };
}

export function inOrder(files: readonly ParseResult[]): ParseResult[] {
  return [...files].sort((a, b) => (a.source.path < b.source.path ? -1 : 1));
}

/** Checks what the pending files declare: all there is to say of them but for what all files together say. */
export function checkFiles(context: Context): void {
  collect(context);
  declare(context);
  checkBodies(context);
}

/**
 * What all files together say: what rests on what, cases, and what is unused; and scenarios of the pending files, which rest on
 * whole cases. Whether there is a circle.
 */
export function conclude(context: Context): boolean {
  context.ofTheWhole = true;
  const hasCycles = findDependencies(context);
  resolveCases(context);
  context.ofTheWhole = false;
  for (const file of context.pending) {
    for (const { node, proposal } of file.scenarios)
      file.checkedScenarios.push(checkScenario(context, file, node, proposal));
  }
  context.ofTheWhole = true;
  const scenarios = context.files.flatMap((file) => file.checkedScenarios.map(({ owner }) => owner));
  spreadFaults(context, [...context.owners(), ...scenarios]);
  if (context.input.isPartial !== true) sayUnusedDeclarations(context);
  sayUnusedImports(context);
  return hasCycles;
}

/** What has no errors. Faults are taken out of what was checked: no check can go on from there where there are any. */
export function programOf(context: Context): Program {
  const scenarios = context.files.flatMap((file) => file.checkedScenarios);
  return makeProgram(
    context,
    scenarios.filter(({ owner }) => !owner.faulty).map(({ scenario }) => scenario),
  );
}

export function resultOf(context: Context): Pick<CheckResult, "diagnostics" | "references"> {
  return {
    diagnostics: sorted(context.found()),
    references: context.references as ReadonlyMap<AnyNode, Reference>,
  };
}

/** Everything that can be known without looking into bodies. */
function declare(context: Context): void {
  for (const symbol of context.ofKind("instrument")) declareInstrument(context, symbol);
  declareVocabulary(context);
  for (const symbol of context.ofKind("group")) declareGroup(context, symbol);
  declareJurisdictions(context);
  for (const symbol of context.ofKind("item")) declareItem(context, symbol);
  for (const symbol of context.ofKind("define")) defineParameters(context, symbol);
  for (const symbol of context.ofKind("list")) declareList(context, symbol);
}

function checkBodies(context: Context): void {
  for (const symbol of valueDefines(context)) checkDefine(context, symbol);
  for (const symbol of context.ofKind("list")) loadRows(context, symbol);
  checkFields(context);
  for (const symbol of context.ofKind("group")) checkGroup(context, symbol);
  for (const symbol of context.ofKind("define")) checkDefine(context, symbol);
  for (const symbol of context.ofKind("item")) checkItem(context, symbol);
  for (const symbol of context.ofKind("reach")) checkReach(context, symbol);
  for (const symbol of context.ofKind("unencodable")) checkUnencodable(context, symbol);
  for (const symbol of context.ofKind("omitted")) checkOmitted(context, symbol);
  for (const symbol of context.ofKind("authority")) checkAuthority(context, symbol);
  for (const symbol of context.ofKind("measure")) checkMeasure(context, symbol);
  const uses = reviewUses(context);
  for (const symbol of context.ofKind("review")) checkReview(context, symbol, uses);
  for (const symbol of context.ofKind("exception")) checkException(context, symbol);
  for (const symbol of context.ofKind("finding")) checkFinding(context, symbol);
  for (const symbol of context.ofKind("universe")) checkUniverse(context, symbol);
  for (const symbol of context.ofKind("case")) checkCase(context, symbol);
}

function findDependencies(context: Context): boolean {
  const items = new ItemUses(context);
  for (const file of context.files) {
    for (const { owner, set } of file.codeUses) items.touch(owner, set);
    for (const { owner, lists, column, span } of file.columnUses) {
      for (const list of lists) {
        for (const symbol of columnSymbols(context, context.ownerOf.get(list) as ListSymbol, column)) {
          context.deriveNeed(owner, symbol);
          context.deriveEvaluation(owner, symbol, span);
        }
      }
    }
    for (const { reach, by, span } of file.extensions) {
      // What asks for the reach asks for all that extends it, and is wrong without it.
      context.deriveEvaluation(reach, by, span);
      if (by.proposal === null) context.deriveNeed(reach, by);
    }
  }
  return findCycles(context, context.owners());
}

function sorted(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => {
    if (a.span.file !== b.span.file) return a.span.file < b.span.file ? -1 : 1;
    return a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1);
  });
}
