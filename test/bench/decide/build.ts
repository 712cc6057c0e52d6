/** The neutral table as a build of Cordon. */
import type { Bundle, Cell, Input, Row, X, XField } from "../../../compiler/runtime/format.ts";
import { leads, ONE, RANGE, type Rule, SEVERAL, VALUES } from "./rules.ts";

const AT = [0, 0, 0] as const;

export function cordonBuild(rules: readonly Rule[]): Bundle {
  const enums: Record<string, readonly string[]> = { lead: leads(rules.length), ...VALUES };
  const names = [...ONE, ...SEVERAL];
  const fields: [string, XField][] = [
    ...names.map((name): [string, XField] => [name, { type: { kind: "enum", enum: name } }]),
    ...RANGE.map((name): [string, XField] => [name, { type: { kind: "number", unit: "" } }]),
  ];
  const input = (id: string, type: Input["type"]): Input => ({
    id,
    type,
    label: id,
    path: id,
    value: ["get", ["case"], id] as X,
  });
  return {
    manifest: null,
    definitions: {
      format: "cordon/definitions@1",
      sources: ["bench.cordon"],
      transaction: "transaction",
      records: { transaction: { title: null, fields: Object.fromEntries(fields) } },
      enums: Object.fromEntries(names.map((name) => [name, { values: enums[name]!, ordered: false }])),
      units: {},
      schemes: {},
      jurisdictions: { US: { title: null, schemes: [] } },
      groups: {},
      defines: {},
      reviews: {},
      unencodable: {},
    },
    tables: [
      {
        format: "cordon/table@1",
        jurisdiction: "US",
        kind: "list",
        hitPolicy: "collect",
        sources: ["bench.cordon"],
        measures: Object.fromEntries(
          rules.map(({ id }) => [
            id,
            { title: `Rule ${id}`, module: "bench", citations: [`Order, no. ${id}`], at: AT },
          ]),
        ),
        tables: [
          {
            id: "US/list",
            each: [],
            inputs: [
              ...names.map((name) => input(name, "enum")),
              ...RANGE.map((name) => input(name, "number")),
            ],
            rows: rules.map(rowOf),
          },
        ],
      },
    ],
    lists: [],
  };
}

function rowOf(rule: Rule): Row {
  const cells: Record<string, Cell> = {};
  for (const [column, value] of Object.entries(rule.one))
    cells[column] = { in: ["set", ["enum", value]], at: AT };
  for (const [column, values] of Object.entries(rule.several)) {
    cells[column] = { in: ["set", ...values.map((value): X => ["enum", value])], at: AT };
  }
  for (const [column, [from, to]] of Object.entries(rule.range))
    cells[column] = { ge: String(from), lt: String(to), at: AT };
  return {
    id: `${rule.id}/undated/-`,
    of: rule.id,
    limbs: [],
    effective: { from: null, until: null },
    citations: [`Order, no. ${rule.id}`],
    cells,
    // biome-ignore lint/suspicious/noThenProperty: the published name of what follows from a row
    then: { verdict: rule.verdict, review: { policy: "case_by_case" }, routes: [{ route: "individual" }] },
    at: AT,
  };
}
