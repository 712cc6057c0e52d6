import { describe, expect, it } from "vitest";
import { MemoryHost } from "../../compiler/host.ts";
import { compile } from "../../compiler/index.ts";
import { cordonMany, workspace } from "./run-cli.ts";
import { smallLaw } from "./small-law.ts";

const files = smallLaw();
const text = files["measures.cordon"]!;
const at = text.indexOf("scenario");
const [law, scenarios] = [text.slice(0, at), text.slice(at)];
const head = law.slice(0, law.indexOf("\n\n", law.indexOf("use ")) + 2);
const apart = {
  ...files,
  "measures.cordon": law,
  "scenarios.cordon":
    head.replace(/module [\w.]+/, "module example.scenarios").replace("use ", "use example.chips, ") +
    scenarios,
};
/** A scenario that speaks of what there is not. */
const wrong = {
  ...apart,
  "scenarios.cordon": apart["scenarios.cordon"].replace(/expect /, "expect no_such "),
};
const EVAL = ["eval", "case.json", "--as-of", "2026-03-01"];

describe("commands that ask about nothing but the law", () => {
  it("leave scenarios unread, and answer the same", () => {
    const [together, parted, mistaken] = cordonMany(
      [files, apart, wrong].map((sources) => ({ cwd: workspace(sources), args: EVAL })),
    );
    expect(parted).toEqual(together);
    expect(mistaken).toEqual(together);
  });

  it("stop at what is wrong with the law, also where it hides in a source of scenarios", () => {
    const hidden = {
      ...apart,
      "scenarios.cordon": `${apart["scenarios.cordon"].trimEnd().slice(0, -1)}\n${law.slice(head.length)}`,
    };
    const broken = { ...apart, "measures.cordon": law.replace("destination", "no_such_fact") };
    const runs = cordonMany([hidden, broken].map((sources) => ({ cwd: workspace(sources), args: EVAL })));
    for (const { code, stdout, stderr } of runs) {
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain("error[");
    }
  });

  it("say of nothing that it is unused, nor that a comment which sets that aside is stale", () => {
    const used = "\n// allow bind/unused-declaration: for the scenarios\ndefine spare = destination = CN\n";
    const unused = "\ndefine other = destination = BR\n";
    const host = new MemoryHost({ ...apart, "measures.cordon": law + used + unused });
    expect(compile(host, []).diagnostics.map(({ code }) => code)).toEqual(["bind/unused-declaration"]);
    const only = compile(host, [], undefined, { onlyLaw: true });
    expect(only.diagnostics).toEqual([]);
    expect([...only.workspace.files.keys()]).toEqual(["measures.cordon", "trade.cordon"]);
    expect(only.program.scenarios).toEqual([]);
  });

  it("know a folder that holds scenarios alone for what it is", () => {
    const host = new MemoryHost(apart);
    const of = (paths: string[]) => compile(host, paths, undefined, { onlyLaw: true });
    expect([...of(["scenarios.cordon"]).workspace.files.keys()]).toContain("scenarios.cordon");
    const inside = new MemoryHost({ "a/scenarios.cordon": apart["scenarios.cordon"] });
    expect(compile(inside, ["a"], undefined, { onlyLaw: true }).workspace.diagnostics).toEqual([]);
  });
});
