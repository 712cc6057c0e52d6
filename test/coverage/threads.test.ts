import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { measuredShare, measureInThreads, shareOf } from "../../compiler/cli/coverage-threads.ts";
import { Progress } from "../../compiler/cli/terminal.ts";
import { openWorkspace } from "../../compiler/cli/workspace.ts";
import { measureCoverage, type Share } from "../../compiler/coverage/measure.ts";
import { hitsOf } from "../../compiler/coverage/points.ts";
import { cordon, workspace } from "../cli/run-cli.ts";
import { smallLaw } from "../cli/small-law.ts";

describe("coverage by several threads", () => {
  it("is that of one", () => {
    const cwd = workspace(smallLaw());
    const by = (jobs: string) => cordon(["test", "--reporter", "lcov", "--jobs", jobs], { cwd });
    const one = by("1");
    expect(one).toMatchObject({ code: 0, stderr: "" });
    expect(one.stdout).toMatch(/^DA:\d+,[1-9]/m);
    // more threads than there are scenarios, too
    for (const jobs of ["2", "5"]) expect(by(jobs)).toEqual(one);
    expect(by("0").code).toBe(2);
  });

  it("is measured by threads", async () => {
    const cwd = workspace(smallLaw());
    const order = { paths: [cwd], isWhole: true, share: { from: 0, every: 1 } };
    const { compilation } = openWorkspace([cwd]);
    expect(await shareOf(order)).toEqual(measuredShare(compilation, order));
    // one that fails
    const broken = { ...order, share: null as unknown as Share };
    expect(await shareOf(broken)).toBeNull();
  });

  it("is of the law that was read, whatever is saved meanwhile", async () => {
    const cwd = workspace(smallLaw());
    const { compilation } = openWorkspace([cwd]);
    const alone = measureCoverage(compilation.program);
    const asked = { paths: [cwd], isWhole: true, jobs: 3, progress: new Progress() };
    expect(await measureInThreads(compilation, asked)).toEqual(alone);
    expect(hitsOf(alone.points).some((hits) => hits > 0)).toBe(true);
    // for the threads each scenario has another place among them
    const file = join(cwd, "measures.cordon");
    const text = readFileSync(file, "utf8");
    const scenario = text.slice(text.indexOf("scenario "));
    writeFileSync(file, `${text}\n${scenario.replace('"', '"Again: ')}`);
    expect(await measureInThreads(compilation, asked)).toEqual(alone);
  });
});
