/** Reads a matrix of powers beside the sources, with its conditions bound to their law. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SourceFile } from "../../grammar/base/source-file.ts";
import { type MatrixProblem, readMatrix } from "../compare/matrix-file.ts";
import { matrixProblems, planProblems } from "../compare/matrix-names.ts";
import { conditionsOf, problemsText } from "../compare/where.ts";
import type { Compilation } from "../index.ts";
import { nodeAt } from "../load/json.ts";
import type { BoundMatrix } from "../survey/powers.ts";
import { Unusable } from "./exit-codes.ts";
import { readText } from "./read-text.ts";
import type { Opened } from "./workspace.ts";

const HELP =
  "a matrix is JSON with `title`, `columns` and `rows`; its schema is published as cordon/schema/matrix.schema.json";

/** Where a workspace keeps its matrix. */
function matrixPath({ host }: Opened): string {
  return join(host.root, "matrix.json");
}

/** The matrix asked for; `true`: that of the workspace. @throws {Unusable} as `boundMatrix`, and where there is none */
export async function askedMatrix(opened: Opened, asked: string | true): Promise<BoundMatrix> {
  const path = asked === true ? opened.shown("matrix.json") : asked;
  if (asked === true && !existsSync(matrixPath(opened)))
    throw new Unusable(`there is no ${path}, which would hold the rows of the matrix`, HELP);
  return boundMatrix(opened.compilation, path, await readText(asked === true ? matrixPath(opened) : asked));
}

/** The matrix of the workspace, if it keeps one. @throws {Unusable} as `boundMatrix`, and for a plan that names no cases */
export function workspaceMatrix(opened: Opened): BoundMatrix | null {
  const path = matrixPath(opened);
  if (!existsSync(path)) return null;
  const text = readFileSync(path, "utf8");
  const bound = boundMatrix(opened.compilation, opened.shown("matrix.json"), text);
  const read = readMatrix(text);
  if (read.kind === "matrix")
    refuseAny(new SourceFile(opened.shown("matrix.json"), text), planProblems(read, bound.program));
  return bound;
}

/** @throws {Unusable} for a text that is no matrix, that names what the law lacks, or asks in conditions which are none */
export function boundMatrix(compilation: Compilation, path: string, text: string): BoundMatrix {
  const source = new SourceFile(path, text);
  const read = readMatrix(text);
  if (read.kind === "wrong") throw refusal(source, read.problems);
  refuseAny(source, matrixProblems(read, compilation.program));
  const { file, root } = read;
  const asked = file.rows.flatMap(({ id, power }, row) =>
    power === undefined || power === false || power.when === undefined
      ? []
      : [{ id, when: power.when, at: nodeAt(root, `/rows/${row}/power/when`).start }],
  );
  const found = conditionsOf(
    compilation,
    asked.map(({ when }) => when),
  );
  if (found.kind === "wrong") {
    const { id, at } = asked[found.index]!;
    throw new Unusable(
      `${place(source, at)}: the condition of row ${id} is none; ${problemsText(found.problems)}`,
      found.problems[0]?.help ?? "write it as in a measure",
    );
  }
  const conditions = new Map(asked.map(({ id }, i) => [id, found.conditions[i]!]));
  return { file, program: found.program, conditions };
}

function refuseAny(source: SourceFile, problems: readonly MatrixProblem[]): void {
  if (problems.length > 0) throw refusal(source, problems);
}

function refusal(source: SourceFile, problems: readonly MatrixProblem[]): Unusable {
  const said = [...problems]
    .sort((a, b) => a.at - b.at)
    .map(({ at, message }) => `${place(source, at)}: ${message}`);
  return new Unusable(said.join("\n       "), HELP);
}

function place(source: SourceFile, at: number): string {
  const { line, column } = source.position(at);
  return `${source.path}:${line}:${column}`;
}
