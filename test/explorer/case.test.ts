import { describe, expect, it } from "vitest";
import {
  elementPath,
  factAt,
  type Json,
  membersOf,
  merged,
  pathOf,
  textOf,
  withFact,
  withMembers,
  withoutFact,
} from "../../compiler/explorer/app/case.ts";

const facts: Json = {
  act: "shipment",
  item: { family: ["circuit"], tpp: "4992 TPP" },
  parties: { open: [{ roles: ["end_user"], headquarters: "CN" }, {}] },
};

describe("a case that is edited", () => {
  it("states a fact, and makes the records on the way to it", () => {
    expect(withFact({}, ["end_uses", 0, "facility", "node"], "7 nm")).toEqual({
      end_uses: [{ facility: { node: "7 nm" } }],
    });
    expect(withFact({ item: { unknown: true } }, ["item", "tpp"], 1)).toEqual({ item: { tpp: 1 } });
  });

  it("is never changed in place", () => {
    const before = JSON.stringify(facts);
    withFact(facts, ["item", "tpp"], "1 TPP");
    withoutFact(facts, ["item", "tpp"]);
    expect(JSON.stringify(facts)).toBe(before);
  });

  it("loses a fact, and the record that states nothing any more", () => {
    const less = withoutFact(facts, ["item", "tpp"]);
    expect(factAt(less, ["item"])).toEqual({ family: ["circuit"] });
    expect(withoutFact(less, ["item", "family"])).not.toHaveProperty("item");
    expect(withoutFact(facts, ["parties", "open", 1])).toHaveProperty("parties.open.length", 1);
    expect(withoutFact(facts, ["no", "such", "fact"])).toEqual(facts);
  });

  it("names places as the runtime does, whatever the form of a list", () => {
    const path = pathOf("parties[0].headquarters", facts);
    expect(path).toEqual(["parties", "open", 0, "headquarters"]);
    expect(textOf(path ?? [])).toBe("parties[0].headquarters");
    expect(pathOf("parties[2].headquarters", facts)).toBeNull();
    expect(elementPath(["a"], membersOf([1]), 0)).toEqual(["a", 0]);
  });

  it("keeps the form of a list when its members change", () => {
    const members = membersOf(factAt(facts, ["parties"]));
    expect(members.form).toBe("open");
    expect(withMembers(members, [])).toEqual({ open: [] });
    expect(membersOf({ open: [1], more: 2 }).values).toEqual([]);
  });

  it("puts facts over others as named cases are put together", () => {
    expect(merged(facts, { item: { tpp: { unknown: true } }, parties: [] })).toEqual({
      act: "shipment",
      item: { family: ["circuit"], tpp: { unknown: true } },
      parties: [],
    });
    expect(merged({ item: { unknown: true } }, { item: { tpp: 1 } })).toEqual({ item: { tpp: 1 } });
  });
});
