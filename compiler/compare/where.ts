/** A condition over transactions that the user writes on the command line, checked like any other. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { parse } from "../../grammar/parse.ts";
import { check } from "../check/check.ts";
import type { CaseJson, Expr, IsoDate, Measure, Program } from "../check/tree.ts";
import { readData, type Workspace } from "../load/workspace.ts";
import { interpret } from "../oracle/index.ts";

const MODULE = "cordon_where";
const HEAD = new Set<string>(["ModuleDeclaration", "UseDeclaration"]);
const FILE = `${MODULE}.cordon`;

export type Where =
  | { readonly kind: "condition"; readonly program: Program; readonly condition: Expr }
  /** places count from the first character of what the user wrote */
  | {
      readonly kind: "wrong";
      readonly problems: readonly { readonly at: number; readonly message: string }[];
    };

/**
 * The condition, and the program it belongs to (checked anew with it: expressions are bound to one program). All names of
 * the workspace are in sight; a name that several modules declare wants its module before it.
 */
export function whereOf(
  { workspace, program: checked }: { readonly workspace: Workspace; readonly program: Program },
  text: string,
): Where {
  const use = checked.modules
    .map((module) => module.path)
    .sort()
    .join(", ");
  const head = `module ${MODULE}\n${use === "" ? "" : `use ${use}\n`}define chosen = `;
  const file = parse(FILE, `${head}${text}\n`);
  const { program, diagnostics } = check({
    files: [...workspace.files.values(), file],
    readData: (relativeTo, path) => readData(workspace, relativeTo, path),
  });
  const found = [...file.diagnostics, ...diagnostics].filter(
    (d: Diagnostic) => d.severity === "error" && d.span.file === FILE,
  );
  const define = program.defines.find(({ id }) => id === `${MODULE}.chosen`);
  const value = define?.chronology.versions[0]?.value;
  const extra = file.file.declarations.filter(({ kind }) => !HEAD.has(kind)).length !== 1;
  if (found.length > 0 || value === undefined || extra) {
    const problems = found.map((d) => ({ at: Math.max(0, d.span.start - head.length), message: d.message }));
    return {
      kind: "wrong",
      problems: problems.length > 0 ? problems : [{ at: 0, message: "expected one condition" }],
    };
  }
  if (value.value.type.kind !== "truth" || value.unless !== null)
    return { kind: "wrong", problems: [{ at: 0, message: "expected a condition, which is yes or no" }] };
  return { kind: "condition", program, condition: value.value };
}

/**
 * Whether a complete case meets the condition on a day: asked of the oracle, as a law with one measure that prohibits
 * exactly that.
 */
export function meetsCondition(
  program: Program,
  condition: Expr,
  facts: CaseJson,
  asOf: IsoDate,
  jurisdiction: string,
): boolean {
  const law = onlyProhibiting(program, condition, jurisdiction);
  if (law === null) return false;
  try {
    return interpret(law, facts, { asOf, jurisdiction }).verdict === "prohibited";
  } catch {
    return false;
  }
}

function onlyProhibiting(program: Program, condition: Expr, jurisdiction: string): Program | null {
  const place = program.jurisdictions.find((j) => j.name === jurisdiction);
  const [model] = program.measures;
  if (place === undefined || model === undefined) return null;
  const { span } = condition;
  const body = {
    binders: [],
    conditions: [{ clause: "when" as const, condition, label: null, citation: null, span }],
    exclusions: [],
    outcomes: [
      {
        label: null,
        verdict: "prohibited" as const,
        to: null,
        awaitingDecision: false,
        when: null,
        otherwise: false,
        except: [],
        citation: null,
        span,
      },
    ],
    review: null,
    routes: [],
  };
  const measure: Measure = {
    ...model,
    id: `${MODULE}.measure`,
    kind: "list",
    jurisdiction: place,
    authority: null,
    reach: null,
    extends: [],
    saves: [],
    proposal: null,
    chronology: {
      versions: [{ from: null, before: false, by: null, known: null, value: body, span }],
      statuses: [],
    },
  };
  return { ...program, measures: [measure], exceptions: [] };
}
