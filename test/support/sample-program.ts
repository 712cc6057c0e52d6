/**
 * A small law with one of everything a build has to say: dated measures with limbs and outcomes, a group that changes, a
 * list with review and scope columns, reaches and an extension, items, exceptions, savings, and a measure that asks about
 * another.
 */
import Fraction from "fraction.js";
import type { Declared, List, Measure, Program } from "../../compiler/check/tree.ts";
import {
  and,
  arithmetic,
  binder,
  body,
  call,
  caseFacts,
  change,
  chronology,
  classified,
  clause,
  code,
  compare,
  constant,
  define,
  enumType,
  exception,
  fieldOf,
  group,
  groupExpr,
  inSet,
  instrument,
  isUnknown,
  item,
  jurisdiction,
  label,
  limb,
  limbs,
  list,
  measure,
  minus,
  NUMBER,
  newDeclaration,
  not,
  num,
  outcome,
  place,
  program,
  quantifier,
  reach,
  reached,
  recordType,
  requiredBy,
  review,
  scheme,
  setOf,
  status,
  TRUTH,
  truth,
  UNITLESS,
  undated,
  union,
  variable,
  variableExpr,
  version,
  word,
} from "./build-program.ts";

export interface Sample {
  readonly program: Program;
  readonly measures: Readonly<Record<"chips" | "parties" | "ask" | "saved" | "extension", Measure>>;
  readonly list: List;
}

export function sample(): Sample {
  const US = jurisdiction("US", { title: "United States" });
  const country = scheme("country", { isCountry: true, members: ["CN", "HK", "MO", "NL", "US"] });
  const ECCN = scheme("ECCN", { jurisdiction: US });
  const act = enumType("act", false, "shipment", "transmission", "release");
  const knowledge = enumType("knowledge", true, "none", "suspects", "aware");
  const TPP = { text: "TPP", dimension: { op: 1 }, factor: new Fraction(1), offset: new Fraction(0) };
  const countryType = { kind: "code", scheme: country } as const;
  const eccnType = { kind: "code", scheme: ECCN } as const;

  const owner = recordType("owner", { share: NUMBER });
  const party = recordType("party", {
    headquarters: countryType,
    roles: { kind: "set", of: { kind: "text" } },
    owners: { kind: "list", of: owner },
  });
  const itemRecord = recordType("item", {
    tpp: { kind: "number", unit: TPP },
    area: NUMBER,
    codes: { kind: "set", of: { kind: "code", scheme: null } },
    value: { kind: "money" },
    made_for_data_centers: TRUTH,
    // an enum written in place, which the program does not list
    stage: { kind: "set", of: { kind: "enum", enum: enumType("item.stage", false, "development", "use") } },
  });
  const transaction = recordType("transaction", {
    act: { kind: "enum", enum: act },
    departure: countryType,
    destination: countryType,
    knowledge: { kind: "enum", enum: knowledge },
    contract_date: { kind: "date" },
    item: { kind: "record", record: itemRecord },
    parties: { kind: "list", of: party },
  });
  const fact = (name: string) => fieldOf(caseFacts(transaction), name);
  const itemFact = (name: string) => fieldOf(fact("item"), name);
  const countries = (...names: string[]) => setOf(countryType, ...names.map((n) => code(country, n)));
  const codes = (...names: string[]) => setOf(eccnType, ...names.map((n) => code(ECCN, n)));

  const v1 = instrument("v1", "87 FR 62186");
  const v2 = instrument("v2", "88 FR 73458");

  newDeclaration();
  const zone = group(
    "zone",
    countryType,
    chronology([
      version("2022-10-21", change("set", countries("HK", "CN")), { known: "2022-10-07" }),
      version("2023-01-17", change("add", countries("MO")), { known: "2023-01-18" }),
    ]),
  );

  const partyVariable = variable("it", { kind: "record", record: party });
  const basedIn = define("based_in", TRUTH, {
    it: partyVariable,
    parameters: [variable("C", { kind: "set", of: countryType })],
    value: inSet(fieldOf(variableExpr(partyVariable), "headquarters"), countries("CN")),
  });
  const deemed = define("deemed", TRUTH, { value: compare(fact("act"), "=", word(act, "release")) });

  const subject = reach(
    "subject",
    limbs(
      "any",
      limb("(1)", compare(fact("departure"), "=", code(country, "US"))),
      limb("(2)", itemFact("made_for_data_centers")),
    ),
  );

  const chip = variable("it", { kind: "record", record: itemRecord });
  const chipFact = (name: string) => fieldOf(variableExpr(chip), name);
  const advanced = item(
    ECCN,
    "3A090.a",
    chip,
    limbs(
      "any",
      limb("(1)", compare(chipFact("tpp"), ">=", num(4800, TPP))),
      limb(
        "(2)",
        and(
          compare(num(1600, TPP), "<=", chipFact("tpp")),
          compare(chipFact("tpp"), "<", num(4800, TPP)),
          compare(arithmetic(chipFact("tpp"), "/", chipFact("area")), ">=", num("5.92")),
        ),
      ),
    ),
  );
  const lower = item(
    ECCN,
    "3A090.b",
    chip,
    limbs(
      "any",
      limb("(1)", compare(chipFact("tpp"), ">=", num(2400, TPP))),
      limb("(2)", isUnknown(chipFact("area"))),
    ),
    not(chipFact("made_for_data_centers")),
  );

  const chips = measure(
    "chips",
    US,
    chronology(
      [
        version(
          "2022-10-21",
          body({
            conditions: [
              clause(classified(fact("item"), codes("3A090.a")), "items"),
              clause(inSet(fact("destination"), groupExpr(zone)), "destinations"),
            ],
            exclusions: [clause(call(deemed), "unless")],
          }),
          { by: v1, known: "2022-10-07" },
        ),
        version(
          "2023-11-17",
          body({
            conditions: [
              clause(classified(fact("item"), union(codes("3A090.b"), codes("3A090.a"))), "items"),
              clause(
                limbs(
                  "any",
                  limb("(1)", inSet(fact("destination"), minus(groupExpr(zone), countries("MO")))),
                  limb(
                    "(2)",
                    quantifier(
                      "any",
                      binder(
                        variable("p", { kind: "record", record: party }),
                        fact("parties"),
                        compare(fact("knowledge"), ">=", word(knowledge, "suspects")),
                      ),
                    ),
                  ),
                ),
              ),
            ],
            exclusions: [clause(call(deemed), "unless")],
            outcomes: [
              outcome({
                label: label("(a)"),
                when: compare(
                  itemFact("value"),
                  ">",
                  constant({ kind: "money" }, { kind: "money", amount: new Fraction(5000), currency: "USD" }),
                ),
              }),
              outcome({
                label: label("(b)"),
                verdict: "notification_required",
                to: "BIS",
                awaitingDecision: true,
                otherwise: true,
              }),
            ],
            review: {
              kind: "grid",
              grid: {
                span: place(),
                limbs: [
                  {
                    label: label("(1)"),
                    policy: { kind: "policy", policy: "presumption_of_denial" },
                    when: call(deemed),
                    otherwise: false,
                    except: [label("(2)")],
                    citation: null,
                    span: place(),
                  },
                  {
                    label: label("(2)"),
                    policy: { kind: "policy", policy: "case_by_case" },
                    when: null,
                    otherwise: true,
                    except: [],
                    citation: null,
                    span: place(),
                  },
                ],
              },
            },
            routes: [
              { label: null, route: "individual", when: null, span: place() },
              { label: null, route: "global", when: itemFact("made_for_data_centers"), span: place() },
            ],
          }),
          { by: v2, known: "2023-10-17" },
        ),
      ],
      [status("unenforced", "2025-05-13", null, "2025-05-13")],
    ),
    { reach: subject, topics: ["ai_chips"], origin: "unilateral", title: "Advanced chips" },
  );

  const entities = list("entities", party, {
    file: "lists/us-entities.csv",
    columns: new Map([
      ["review", { name: "review", type: { kind: "review" }, span: place() }],
      ["scope", { name: "scope", type: { kind: "condition" }, span: place() }],
      ["footnotes", { name: "footnotes", type: { kind: "set", of: NUMBER }, span: place() }],
    ]),
    rows: [
      {
        key: "E2",
        from: "2020-01-01",
        until: null,
        span: place(),
        cells: new Map([
          ["review", { kind: "review", policy: { kind: "policy", policy: "policy_of_denial" } }],
          ["scope", { kind: "condition", define: deemed }],
          ["footnotes", { kind: "values", values: [{ kind: "number", value: new Fraction(5) }] }],
        ]),
      },
      {
        key: "E1",
        from: null,
        until: "2021-01-01",
        span: place(),
        cells: new Map([["review", { kind: "blank" }]]),
      },
    ],
  });

  newDeclaration();
  const p = variable("p", { kind: "record", record: party });
  const e = variable("e", { kind: "entry", lists: [entities] });
  const entryColumn = (column: string, kind: "review" | "condition") =>
    ({ kind: "column", type: { kind }, span: place(), of: variableExpr(e), column }) as const;
  const parties = measure(
    "parties",
    US,
    chronology([
      version(
        "2019-01-01",
        body({
          binders: [
            {
              variable: p,
              list: fact("parties"),
              listedIn: [entities],
              entry: e,
              where: call(basedIn, variableExpr(p), countries("CN")),
              span: place(),
            },
          ],
          conditions: [
            clause({
              kind: "entryCondition",
              type: TRUTH,
              span: place(),
              column: entryColumn("scope", "condition"),
            }),
          ],
          outcomes: [outcome({ verdict: "prohibited" })],
          review: { kind: "column", column: entryColumn("review", "review") },
        }),
        { before: true, known: null },
      ),
    ]),
    { kind: "end-user", reach: subject },
  );

  newDeclaration();
  const ask = measure(
    "ask",
    US,
    undated(
      body({ conditions: [clause(requiredBy(chips))], exclusions: [clause(requiredBy(parties), "unless")] }),
    ),
  );

  newDeclaration();
  const saved = measure("saved", US, undated(body({ conditions: [clause(truth(true))] })), {
    saves: [
      {
        condition: compare(
          fact("contract_date"),
          "<",
          constant({ kind: "date" }, { kind: "date", value: "2023-10-18" }),
        ),
        until: "2024-03-01",
        asOf: "2023-11-16",
        span: place(),
      },
    ],
  });

  newDeclaration();
  const extension = measure(
    "extension",
    US,
    undated(
      body({
        conditions: [
          clause(
            limbs(
              "any",
              limb("(1)", itemFact("made_for_data_centers")),
              limb("(2)", inSet(fact("destination"), groupExpr(zone))),
            ),
          ),
        ],
        outcomes: [],
      }),
    ),
    { kind: "extraterritorial", extends: [subject], reach: subject },
  );

  newDeclaration();
  const NAC = exception(
    "NAC",
    US,
    undated({
      releases: [
        { measure: chips, limb: label("(1)"), span: place() },
        { measure: parties, limb: null, span: place() },
      ],
      conditions: [clause(not(reached(extension)))],
      exclusions: [clause(requiredBy(ask), "unless")],
      obligations: [
        {
          id: "test.NAC/undated/1",
          duty: "notice",
          to: "BIS",
          timing: "before",
          days: 25,
          text: "SNAP-R",
          when: call(deemed),
          span: place(),
        },
      ],
    }),
  );
  newDeclaration();
  const RFF = exception(
    "RFF",
    US,
    undated({
      releases: [{ measure: parties, limb: null, span: place() }],
      conditions: [
        clause(compare({ kind: "released", name: "n", type: NUMBER, span: place() }, "=", num(1, UNITLESS))),
      ],
      exclusions: [],
      obligations: [],
    }),
  );

  const grid = review(
    "grid",
    undated({
      span: place(),
      limbs: [
        {
          label: null,
          policy: { kind: "policy", policy: "entitlement" },
          when: null,
          otherwise: false,
          except: [],
          citation: null,
          span: place(),
        },
      ],
    }),
  );

  const made: Program = program({
    jurisdictions: [US],
    instruments: [v1, v2],
    units: [TPP],
    enums: [act, knowledge],
    records: [owner, party, itemRecord, transaction],
    schemes: [country, ECCN],
    groups: [zone],
    lists: [entities],
    defines: [basedIn, deemed],
    items: [advanced, lower],
    reaches: [subject],
    reviews: [grid],
    measures: [chips, parties, ask, saved, extension],
    exceptions: [NAC, RFF],
    unencodables: [],
    transaction,
  });
  return { program: made, measures: { chips, parties, ask, saved, extension }, list: entities };
}

/** The same program with its declarations in another order. */
export function reversed(p: Program): Program {
  const flip = <T extends Declared>(values: readonly T[]): readonly T[] => [...values].reverse();
  return {
    ...p,
    jurisdictions: flip(p.jurisdictions),
    instruments: flip(p.instruments),
    enums: [...p.enums].reverse(),
    units: [...p.units].reverse(),
    records: flip(p.records),
    schemes: flip(p.schemes),
    groups: flip(p.groups),
    lists: flip(p.lists),
    defines: flip(p.defines),
    items: flip(p.items),
    reaches: flip(p.reaches),
    reviews: flip(p.reviews),
    measures: flip(p.measures),
    exceptions: flip(p.exceptions),
  };
}
