/** Where nothing is known of an earlier run, as in CI: a file that takes minutes and begins last leaves all cores but one idle. */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take more than a minute beside others, the longest first. */
const LONGEST = [
  "test/report/examples.test.ts",
  "test/property/examples.test.ts",
  "test/vscode/extension.test.ts",
  "test/examples/examples.test.ts",
  "test/explorer/explorer.test.ts",
  "test/cli/shuffle.test.ts",
  "test/analysis/engine.test.ts",
  "test/playground/page.test.ts",
] as const;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
