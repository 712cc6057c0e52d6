/** A build whose tables do not say what the sources say is a mistake in Cordon: nothing of it may be written. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cordon, workspace } from "./run-cli.ts";
import { smallLaw } from "./small-law.ts";

/** Loads the table writer with another verdict in it. */
const fault = `
import { registerHooks } from "node:module";
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith("/compiler/table/tables.ts")) return loaded;
    const source = String(loaded.source);
    const spoilt = source.replace("verdict: effect.verdict", 'verdict: "authorized"');
    if (spoilt === source) throw new Error("the fault was not seeded");
    return { ...loaded, source: spoilt };
  },
});
`;

it("a fault in the table writer ends a build with exit code 70 and nothing written", () => {
  const cwd = workspace(smallLaw());
  const node = ["--import", `data:text/javascript,${encodeURIComponent(fault)}`];
  const run = cordon(["build", ".", "-o", "out"], { cwd, node });
  expect(run.stderr).toContain("the tables do not say what the sources say");
  expect(run).toMatchObject({ code: 70 });
  expect(existsSync(join(cwd, "out"))).toBe(false);
  expect(cordon(["build", ".", "-o", "out"], { cwd })).toMatchObject({ code: 0 });
});
