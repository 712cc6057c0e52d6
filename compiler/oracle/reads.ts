/**
 * Which facts a condition rests on, also through all that it names: defines, formulas, items, grounds, measures. Where
 * the law asks `known that` of a condition, these are the facts that a completion may state as unknown (section 5).
 */
import type {
  Chronology,
  Exception,
  Expr,
  Field,
  Guarded,
  Jurisdiction,
  Measure,
  PolicyGridValue,
  PolicyValue,
  Program,
  Reach,
  Scheme,
} from "../check/tree.ts";
import { defaultGround, governing } from "./governing.ts";
import { inside, ofBinder } from "./walk.ts";

/** Adds the ids of the fields that a condition reads, whenever what it names is in force. */
export function addFieldsRead(expr: Expr, program: Program, found: Set<string>): void {
  new FieldsRead(program, found, null).of(expr);
}

/** The ids of the fields of which the law of a jurisdiction asks, whenever in force, whether they are known. */
export function fieldsDoubted(program: Program, jurisdiction: Jurisdiction): ReadonlySet<string> {
  const found = new Set<string>();
  const isCountry = program.schemes.some((s) => s.isCountry && s.members.includes(jurisdiction.name));
  const here = isCountry ? jurisdiction.name : null;
  const doubted = new FieldsRead(program, found, here);
  const law = new FieldsRead(program, new Set(), here, (part) => {
    if (part.kind === "knowledge" || part.kind === "isUnknown") doubted.of(part.operand);
  });
  law.allOf(jurisdiction);
  return found;
}

class FieldsRead {
  readonly #program: Program;
  readonly #found: Set<string>;
  /** the country that is asked, or null: it may be whichever */
  readonly #here: string | null;
  readonly #note: (part: Expr) => void;
  readonly #seen = new Set<object>();

  constructor(
    program: Program,
    found: Set<string>,
    here: string | null,
    note: (part: Expr) => void = () => undefined,
  ) {
    this.#program = program;
    this.#found = found;
    this.#here = here;
    this.#note = note;
  }

  of(expr: Expr): void {
    for (const part of inside(expr)) {
      this.#note(part);
      this.#part(part);
    }
  }

  /** Everything on which an answer of the jurisdiction may rest. */
  allOf(jurisdiction: Jurisdiction): void {
    const ground = defaultGround(jurisdiction);
    if (ground !== null) this.#ground(ground);
    const { measures, exceptions } = governing(this.#program, jurisdiction);
    for (const measure of measures) {
      this.#measure(measure);
      for (const { value: body } of measure.chronology.versions) {
        this.#policy(body.review);
        for (const { when } of body.routes) if (when !== null) this.of(when);
      }
    }
    for (const exception of exceptions) this.#exception(exception);
  }

  #exception({ chronology }: Exception): void {
    for (const { value: body } of chronology.versions)
      for (const { condition } of [...body.conditions, ...body.exclusions]) this.of(condition);
  }

  #policy(policy: PolicyValue | null): void {
    if (policy === null) return;
    switch (policy.kind) {
      case "policy":
        return;
      case "grid":
        this.#grid(policy.grid);
        return;
      case "review":
        if (this.#enter(policy.review))
          for (const { value } of policy.review.chronology.versions) this.#grid(value);
        return;
      case "column":
        this.of(policy.column);
        if (policy.column.kind === "column") this.#entryPolicies(policy.column.column);
    }
  }

  #grid({ limbs }: PolicyGridValue): void {
    for (const { when, policy } of limbs) {
      if (when !== null) this.of(when);
      this.#policy(policy);
    }
  }

  /** The policies that entries of any list name in a column. */
  #entryPolicies(column: string): void {
    for (const list of this.#program.lists) {
      for (const { cells } of list.rows) {
        const cell = cells.get(column);
        if (cell?.kind === "review" && this.#enter(cell.policy)) this.#policy(cell.policy);
      }
    }
  }

  #part(part: Expr): void {
    switch (part.kind) {
      case "field":
        this.#field(part.field);
        return;
      case "call":
        this.#guarded(part.define);
        return;
      case "classified":
        this.#items(part.item, this.#schemesIn(part.codes));
        return;
      case "listedBy": {
        const listedIn = fieldOf(part.item, "listed_in");
        if (listedIn !== undefined) this.#field(listedIn);
        const schemes = this.#ownSchemes(part.country);
        if (schemes.length > 0) this.#items(part.item, schemes);
        return;
      }
      case "reached":
        this.#ground(part.reach);
        return;
      case "requiredBy":
        for (const measure of part.measures) this.#measure(measure);
        return;
      case "entryCondition":
        if (part.column.kind === "column") this.#entryConditions(part.column.column);
        return;
      default:
    }
  }

  /** Whether something is met for the first time. */
  #enter(what: object): boolean {
    if (this.#seen.has(what)) return false;
    this.#seen.add(what);
    return true;
  }

  #field(field: Field): void {
    this.#found.add(field.id);
    if (!this.#enter(field)) return;
    for (const more of [field.formula, field.appliesWhen, field.closedWhen]) if (more !== null) this.of(more);
  }

  #guarded(declared: { readonly chronology: Chronology<Guarded> }): void {
    if (!this.#enter(declared)) return;
    for (const { value } of declared.chronology.versions) {
      this.of(value.value);
      if (value.unless !== null) this.of(value.unless);
    }
  }

  #items(item: Expr, schemes: readonly Scheme[] | null): void {
    const codes = fieldOf(item, "codes");
    if (codes !== undefined) this.#field(codes);
    for (const declared of this.#program.items) {
      if (schemes === null || schemes.some(({ id }) => id === declared.scheme.id)) this.#guarded(declared);
    }
  }

  #ground(ground: Reach | Measure): void {
    if ("kind" in ground) {
      this.#measure(ground);
      return;
    }
    if (this.#seen.has(ground)) return;
    this.#guarded(ground);
    for (const measure of this.#program.measures) {
      if (measure.proposal === null && measure.extends.some(({ id }) => id === ground.id))
        this.#measure(measure);
    }
  }

  /** All on which it rests whether a measure arises: nothing of its exceptions, reviews and routes. */
  #measure(measure: Measure): void {
    if (!this.#enter(measure)) return;
    if (measure.kind !== "extraterritorial" && measure.reach !== null) this.#ground(measure.reach);
    for (const { condition } of measure.saves) this.of(condition);
    for (const { value: body } of measure.chronology.versions) {
      for (const expr of body.binders.flatMap(ofBinder)) this.of(expr);
      for (const { condition } of [...body.conditions, ...body.exclusions]) this.of(condition);
      for (const { when } of body.outcomes) if (when !== null) this.of(when);
    }
  }

  /** The conditions that entries of any list name in a column. */
  #entryConditions(column: string): void {
    for (const list of this.#program.lists) {
      for (const { cells } of list.rows) {
        const cell = cells.get(column);
        if (cell?.kind === "condition") this.#guarded(cell.define);
      }
    }
  }

  /** The schemes of the state that an expression stands for; of a state that depends on the case: of any. */
  #ownSchemes(country: Expr): readonly Scheme[] {
    const here = country.kind === "here" ? this.#here : null;
    const isMeant = ({ name }: Jurisdiction): boolean =>
      country.kind === "const"
        ? country.value.kind === "code" && country.value.code === name
        : here === null || here === name;
    return this.#program.jurisdictions.filter(isMeant).flatMap(({ schemes }) => schemes);
  }

  /** The schemes that a set of codes touches (H9); null where they depend on the case. */
  #schemesIn(codes: Expr): readonly Scheme[] | null {
    switch (codes.kind) {
      case "const":
        return codes.value.kind === "code" ? [codes.value.scheme] : null;
      case "scheme":
      case "codeRange":
        return [codes.scheme];
      case "schemesOf":
        return this.#ownSchemes(codes.country);
      case "setLiteral":
        return this.#ofAll(codes.members);
      case "group":
        return this.#ofAll(codes.group.chronology.versions.map(({ value }) => value.value));
      case "union":
      case "intersect":
        return this.#ofAll([codes.left, codes.right]);
      case "minus":
        return this.#schemesIn(codes.left);
      default:
        return null;
    }
  }

  #ofAll(parts: readonly Expr[]): readonly Scheme[] | null {
    const schemes: Scheme[] = [];
    for (const part of parts) {
      const own = this.#schemesIn(part);
      if (own === null) return null;
      schemes.push(...own);
    }
    return schemes;
  }
}

function fieldOf(record: Expr, name: string): Field | undefined {
  return record.type.kind === "record" ? record.type.record.fields.get(name) : undefined;
}
