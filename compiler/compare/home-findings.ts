/** What is wrong with `home` of a manifest, found by a check rather than when somebody asks for a comparison from home. */
import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { Program } from "../check/tree.ts";
import { homeFinding, MANIFEST_NAME } from "../load/manifest.ts";
import { joinPath } from "../load/paths.ts";
import { sourceOf, type Workspace } from "../load/workspace.ts";
import { homeProblems } from "./home.ts";

/** Each at its place in `cordon.json`. `program` must have been checked without errors: what is left out of it would seem unknown. */
export function homeFindings(workspace: Workspace, program: () => Program): readonly Diagnostic[] {
  return workspace.roots.flatMap(({ folder, manifest: { home }, package: packageName }) => {
    if (home === null || packageName !== null) return [];
    const path = joinPath(folder, MANIFEST_NAME);
    const text = sourceOf(workspace, path)?.text ?? "";
    return homeProblems(program(), home).map(({ at, message, help, asking }) => {
      const related = asking === null ? [] : [{ span: asking.span, message: "it is declared here" }];
      return homeFinding(path, text, { at, problem: message, help, related });
    });
  });
}
