/** Decision diagrams held against tables of values, on random functions. */
import { describe, expect, test } from "vitest";
import { Diagrams, type Node, type Operation, OutOfNodes } from "../../compiler/analysis/diagrams/diagram.ts";
import { Random } from "../support/generate-random.ts";

const AND: Operation<string> = {
  name: "and",
  commutative: true,
  apply: (a, b) => (a === "yes" && b === "yes" ? "yes" : "no"),
};
const XOR: Operation<string> = { name: "xor", commutative: true, apply: (a, b) => (a === b ? "no" : "yes") };
const MINUS: Operation<string> = {
  name: "minus",
  commutative: false,
  apply: (a, b) => (a === "yes" && b === "no" ? "yes" : "no"),
};
const OPERATIONS = [AND, XOR, MINUS];
const not = (value: string): string => (value === "yes" ? "no" : "yes");

interface Both {
  readonly node: Node;
  /** the value at every point, in the order of `points` */
  readonly values: readonly string[];
}

function points(sizes: readonly number[]): readonly (readonly number[])[] {
  if (sizes.length === 0) return [[]];
  const rest = points(sizes.slice(1));
  return Array.from({ length: sizes[0]! }, (_, i) => rest.map((point) => [i, ...point])).flat();
}

function valueAt(diagrams: Diagrams, node: Node, point: readonly number[]): unknown {
  let at = node;
  while (!diagrams.isLeaf(at)) at = diagrams.child(at, point[diagrams.level(at)]!);
  return diagrams.value(at);
}

/** Functions made of one another at random, with their tables. */
function randomFunctions(diagrams: Diagrams, sizes: readonly number[], random: Random): readonly Both[] {
  const all = points(sizes);
  const made: Both[] = sizes.map((size, level) => {
    const values = Array.from({ length: size }, () => (random.chance(0.5) ? "yes" : "no"));
    return { node: diagrams.variable(level, values), values: all.map((point) => values[point[level]!]!) };
  });
  for (let i = 0; i < 30; i++) {
    const [a, b] = [random.pick(made), random.pick(made)];
    const operation = random.pick(OPERATIONS);
    made.push({
      node: diagrams.apply(operation, a.node, b.node),
      values: a.values.map((value, p) => operation.apply(value, b.values[p]!)),
    });
    if (random.chance(0.2)) {
      const { node, values } = random.pick(made);
      made.push({ node: diagrams.map(not, node), values: values.map(not) });
    }
  }
  return made;
}

describe("decision diagrams", () => {
  test("have the values of the functions they stand for, and one node for one function", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = new Random(seed);
      const diagrams = new Diagrams();
      const sizes = Array.from({ length: 1 + random.below(5) }, () => 2 + random.below(4));
      const all = points(sizes);
      const byTable = new Map<string, Node>();
      for (const { node, values } of randomFunctions(diagrams, sizes, random)) {
        expect(all.map((point) => valueAt(diagrams, node, point))).toEqual(values);
        const known = byTable.get(values.join());
        if (known !== undefined) expect(node, `seed ${seed}`).toBe(known);
        byTable.set(values.join(), node);
      }
    }
  });

  test("have cofactors that fix one variable", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = new Random(seed);
      const diagrams = new Diagrams();
      const sizes = [3, 2, 4, 2];
      for (const { node } of randomFunctions(diagrams, sizes, random)) {
        const level = random.below(4);
        const cls = random.below(sizes[level]!);
        const fixed = diagrams.cofactor(node, level, cls);
        expect(diagrams.support(fixed)).not.toContain(level);
        for (const point of points(sizes)) {
          const moved = point.map((c, i) => (i === level ? cls : c));
          expect(valueAt(diagrams, fixed, point)).toBe(valueAt(diagrams, node, moved));
        }
      }
    }
  });

  test("keep neighboring classes together: a node costs what it tells apart", () => {
    const diagrams = new Diagrams();
    const values = Array.from({ length: 10_000 }, (_, i) => (i < 4800 ? "no" : "yes"));
    expect([...diagrams.runs(diagrams.variable(0, values))]).toEqual([
      4800,
      diagrams.no,
      10_000,
      diagrams.yes,
    ]);
  });

  test("stop at their budget and name what was being built", () => {
    const diagrams = new Diagrams(40);
    const build = (): void => {
      const random = new Random(7);
      randomFunctions(diagrams, [4, 4, 4, 4, 4], random);
    };
    expect(() => diagrams.charge("us.ac_a", build)).toThrow(OutOfNodes);
    try {
      diagrams.charge("us.ac_b", build);
    } catch (error) {
      expect(error instanceof OutOfNodes && error.during).toEqual(["us.ac_b", "us.ac_a"]);
    }
  });
});
