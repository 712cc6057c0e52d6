/** The bundle of a program: its tables, definitions, lists and manifest, as the runtime loads them. */
import type { Expr, Program } from "../check/tree.ts";
import type { NormalProgram } from "../normal/normal-program.ts";
import { measureExpressions } from "../normal/strata.ts";
import { walk } from "../normal/walk.ts";
import type { Bundle } from "../runtime/format.ts";
import { definitionsDocument } from "./definitions.ts";
import { byText } from "./expressions.ts";
import { listDocument } from "./lists.ts";
import type { Draft } from "./tables.ts";
import {
  classificationDraft,
  gapDraft,
  groundDraft,
  releaseDraft,
  requirementDraft,
  tableDocuments,
} from "./tables.ts";

export interface BuildOptions {
  /**
   * Names of jurisdictions whose answers are wanted; whatever those may ask about comes along. Absent: all.
   */
  readonly jurisdictions?: readonly string[];
}

/**
 * The tables of a program, ready to be loaded or written; a manifest comes with the writing. The order of files and
 * declarations leaves no trace in them.
 */
export function buildBundle(normal: NormalProgram, program: Program, options: BuildOptions = {}): Bundle {
  const drafts: readonly Draft[] = [
    ...normal.requirements.map(requirementDraft),
    ...normal.grounds.map(groundDraft),
    ...normal.classifications.map(classificationDraft),
    ...normal.releases.map(releaseDraft),
    ...normal.gaps.map(gapDraft),
  ];
  const definitions = definitionsDocument(normal, program);
  const tables = tableDocuments(wanted(drafts, program, options.jurisdictions ?? null));
  const lists = [...program.lists].sort((a, b) => byText(a.id, b.id)).map(listDocument);
  return { manifest: null, definitions, tables, lists };
}

/**
 * Answers of one jurisdiction need its own measures and exceptions, those of what it lies within, and the measures any
 * kept rule asks about; grounds and items may be asked from anywhere.
 */
function wanted(
  drafts: readonly Draft[],
  program: Program,
  names: readonly string[] | null,
): readonly Draft[] {
  if (names === null) return drafts;
  const kept = new Set<string>();
  for (const name of names) {
    let jurisdiction = program.jurisdictions.find((j) => j.name === name) ?? null;
    while (jurisdiction !== null && !kept.has(jurisdiction.name)) {
      kept.add(jurisdiction.name);
      jurisdiction = jurisdiction.within;
    }
  }
  const everywhere = new Set(["classification", "reach", "extraterritorial"]);
  const asked = askedMeasures(program);
  return drafts.filter(
    (draft) => kept.has(draft.jurisdiction) || everywhere.has(draft.kind) || asked.has(draft.rule.of.id),
  );
}

/** Every measure named by `required by`, wherever. */
function askedMeasures(program: Program): ReadonlySet<string> {
  const asked = new Set<string>();
  const visit = (expr: Expr): void =>
    walk(expr, (part) => {
      if (part.kind === "requiredBy") for (const measure of part.measures) asked.add(measure.id);
    });
  program.measures.flatMap(measureExpressions).forEach(visit);
  for (const { chronology } of program.exceptions)
    for (const { value } of chronology.versions)
      for (const clause of [...value.conditions, ...value.exclusions]) visit(clause.condition);
  for (const { chronology } of [...program.defines, ...program.items, ...program.reaches])
    for (const { value } of chronology.versions) {
      visit(value.value);
      if (value.unless !== null) visit(value.unless);
    }
  return asked;
}
