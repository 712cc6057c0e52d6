/** Reads a matrix of powers beside the sources, with its conditions bound to their law. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readMatrix } from "../compare/matrix-file.ts";
import { conditionsOf } from "../compare/where.ts";
import type { Compilation } from "../index.ts";
import type { BoundMatrix } from "../survey/powers.ts";
import { Unusable } from "./exit-codes.ts";
import type { Opened } from "./workspace.ts";

/** Where a workspace keeps its matrix. */
export function matrixPath({ host }: Opened): string {
  return join(host.root, "matrix.json");
}

/** @throws {Unusable} for a text that is no matrix, or that asks in conditions which are none */
export function boundMatrix(compilation: Compilation, path: string, text: string): BoundMatrix {
  const read = readMatrix(text);
  if (isProblems(read))
    throw new Unusable(
      `${path} is no matrix: ${read.join("; ")}`,
      "its schema is published as cordon/schema/matrix.schema.json",
    );
  const asked = read.rows.flatMap(({ id, power }) =>
    power === undefined || power === false || power.when === undefined ? [] : [{ id, when: power.when }],
  );
  const found = conditionsOf(
    compilation,
    asked.map(({ when }) => when),
  );
  if (found.kind === "wrong") {
    const problems = found.problems.map(({ at, message }) => `at character ${at + 1}: ${message}`);
    throw new Unusable(
      `the condition of row ${asked[found.index]?.id} in ${path} is none; ${problems.join("; ")}`,
      "write it as in a measure",
    );
  }
  const conditions = new Map(asked.map(({ id }, i) => [id, found.conditions[i]!]));
  return { file: read, program: found.program, conditions };
}

/** The matrix of the workspace, if it keeps one. @throws {Unusable} as above */
export function workspaceMatrix(opened: Opened): BoundMatrix | null {
  const path = matrixPath(opened);
  return existsSync(path) ? boundMatrix(opened.compilation, path, readFileSync(path, "utf8")) : null;
}

function isProblems(read: ReturnType<typeof readMatrix>): read is readonly string[] {
  return Array.isArray(read);
}
