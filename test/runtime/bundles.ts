/** Small hand-made builds: the tests of the runtime say what a table means, whoever wrote it. */
import type {
  Bundle,
  Cell,
  DefinitionsDocument,
  Effect,
  Effective,
  Input,
  ListDocument,
  Row,
  Table,
  TableDocument,
  TableKind,
  X,
  XField,
} from "../../compiler/runtime/format.ts";
import type { Answer, Determination, EvaluateOptions } from "../../compiler/runtime/index.ts";
import { load } from "../../compiler/runtime/index.ts";

export const ALWAYS: Effective = { from: null, until: null };
const AT = [0, 0, 0] as const;

/** A question of a cell; places do not matter here. */
export type Question = Omit<Cell, "at">;

export function field(name: string): X {
  return ["get", ["case"], name];
}

export function item(name: string): X {
  return ["get", ["get", ["case"], "item"], name];
}

export function own(name: string): X {
  return ["get", ["var", "it"], name];
}

const truth = { type: { kind: "truth" } } as const satisfies XField;
const country = { type: { kind: "code", scheme: "country" } } as const satisfies XField;

export function quantity(unit: string, extra: Partial<XField> = {}): XField {
  return { type: { kind: "number", unit }, ...extra };
}

/** A vocabulary like that of the examples, cut down. */
export function definitions(change: Partial<DefinitionsDocument> = {}): DefinitionsDocument {
  return {
    format: "cordon/definitions@1",
    sources: ["trade.cordon"],
    transaction: "transaction",
    records: {
      transaction: {
        title: null,
        fields: {
          act: { type: { kind: "enum", enum: "act" } },
          departure: country,
          destination: { ...country, question: "Where do the goods go?" },
          via: { type: { kind: "set", of: country.type } },
          item: { type: { kind: "record", record: "item" } },
          parties: { type: { kind: "list", record: "party" } },
          value: { type: { kind: "money" } },
          date: { type: { kind: "date" } },
          licensed: truth,
        },
      },
      item: {
        title: null,
        fields: {
          family: { type: { kind: "set", of: { kind: "enum", enum: "family" } } },
          codes: { type: { kind: "set", of: { kind: "code" } } },
          listed_in: { type: { kind: "set", of: country.type } },
          tpp: quantity("TPP", {
            min: "0",
            question: "How much total processing performance?",
            appliesWhen: ["in", ["enum", "circuit"], own("family") as never],
          }),
          die_area: quantity("mm2", { min: "0", minOpen: true, optional: true }),
          density: quantity("TPP/mm2", { optional: true, formula: ["/", own("tpp"), own("die_area")] }),
          data_center: { ...truth, asserted: true },
          share: quantity("%", { min: "0", max: "100" }),
          layers: { type: { kind: "number", unit: "" } },
          grade: { type: { kind: "enum", enum: "grade" } },
          maker: { type: { kind: "text" }, optional: true },
        },
      },
      party: {
        title: null,
        fields: {
          name: { type: { kind: "text" } },
          roles: { type: { kind: "set", of: { kind: "enum", enum: "role" } } },
          headquarters: country,
          parent: { ...country, optional: true },
          share: quantity("%", { min: "0", max: "100" }),
          entries: { type: { kind: "set", of: { kind: "text" } } },
          possible_entries: { type: { kind: "set", of: { kind: "text" } } },
          screened: { type: { kind: "set", of: { kind: "text" } } },
        },
      },
    },
    enums: {
      act: { values: ["shipment", "service"], ordered: false },
      family: { values: ["circuit", "lithography", "other"], ordered: false },
      grade: { values: ["low", "middle", "high"], ordered: true },
      role: { values: ["end_user", "carrier"], ordered: false },
    },
    units: {
      TPP: { dimension: { op: 1, bit: 1 }, factor: "1" },
      kTPP: { dimension: { op: 1, bit: 1 }, factor: "1000" },
      mm2: { dimension: { length: 2 }, factor: "1/1000000" },
      cm2: { dimension: { length: 2 }, factor: "1/10000" },
      mm: { dimension: { length: 1 }, factor: "1/1000" },
      "%": { dimension: {}, factor: "1/100" },
      K: { dimension: { temperature: 1 }, factor: "1" },
      C: { dimension: { temperature: 1 }, factor: "1", offset: "273.15" },
    },
    schemes: {
      country: {
        name: "country",
        title: null,
        below: "levels",
        pattern: "UA|-43",
        members: ["CN", "DE", "HK", "JP", "NL", "UA", "US"],
        country: true,
      },
      eccn: { name: "ECCN", title: null, below: "dots", jurisdiction: "US" },
    },
    jurisdictions: { US: { title: "United States", schemes: ["eccn"] } },
    groups: {},
    defines: {},
    reviews: {},
    unencodable: {},
    ...change,
  };
}

export interface RowSource {
  readonly id: string;
  readonly of?: string;
  readonly limbs?: readonly string[];
  readonly effective?: Effective;
  readonly cells: Readonly<Record<string, Question>>;
  readonly effect?: Effect;
  readonly citations?: readonly string[];
}

export const LICENSE: Effect = { verdict: "license_required" };
export const PROHIBITED: Effect = { verdict: "prohibited" };
export const NOTICE: Effect = { verdict: "notification_required" };

export function row(source: RowSource): Row {
  const cells = Object.entries(source.cells).map(([id, cell]) => [id, { ...cell, at: AT }] as const);
  return {
    id: source.id,
    of: source.of ?? source.id.split("/")[0]!,
    limbs: source.limbs ?? [],
    effective: source.effective ?? ALWAYS,
    citations: source.citations ?? [],
    cells: Object.fromEntries(cells),
    // biome-ignore lint/suspicious/noThenProperty: the published name of what follows from a row
    then: source.effect ?? LICENSE,
    at: AT,
  };
}

type InputSource = Pick<Input, "type" | "value">;

export function table(
  inputs: Readonly<Record<string, InputSource>>,
  rows: readonly RowSource[],
  extra: Partial<Table> = {},
): Table {
  return {
    id: "table",
    each: [],
    inputs: Object.entries(inputs).map(([id, input]) => ({ id, label: id, ...input })),
    rows: rows.map(row),
    ...extra,
  };
}

export interface DocumentOptions {
  readonly jurisdiction?: string;
  /** ground of reach by measure */
  readonly reach?: Readonly<Record<string, string>>;
}

export function document(
  kind: TableKind,
  tables: readonly Table[],
  options: DocumentOptions = {},
): TableDocument {
  const ids = new Set(tables.flatMap((t) => t.rows.map((r) => r.of)));
  const measures = [...ids].map((id) => {
    const reach = options.reach?.[id];
    const info = { title: id, module: "m", citations: [], at: AT };
    return [id, reach === undefined ? info : { ...info, reach }] as const;
  });
  return {
    format: "cordon/table@1",
    jurisdiction: options.jurisdiction ?? "US",
    kind,
    hitPolicy: "collect",
    sources: ["m.cordon"],
    measures: Object.fromEntries(measures),
    tables,
  };
}

export function bundle(
  tables: readonly TableDocument[],
  change: Partial<DefinitionsDocument> = {},
  lists: readonly ListDocument[] = [],
): Bundle {
  return { manifest: null, definitions: definitions(change), tables, lists };
}

/** A law of the United States that reaches every act, also on days without a measure. */
export function reachingAll(
  tables: readonly TableDocument[],
  change: Partial<DefinitionsDocument> = {},
): Bundle {
  const ground = row({ id: "everywhere/-", cells: {}, effect: { grounds: ["everywhere"] } });
  const reach = document("reach", [{ ...table({}, []), rows: [ground] }]);
  const jurisdictions = { US: { title: null, schemes: [], reach: "everywhere" } };
  return bundle([reach, ...tables], { jurisdictions, ...change });
}

/** A build with one measure `m` that needs a license where the condition holds. */
export function measureWhere(
  condition: X,
  change: Partial<DefinitionsDocument> = {},
  lists: readonly ListDocument[] = [],
): Bundle {
  const only = table({ c: { type: "truth", value: condition } }, [
    { id: "m/undated/-", cells: { c: { is: "yes" } } },
  ]);
  return bundle([document("list", [only])], change, lists);
}

export function answer(source: Bundle, caseJson: unknown, options: Partial<EvaluateOptions> = {}): Answer {
  const result = load(source).evaluate(caseJson, { asOf: "2026-01-01", ...options });
  if ("problems" in result) throw new Error(JSON.stringify(result.problems, null, 1));
  return result;
}

export function determine(
  source: Bundle,
  caseJson: unknown,
  options: Partial<EvaluateOptions> = {},
): Determination {
  return answer(source, caseJson, options).determinations[0]!;
}

/** Whether the condition holds for a case, by truth values: `yes`, `no` or `unknown`. */
export function holds(
  condition: X,
  caseJson: unknown,
  change: Partial<DefinitionsDocument> = {},
  lists: readonly ListDocument[] = [],
  options: Partial<EvaluateOptions> = {},
): string {
  const law = measureWhere(condition, change, lists);
  const { verdict } = determine(law, caseJson, { completions: 0, ...options });
  return verdict === "license_required" ? "yes" : verdict === "no_requirement" ? "no" : "unknown";
}
