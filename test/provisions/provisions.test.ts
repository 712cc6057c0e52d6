/**
 * Twenty-two provisions of law, each with the law around it and scenarios of what it means. Every workspace checks without
 * a finding, every scenario holds on the tables a build emits, and the oracle gives the same answers.
 */
import { describe, expect, it } from "vitest";
import { compareAnswers } from "../property/agreement.ts";
import { provision } from "./provision.ts";
import { provisions } from "./workspaces.ts";

/** Fewer scenarios than this prove little of a provision. */
const FEWEST = 5;

describe.each(provisions)("%s", (name) => {
  it("checks without a finding", () => {
    expect(provision(name).findings).toEqual([]);
  });

  it("means what its scenarios say", () => {
    const { scenarios, failures } = provision(name);
    expect(failures).toBe("");
    expect(scenarios.length).toBeGreaterThanOrEqual(FEWEST);
  });

  it("has the same answers from the oracle", () => {
    const { program, engine, scenarios } = provision(name);
    for (const { title, given, expectations } of scenarios) {
      for (const { on, knownAt, jurisdiction } of expectations) {
        const question = { asOf: on, knownAt, jurisdiction: jurisdiction.name };
        const { differences } = compareAnswers(program, engine, given, question);
        expect(differences, `${title}, on ${on}`).toEqual([]);
      }
    }
  });
});
