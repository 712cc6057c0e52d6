/** Code actions: the fixes that findings carry. */
import type { Diagnostic } from "../../compiler/index.ts";

export interface ActionEdit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface Action {
  readonly title: string;
  readonly kind: "quickfix" | "source.organizeImports" | "source.fixAll";
  /** what it removes; empty for those of a whole file */
  readonly findings: readonly Diagnostic[];
  readonly edits: readonly ActionEdit[];
  /** the one to take without thinking */
  readonly preferred: boolean;
}

/** Quick fixes for what a range touches, and what can be done to the whole file at once. */
export function actions(findings: readonly Diagnostic[], start: number, end: number): Action[] {
  const touched = findings.filter(({ span }) => span.start <= end && start <= span.end);
  const quick = touched.flatMap((finding) =>
    finding.fixes.map(
      (fix, index): Action => ({
        title: fix.title,
        kind: "quickfix",
        findings: [finding],
        edits: fix.edits.map(({ span, newText }) => ({
          path: span.file,
          start: span.start,
          end: span.end,
          newText,
        })),
        preferred: fix.safe && index === 0,
      }),
    ),
  );
  const imports = findings.filter(({ code }) => code === "bind/unused-import");
  return [
    ...quick,
    ...together("remove what `use` names without need", "source.organizeImports", imports),
    ...together("apply all safe fixes", "source.fixAll", findings),
  ];
}

/** The first safe fix of each finding, as far as they do not touch each other. */
function together(title: string, kind: Action["kind"], findings: readonly Diagnostic[]): Action[] {
  const taken: ActionEdit[] = [];
  const fixed: Diagnostic[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find(({ safe }) => safe);
    if (fix === undefined) continue;
    const edits = fix.edits.map(({ span, newText }) => ({
      path: span.file,
      start: span.start,
      end: span.end,
      newText,
    }));
    if (edits.some((edit) => taken.some((other) => touches(edit, other)))) continue;
    taken.push(...edits);
    fixed.push(finding);
  }
  return taken.length === 0 ? [] : [{ title, kind, findings: fixed, edits: taken, preferred: false }];
}

function touches(a: ActionEdit, b: ActionEdit): boolean {
  return a.path === b.path && a.start <= b.end && b.start <= a.end;
}
