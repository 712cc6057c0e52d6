/**
 * Seeded, type-directed generation of well-typed Cordon sources: three jurisdictions (one of them within another), a
 * small vocabulary, and law of every kind with its dates, statuses, savings and exceptions.
 */
import { Conditions, type Names, type Property, type Root } from "./generate-conditions.ts";
import { Random } from "./generate-random.ts";
import { COUNTRIES, makeVocabulary, type Vocabulary, vocabularyText } from "./generate-vocabulary.ts";

/** A declaration as lines; the first opens it, the last closes it, those between may be left out. */
export interface Piece {
  readonly module: string;
  readonly name: string;
  readonly lines: readonly string[];
}

export interface GeneratedProgram {
  readonly seed: number;
  readonly size: Size;
  readonly vocabulary: Vocabulary;
  readonly pieces: readonly Piece[];
  /** data files by path */
  readonly data: Readonly<Record<string, string>>;
  /** days on which something changes */
  readonly days: readonly string[];
  readonly jurisdictions: readonly string[];
  /** codes a case may state, as a case writes them */
  readonly codes: readonly string[];
  readonly entryKeys: readonly string[];
  /** ids of obligations */
  readonly obligations: readonly string[];
}

const DAYS = ["2022-10-21", "2023-01-17", "2023-11-17", "2024-04-04", "2024-12-02", "2025-05-15"];
const TRANSACTION: Root = { record: "transaction", prefix: "" };
const ITEM: Root = { record: "item", prefix: "" };

/** The law modules: name, jurisdiction, scheme, and the modules whose names it sees. */
const LAWS: readonly Law[] = [
  { module: "eu", jurisdiction: "EU", scheme: "EUL", uses: ["words"] },
  { module: "de", jurisdiction: "DE", scheme: "DEL", uses: ["words", "eu"] },
  { module: "us", jurisdiction: "US", scheme: "UCL", uses: ["words", "eu"] },
];

const CODES: Readonly<Record<string, readonly string[]>> = {
  UCL: ["3A001", "3A001.a", "3A001.a.1", "3A001.b", "3A002.a", "4A001"],
  EUL: ["'1'", "'1.a'", "'1.b'", "'2'", "'2.a'", "'2.a.1'"],
  DEL: ["'7(1)'", "'7(1)(a)'", "'7(2)'", "'8(1)'"],
};

/** Codes no declaration names: headings, and codes below or beside the declared ones. */
const ODD_CODES: Readonly<Record<string, readonly string[]>> = {
  UCL: ["3A", "3A001.a.9"],
  EUL: ["9"],
  DEL: ["7"],
};

/** Files by path, as a workspace holds them. */
export function sourcesOf(program: GeneratedProgram): Record<string, string> {
  const files: Record<string, string> = {
    "words.cordon": vocabularyText(program.vocabulary),
    ...program.data,
  };
  for (const law of lawsOf(program.size)) {
    const pieces = program.pieces.filter((piece) => piece.module === law.module);
    const head = [`module ${law.module} of ${law.jurisdiction}`, `use ${law.uses.join(", ")}`];
    files[`${law.module}.cordon`] =
      `${[...head, ...pieces.map((piece) => piece.lines.join("\n"))].join("\n")}\n`;
  }
  return files;
}

/** `whole`: three jurisdictions; `small`: the law of one, with few declarations, for which every completion can be tried. */
export type Size = "whole" | "small";

interface Law {
  readonly module: string;
  readonly jurisdiction: string;
  readonly scheme: string;
  readonly uses: readonly string[];
}

function lawsOf(size: Size): readonly Law[] {
  return size === "whole" ? LAWS : [{ module: "us", jurisdiction: "US", scheme: "UCL", uses: ["words"] }];
}

export function generateProgram(seed: number, size: Size = "whole"): GeneratedProgram {
  return new ProgramMaker(seed, size).make();
}

interface MadeMeasure {
  readonly name: string;
  readonly limbs: readonly string[];
  readonly binds: readonly string[];
  /** binds an entry `e` */
  readonly listed: boolean;
}

interface Sight {
  groups: string[];
  codes: string[];
  conditions: string[];
  measures: string[];
  unencodables: string[];
  lists: string[];
  properties: Property[];
  listedBy: boolean;
}

class ProgramMaker {
  readonly #seed: number;
  readonly #size: Size;
  readonly #random: Random;
  readonly #vocabulary: Vocabulary;
  readonly #pieces: Piece[] = [];
  readonly #data: Record<string, string> = {};
  readonly #obligations: string[] = [];
  #module = "";
  #sight: Sight = emptySight();
  #common: Sight = emptySight();
  /** exceptions the law will have, known before they are made: data may name them */
  #planned: string[] = [];
  #instruments: string[] = [];

  constructor(seed: number, size: Size) {
    this.#seed = seed;
    this.#size = size;
    this.#random = new Random(seed);
    this.#vocabulary = makeVocabulary(this.#random);
  }

  make(): GeneratedProgram {
    const laws = lawsOf(this.#size);
    for (const law of laws) this.#law(law);
    const schemes = laws.map((law) => law.scheme);
    const written = schemes.flatMap((scheme) =>
      [...(CODES[scheme] ?? []), ...(ODD_CODES[scheme] ?? [])].map(
        (code) => `${scheme} ${code.replaceAll("'", "")}`,
      ),
    );
    return {
      seed: this.#seed,
      size: this.#size,
      vocabulary: this.#vocabulary,
      pieces: this.#pieces,
      data: this.#data,
      days: DAYS,
      jurisdictions: laws.map((law) => law.jurisdiction),
      codes: written,
      entryKeys: ["E1", "E2", "E3", "E4"],
      obligations: this.#obligations,
    };
  }

  #add(name: string, ...lines: string[]): void {
    this.#pieces.push({ module: this.#module, name, lines });
  }

  #conditions(): Conditions {
    const names: Names = { vocabulary: this.#vocabulary, days: DAYS, ...this.#sight };
    return new Conditions(this.#random, names);
  }

  /** Always in a whole program, now and then in a small one. */
  #often(): boolean {
    return this.#size === "whole" || this.#random.chance(0.4);
  }

  // ----------------------------------------------------------------------------------------------------- one law

  #law(law: Law): void {
    const random = this.#random;
    const { module, jurisdiction, scheme } = law;
    this.#module = module;
    // The union's codes and groups of countries are in sight everywhere.
    const { groups, codes } = this.#common;
    this.#sight = { ...emptySight(), groups: [...groups], codes: [...codes] };
    const within = jurisdiction === "DE" ? " within EU" : "";
    const reach = random.chance(0.85) || jurisdiction === "EU" ? `  reach ${module}_ground` : "  agency AGX";
    this.#add(
      "jurisdiction",
      `jurisdiction ${jurisdiction}${within} {`,
      reach,
      `  codes ${scheme}`,
      "  agency AGY",
      "}",
    );
    this.#add("scheme", this.#schemeText(scheme));
    this.#planned = Array.from({ length: random.between(0, 2) }, (_, i) => `${module}_free${i}`);
    this.#makeInstruments();
    this.#makeGroups();
    this.#makeUnencodable();
    if (this.#often()) this.#makeList();
    if (this.#often()) this.#makeItems(scheme);
    if (this.#often()) this.#makeProperties();
    this.#makeDefines();
    this.#makeReaches();
    this.#makeReviews();
    this.#add(
      "authority",
      `authority ${module}_power of ${jurisdiction} {`,
      '  cite "Act 1"',
      "  from 2010-01-01",
      ...PERMITS,
      "}",
    );
    const measures = this.#makeMeasures();
    this.#captureReview();
    this.#makeExceptions(measures);
    if (module === "eu") this.#common = this.#sight;
  }

  #schemeText(scheme: string): string {
    if (scheme === "UCL") return `codes UCL "Control list" below by levels "3|B|001|.a|.1"`;
    if (scheme === "DEL") return `codes DEL "National list" below by brackets`;
    const declared = this.#random.chance(0.5) ? " = '1.a', '1.b', '2.a.1'" : "";
    return `codes EUL "Common list" below by dots${declared}`;
  }

  #makeInstruments(): void {
    const random = this.#random;
    this.#instruments = [];
    for (let i = 0; i < 2; i++) {
      const name = `${this.#module}_rule${i}`;
      const dates = random.pick([
        "published 2023-01-20",
        "published 2022-10-01",
        "announced 2023-11-01",
        "published 2024-05-01 from 2024-04-04",
      ]);
      this.#add(name, `instrument ${name} { cite "88 FR 1000" ${dates} }`);
      this.#instruments.push(name);
    }
  }

  #by(): string {
    return this.#random.chance(0.4) ? ` by ${this.#random.pick(this.#instruments)}` : "";
  }

  /** `= value`, or a block of dated versions with statuses. */
  #dated(
    head: string,
    value: () => string,
    kind: "condition" | "set" | "other",
    roots: readonly Root[] = [TRANSACTION],
  ): string[] {
    const random = this.#random;
    const unless = (): string =>
      kind === "condition" && random.chance(0.15) ? ` unless ${this.#conditions().atom(roots)}` : "";
    const whole = (): string => `${value()}${unless()}`;
    if (random.chance(0.5)) return [`${head} = ${whole()}`];
    const days = random.some(DAYS, 1, 3);
    const before = random.chance(0.15) ? "before " : "";
    const lines = days.map((day, i) => {
      const form = kind === "set" && i > 0 ? random.pick(["= ", "add ", "remove "]) : "= ";
      return `  from ${i === 0 ? before : ""}${day}${this.#by()} ${form}${whole()}`;
    });
    return [`${head} {`, ...lines, ...this.#statuses(days[0]!, 0.15), "}"];
  }

  /** `sinceFirst`: the status may begin with the declaration, which is then never in force. */
  #statuses(first: string, probability: number, sinceFirst = false): string[] {
    const random = this.#random;
    const later = DAYS.filter((day) => day > first || (sinceFirst && day === first));
    if (later.length === 0 || !random.chance(probability)) return [];
    const from = random.pick(later);
    const end = DAYS.filter((day) => day > from);
    const until =
      end.length > 0 && random.chance(0.6) ? ` ${random.pick(["until", "through"])} ${random.pick(end)}` : "";
    const word = random.pick(["suspended", "unenforced", "unclear"]);
    return [`  ${word} from ${from}${until}${this.#by()} because "a reason"`];
  }

  #makeGroups(): void {
    const random = this.#random;
    for (let i = 0; i < 2; i++) {
      const name = `${this.#module}_zone${i}`;
      const open = random.chance(0.15) ? " open" : "";
      const members = (): string => random.some(COUNTRIES, 1, 3).join(", ");
      this.#add(name, ...this.#dated(`group ${name}${open}`, members, "set"));
      this.#sight.groups.push(name);
    }
  }

  #makeUnencodable(): void {
    if (!this.#random.chance(0.3)) return;
    const name = `${this.#module}_unread`;
    this.#add(name, `unencodable ${name} { because "the text could not be read" }`);
    this.#sight.unencodables.push(name);
  }

  #makeList(): void {
    const random = this.#random;
    if (!random.chance(0.6)) return;
    const name = `${this.#module}_parties`;
    const scope = `${this.#module}_scope`;
    this.#add(scope, `define ${scope} = ${this.#conditions().atom([TRANSACTION])}`);
    this.#add(
      name,
      `list ${name} of party from "${name}.csv" {`,
      '  cite "Annex"',
      "  key id",
      "  column notes : set of number",
      "  column scope : condition",
      "  column grade : number",
      "  column review : review",
      "  column concerns : set of purpose",
      ...(this.#planned.length > 0 ? ["  column usable : set of exception"] : []),
      "  dated from added until removed",
      "}",
    );
    const rows = ["E1", "E2", "E3", "E4"]
      .filter(() => random.chance(0.7))
      .map((key) => {
        const added = random.chance(0.3) ? "" : random.pick(DAYS.slice(0, 4));
        const removed = random.chance(0.3) ? random.pick(DAYS.filter((day) => day > added)) : "";
        const review = random.pick(["", "presumption of denial", "case by case", `${this.#module}_policy`]);
        const concerns = random.pick(["", "wmd.nuclear", "wmd; civil.other"]);
        const usable = random.some(this.#planned, 0, 1).join("");
        const scoped = random.chance(0.5) ? scope : "";
        const notes = random.pick(["", "1", "1; 5"]);
        const cells = [key, notes, scoped, random.pick(["", "1", "2"]), review, concerns];
        return [...cells, ...(this.#planned.length > 0 ? [usable] : []), added, removed].join(",");
      });
    const columns = ["id", "notes", "scope", "grade", "review", "concerns"];
    const head = [...columns, ...(this.#planned.length > 0 ? ["usable"] : []), "added", "removed"].join(",");
    this.#data[`${name}.csv`] = `${[head, ...rows].join("\n")}\n`;
    this.#sight.lists.push(name);
    if (random.chance(0.4)) {
      const group = `${this.#module}_lists`;
      this.#add(group, `group ${group} of lists = ${name}`);
      this.#sight.lists.push(group);
    }
  }

  #makeItems(scheme: string): void {
    const random = this.#random;
    const codes = CODES[scheme] ?? [];
    const own = codes.map((code) => `${scheme} ${code}`);
    for (const code of random.some(codes, 2, 4)) {
      // An item's condition sees no codes yet: definitions must not go round in circles.
      const saved = this.#sight;
      this.#sight = {
        ...saved,
        codes: saved.codes.filter((known) => !known.startsWith(scheme)),
        lists: [],
        conditions: [],
        properties: [],
        listedBy: false,
      };
      const conditions = this.#conditions();
      const lines = this.#dated(
        `item ${scheme} ${code}`,
        () => conditions.condition([ITEM], 1),
        "condition",
        [ITEM],
      );
      this.#sight = saved;
      this.#add(`${scheme} ${code}`, ...lines);
    }
    this.#sight.codes.push(...own);
    if (scheme === "UCL") this.#sight.codes.push("UCL 3A001..3A002", "UCL '3A'");
    if (random.chance(0.3)) this.#sight.codes.push(scheme);
    const group = `${this.#module}_items`;
    if (random.chance(0.5)) {
      this.#add(
        group,
        ...this.#dated(`group ${group} of codes`, () => random.some(own, 1, 2).join(", "), "set"),
      );
      this.#sight.codes.push(group);
    }
  }

  #makeDefines(): void {
    for (let i = 0; i < 2; i++) {
      const name = `${this.#module}_case${i}`;
      const conditions = this.#conditions();
      this.#add(
        name,
        ...this.#dated(`define ${name}`, () => conditions.condition([TRANSACTION], 1), "condition"),
      );
      this.#sight.conditions.push(name);
    }
  }

  #makeProperties(): void {
    const random = this.#random;
    const module = this.#module;
    const record = random.pick(["party", "item", "end_use"]);
    const conditions = this.#conditions();
    const test = `${module}_trait`;
    const lines = this.#dated(
      `define ${test} of ${record}`,
      () => conditions.condition([{ record, prefix: "" }], 1),
      "condition",
      [{ record, prefix: "" }],
    );
    this.#add(test, ...lines);
    this.#sight.properties.push({ name: test, record, parameter: null, value: null });
    if (random.chance(0.5)) {
      const name = `${module}_within`;
      const head = `define ${name}(countries C) of party`;
      this.#add(name, ...this.#dated(head, () => `${random.pick(["headquarters", "parent"])} in C`, "other"));
      this.#sight.properties.push({ name, record: "party", parameter: "countries", value: null });
    }
    if (random.chance(0.5)) {
      const name = `${module}_inside`;
      const head = `define ${name}(codes C) of item`;
      this.#add(name, ...this.#dated(head, () => `any c in contains where c is C`, "other"));
      this.#sight.properties.push({ name, record: "item", parameter: "codes", value: null });
    }
    if (random.chance(0.5)) {
      const name = `${module}_size`;
      const value = (): string => random.pick(["wavelength * 2", "wavelength / aperture", "wavelength"]);
      this.#add(name, ...this.#dated(`define ${name} of item`, value, "other"));
      this.#sight.properties.push({ name, record: "item", parameter: null, value: "45 nm" });
    }
  }

  #makeReaches(): void {
    const name = `${this.#module}_ground`;
    const saved = this.#sight;
    const conditions = this.#conditions();
    if (this.#random.chance(0.5)) {
      this.#add(name, `reach ${name} = departure in {${COUNTRIES.slice(0, -1).join(", ")}}`);
    } else {
      const easy = this.#random.chance(0.5) ? "departure in {US, DE, FR, JP}" : null;
      const ground = (): string => easy ?? conditions.condition([TRANSACTION], 0);
      this.#add(name, ...this.#dated(`reach ${name}`, ground, "condition"));
    }
    this.#sight = saved;
    if (this.#random.chance(0.4)) this.#sight.conditions.push(name);
    if (this.#random.chance(0.5)) this.#makeExtraterritorial(name);
  }

  #makeExtraterritorial(ground: string): void {
    const _random = this.#random;
    const name = `${this.#module}_abroad`;
    // It must not ask for the very ground it extends.
    const saved = this.#sight;
    this.#sight = {
      ...saved,
      conditions: saved.conditions.filter((known) => known !== ground && !known.includes("_case")),
    };
    const body = this.#body([], false);
    this.#sight = saved;
    this.#add(
      name,
      `extraterritorial measure ${name} {`,
      ...this.#header(),
      `  extends ${ground}`,
      ...body.lines,
      "}",
    );
  }

  #makeReviews(): void {
    const conditions = this.#conditions();
    const name = `${this.#module}_policy`;
    this.#add(name, ...this.#dated(`review ${name}`, () => this.#grid(conditions, [TRANSACTION]), "other"));
  }

  /** A named grid that uses a name which every measure with it binds; made where a measure does. */
  #captureReview(): void {
    const name = `${this.#module}_by_use`;
    if (!this.#pieces.some((piece) => piece.lines.join("\n").includes(`review ${name}`))) return;
    const conditions = this.#conditions();
    const bound: Root = { record: "end_use", prefix: "u." };
    this.#add(name, ...this.#dated(`review ${name}`, () => this.#grid(conditions, [bound]), "other"));
  }

  #grid(conditions: Conditions, roots: readonly Root[]): string {
    const random = this.#random;
    const except = random.chance(0.4) ? " except (2)" : "";
    const limbs = [
      `(1) ${random.pick(POLICIES)} when ${conditions.condition(roots, 0)}${except}`,
      `(2) ${random.pick(POLICIES)} when ${conditions.condition(roots, 0)}`,
    ];
    if (random.chance(0.7)) limbs.push(`(3) ${random.pick(POLICIES)} otherwise`);
    return `{ ${limbs.join(", ")} }`;
  }

  // --------------------------------------------------------------------------------------------- measures

  #header(): string[] {
    return [`  authority ${this.#module}_power`, '  cite "Rule 1"'];
  }

  #makeMeasures(): MadeMeasure[] {
    const random = this.#random;
    const made: MadeMeasure[] = [];
    const count = this.#size === "whole" ? random.between(1, 3) : random.between(1, 2);
    for (let i = 0; i < count; i++) {
      const name = `${this.#module}_m${i}`;
      const kind = random.pick(["list", "end-user", "end-use", "service"]);
      const binder = random.chance(0.5) ? this.#binder() : null;
      const body = this.#body(binder === null ? [] : [binder.root], true, binder?.entry ?? null);
      this.#add(
        name,
        `${kind} measure ${name} {`,
        ...this.#header(),
        ...(random.chance(0.3) ? [`  reach ${this.#module}_ground`] : []),
        ...(binder === null ? [] : [binder.line]),
        ...body.lines,
        "}",
      );
      made.push({
        name,
        limbs: body.limbs,
        binds: binder === null ? [] : [binder.name],
        listed: binder !== null && binder.entry !== null,
      });
    }
    return made;
  }

  /** `for any x in L [listed in D as e] [where C]` */
  #binder(): { line: string; name: string; root: Root; entry: string | null } | null {
    const random = this.#random;
    const conditions = this.#conditions();
    const [name, path, record] = random.pick([
      ["p", "parties", "party"],
      ["u", "end_uses", "end_use"],
    ] as const);
    const root: Root = { record, prefix: `${name}.` };
    const listed = record === "party" && this.#sight.lists.length > 0 && random.chance(0.6);
    const entry = listed ? "e" : null;
    const inList = listed ? ` listed in ${random.pick(this.#sight.lists)} as e` : "";
    const where = random.chance(0.6) ? ` where ${conditions.condition([root], 0)}` : "";
    const owners = record === "party" && random.chance(0.25) ? ", o in p.owners" : "";
    return { line: `  for any ${name} in ${path}${inList}${owners}${where}`, name, root, entry };
  }

  #body(
    bound: readonly Root[],
    outcome: boolean,
    entry: string | null = null,
  ): { lines: string[]; limbs: string[] } {
    const random = this.#random;
    const conditions = this.#conditions();
    const roots = [...bound, TRANSACTION];
    const limbs: string[] = [];
    const when = (): string => {
      if (random.chance(0.4)) {
        limbs.push("(1)");
        return `when any of {${conditions.limbList(roots, 1)}}`;
      }
      if (random.chance(0.15)) {
        limbs.push("(a)");
        return `when any ${conditions.table(roots)}`;
      }
      return `when ${conditions.condition(roots, 2)}`;
    };
    const common: string[] = [];
    if (this.#sight.codes.length > 0 && random.chance(0.25)) common.push(`  items ${conditions.codeSet()}`);
    if (random.chance(0.25)) common.push(`  destinations ${conditions.countrySet(1)}`);
    if (random.chance(0.15) && this.#sight.conditions.length > 0)
      common.push(`  activities ${random.pick(this.#sight.conditions)}`);
    if (random.chance(0.5)) common.push(`  ${when()}`);
    if (random.chance(0.15)) common.push(`  unless ${conditions.condition(roots, 1)}`);
    if (entry !== null && random.chance(0.5)) common.push(`  when ${conditions.entryTest(entry)}`);
    const outcomes = outcome ? this.#outcome(conditions, roots, entry) : [];
    const days = random.some(DAYS, 1, 3);
    const before = random.chance(0.2) ? "before " : "";
    const versions = days.map((day, i) => {
      const clauses = random.chance(0.5)
        ? ` { ${random.chance(0.7) ? when() : `unless ${conditions.condition(roots, 0)}`} }`
        : " { }";
      return `  from ${i === 0 ? before : ""}${day}${this.#by()}${days.length === 1 && clauses === " { }" ? "" : clauses}`;
    });
    const saves = outcome && random.chance(0.15) ? [this.#saving(conditions, days)] : [];
    if (saves.length > 0 && random.chance(0.2)) saves.push(this.#saving(conditions, days));
    return {
      lines: [...common, ...outcomes, ...versions, ...this.#statuses(days[0]!, 0.3, true), ...saves],
      limbs,
    };
  }

  #saving(conditions: Conditions, days: readonly string[]): string {
    const random = this.#random;
    const until = random.chance(0.5) ? ` until ${DAYS.at(-1)}` : "";
    const before = random.chance(0.5) ? "2022-12-01" : days[0]!;
    return `  saves ${conditions.atom([TRANSACTION])}${until} as of ${before}`;
  }

  #outcome(conditions: Conditions, roots: readonly Root[], entry: string | null): string[] {
    const random = this.#random;
    const lines: string[] = [];
    lines.push(
      random.weighted<string>([
        [5, () => "  requires license"],
        [1, () => "  requires notice to AGY"],
        [1, () => "  requires notice to AGY awaiting decision"],
        [1.5, () => "  prohibits"],
        [
          1.5,
          () =>
            `  requires { (x) license when ${conditions.condition(roots, 0)}, (y) notice to AGY ${random.chance(0.5) ? "otherwise" : `when ${conditions.condition(roots, 0)} except (x)`} }`,
        ],
      ]),
    );
    if (random.chance(0.5)) {
      lines.push(
        random.weighted<string>([
          [2, () => `  review ${random.pick(POLICIES)}`],
          [2, () => `  review ${this.#module}_policy`],
          [2, () => `  review ${this.#grid(conditions, roots)}`],
          [entry === null ? 0 : 2, () => `  review ${entry}.review`],
          [roots.some(({ prefix }) => prefix === "u.") ? 3 : 0, () => `  review ${this.#module}_by_use`],
        ]),
      );
    }
    if (random.chance(0.3))
      lines.push(`  routes { individual, bulk when ${conditions.condition(roots, 0)} }`);
    return lines;
  }

  #makeExceptions(measures: readonly MadeMeasure[]): void {
    const random = this.#random;
    for (const name of this.#planned) {
      const released = random.some(measures, 1, 2);
      const targets = released.map(({ name: measure, limbs }) => {
        return limbs.length > 0 && random.chance(0.3) ? `${measure}${random.pick(limbs)}` : measure;
      });
      const saved = this.#sight;
      this.#sight = { ...saved, measures: measures.map((measure) => measure.name) };
      const conditions = this.#conditions();
      const lines = [`  releases ${targets.join(", ")}`];
      if (random.chance(0.7)) lines.push(`  when ${conditions.condition([TRANSACTION], 1)}`);
      if (random.chance(0.3)) lines.push(`  unless ${conditions.condition([TRANSACTION], 0)}`);
      const bound = released.every((measure) => measure.binds.includes("p"))
        ? { record: "party", prefix: "released.p." }
        : null;
      if (bound !== null && random.chance(0.5)) lines.push(`  when ${conditions.condition([bound], 0)}`);
      const listed = released.every((measure) => measure.listed);
      if (listed && random.chance(0.6)) lines.push(`  when ${name} in released.e.usable`);
      else if (listed && random.chance(0.5)) lines.push(`  when ${conditions.entryTest("released.e")}`);
      const obliges = random.chance(0.5);
      if (obliges) lines.push(`  obliges report to AGY within 30 days "a report"`);
      const days = random.some(DAYS, 1, 2);
      for (const day of days) lines.push(`  from ${day}${this.#by()}${days.length > 1 ? " { }" : ""}`);
      lines.push(...this.#statuses(days[0]!, 0.2));
      this.#sight = saved;
      this.#add(name, `exception ${name} {`, '  cite "Rule 2"', ...lines, "}");
      if (obliges && !lines.some((line) => line.includes("suspended")))
        this.#obligations.push(...days.map((day) => `${this.#module}.${name}/${day}/1`));
    }
  }
}

const POLICIES = [
  "policy of denial",
  "presumption of denial",
  "case by case",
  "presumption of approval",
  "entitlement",
];
const PERMITS = ["list", "end-user", "end-use", "service", "extraterritorial"].map(
  (kind) => `  permits ${kind}`,
);

function emptySight(): Sight {
  return {
    groups: [],
    codes: [],
    conditions: [],
    measures: [],
    unencodables: [],
    lists: [],
    properties: [],
    listedBy: true,
  };
}
