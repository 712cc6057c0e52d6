/**
 * What the law of a moment asks of each fact: the constants and sets it is compared with, and whether its value goes
 * anywhere else. Values of which all questions get the same answers need not be told apart (section 5 of the meaning).
 * Facts are known by the name of their field: fields of two records with one name share their questions, which makes the
 * classes finer, never coarser.
 */

import { isSetExpression } from "../expressions/compile.ts";
import { isFixed } from "../expressions/compile-sets.ts";
import {
  ask,
  BOUNDS,
  boundOf,
  constantOf,
  type FieldQuestions,
  fieldsMeant,
  MIRRORED,
  noQuestions,
  ownSchemes,
  schemesIn,
} from "../expressions/field-questions.ts";
import type { Here } from "../expressions/here.ts";
import type {
  Cell,
  Effective,
  Input,
  Row,
  Table,
  X,
  XBinder,
  XPolicy,
  XPolicyLimb,
  XSet,
} from "../format.ts";
import type { Model } from "../law/model.ts";
import type { TableProgram } from "../tables/table-program.ts";
import type { CompareOperator } from "../values/compare.ts";
import { add, divide, type Exact, isZero, negate, parseExact } from "../values/exact.ts";
import type { FieldInfo } from "../values/vocabulary.ts";

/** Where an expression stands: its truth counts, the records it leads to, its value, or its value in a calculation. */
type Place = "truth" | "way" | "value" | "calculation";

export class Questions {
  readonly #model: Model;
  /** whether a version plays a role on the day of the act or a day of a saving */
  readonly #matters: (effective: Effective) => boolean;
  readonly #here: Here;
  readonly #days: readonly string[];
  readonly #fields = new Map<string, FieldQuestions>();
  /** asked of values that went through defines, sets and other facts */
  readonly #anywhere: FieldQuestions = noQuestions();
  readonly #none = noQuestions();
  readonly #inputs = new Map<Table, ReadonlyMap<string, Input>>();
  /** of fields whose values go elsewhere: their own questions and those asked anywhere */
  readonly #joined = new Map<string, FieldQuestions>();
  readonly #seen = new Set<unknown>();
  readonly #seenKnowing = new Set<unknown>();
  /** fields of which some condition asks whether they are stated unknown */
  readonly #doubted = new Set<FieldInfo>();
  #comparesFacts = false;
  #asksForToday = false;
  /** whether the expression visited stands under `known that` and the like */
  #knowing = false;

  constructor(
    model: Model,
    jurisdiction: string,
    matters: (effective: Effective) => boolean,
    here: Here,
    days: readonly string[],
  ) {
    this.#model = model;
    this.#matters = matters;
    this.#here = here;
    this.#days = days;
    const chain = model.chain(jurisdiction);
    const ground = model.defaultGround(jurisdiction);
    if (ground !== null) this.#ground(ground);
    const exceptions = new Set<TableProgram>();
    for (const program of chain.flatMap((name) => model.requirementPrograms(name))) {
      this.#table(program, () => true);
      for (const measure of new Set(program.table.rows.map(({ of }) => of)))
        for (const exception of model.exceptionsOf(measure)) exceptions.add(exception);
    }
    for (const exception of exceptions) this.#table(exception, () => true);
  }

  /** What is asked of the values of a field. */
  of(field: string): FieldQuestions {
    const own = this.#fields.get(field) ?? this.#none;
    if (!own.escapes) return own;
    let joined = this.#joined.get(field);
    if (joined === undefined) {
      const { constants, sets } = this.#anywhere;
      joined = {
        ...own,
        constants: new Map([...own.constants, ...constants]),
        sets: new Map([...own.sets, ...sets]),
      };
      this.#joined.set(field, joined);
    }
    return joined;
  }

  /** Whether some condition asks if a field is stated unknown. */
  doubts(field: FieldInfo): boolean {
    return this.#doubted.has(field);
  }

  /** Whether some comparison is one of two facts. */
  get comparesFacts(): boolean {
    return this.#comparesFacts;
  }

  /** Whether something is held against the day on which the law is read. */
  get asksForToday(): boolean {
    return this.#asksForToday;
  }

  #field(name: string): FieldQuestions {
    let field = this.#fields.get(name);
    if (field === undefined) {
      field = noQuestions();
      this.#fields.set(name, field);
    }
    return field;
  }

  /** Whether this is the first visit, under `known that` or outside. */
  #enter(what: unknown): boolean {
    const seen = this.#knowing ? this.#seenKnowing : this.#seen;
    if (seen.has(what)) return false;
    seen.add(what);
    return true;
  }

  // --------------------------------------------------------------------------------------------------------- tables

  #table(program: TableProgram, keeps: (row: Row) => boolean): void {
    for (const row of program.table.rows) if (keeps(row)) this.#row(program, row);
  }

  #row({ table }: TableProgram, row: Row): void {
    if (!this.#matters(row.effective) || !this.#enter(row)) return;
    if (this.#enter(table)) {
      for (const binder of table.each) this.#binder(binder);
      for (const { when } of table.saves ?? []) this.#visit(when, "truth");
    }
    const inputs = this.#inputsOf(table);
    for (const [id, cell] of Object.entries(row.cells)) {
      const input = inputs.get(id);
      if (input !== undefined) this.#cell(cell, input);
    }
    const effect = row.then;
    if (!("verdict" in effect)) return;
    const reach = this.#model.declarations.get(row.of)?.reach;
    if (reach !== undefined) this.#ground(reach);
    if (effect.review !== undefined) this.#policy(effect.review);
  }

  #inputsOf(table: Table): ReadonlyMap<string, Input> {
    const inputs = this.#inputs.get(table) ?? new Map(table.inputs.map((input) => [input.id, input]));
    this.#inputs.set(table, inputs);
    return inputs;
  }

  #ground(ground: string): void {
    if (!this.#enter(`ground ${ground}`)) return;
    for (const program of this.#model.programsOfGround(ground)) {
      this.#table(program, ({ then: effect }) => "grounds" in effect && effect.grounds.includes(ground));
    }
  }

  #cell(cell: Cell, input: Input): void {
    const { value } = input;
    if (cell.is !== undefined) this.#visit(cell.is === "unknown" ? ["isUnknown", value] : value, "truth");
    for (const [key, operator] of BOUNDS) {
      const text = cell[key];
      if (text !== undefined) this.#comparison(operator, value, boundOf(text, cell, input));
    }
    if (cell.in !== undefined) this.#visit(["in", value, cell.in], "truth");
    if (cell.meets !== undefined) this.#visit(["meets", value as XSet, cell.meets], "truth");
    if (cell.classified !== undefined) this.#visit(["classified", value, cell.classified], "truth");
  }

  #policy(policy: XPolicy): void {
    // Whether a measure arises does not rest on its review.
    if (this.#knowing) return;
    if ("grid" in policy) this.#limbs(policy.grid);
    if ("review" in policy && this.#enter(policy.review)) {
      for (const version of this.#model.reviews.get(policy.review)?.versions ?? []) {
        if (this.#matters(version.effective)) this.#limbs(version.limbs);
      }
    }
    if ("column" in policy) {
      this.#visit(policy.column, "way");
      this.#entryCells(policy.column);
    }
  }

  #limbs(limbs: readonly XPolicyLimb[]): void {
    for (const { when, policy } of limbs) {
      if (when !== undefined) this.#visit(when, "truth");
      this.#policy(policy);
    }
  }

  /** Conditions and policies that entries of any list name in a column. */
  #entryCells(column: X): void {
    if (column[0] !== "column" || !this.#enter(`entries ${column[2]}`)) return;
    for (const list of this.#model.lists.values()) {
      for (const row of list.rows) {
        const cell = row.cells.get(column[2]);
        if (cell === undefined) continue;
        const id = Array.isArray(cell) ? (cell[0] === "call" ? cell[1] : cell[0]) : cell;
        if (typeof id === "string") this.#define(id);
        else if (!Array.isArray(cell)) this.#policy(cell as XPolicy);
      }
    }
  }

  #define(id: string): void {
    const define = this.#model.defines.get(id);
    if (define === undefined || !this.#enter(define)) return;
    for (const { effective, value } of define.versions) {
      if (this.#matters(effective)) this.#visit(value, define.truth ? "truth" : "value");
    }
  }

  // ---------------------------------------------------------------------------------------------------- expressions

  #visit(x: X, place: Place): void {
    switch (x[0]) {
      case "get":
        this.#get(x[1], x[2], place);
        return;
      case "and":
      case "or": {
        const [, ...operands] = x;
        for (const operand of operands) this.#visit(operand, "truth");
        return;
      }
      case "not":
        this.#visit(x[1], "truth");
        return;
      case "known":
      case "unknown":
      case "isUnknown": {
        const before = this.#knowing;
        this.#knowing = true;
        this.#visit(x[1], x[0] === "isUnknown" ? "way" : "truth");
        this.#knowing = before;
        return;
      }
      case "=":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        this.#comparison(x[0], x[1], x[2]);
        return;
      case "in":
        this.#membership(x[1], x[2]);
        return;
      case "meets":
        if (x[1][0] === "get") this.#membership(x[1], x[2]);
        else this.#membership(x[2] as X, x[1]);
        return;
      case "classified":
        this.#visit(x[1], "way");
        this.#classification(x[2]);
        return;
      case "listedIn":
        this.#visit(x[1], "way");
        return;
      case "listedBy":
        this.#visit(x[1], "way");
        this.#membership(x[2], ["get", x[1], "listed_in"]);
        this.#items(new Set(ownSchemes(x[2], this.#model, this.#here)));
        return;
      case "any":
      case "all":
        this.#binder(x[1]);
        this.#visit(x[2], "truth");
        return;
      case "sum":
      case "max":
      case "min":
      case "count":
        this.#binder(x[1]);
        this.#visit(x[2], "calculation");
        return;
      case "+":
      case "-":
      case "*":
      case "/":
        this.#visit(x[1], "calculation");
        this.#visit(x[2], "calculation");
        return;
      case "convert":
        this.#visit(x[1], "calculation");
        return;
      case "reached":
        this.#ground(x[1]);
        return;
      case "required": {
        const [, ...measures] = x;
        for (const measure of measures) {
          for (const program of this.#model.programsOf(measure))
            this.#table(program, (row) => row.of === measure);
        }
        return;
      }
      case "entryCondition":
        this.#visit(x[1], "way");
        this.#entryCells(x[1]);
        return;
      case "call": {
        const [, id, receiver, ...args] = x;
        if (receiver !== null) this.#visit(receiver, "value");
        for (const arg of args) this.#visit(arg, "value");
        this.#define(id);
        return;
      }
      case "column":
        this.#visit(x[1], "way");
        this.#constants(x, "=", this.#anywhere);
        return;
      default:
        if (isSetExpression(x)) this.#parts(x, this.#anywhere);
        else this.#constants(x, "=", this.#anywhere);
    }
  }

  #get(target: X, name: string, place: Place): void {
    this.#visit(target, "way");
    const field = this.#field(name);
    if (this.#knowing) for (const meant of fieldsMeant(target, name, this.#model)) this.#doubted.add(meant);
    if (place === "calculation") field.calculated = true;
    if (place === "value") field.escapes = true;
    for (const { fields } of this.#model.vocabulary.records.values()) {
      const info = fields.get(name);
      if (info === undefined || !info.computed || !this.#enter(info)) continue;
      if (info.appliesWhen !== null) this.#visit(info.appliesWhen, "truth");
      if (info.closedWhen !== null) this.#visit(info.closedWhen, "truth");
      if (info.formula !== null) this.#visit(info.formula, info.type.kind === "truth" ? "truth" : "value");
    }
  }

  #binder({ in: list, where }: XBinder): void {
    this.#visit(list, "way");
    if (where !== undefined) this.#visit(where, "truth");
  }

  #comparison(operator: CompareOperator, a: X, b: X): void {
    const left = this.#compared(a);
    if (left !== null && this.#constants(b, operator, left.field, left.inverse)) return;
    const right = this.#compared(b);
    if (right !== null && this.#constants(a, MIRRORED[operator], right.field, right.inverse)) return;
    const isBound = this.#constants(b, operator, this.#anywhere);
    const isMirrored = !isBound && this.#constants(a, MIRRORED[operator], this.#anywhere);
    if (!isBound && !isMirrored) this.#comparesFacts = true;
    if (!isMirrored) this.#visit(a, "value");
    if (!isBound) this.#visit(b, "value");
  }

  /** The field of a fact that is compared, perhaps in another unit: a bound is then taken back to the unit of the fact. */
  #compared(x: X): { readonly field: FieldQuestions; readonly inverse: (bound: Exact) => Exact } | null {
    if (x[0] === "get") {
      this.#get(x[1], x[2], "truth");
      return { field: this.#field(x[2]), inverse: (bound) => bound };
    }
    if (x[0] !== "convert" || x[1][0] !== "get") return null;
    const factor = parseExact(x[2]) ?? 0;
    const offset = parseExact(x[3]) ?? 0;
    const fact = this.#compared(x[1]);
    if (fact === null || isZero(factor)) return null;
    return { field: fact.field, inverse: (bound) => divide(add(bound, negate(offset)), factor) };
  }

  #membership(element: X, set: XSet): void {
    const fact = element[0] === "get" ? this.#compared(element) : null;
    if (set[0] === "get") {
      // A constant looked for in a set of facts, or two facts.
      const members = this.#compared(set as X);
      if (fact === null && members !== null && this.#constants(element, "=", members.field)) return;
      this.#comparesFacts = true;
      this.#visit(set as X, "value");
      this.#visit(element, "value");
      return;
    }
    this.#parts(set, fact === null ? this.#anywhere : fact.field);
    if (fact === null) this.#visit(element, "value");
  }

  /** Asks a field for a set: as a whole where it is the same for every case, else part by part. */
  #parts(set: XSet, of: FieldQuestions): void {
    if (isFixed(set)) {
      of.sets.set(JSON.stringify(set), set);
      return;
    }
    switch (set[0]) {
      case "set": {
        const [, ...members] = set;
        for (const member of members) {
          if (this.#constants(member, "=", of)) continue;
          this.#comparesFacts = true;
          this.#visit(member, "value");
        }
        return;
      }
      case "plus":
      case "minus":
      case "both":
        this.#parts(set[1], of);
        this.#parts(set[2], of);
        return;
      case "schemesOf":
        this.#comparesFacts = true;
        this.#visit(set[1], "value");
        return;
      case "column":
        this.#visit(set[1], "way");
        this.#constants(set as X, "=", of);
        return;
      default:
        if (!this.#constants(set as X, "=", of)) {
          this.#comparesFacts = true;
          of.escapes = true;
          this.#visit(set as X, "value");
        }
    }
  }

  /** Notes the constants that an expression may be; false where it is none. */
  #constants(
    x: X,
    operator: CompareOperator,
    of: FieldQuestions,
    inverse: (bound: Exact) => Exact = (bound) => bound,
  ): boolean {
    if (x[0] === "column") {
      this.#visit(x[1], "way");
      for (const list of this.#model.lists.values()) {
        for (const row of list.rows) {
          const cell = row.cells.get(x[2]);
          if (typeof cell === "string") ask(of, operator, { kind: "text", text: cell });
          else if (Array.isArray(cell)) this.#cellConstants(cell, operator, of);
        }
      }
      return true;
    }
    if (x[0] === "here") {
      if (this.#here.kind === "states") this.#parts(["group", this.#here.group], of);
      else if (this.#here.kind === "code") ask(of, operator, this.#here);
      return true;
    }
    if (x[0] === "today") {
      this.#asksForToday = true;
      for (const day of this.#days) ask(of, operator, { kind: "date", day });
      return true;
    }
    const value = constantOf(x, this.#model);
    if (value === null) return false;
    ask(of, operator, value.kind === "number" ? { kind: "number", value: inverse(value.value) } : value);
    return true;
  }

  #cellConstants(cell: readonly unknown[], operator: CompareOperator, of: FieldQuestions): void {
    const x = cell as unknown as X;
    const value = typeof cell[0] === "string" ? constantOf(x, this.#model) : null;
    if (value !== null) ask(of, operator, value);
    else if (cell[0] === "codes" || cell[0] === "set") of.sets.set(JSON.stringify(cell), x as XSet);
    else for (const text of cell) ask(of, operator, { kind: "text", text: String(text) });
  }

  // ----------------------------------------------------------------------------------------------------------- items

  #classification(set: XSet): void {
    const schemes = new Set<string>();
    const all = !schemesIn(set, this.#model, this.#here, schemes);
    this.#items(all ? null : schemes);
  }

  /** The definitions of the items of some schemes; null: of all. */
  #items(schemes: ReadonlySet<string> | null): void {
    for (const scheme of this.#model.vocabulary.schemes.values()) {
      if ((schemes !== null && !schemes.has(scheme.id)) || !this.#enter(scheme)) continue;
      for (const { rows } of this.#model.items(scheme)) {
        for (const { program, row } of rows) this.#row(program, row);
      }
    }
  }
}
