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
