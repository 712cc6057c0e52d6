import { expect, it } from "vitest";
import { samplesOf } from "../../compiler/explorer/app/warm.ts";

it("takes cases evenly, and no more than there are", () => {
  expect(samplesOf(0)).toEqual([]);
  expect(samplesOf(3)).toEqual([0, 1, 2]);
  const many = samplesOf(2_400);
  expect(many.length).toBe(24);
  expect(many.slice(0, 3)).toEqual([0, 100, 200]);
});
