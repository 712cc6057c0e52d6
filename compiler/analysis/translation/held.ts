/** What validation holds against each other: facts at once, conditions a batch at a time, and what was found to differ. */
import type { Bundle } from "../../runtime/format.ts";
import type { PropId } from "../conditions/prop.ts";
import { OutOfNodes } from "../diagrams/diagram.ts";
import { regionsOf, regionText } from "../diagrams/regions.ts";
import { Space } from "../diagrams/space.ts";
import { TableTerms } from "./table-terms.ts";
import { Terms } from "./terms.ts";

/** A place where a build does not say what its sources say. */
export interface Fault {
  /** id of the row or definition */
  readonly id: string;
  readonly what: string;
  /** facts for which the two differ, in words; null where no condition is concerned */
  readonly where: string | null;
  /** too large to be compared: shown neither to be equal nor to differ */
  readonly isOpen: boolean;
}

interface Pair {
  readonly id: string;
  readonly what: string;
  readonly source: PropId;
  readonly table: PropId;
}

/** Conditions after which those seen are compared and forgotten: some megabytes. */
const BATCH = 2_000;

const DIFFER = {
  name: "differ",
  commutative: true,
  apply: (a: unknown, b: unknown): "yes" | "no" => (a === b ? "no" : "yes"),
};

export class Held {
  readonly #definitions: Bundle["definitions"];
  readonly #faults: Fault[] = [];
  /** conditions that are not one node: to be compared as diagrams */
  #open: Pair[] = [];
  space = new Space();
  terms = new Terms(this.space);
  table: TableTerms;

  constructor(definitions: Bundle["definitions"]) {
    this.#definitions = definitions;
    this.table = new TableTerms(this.terms, definitions);
  }

  get faults(): readonly Fault[] {
    return this.#faults;
  }

  fault(id: string, what: string, where: string | null = null): void {
    this.#faults.push({ id, what, where, isOpen: false });
  }

  /** Takes over what others found. */
  add(faults: readonly Fault[]): void {
    this.#faults.push(...faults);
  }

  equal(id: string, what: string, source: unknown, table: unknown): void {
    if (JSON.stringify(source) !== JSON.stringify(table)) this.fault(id, `${what} differs`);
  }

  same(id: string, what: string, source: PropId, table: PropId): void {
    if (source !== table) this.#open.push({ id, what, source, table });
  }

  /**
   * Compares what was seen and starts afresh, now and then: a row is compared with its own rule alone, so that nothing of
   * those before is needed.
   */
  forget(): void {
    if (this.space.props.size <= BATCH) return;
    this.compare();
    this.space = new Space();
    this.terms = new Terms(this.space);
    this.table = new TableTerms(this.terms, this.#definitions);
  }

  /** Conditions that are written differently, compared as functions. */
  compare(): void {
    for (const { source, table } of this.#open) {
      this.space.tell(source);
      this.space.tell(table);
    }
    const { diagrams } = this.space;
    for (const { id, what, source, table } of this.#open) {
      try {
        const differ = diagrams.apply(DIFFER, this.space.node(source), this.space.node(table));
        if (differ === diagrams.no) continue;
        const [region] = regionsOf(this.space, differ, 1).regions;
        this.fault(id, `${what} differs`, region === undefined ? null : regionText(region));
      } catch (error) {
        if (!(error instanceof OutOfNodes)) throw error;
        this.#faults.push({ id, what: `${what} is too large to be compared`, where: null, isOpen: true });
      }
    }
    this.#open = [];
  }
}
