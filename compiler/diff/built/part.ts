/** A build cut down to some measures and what they rest on. It reaches what the whole build reaches. */
import type { Bundle, Row, Table, TableDocument } from "../../runtime/format.ts";

/** What of a law is looked at: ids of measures and of entries of control lists. */
export type Part = ReadonlySet<string>;

/** A column that is never yes: its rows count for reach alone. */
const NEVER = {
  id: "never",
  type: "truth",
  label: "never",
  value: ["no"],
} as const satisfies Table["inputs"][number];

export function partOf(bundle: Bundle, part: Part): Bundle {
  return { ...bundle, manifest: null, tables: bundle.tables.map((document) => documentPart(document, part)) };
}

function documentPart(document: TableDocument, part: Part): TableDocument {
  switch (document.kind) {
    case "reach":
    case "extraterritorial":
      return document;
    case "classification":
    case "universe":
      return withRows(document, (row) => (part.has(row.of) ? row : null));
    case "exception":
      return withRows(document, (row) =>
        "releases" in row.then && row.then.releases.some(({ measure }) => part.has(measure)) ? row : null,
      );
    default: {
      const grounds = new Set<string>();
      return withRows(document, (row) => (part.has(row.of) ? row : idle(row, document, grounds)));
    }
  }
}

/** The first row of each ground and stretch of time stays, and never holds. */
function idle(row: Row, document: TableDocument, grounds: Set<string>): Row | null {
  const { from, until, knownUntil, view } = row.effective;
  const key = [document.measures[row.of]?.reach ?? "", from, until, knownUntil, view].join(" ");
  if (grounds.has(key)) return null;
  grounds.add(key);
  return { ...row, cells: { [NEVER.id]: { is: "yes", at: row.at } } };
}

function withRows(document: TableDocument, keep: (row: Row) => Row | null): TableDocument {
  const tables = document.tables.flatMap((table): Table[] => {
    const rows = table.rows.flatMap((row) => keep(row) ?? []);
    if (rows.length === 0) return [];
    const isIdle = rows.some((row) => NEVER.id in row.cells);
    const used = new Set(rows.flatMap((row) => Object.keys(row.cells)));
    const inputs = table.inputs.filter(({ id }) => used.has(id));
    return [{ ...table, rows, inputs: isIdle ? [...inputs, NEVER] : inputs }];
  });
  return { ...document, tables };
}
