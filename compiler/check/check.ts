/**
 * Binding and checking: from syntax trees to the checked program.
 *
 * The passes, in order: names (`collect`), types and what declarations have besides bodies, bodies, then what needs all
 * bodies (shared grids, exceptions), circles and faults, cases and scenarios, and what is unused. Each declaration is checked once;
 * one that is asked for early (the type of a define) is checked then.
 */
import type { AnyNode } from "../../grammar/ast.ts";
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { checkCase, resolveCases } from "./cases.ts";
import { collect } from "./collect.ts";
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
import { checkReview, type ReviewUses, spreadUses } from "./reviews.ts";
import { checkScenario } from "./scenarios.ts";
import type { ListSymbol, Owner } from "./symbols.ts";
import type { Program, Scenario } from "./tree.ts";
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
  const files = [...input.files].sort((a, b) => (a.source.path < b.source.path ? -1 : 1));
  collect(context, files);
  declare(context);
  checkBodies(context);
  findDependencies(context);
  resolveCases(context);
  const scenarios: { readonly scenario: Scenario; readonly owner: Owner }[] = [];
  for (const { file, node, proposal } of context.scenarios) {
    scenarios.push(checkScenario(context, file, node, proposal));
  }
  spreadFaults([...context.symbols, ...context.fields, ...scenarios.map(({ owner }) => owner)]);
  sayUnusedDeclarations(context);
  sayUnusedImports(context);
  return {
    program: makeProgram(
      context,
      scenarios.filter(({ owner }) => !owner.faulty).map(({ scenario }) => scenario),
    ),
    diagnostics: sorted(context.diagnostics),
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
  const uses: ReviewUses = new Map();
  for (const symbol of context.ofKind("measure")) checkMeasure(context, symbol, uses);
  spreadUses(context, uses);
  for (const symbol of context.ofKind("review")) checkReview(context, symbol, uses);
  for (const symbol of context.ofKind("exception")) checkException(context, symbol);
  for (const symbol of context.ofKind("finding")) checkFinding(context, symbol);
  for (const symbol of context.ofKind("universe")) checkUniverse(context, symbol);
  for (const symbol of context.ofKind("case")) checkCase(context, symbol);
}

function findDependencies(context: Context): void {
  const items = new ItemUses(context);
  for (const { site, set } of context.codeUses) items.touch(site.owner, set);
  for (const { site, lists, column, span } of context.columnUses) {
    for (const list of lists) {
      for (const symbol of columnSymbols(context, context.ownerOf.get(list) as ListSymbol, column)) {
        context.rests(site, symbol, span, true);
      }
    }
  }
  findCycles(context, [...context.symbols, ...context.fields]);
}

function sorted(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => {
    if (a.span.file !== b.span.file) return a.span.file < b.span.file ? -1 : 1;
    return a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1);
  });
}
