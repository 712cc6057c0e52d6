import { describe, expect, it } from "vitest";
import { cordon, workspace } from "../cli/run-cli.ts";
import { smallLaw } from "../cli/small-law.ts";

/** The small law with a measure that asks for partners and leaves them out. */
function emptyLaw(before = ""): Record<string, string> {
  const files = smallLaw();
  const text = files["measures.cordon"]!;
  const empty = text
    .replace(
      "  unless destination in partners",
      "  when destination in {CA, NO}\n  unless destination in partners",
    )
    .replace("list measure fast_processors", `${before}list measure fast_processors`)
    .replace(/\nscenario [\s\S]*$/, "");
  return { ...files, "measures.cordon": empty };
}

describe("cordon check", () => {
  it("proves what holds over all transactions, unless it is asked not to", () => {
    const cwd = workspace(emptyLaw());
    const { code, stdout } = cordon(["check"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain("proof/never-holds");
    expect(stdout).toContain("all conditions but one are met in the case");
    expect(cordon(["check", "--no-proofs"], { cwd })).toEqual({
      code: 0,
      stdout: "no findings\n",
      stderr: "",
    });
  });

  it("proves a large law only when it is asked to, and says so", () => {
    const files = emptyLaw();
    const items = Array.from(
      { length: 300 },
      (_, n) => `item XCL 2A${n + 100} "Item ${n}" = tpp >= ${n} TPP`,
    );
    const cwd = workspace({
      ...files,
      "measures.cordon": `${files["measures.cordon"]}\n${items.join("\n\n")}\n`,
    });
    const plain = cordon(["check"], { cwd });
    expect(plain.stdout).not.toContain("proof/never-holds");
    expect(plain.stderr).toContain("no proofs over all transactions were made");
    const asked = cordon(["check", "--proofs"], { cwd });
    expect(asked.stdout).toContain("proof/never-holds");
    expect(asked.stderr).toBe("");
  });

  it("leaves out what an author sets aside with a reason", () => {
    const cwd = workspace(
      emptyLaw("// allow proof/never-holds: it waits for the list of partners to shrink\n"),
    );
    expect(cordon(["check"], { cwd })).toEqual({ code: 0, stdout: "no findings\n", stderr: "" });
  });

  it("proves nothing of sources with errors, of which parts are missing", () => {
    const files = emptyLaw();
    const cwd = workspace({ ...files, "faulty.cordon": "module example.faulty\n\ngrop far = NO\n" });
    const { code, stdout } = cordon(["check"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain("syntax/");
    expect(stdout).not.toContain("proof/");
  });
});
