/** Type-directed generation of conditions: every atom is well typed where it stands. */
import type { Random } from "./generate-random.ts";
import { COUNTRIES, type FieldModel, type TypeModel, type Vocabulary } from "./generate-vocabulary.ts";

/** Names a condition may use. */
/** A define of a record: with a parameter or without, a condition or (with the cut it is compared with) a number. */
export interface Property {
  readonly name: string;
  readonly record: string;
  readonly parameter: "countries" | "codes" | null;
  readonly value: string | null;
}

export interface Names {
  readonly vocabulary: Vocabulary;
  /** groups of countries, by the name under which they are in sight */
  readonly groups: readonly string[];
  /** codes and groups of codes, as written */
  readonly codes: readonly string[];
  /** conditions without parameters, on the transaction */
  readonly conditions: readonly string[];
  /** data lists, and groups of them */
  readonly lists: readonly string[];
  readonly properties: readonly Property[];
  readonly unencodables: readonly string[];
  /** measures an exception may ask about */
  readonly measures: readonly string[];
  /** whether a condition may ask for the control lists of a country: an item's may not, it would ask for itself */
  readonly listedBy: boolean;
  /** days that matter */
  readonly days: readonly string[];
}

/** What bare and prefixed paths start from: the record and how to write it. */
export interface Root {
  readonly record: string;
  /** `` for bare names, `p.` for a bound name */
  readonly prefix: string;
}

export const CUTS: Readonly<Record<string, readonly string[]>> = {
  nm: ["16", "45", "193"],
  TPP: ["1600", "4800"],
  "TPP/mm2": ["5.92"],
  mm2: ["400"],
  "GB/s": ["600"],
  "%": ["25", "50"],
  number: ["0.5", "3"],
  TOPS: ["100"],
  bit: ["8"],
};

export const MONEY_CUTS = ["5000 EUR", "1000 USD"];

interface Fact {
  readonly path: string;
  readonly field: FieldModel;
}

export class Conditions {
  readonly #random: Random;
  readonly names: Names;
  #bound = 0;

  constructor(random: Random, names: Names) {
    this.#random = random;
    this.names = names;
  }

  /** A condition that may stand alone in a clause. */
  condition(roots: readonly Root[], depth: number): string {
    const random = this.#random;
    if (depth <= 0) return this.atom(roots);
    return random.weighted<string>([
      [6, () => this.atom(roots)],
      [2, () => `(${this.#operands(roots, depth).join(" and ")})`],
      [2, () => `(${this.#operands(roots, depth).join(" or ")})`],
      [1.5, () => `not (${this.condition(roots, depth - 1)})`],
      [1, () => this.#limbs(roots, depth)],
      [0.4, () => `(${random.pick(["any", "all", "no"])} ${this.table(roots)})`],
      [0.6, () => `(known that ${this.condition(roots, depth - 1)})`],
      [0.6, () => `(unknown whether ${this.condition(roots, depth - 1)})`],
      [2, () => this.#quantifier(roots, depth)],
      [1, () => this.#aggregate(roots)],
    ]);
  }

  #operands(roots: readonly Root[], depth: number): string[] {
    return Array.from({ length: this.#random.between(2, 3) }, () => this.condition(roots, depth - 1));
  }

  /** A block of labeled limbs; also the outermost form of `when`. */
  #limbs(roots: readonly Root[], depth: number): string {
    const word = this.#random.pick(["any", "any", "all", "no"]);
    return `${word} of {${this.limbList(roots, depth - 1)}}`;
  }

  limbList(roots: readonly Root[], depth: number): string {
    const count = this.#random.between(1, 3);
    return Array.from({ length: count }, (_, i) => {
      const unless = this.#random.chance(0.25) ? ` unless ${this.atom(roots)}` : "";
      return ` (${i + 1}) ${this.condition(roots, depth)}${unless}`;
    }).join(",");
  }

  /** `any of table ...` over two or three columns. */
  table(roots: readonly Root[]): string {
    const random = this.#random;
    const columns = [
      this.#column(
        roots,
        (type) => type.kind === "code" && type.scheme === "country",
        () => this.countrySet(1),
      ),
      this.#column(
        roots,
        (type) => type.kind === "truth",
        () => random.pick(["yes", "no"]),
      ),
      this.#column(
        roots,
        (type) => type.kind === "number" && type.unit === "nm",
        () => random.pick([">= 16 nm", "< 45 nm", "= 193 nm"]),
      ),
      this.#column(
        roots,
        (type) => type.kind === "number" && type.unit === "number",
        () => random.pick(["0.5..3", "> 3"]),
      ),
      this.#column(
        roots,
        (type) => type.kind === "code" && type.scheme === "purpose",
        () => random.pick(["wmd", "military + civil"]),
      ),
      this.#column(
        roots,
        (type) => type.kind === "enum" && type.ordered,
        () => random.pick([">= suspects", "= none"]),
      ),
    ].filter((column) => column !== null);
    const chosen = random.some(columns, 2, 3);
    if (chosen.length === 0) return `of {${this.limbList(roots, 0)}}`;
    const row = (i: number): string =>
      ` (${"abc"[i]}) ${chosen.map((column) => (random.chance(0.2) ? "*" : column.cell())).join(" | ")}`;
    const rows = Array.from({ length: random.between(1, 3) }, (_, i) => row(i));
    return `of table ${chosen.map((column) => column.head).join(" | ")} {${rows.join(",")}}`;
  }

  #column(
    roots: readonly Root[],
    fits: (type: TypeModel) => boolean,
    cell: () => string,
  ): { readonly head: string; readonly cell: () => string } | null {
    const fact = this.#fact(roots, fits);
    return fact === null ? null : { head: fact.path, cell };
  }

  // --------------------------------------------------------------------------------------------------------- atoms

  atom(roots: readonly Root[]): string {
    const random = this.#random;
    const { names } = this;
    for (let attempt = 0; attempt < 8; attempt++) {
      const made = random.weighted<string | null>([
        [5, () => this.#factAtom(roots)],
        [1, () => (names.conditions.length > 0 ? random.pick(names.conditions) : null)],
        [1.5, () => this.#classification(roots)],
        [0.2, () => (names.unencodables.length > 0 ? random.pick(names.unencodables) : null)],
        [0.7, () => this.#listing(roots)],
        [names.listedBy ? 0.3 : 0, () => this.#listedBy(roots)],
        [0.4, () => this.#stated(roots)],
        [0.4, () => this.#formula(roots)],
        [0.4, () => this.#phrase(roots)],
        [0.8, () => this.#property(roots)],
        [0.4, () => `here in ${this.countrySet(1)}`],
        [names.measures.length > 0 ? 0.6 : 0, () => `required by ${this.#measures()}`],
      ]);
      if (made !== null) return made;
    }
    return "urgent";
  }

  #measures(): string {
    const some = this.#random.some(this.names.measures, 1, 2);
    return some.join(this.#random.chance(0.3) ? " - " : " + ");
  }

  /** All facts within two steps of the roots. */
  #facts(roots: readonly Root[]): Fact[] {
    return roots.flatMap((root) => this.#factsOf(root.record, root.prefix, 2));
  }

  #factsOf(record: string, prefix: string, depth: number): Fact[] {
    const model = this.names.vocabulary.get(record);
    if (model === undefined) return [];
    return model.fields.flatMap((field): Fact[] => {
      const path = `${prefix}${field.name}`;
      if (field.type.kind !== "record") return [{ path, field }];
      return depth <= 0 ? [] : this.#factsOf(field.type.record, `${path}.`, depth - 1);
    });
  }

  #fact(roots: readonly Root[], fits: (type: TypeModel) => boolean): Fact | null {
    const evidence = new Set(["codes", "listed_in", "screened", "entries", "possible_entries"]);
    const facts = this.#facts(roots).filter(({ field }) => fits(field.type) && !evidence.has(field.name));
    return facts.length === 0 ? null : this.#random.pick(facts);
  }

  #factAtom(roots: readonly Root[]): string | null {
    const fact = this.#fact(roots, (type) => type.kind !== "list" && type.kind !== "record");
    if (fact === null) return null;
    if (this.#random.chance(0.12)) {
      const pair = this.#pair(roots, fact);
      if (pair !== null) return pair;
    }
    return this.#test(fact.path, fact.field.type);
  }

  /** Two facts of one type compared with each other. */
  #pair(roots: readonly Root[], { path, field }: Fact): string | null {
    const random = this.#random;
    const sameType = (type: TypeModel): boolean => JSON.stringify(type) === JSON.stringify(field.type);
    const other = this.#fact(roots, sameType);
    if (other === null) return null;
    switch (field.type.kind) {
      case "number":
      case "date":
        return `${path} ${random.pick(["<", "<=", ">", ">=", "=", "!="])} ${other.path}`;
      case "code":
        return `${path} ${random.pick(["=", "!="])} ${other.path}`;
      case "set":
        return field.type.of.kind === "text" ? null : `${path} meets ${other.path}`;
      default:
        return null;
    }
  }

  #test(path: string, type: TypeModel): string | null {
    const random = this.#random;
    switch (type.kind) {
      case "truth":
        return random.chance(0.7) ? path : `not ${path}`;
      case "number":
        return this.#numberTest(path, type.unit);
      case "money":
        return `${path} ${random.pick(["<=", "<", ">"])} ${random.pick(MONEY_CUTS)}`;
      case "date": {
        const day = random.chance(0.2) ? "today" : random.pick(this.names.days);
        return `${path} ${random.pick(["<", "<=", ">", ">=", "=", "!="])} ${day}`;
      }
      case "enum":
        if (type.ordered)
          return `${path} ${random.pick(["<", "<=", ">", ">=", "="])} ${random.pick(type.values)}`;
        return random.chance(0.6)
          ? `${path} ${random.pick(["=", "!="])} ${random.pick(type.values)}`
          : `${path} ${random.pick(["in", "not in"])} {${random.some(type.values, 1, 2).join(", ")}}`;
      case "code":
        return type.scheme === "purpose" ? this.#purposeTest(path) : this.#countryTest(path);
      case "set":
        return this.#setTest(path, type.of);
      default:
        return null;
    }
  }

  #numberTest(path: string, unit: string): string {
    const random = this.#random;
    const cuts = CUTS[unit] ?? ["1"];
    const cut = random.pick(cuts);
    const written = (value: string): string => (unit === "number" ? value : `${value} ${unit}`);
    if (unit === "nm" && random.chance(0.2)) return `${path} <= ${cut === "193" ? "0.193" : "0.016"} um`;
    if (random.chance(0.1))
      return `${path} ${random.pick(["*", "/"])} 2 ${random.pick(["<", ">="])} ${written(cut)}`;
    if (cuts.length > 1 && random.chance(0.2)) {
      return `${cuts[0]} ${random.pick(["<", "<="])} ${path} < ${written(cuts.at(-1)!)}`;
    }
    return `${path} ${random.pick(["<", "<=", ">", ">=", "=", "!="])} ${written(cut)}`;
  }

  #countryTest(path: string): string {
    const random = this.#random;
    if (random.chance(0.3)) return `${path} ${random.pick(["=", "!="])} ${random.pick(COUNTRIES)}`;
    return `${path} ${random.pick(["in", "in", "not in"])} ${this.countrySet(2)}`;
  }

  #purposeTest(path: string): string {
    const random = this.#random;
    const set = random.some(["wmd", "military", "civil"], 1, 2).join(" + ");
    return `${path} is ${random.chance(0.2) ? "not " : ""}${random.chance(0.2) ? `(${set})` : set}`;
  }

  #setTest(path: string, of: TypeModel): string | null {
    const random = this.#random;
    if (of.kind === "enum") {
      return random.chance(0.7)
        ? `${random.pick(of.values)} in ${path}`
        : `${path} meets {${random.some(of.values, 1, 2).join(", ")}}`;
    }
    if (of.kind !== "code") return null;
    return random.weighted<string>([
      [2, () => `${random.pick(COUNTRIES)} in ${path}`],
      [1, () => `${path} meets ${this.countrySet(1)}`],
      [1, () => `here in ${path}`],
    ]);
  }

  countrySet(depth: number): string {
    const random = this.#random;
    const base = (): string => {
      if (this.names.groups.length > 0 && random.chance(0.6)) return random.pick(this.names.groups);
      if (random.chance(0.1)) return "world";
      if (random.chance(0.1)) return "{'US-CA'}";
      return `{${random.some(COUNTRIES, 1, 3).join(", ")}}`;
    };
    if (depth <= 0 || random.chance(0.5)) return base();
    return `${base()} ${random.pick(["+", "-", "&"])} ${base()}`;
  }

  codeSet(): string {
    const random = this.#random;
    const parts = random.some(this.names.codes, 1, 2);
    const set = parts.join(random.pick([" + ", " + ", " - ", " & "]));
    return random.chance(0.08) ? `${set} - here.codes` : set;
  }

  /** `item is CODES`, `c is CODES` */
  #classification(roots: readonly Root[]): string | null {
    if (this.names.codes.length === 0) return null;
    const subject = this.#subject(roots, "item");
    if (subject === null) return null;
    return `${subject} is ${this.#random.chance(0.2) ? "not " : ""}${this.codeSet()}`;
  }

  /** A path to a record of a kind: a bound name, `it`, or a fact. */
  #subject(roots: readonly Root[], record: string): string | null {
    const own = roots.filter((root) => root.record === record);
    if (own.length > 0 && this.#random.chance(0.7)) {
      const { prefix } = own[0]!;
      return prefix === "" ? "it" : prefix.slice(0, -1);
    }
    const paths = roots.flatMap((root) => this.#recordPaths(root.record, root.prefix, record, 1));
    return paths.length === 0 ? null : this.#random.pick(paths);
  }

  #recordPaths(record: string, prefix: string, wanted: string, depth: number): string[] {
    const model = this.names.vocabulary.get(record);
    if (model === undefined) return [];
    return model.fields.flatMap(({ name, type }) => {
      if (type.kind !== "record") return [];
      const here = type.record === wanted ? [`${prefix}${name}`] : [];
      const below = depth <= 0 ? [] : this.#recordPaths(type.record, `${prefix}${name}.`, wanted, depth - 1);
      return [...here, ...below];
    });
  }

  #listing(roots: readonly Root[]): string | null {
    if (this.names.lists.length === 0) return null;
    const subject = this.#subject(roots, "party");
    return subject === null ? null : `${subject} listed in ${this.#random.pick(this.names.lists)}`;
  }

  #listedBy(roots: readonly Root[]): string | null {
    const subject = this.#subject(roots, "item");
    return subject === null ? null : `${subject} listed by ${this.#random.pick(["DE", "FR", "here"])}`;
  }

  /** `x is unknown` */
  #stated(roots: readonly Root[]): string | null {
    const fact = this.#fact(roots, (type) => ["number", "code", "truth", "date", "enum"].includes(type.kind));
    return fact === null ? null : `${fact.path} is unknown`;
  }

  #formula(roots: readonly Root[]): string | null {
    const subject = this.#subject(roots, "item");
    const cut = this.#random.pick(["45", "16"]);
    const factor = this.#random.pick(["0.25", "0.35"]);
    return subject === null
      ? null
      : `${subject}.feature(${factor}) ${this.#random.pick(["<=", ">"])} ${cut} nm`;
  }

  /** A dated property of a record that the law defines. */
  #property(roots: readonly Root[]): string | null {
    if (this.names.properties.length === 0) return null;
    const { name, record, parameter, value } = this.#random.pick(this.names.properties);
    const subject = this.#subject(roots, record);
    if (subject === null || (parameter === "codes" && this.names.codes.length === 0)) return null;
    const call = `${subject}.${name}${parameter === null ? "" : `(${this.#argument(parameter)})`}`;
    return value === null ? call : `${call} ${this.#random.pick(["<", ">="])} ${value}`;
  }

  #argument(parameter: "countries" | "codes"): string {
    return parameter === "countries" ? this.countrySet(1) : this.codeSet();
  }

  #phrase(roots: readonly Root[]): string | null {
    const subject = this.#subject(roots, "party");
    return subject === null ? null : `${subject}.of_place(${this.countrySet(1)})`;
  }

  // ------------------------------------------------------------------------------------------------- over lists

  /** A list within reach: its path and the record of its elements. */
  list(roots: readonly Root[], records?: readonly string[]): { path: string; record: string } | null {
    const lists = this.#facts(roots).flatMap(({ path, field }) =>
      field.type.kind === "list" && (records === undefined || records.includes(field.type.record))
        ? [{ path, record: field.type.record }]
        : [],
    );
    return lists.length === 0 ? null : this.#random.pick(lists);
  }

  freshName(prefix: string): string {
    this.#bound++;
    return `${prefix}${this.#bound}`;
  }

  #quantifier(roots: readonly Root[], depth: number): string {
    const random = this.#random;
    const list = this.list(roots);
    if (list === null) return this.atom(roots);
    const name = this.freshName("x");
    const inner: Root[] = [
      { record: list.record, prefix: `${name}.` },
      ...roots.filter(() => random.chance(0.3)),
    ];
    const word = random.pick(["any", "any", "any", "all", "no"]);
    if (["party", "owner"].includes(list.record) && this.names.lists.length > 0 && random.chance(0.4)) {
      const entry = this.freshName("e");
      const column = this.entryTest(entry);
      const condition = random.chance(0.5) ? column : `(${column} and ${this.atom(inner)})`;
      return `(${word} ${name} in ${list.path} listed in ${random.pick(this.names.lists)} as ${entry} where ${condition})`;
    }
    return `(${word} ${name} in ${list.path} where ${this.condition(inner, depth - 1)})`;
  }

  /** A test on the columns of a bound entry. */
  entryTest(entry: string): string {
    const random = this.#random;
    return random.weighted<string>([
      [3, () => `${random.pick(["1", "5"])} in ${entry}.notes`],
      [2, () => `${entry}.scope`],
      [1, () => `${entry}.grade ${random.pick(["=", ">="])} ${random.pick(["1", "2"])}`],
      [1, () => `${entry}.concerns meets {${random.some(["wmd", "military"], 1, 2).join(", ")}}`],
    ]);
  }

  #aggregate(roots: readonly Root[]): string {
    const random = this.#random;
    const list = this.list(roots, ["owner", "mode", "party"]);
    if (list === null) return this.atom(roots);
    const name = this.freshName("s");
    const inner: Root[] = [{ record: list.record, prefix: `${name}.` }];
    const where = random.chance(0.6) ? ` where ${this.condition(inner, 0)}` : "";
    const of = (value: string, word: string): string =>
      `(${word} of ${value} for ${name} in ${list.path}${where})`;
    if (list.record === "owner") {
      const word = random.pick(["sum", "sum", "max", "min"]);
      return `${of(`${name}.share`, word)} ${random.pick([">=", "<", ">"])} ${random.pick(["25", "50"])} %`;
    }
    if (list.record === "mode") {
      return `${of(`${name}.rate`, random.pick(["max", "sum"]))} ${random.pick([">=", "<"])} 100 TOPS`;
    }
    return `${of(name, "count")} ${random.pick([">=", "<", "="])} ${random.pick(["1", "2"])}`;
  }
}
