/** What a change of the law that is being written does to its answers, as an editor lists it. */
import type { Span } from "../../grammar/base/span.ts";
import type { CaseJson, Declared, Program } from "../check/tree.ts";
import { diffLaws } from "../diff/index.ts";
import { SourceSide } from "../diff/law-side.ts";
import { markdownDiff } from "../diff/markdown.ts";
import { flipLine, textLine } from "../diff/pretty.ts";
import type { DiffReport } from "../diff/report.ts";
import { shortRegions } from "../diff/short-regions.ts";
import { type Titles, titlesOf } from "../diff/titles.ts";
import { sentenceText, summaryText } from "../diff/words.ts";
import { type Compilation, hasErrors } from "../index.ts";

export interface Difference {
  /** why there is none: one of the two laws has errors; null where they were compared */
  readonly blocked: string | null;
  /** `3 tighter, 1 looser`, or that no answer changes */
  readonly summary: string;
  readonly markdown: string;
  readonly entries: readonly DifferenceEntry[];
}

export interface DifferenceEntry {
  readonly kind: "answer" | "text" | "scenario" | "note";
  readonly direction: "tighter" | "looser" | "changed" | null;
  readonly jurisdiction: string | null;
  /** in a sentence */
  readonly title: string;
  /** whose answers, in short; one line for each region */
  readonly where: readonly string[];
  readonly witness: { readonly case: CaseJson; readonly asOf: string } | null;
  /** edited declarations of the new law that it rests on */
  readonly places: readonly Span[];
}

export interface DifferenceOptions {
  /** what the two are called */
  readonly old: string;
  readonly now: string;
  /** only this day; null: every day */
  readonly asOf: string | null;
  /** only these; null: all */
  readonly jurisdictions: readonly string[] | null;
}

/** Compares two laws; `onProgress` is told what is being compared. */
export function difference(
  old: Compilation,
  now: Compilation,
  options: DifferenceOptions,
  onProgress: (what: string) => void = () => undefined,
): Difference {
  const blocked = hasErrors(old.diagnostics)
    ? `${options.old} has errors`
    : hasErrors(now.diagnostics)
      ? `${options.now} has errors`
      : null;
  if (blocked !== null) return { blocked, summary: "", markdown: "", entries: [] };
  const [before, after] = [new SourceSide(old.program), new SourceSide(now.program)];
  const report = diffLaws(before, after, {
    oldName: options.old,
    newName: options.now,
    asOf: options.asOf,
    jurisdictions: options.jurisdictions,
    onProgress,
  });
  const titles = titlesOf(before, after);
  return {
    blocked: null,
    summary: summaryText(report),
    markdown: markdownDiff(report, titles),
    entries: entriesOf(report, now.program, titles),
  };
}

function entriesOf(report: DiffReport, program: Program, titles: Titles): DifferenceEntry[] {
  const declared = new Map(everything(program).map((one) => [one.id, one.nameSpan]));
  const places = (ids: readonly string[]): Span[] => ids.flatMap((id) => declared.get(id) ?? []);
  const plain = { direction: null, where: [], witness: null, places: [] } as const;
  return [
    ...report.changes.map(
      (change): DifferenceEntry => ({
        kind: "answer",
        direction: change.direction,
        jurisdiction: change.jurisdiction,
        title: sentenceText(change, report),
        where: shortRegions(change, titles).map(({ label, text }) =>
          label === "where" ? text : `${label} ${text}`,
        ),
        witness: change.witness,
        places: places(change.edited.length > 0 ? change.edited : change.reasons),
      }),
    ),
    ...report.scenarios.map((flip): DifferenceEntry => {
      const scenario = program.scenarios.find(
        ({ title, module }) => title === flip.title && module.path === flip.module,
      );
      return {
        ...plain,
        kind: "scenario",
        jurisdiction: flip.jurisdiction,
        title: flipLine(flip),
        places: scenario === undefined ? [] : [scenario.span],
      };
    }),
    ...report.texts.map(
      (change): DifferenceEntry => ({
        ...plain,
        kind: "text",
        jurisdiction: null,
        title: textLine(change, titles),
        places: places([change.id]),
      }),
    ),
    ...report.notes.map(
      (note): DifferenceEntry => ({
        ...plain,
        kind: "note",
        jurisdiction: note.jurisdiction,
        title: note.message,
      }),
    ),
  ];
}

function everything(program: Program): readonly Declared[] {
  return [
    program.measures,
    program.exceptions,
    program.items,
    program.groups,
    program.lists,
    program.defines,
    program.reaches,
    program.reviews,
    program.instruments,
    program.authorities,
    program.findings,
    program.universes,
    program.unencodables,
  ].flat();
}
