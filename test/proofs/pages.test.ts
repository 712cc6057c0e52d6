import { describe, expect, it } from "vitest";
import { proofMessages } from "../../compiler/proofs/messages.ts";
import { codes } from "./support.ts";

/** Every page of `cordon explain` shows a law that has the finding and the same law mended. */
describe.each(Object.entries(proofMessages))("%s", (code, { page }) => {
  it("shows a law that has the finding", () => {
    expect(codes(page.wrong)).toContain(code);
  });
  it("shows it mended", () => {
    expect(codes(page.right)).toEqual([]);
  });
});
