/** Where nothing is known of an earlier run, as in CI: a file that takes minutes and begins last leaves all cores but one idle. */
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { LONGEST } from "./longest-files.ts";

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
