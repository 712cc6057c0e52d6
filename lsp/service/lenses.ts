/** What stands above declarations: how many rows they compile to, which scenarios cover them, and runs of scenarios. */
import { tablesOf } from "../../compiler/editor/index.ts";
import type { Declaration } from "../../grammar/ast.ts";
import { enclosing, placesOf } from "./navigation.ts";
import { scenariosIn } from "./scenarios.ts";
import type { Whole } from "./service.ts";
import type { Snapshot } from "./snapshot.ts";
import { declarationsOf, nameOf, type Place, type Range } from "./syntax.ts";

export type Lens = Range & {
  /** `run`: of a scenario; the others are worked out when they are to be seen */
  readonly kind: "rows" | "scenarios" | "run";
  /** of a scenario */
  readonly title: string | null;
};

/** Declarations that compile to rows. */
const WITH_ROWS: ReadonlySet<Declaration["kind"]> = new Set<Declaration["kind"]>([
  "MeasureDeclaration",
  "ExceptionDeclaration",
  "ItemDeclaration",
  "ReachDeclaration",
]);

/** The lenses of a file in the order of places; what those of rows and scenarios say is asked for one by one. */
export function lenses(snapshot: Snapshot, path: string): Lens[] {
  const parsed = snapshot.parsed(path);
  if (parsed === null) return [];
  const found: Lens[] = scenariosIn(snapshot, path).map((scenario) => ({ ...scenario, kind: "run" }));
  for (const declaration of declarationsOf(parsed.file.declarations)) {
    const name = nameOf(declaration);
    if (name === null || name.text === "" || !WITH_ROWS.has(declaration.kind)) continue;
    const place = { start: name.start, end: name.end, title: null };
    found.push({ ...place, kind: "rows" });
    const canBeExpected =
      declaration.kind === "MeasureDeclaration" || declaration.kind === "ExceptionDeclaration";
    if (canBeExpected) found.push({ ...place, kind: "scenarios" });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** How many rows the declaration compiles to whose name begins at an offset; null where it has errors or is none. */
export function rowsOf(
  snapshot: Snapshot,
  path: string,
  start: number,
): { readonly id: string; readonly count: number } | null {
  if (!snapshot.sources.has(path)) return null;
  const { compilation } = snapshot.focus(path);
  const { measures, exceptions, items, reaches } = compilation.program;
  const declared = [measures, exceptions, items, reaches]
    .flat()
    .find(({ nameSpan }) => nameSpan.file === path && nameSpan.start === start);
  if (declared === undefined) return null;
  let count = 0;
  for (const { tables } of tablesOf(compilation).tables)
    for (const { rows } of tables) for (const row of rows) if (row.of === declared.id) count++;
  return { id: declared.id, count };
}

/** The scenarios that expect an answer by the measure or exception whose name begins at an offset, in the order of places. */
export function scenariosOf(whole: Whole, path: string, start: number): Place[] {
  const { snapshot, indexes } = whole;
  const index = indexes.get(path);
  if (index === undefined) return [];
  const at = index.starts.indexOf(start);
  const key = at === -1 ? undefined : index.keys[index.targets[at]!];
  if (key === undefined) return [];
  const found = new Map<string, Place>();
  for (const place of placesOf(indexes, key, false)) {
    const around = enclosing(snapshot, place.path, place.start);
    if (around?.kind === "ScenarioDeclaration") found.set(`${place.path} ${around.start}`, place);
  }
  return [...found.values()];
}
