/**
 * Where nothing is known of an earlier run, as in CI: a file that takes minutes and begins last leaves all cores but one idle. Files
 * that share a worker come last and one after another, or the worker would end between them.
 */
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { LONGEST } from "./longest-files.ts";

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
      return (at < 0 ? LONGEST.length : at) + (project.config.isolate ? 0 : LONGEST.length + 1);
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
