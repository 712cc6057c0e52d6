/** A law of 70 measures, more than are compared by diagrams, of which one is written out so that each part can be edited. */
import { expect } from "vitest";
import { type AnswerChange, type DiffReport, diffLaws } from "../../compiler/diff/index.ts";
import { SourceSide } from "../../compiler/diff/law-side.ts";
import { compile, MemoryHost } from "../../compiler/index.ts";
import { controlList } from "../bench/control-list.ts";
import { schemaProblems } from "./schema.ts";

const files = controlList(140, 1, 0);
const FILE = "list/part0000.cordon";
const BLOCK = /item XCN (\S+) "Entry 3"[^\n]*\nlist measure m3 "Measure 3" \{[^}]*\}/;
const code = BLOCK.exec(files[FILE]!)![1]!;

export const M3 = "list.part0.m3";
export const LAW = `item XCN ${code} "Entry 3" = family = family_3 and tpp >= 1000 TPP
group friends "Friends" {
  from before 2023-01-01 = DE, FR
  from 2024-06-01 add GB
}
list measure m3 "Measure 3" {
  authority act_x
  cite "15 CFR 742.0(3)"
  topic chips
  origin unilateral
  items XCN ${code}
  when not (destination in friends)
  requires license
  review case by case
  from 2023-01-01
}
exception small_sales "Small sales" {
  cite "15 CFR 740.1"
  releases m3
  when item.tpp < 1500 TPP
  from 2023-01-01
}`;

/** The law with its written-out part in these words; `more`: files besides, as texts or made of those that it has. */
export function lawOf(
  law: string,
  more: Readonly<Record<string, string | ((text: string) => string)>> = {},
): SourceSide {
  const sources: Record<string, string> = { ...files, [FILE]: files[FILE]!.replace(BLOCK, () => law) };
  for (const [path, text] of Object.entries(more))
    sources[path] = typeof text === "string" ? text : text(sources[path]!);
  const { program, diagnostics } = compile(new MemoryHost(sources), []);
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual(
    [],
  );
  return new SourceSide(program);
}

/** Both laws compared on all days: nothing is left open, and every case is answered as its change says. */
export function compared(old: SourceSide, now: SourceSide): DiffReport {
  const report = diffLaws(old, now, { oldName: "old", newName: "new" });
  expect(schemaProblems(report)).toEqual([]);
  expect(report.notes).toEqual([]);
  for (const change of report.changes) replays(change, old, now);
  return report;
}

/** The case of a change is answered as the change says, on its day. */
function replays(
  { witness, view, old: before, new: after }: AnswerChange,
  old: SourceSide,
  now: SourceSide,
): void {
  const answer = (side: SourceSide): unknown => {
    const found = side.answer(witness!.case, witness!.asOf, "XB");
    const seen = view === "practice" ? (found?.practice ?? found) : found;
    return [seen?.verdict, seen?.reviewPolicy];
  };
  expect(answer(old)).toEqual([before.verdict, before.reviewPolicy]);
  expect(answer(now)).toEqual([after.verdict, after.reviewPolicy]);
}

export interface Told {
  readonly direction: string;
  readonly days: readonly (string | null)[];
  readonly answers: readonly string[];
  readonly reasons: readonly string[];
}

/** What a reader is told first. */
export const told = ({ changes }: DiffReport): readonly Told[] =>
  changes.map(({ direction, from, until, old: before, new: after, reasons }) => ({
    direction,
    days: [from, until],
    answers: [before.verdict, after.verdict],
    reasons,
  }));
