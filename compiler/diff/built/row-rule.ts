/**
 * The rule of a row. Its conditions are read when they are first asked for: of two large builds that are compared few rows are
 * ever asked, and read conditions take more room than the rows. Such a rule is not to be copied member by member: what it
 * reads late is no member of its own.
 */
import type { Declared, IsoDate } from "../../check/tree.ts";
import type { Formula } from "../../normal/condition.ts";
import type { Rule } from "../../normal/normal-program.ts";
import type { Rectangle } from "../../normal/timeline.ts";
import type { Row } from "../../runtime/format.ts";
import { rectangleOf } from "./names.ts";
import { NOWHERE } from "./vocabulary.ts";

/** What a rule is besides what stands in its row. */
type Beside<D extends Declared, E> = Pick<Rule<D, E>, "of" | "jurisdiction" | "binders" | "effect">;

export class RowRule<D extends Declared, E> implements Rule<D, E> {
  readonly of: D;
  readonly jurisdiction: Rule<D, E>["jurisdiction"];
  readonly binders: Rule<D, E>["binders"];
  readonly effect: E;
  readonly effective: Rectangle;
  readonly version: IsoDate | null = null;
  readonly span = NOWHERE;
  readonly #row: Row;
  #parts: readonly Formula[] | (() => readonly Formula[]);

  constructor(
    row: Row,
    { of, jurisdiction, binders, effect }: Beside<D, E>,
    parts: readonly Formula[] | (() => readonly Formula[]),
  ) {
    this.of = of;
    this.jurisdiction = jurisdiction;
    this.binders = binders;
    this.effect = effect;
    this.effective = rectangleOf(row.effective);
    this.#row = row;
    this.#parts = parts;
  }

  get id(): string {
    return this.#row.id;
  }

  get limbs(): readonly string[] {
    return this.#row.limbs;
  }

  get citations(): readonly string[] {
    return this.#row.citations;
  }

  get parts(): readonly Formula[] {
    if (typeof this.#parts === "function") this.#parts = this.#parts();
    return this.#parts;
  }
}
