/** A condition over transactions that the user writes on the command line, checked like any other. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import { parse } from "../../grammar/parse.ts";
import { check } from "../check/check.ts";
import type { CaseJson, Expr, IsoDate, Measure, Program } from "../check/tree.ts";
import { readData, type Workspace } from "../load/workspace.ts";
import { interpret } from "../oracle/index.ts";

const MODULE = "cordon_where";
const HEAD = new Set<string>(["ModuleDeclaration", "UseDeclaration"]);

interface Problem {
  /** counts from the first character of what the user wrote */
  readonly at: number;
  readonly message: string;
  /** of the finding that it is; null: it concerns what is asked, and no page says more */
  readonly code: string | null;
  readonly help: string | null;
}

export type Where =
  | { readonly kind: "condition"; readonly program: Program; readonly condition: Expr }
  | { readonly kind: "wrong"; readonly problems: readonly Problem[] };

export type Conditions =
  | { readonly kind: "conditions"; readonly program: Program; readonly conditions: readonly Expr[] }
  /** the first one that is wrong */
  | { readonly kind: "wrong"; readonly index: number; readonly problems: readonly Problem[] };

interface Checked {
  readonly workspace: Workspace;
  readonly program: Program;
}

/** The problems of a condition in one line, each with its place. */
export function problemsText(problems: readonly Problem[]): string {
  return problems
    .map(({ at, message, code }) => `at character ${at + 1}: ${message}${code === null ? "" : ` (${code})`}`)
    .join("; ");
}

/** One condition; see `conditionsOf`. */
export function whereOf(checked: Checked, text: string): Where {
  const found = conditionsOf(checked, [text]);
  if (found.kind === "wrong") return found;
  return { kind: "condition", program: found.program, condition: found.conditions[0]! };
}

/**
 * Conditions, and the program they belong to (checked anew with them: expressions are bound to one program). All names of
 * the workspace are in sight; a name that several modules declare wants its module before it.
 */
export function conditionsOf({ workspace, program: checked }: Checked, texts: readonly string[]): Conditions {
  const use = checked.modules
    .map((module) => module.path)
    .sort()
    .join(", ");
  const files = texts.map((text, index) => {
    const head = `module ${MODULE}${index}\n${use === "" ? "" : `use ${use}\n`}define chosen = `;
    return { head, file: parse(`${MODULE}${index}.cordon`, `${head}${text}\n`) };
  });
  const { program, diagnostics } = check({
    files: [...workspace.files.values(), ...files.map(({ file }) => file)],
    readData: (relativeTo, path) => readData(workspace, relativeTo, path),
  });
  const conditions: Expr[] = [];
  for (const [index, { head, file }] of files.entries()) {
    const wrong = (problems: readonly Problem[]): Conditions => ({ kind: "wrong", index, problems });
    const found = [...file.diagnostics, ...diagnostics].filter(
      (d: Diagnostic) => d.severity === "error" && d.span.file === `${MODULE}${index}.cordon`,
    );
    const define = program.defines.find(({ id }) => id === `${MODULE}${index}.chosen`);
    const value = define?.chronology.versions[0]?.value;
    const extra = file.file.declarations.filter(({ kind }) => !HEAD.has(kind)).length !== 1;
    if (found.length > 0)
      return wrong(
        found.map(({ span, message, code, help = null }) => ({
          at: Math.max(0, span.start - head.length),
          message,
          code,
          help,
        })),
      );
    const none = (message: string): Conditions => wrong([{ at: 0, message, code: null, help: null }]);
    if (value === undefined || extra) return none("expected one condition");
    if (value.value.type.kind !== "truth" || value.unless !== null)
      return none("expected a condition, which is yes or no");
    conditions.push(value.value);
  }
  return { kind: "conditions", program, conditions };
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
