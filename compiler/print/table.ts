/** `cordon print table`: decision tables in columns, as a reviewer reads them. */
import type {
  Bundle,
  Cell,
  Effect,
  Effective,
  Row,
  Table,
  TableDocument,
  X,
  XPolicy,
  XSet,
} from "../runtime/format.ts";

export function printTables(bundle: Bundle): string {
  return `${bundle.tables.map(printDocument).join("\n\n")}\n`;
}

export function printDocument(document: TableDocument): string {
  const head = `# ${document.jurisdiction}, ${document.kind}`;
  return [head, ...document.tables.map(printTable)].join("\n\n");
}

/** Columns that no row of a table uses are not shown; `-` is any value. */
function printTable(table: Table): string {
  const each = table.each.map(
    (b) =>
      `${b.var} in ${xText(b.in)}${b.listedIn === undefined ? "" : ` listed in ${b.listedIn.join(" + ")}`}`,
  );
  const title = [table.id, ...(each.length === 0 ? [] : [`for each ${each.join(", ")}`])].join(", ");
  const header = ["row", "in force", ...table.inputs.map((input) => input.label), "then"];
  const rows = table.rows.map((row) => [
    row.id,
    effectiveText(row.effective),
    ...table.inputs.map((input) => cellText(row.cells[input.id], input.unit)),
    effectText(row.then),
  ]);
  const widths = header.map((text, i) =>
    Math.min(60, Math.max(text.length, ...rows.map((row) => row[i]!.length))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, i) => text.padEnd(widths[i]!))
      .join(" | ")
      .trimEnd();
  return [title, line(header), widths.map((w) => "-".repeat(w)).join("-+-"), ...rows.map(line)].join("\n");
}

/** A row as one sentence of cells, for messages: `destination in ac_zone, item.tpp >= 4800 TPP`. */
export function rowText(table: Table, row: Row): string {
  return table.inputs
    .filter((input) => row.cells[input.id] !== undefined)
    .map((input) => `${input.label} ${cellText(row.cells[input.id], input.unit)}`)
    .join(", ");
}

/** What a cell asks of its input, in the notation of the language; "-" for no cell. */
export function cellText(cell: Cell | undefined, unit: string | undefined): string {
  if (cell === undefined) return "-";
  const after = cell.currency ?? unit;
  const amount = (bound: string): string => (after === undefined ? bound : `${bound} ${after}`);
  const tests = [
    cell.is,
    cell.eq === undefined ? undefined : `= ${amount(cell.eq)}`,
    cell.gt === undefined ? undefined : `> ${amount(cell.gt)}`,
    cell.ge === undefined ? undefined : `>= ${amount(cell.ge)}`,
    cell.lt === undefined ? undefined : `< ${amount(cell.lt)}`,
    cell.le === undefined ? undefined : `<= ${amount(cell.le)}`,
    cell.in === undefined ? undefined : `in ${xText(cell.in)}`,
    cell.meets === undefined ? undefined : `meets ${xText(cell.meets)}`,
    cell.classified === undefined ? undefined : `is ${xText(cell.classified)}`,
  ].filter((test) => test !== undefined);
  const text = tests.join(" and ");
  return cell.not === true ? `not (${text})` : text;
}

/** When a row is in force: `2022-10-21..2023-11-17` or `always`, with what else its rectangle says. */
export function effectiveText(effective: Effective): string {
  const { from, until, knownFrom, knownUntil, view, state } = effective;
  const known =
    knownFrom === undefined && knownUntil === undefined
      ? []
      : [`known ${knownFrom ?? ""}..${knownUntil ?? ""}`];
  return [
    from === null && until === null ? "always" : `${from ?? ""}..${until ?? ""}`,
    ...known,
    ...(view === undefined ? [] : [view]),
    ...(state === undefined ? [] : [state]),
  ].join(", ");
}

/** What follows from a row: `license required, review presumption of denial`. */
export function effectText(effect: Effect): string {
  if ("verdict" in effect) {
    const review = effect.review === undefined ? "" : `, review ${policyText(effect.review)}`;
    return `${effect.verdict.replaceAll("_", " ")}${effect.to === undefined ? "" : ` to ${effect.to}`}${review}`;
  }
  if ("grounds" in effect) return `within ${effect.grounds.join(", ")}`;
  if ("gap" in effect) return `no requirement: ${effect.gap}`;
  if ("code" in effect) return `${effect.scheme} ${effect.code}`;
  return `releases ${effect.releases.map((r) => `${r.measure}${r.limb ?? ""}`).join(", ")}`;
}

function policyText(policy: XPolicy): string {
  if ("policy" in policy) return policy.policy.replaceAll("_", " ");
  if ("review" in policy) return lastName(policy.review);
  if ("column" in policy) return xText(policy.column);
  const limbs = policy.grid.map((limb) => {
    const label = limb.label === undefined ? "" : `${limb.label} `;
    const when = limb.otherwise === true ? " otherwise" : limb.when === undefined ? "" : " on a condition";
    return `${label}${policyText(limb.policy)}${when}`;
  });
  return limbs.join("; ");
}

function lastName(id: string): string {
  return id.slice(id.lastIndexOf(".") + 1);
}

/** An expression in short: sets in the notation of the language, anything else as it stands. */
function xText(x: X | XSet): string {
  const [op] = x;
  switch (op) {
    case "codes":
      return x.length === 3 ? x.slice(2).join("") : `{${x.slice(2).join(", ")}}`;
    case "set":
      return `{${x
        .slice(1)
        .map((member) => xText(member as X))
        .join(", ")}}`;
    case "group":
    case "scheme":
    case "var":
      return lastName(x[1]);
    case "range":
      return `${x[2]}..${x[3]}`;
    case "plus":
      return `${xText(x[1])} + ${xText(x[2])}`;
    case "minus":
      return `${xText(x[1])} - ${operand(x[2])}`;
    case "both":
      return `${operand(x[1])} & ${operand(x[2])}`;
    case "code":
      return x[2];
    case "number":
    case "date":
    case "text":
    case "enum":
      return x[1];
    case "get":
    case "column":
      return x[1][0] === "case" ? x[2] : `${xText(x[1])}.${x[2]}`;
    case "schemesOf":
      return `${xText(x[1])}.codes`;
    case "world":
    case "here":
    case "today":
    case "yes":
    case "no":
      return op;
    default:
      return JSON.stringify(x);
  }
}

function operand(x: XSet): string {
  return x[0] === "plus" || x[0] === "minus" || x[0] === "both" ? `(${xText(x)})` : xText(x);
}
