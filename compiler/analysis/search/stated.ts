/** What a case states, as circuits, so that assignments near it can be wished for. */
import type { Given } from "../diagrams/given.ts";
import { type Lit, not } from "../sat/sat.ts";
import type { Gates } from "./gates.ts";

/** Of each fact of the transaction that circuits look at and the case states: that it is as the case says. */
export function statedIn(gates: Gates, given: Given): readonly Lit[] {
  const stated: Lit[] = [];
  for (const fact of gates.facts.values()) {
    const { about, places } = fact;
    if (places.size > 0 || about.is === "state") continue;
    const classes = given(about.subject, gates.space.domain(about.subject).classes);
    if (classes === null) continue;
    if (about.is === "value") stated.push(gates.within(fact, (index) => classes.includes(index)));
    else {
      const isNone = gates.atMost(fact, 0);
      stated.push(classes.includes(about.index) ? not(isNone) : isNone);
    }
  }
  return stated.filter((lit) => lit !== gates.yes && lit !== gates.no);
}
