/** What a circuit asks of one element of a list, as a condition of diagrams, which can make such elements or others. */
import type { Truth } from "../conditions/truth.ts";
import type { Node } from "../diagrams/diagram.ts";
import type { Space } from "../diagrams/space.ts";
import type { Variable } from "../diagrams/variables.ts";
import type { Lit } from "../sat/sat.ts";
import type { Fact, Gates, Question, Universe } from "./gates.ts";

/** Elements that answer a question. Null where it asks of more than them and what is around: of others, or of their own lists. */
export function profileOf({ body, pattern }: Question, { owner }: Universe, gates: Gates): Node | null {
  const { space } = gates;
  const { diagrams } = space;
  const known = new Map<number, Node | null>();
  const isAround = ({ places }: Fact): boolean =>
    [...places.values()].every(
      (place) => place === pattern || place === owner || owner.startsWith(`${place}/`),
    );
  const visit = (lit: Lit): Node | null => {
    const at = lit >> 1;
    let node = known.get(at);
    if (node === undefined) {
      node = made(at * 2);
      known.set(at, node);
    }
    return node === null || (lit & 1) === 0 ? node : diagrams.map(NEGATED, node);
  };
  const made = (lit: Lit): Node | null => {
    const gate = gates.gate(lit);
    switch (gate.is) {
      case "free":
        return lit === gates.yes ? diagrams.yes : null;
      case "some":
        return null;
      case "bit": {
        const { fact, index } = gate;
        if (!isAround(fact)) return null;
        const values = Array.from({ length: fact.size }, (_, cls): Truth => (cls <= index ? "yes" : "no"));
        return diagrams.variable(variableOf(space, fact).level, values);
      }
      case "and": {
        let all: Node = diagrams.yes;
        for (const input of gate.inputs) {
          const node = visit(input);
          if (node === null) return null;
          all = diagrams.apply(space.and, all, node);
        }
        return all;
      }
    }
  };
  return visit(body);
}

/** The variable of the diagrams that a fact is a place of. */
export function variableOf(space: Space, { about }: Fact): Variable {
  const subject = space.canonical(about.subject);
  switch (about.is) {
    case "value":
      return space.variable(subject);
    case "member":
      return space.memberVariable(subject, space.domain(subject).classes[about.index]!, about.index);
    case "state":
      return space.stateVariable(subject);
  }
}

const NEGATED = (value: unknown): "yes" | "no" => (value === "yes" ? "no" : "yes");
