/** The checked program as text, one declaration a paragraph: for `cordon print program`, for tests and for the curious. */
import type * as tree from "../check/tree.ts";
import { printBinder, printExpr, printNumber } from "./expression.ts";
import { heldText, obligationText, permitText } from "./owed.ts";

/** The whole program, kinds in the order of the tree, declarations in the order of ids. */
export function printProgram(program: tree.Program): string {
  const lines: string[] = [];
  for (const module of program.modules) {
    const of = module.jurisdiction === null ? "" : ` of ${module.jurisdiction.name}`;
    lines.push(
      `module ${module.path}${of}${module.currentTo === null ? "" : ` current to ${module.currentTo}`}`,
    );
  }
  for (const j of program.jurisdictions) lines.push(jurisdiction(j));
  for (const i of program.instruments) {
    lines.push(`instrument ${i.id}${days({ announced: i.announced, published: i.published, from: i.from })}`);
  }
  for (const unit of program.units)
    lines.push(`unit ${unit.text} = ${printNumber(unit.factor)} ${dimension(unit)}`);
  for (const e of program.enums) lines.push(`enum ${e.id} = ${e.values.join(e.ordered ? " < " : ", ")}`);
  for (const s of program.schemes) lines.push(scheme(s));
  for (const record of program.records) lines.push(...recordLines(record));
  for (const g of program.groups) {
    lines.push(`group ${g.id} of ${printType(g.of)}${g.open ? " open" : ""}`);
    lines.push(...chronology(g.chronology, (change) => [`${change.operation} ${printExpr(change.value)}`]));
  }
  for (const list of program.lists) lines.push(...listLines(list));
  for (const d of program.defines) {
    const parameters = d.parameters.map((p) => `${p.name}: ${printType(p.type)}`).join(", ");
    const of = d.of === null ? "" : ` of ${d.of.name}`;
    lines.push(`define ${d.id}${parameters === "" ? "" : `(${parameters})`}${of} : ${printType(d.type)}`);
    lines.push(...chronology(d.chronology, guarded));
  }
  for (const item of program.items) lines.push(`item ${item.id}`, ...chronology(item.chronology, guarded));
  for (const reach of program.reaches)
    lines.push(`reach ${reach.id}`, ...chronology(reach.chronology, guarded));
  for (const review of program.reviews) {
    const captures = review.captures.map((c) => `${c.name}: ${printType(c.type)}`).join(", ");
    lines.push(`review ${review.id}${captures === "" ? "" : `(${captures})`}`);
    lines.push(...chronology(review.chronology, gridLines));
  }
  for (const m of program.measures) lines.push(...measureLines(m));
  for (const e of program.exceptions) {
    lines.push(`exception ${e.id} of ${e.jurisdiction.name}${cites(e.citations)}`);
    lines.push(...chronology(e.chronology, exceptionLines));
  }
  for (const a of program.authorities) lines.push(...authorityLines(a));
  for (const f of program.findings) {
    const captures = f.captures.map((c) => `${c.name}: ${printType(c.type)}`).join(", ");
    lines.push(
      `finding ${f.id} by ${f.by}${captures === "" ? "" : ` (${captures})`}${days({ from: f.from })}`,
    );
    for (const t of f.treats) lines.push(`  treats ${printExpr(t.condition)} as ${printExpr(t.as)}`);
  }
  for (const u of program.unencodables)
    lines.push(`unencodable ${u.id} because ${JSON.stringify(u.because)}`);
  for (const o of program.omissions)
    lines.push(`omitted ${o.id}${o.because === null ? "" : ` because ${JSON.stringify(o.because)}`}`);
  for (const u of program.universes) lines.push(...universeLines(u));
  for (const p of program.proposals)
    lines.push(`proposal ${p.id}: ${p.measures.map((m) => m.id).join(", ")}`);
  for (const c of program.cases) lines.push(`case ${c.id} given ${JSON.stringify(c.given)}`);
  for (const s of program.scenarios) lines.push(...scenarioLines(s));
  return `${lines.join("\n")}\n`;
}

function universeLines(u: tree.Universe): string[] {
  const clauses = (word: string, all: readonly tree.ConditionClause[]): string[] =>
    all.map(({ condition }) => `  ${word} ${printExpr(condition)}`);
  return [
    `universe ${u.id} of ${u.jurisdiction.name}${cites(u.citations)}${days({ from: u.from, until: u.until })}`,
    ...clauses("when", u.conditions),
    ...clauses("unless", u.exclusions),
    `  covered by ${u.covering.map((m) => m.id).join(" + ")}`,
    ...u.gaps.map(
      (gap) =>
        `  gap ${gap.label?.text ?? ""} ${printExpr(gap.condition)} because ${JSON.stringify(gap.because)}`,
    ),
  ];
}

function days(named: Readonly<Record<string, tree.IsoDate | null>>): string {
  return Object.entries(named)
    .map(([word, day]) => (day === null ? "" : ` ${word} ${day}`))
    .join("");
}

function cites(citations: readonly tree.Citation[]): string {
  return citations.map((citation) => ` cite ${JSON.stringify(citation.text)}`).join("");
}

function jurisdiction(j: tree.Jurisdiction): string {
  return [
    `jurisdiction ${j.id}`,
    j.within === null ? "" : ` within ${j.within.id}`,
    j.reach === null ? "" : ` reach ${j.reach.id}`,
    j.schemes.length === 0 ? "" : ` codes ${j.schemes.map((s) => s.id).join(", ")}`,
    j.agencies.length === 0 ? "" : ` agency ${j.agencies.join(", ")}`,
    j.states === null ? "" : ` states ${j.states.id}`,
    j.members === null ? "" : ` members ${j.members.id}`,
  ].join("");
}

function dimension(unit: tree.Unit): string {
  const parts = Object.entries(unit.dimension).sort(([a], [b]) => (a < b ? -1 : 1));
  return parts.length === 0
    ? "1"
    : parts.map(([name, power]) => (power === 1 ? name : `${name}^${power}`)).join(" ");
}

function scheme(s: tree.Scheme): string {
  const pattern = s.pattern === null ? "" : ` ${JSON.stringify(s.pattern)}`;
  const of = s.jurisdiction === null ? "" : ` of ${s.jurisdiction.name}`;
  return `codes ${s.id} below by ${s.below}${pattern}${of}${s.members.length === 0 ? "" : ` = ${s.members.join(", ")}`}`;
}

/** A type in the words of the language. */
export function printType(type: tree.Type): string {
  switch (type.kind) {
    case "truth":
      return "yes or no";
    case "number":
      return type.unit.text === "" ? "number" : type.unit.text;
    case "enum":
      return type.enum.id;
    case "code":
      return type.scheme === null ? "code" : type.scheme.id;
    case "set":
      return `set of ${printType(type.of)}`;
    case "list":
      return `list of ${type.of.id}`;
    case "record":
      return type.record.id;
    case "entry":
      return `entry of ${type.lists.map((list) => list.id).join(" + ")}`;
    default:
      return type.kind;
  }
}

function recordLines(record: tree.RecordType): string[] {
  return [`record ${record.id}`, ...[...record.fields.values()].map((field) => `  ${fieldLine(field)}`)];
}

function fieldLine(field: tree.Field): string {
  const range = field.range;
  return [
    `${field.name} : ${printType(field.type)}`,
    field.optional ? " or not applicable" : "",
    field.asserted ? " asserted" : "",
    range?.min == null ? "" : ` ${range.minOpen ? ">" : ">="} ${printNumber(range.min)}`,
    range?.max == null ? "" : ` ${range.maxOpen ? "<" : "<="} ${printNumber(range.max)}`,
    field.appliesWhen === null ? "" : ` applies when ${printExpr(field.appliesWhen)}`,
    field.closedWhen === null ? "" : ` closed when ${printExpr(field.closedWhen)}`,
    field.formula === null ? "" : ` = ${printExpr(field.formula)}`,
  ].join("");
}

function listLines(list: tree.List): string[] {
  const columns = [...list.columns.values()].map((c) => `${c.name} : ${printType(c.type)}`).join(", ");
  const lines = [
    `list ${list.id} of ${list.record.name} key ${list.key}${columns === "" ? "" : ` (${columns})`}`,
  ];
  for (const row of list.rows) {
    const cells = [...row.cells].flatMap(([name, cell]) =>
      cell.kind === "blank" ? [] : [` ${name}=${listCell(cell)}`],
    );
    lines.push(`  ${row.key}${days({ from: row.from, until: row.until })}${cells.join("")}`);
  }
  return lines;
}

function listCell(cell: tree.ListCell): string {
  switch (cell.kind) {
    case "blank":
      return "";
    case "value":
      return constant(cell.value);
    case "values":
      return `{${cell.values.map(constant).join(", ")}}`;
    case "condition":
      return cell.define.id;
    case "review":
      return policy(cell.policy);
    case "exceptions":
      return `{${cell.exceptions.map((e) => e.id).join(", ")}}`;
  }
}

function constant(value: tree.Value): string {
  const type: tree.Type = { kind: "text" };
  return printExpr({ kind: "const", value, type, span: { file: "", start: 0, end: 0 } });
}

// ----------------------------------------------------------------------------------------------------------- dates

function chronology<T>(dated: tree.Chronology<T>, lines: (value: T) => string[]): string[] {
  const out: string[] = [];
  for (const version of dated.versions) {
    const [first, ...rest] = lines(version.value);
    const from =
      version.from === null ? "always" : `${version.before ? "from before" : "from"} ${version.from}`;
    const by = version.by === null ? "" : ` by ${version.by.name}`;
    const known = version.known === null || version.known === version.from ? "" : ` known ${version.known}`;
    out.push(`  ${from}${by}${known}: ${first ?? ""}`.trimEnd(), ...rest.map((line) => `    ${line}`));
  }
  for (const status of dated.statuses) {
    const by = status.by === null ? "" : ` by ${status.by.name}`;
    const known = status.known === status.from ? "" : ` known ${status.known}`;
    out.push(`  ${status.word}${days({ from: status.from, until: status.until })}${by}${known}`);
  }
  return out;
}

function guarded(value: tree.Guarded): string[] {
  return [`${printExpr(value.value)}${value.unless === null ? "" : ` unless ${printExpr(value.unless)}`}`];
}

// -------------------------------------------------------------------------------------------------------- measures

function policy(value: tree.PolicyValue): string {
  switch (value.kind) {
    case "policy":
      return value.policy.replaceAll("_", " ");
    case "review":
      return `[${value.review.id}]`;
    case "column":
      return printExpr(value.column);
    case "grid":
      return `{ ${gridLines(value.grid).join(", ")} }`;
  }
}

function gridLines(grid: tree.PolicyGridValue): string[] {
  return grid.limbs.map((limb) => `${labelled(limb)}${policy(limb.policy)}${whenText(limb)}`);
}

function labelled(limb: { readonly label: tree.Label | null }): string {
  return limb.label === null ? "" : `${limb.label.text} `;
}

function whenText(limb: {
  readonly when: tree.Expr | null;
  readonly otherwise?: boolean;
  readonly except?: readonly tree.Label[];
}): string {
  const when = limb.when === null ? "" : ` when ${printExpr(limb.when)}`;
  const otherwise = limb.otherwise === true ? " otherwise" : "";
  const except = limb.except?.length ? ` except ${limb.except.map((label) => label.text).join(" and ")}` : "";
  return `${when}${otherwise}${except}`;
}

function measureLines(m: tree.Measure): string[] {
  const head = [
    `${m.kind} measure ${m.id} of ${m.jurisdiction.name}`,
    m.authority === null ? "" : ` authority ${m.authority.name}`,
    cites(m.citations),
    m.topics.length === 0 ? "" : ` topic ${m.topics.join(", ")}`,
    m.origin === null ? "" : ` origin ${m.origin}`,
    m.reach === null ? "" : ` reach ${m.reach.id}`,
    m.extends.length === 0 ? "" : ` extends ${m.extends.map((reach) => reach.id).join(", ")}`,
  ];
  const saves = m.saves.map(
    (s) => `  saves ${printExpr(s.condition)}${s.until === null ? "" : ` until ${s.until}`} as of ${s.asOf}`,
  );
  return [head.join(""), ...chronology(m.chronology, bodyLines), ...saves];
}

function bodyLines(body: tree.MeasureBody): string[] {
  return [
    "",
    ...body.binders.map((binder) => `for any ${printBinder(binder)}`),
    ...body.conditions.map((clause) => `${clause.clause}: ${printExpr(clause.condition)}`),
    ...body.exclusions.map(
      (clause) =>
        `unless${clause.label === null ? "" : ` ${clause.label.text}`}: ${printExpr(clause.condition)}`,
    ),
    ...body.outcomes.map(
      (o) =>
        `${labelled(o)}${o.verdict}${o.to === null ? "" : ` to ${o.to}`}${o.awaitingDecision ? " awaiting decision" : ""}${whenText(o)}`,
    ),
    ...(body.review === null ? [] : [`review ${policy(body.review)}`]),
    ...body.routes.map((route) => `route ${labelled(route)}${route.route}${whenText(route)}`),
  ];
}

function exceptionLines(body: tree.ExceptionBody): string[] {
  return [
    `releases ${body.releases.map((r) => `${r.measure.id}${r.limb?.text ?? ""}`).join(", ")}`,
    ...body.conditions.map((clause) => `${clause.clause}: ${printExpr(clause.condition)}`),
    ...body.exclusions.map((clause) => `unless: ${printExpr(clause.condition)}`),
    ...body.obligations.map(
      (o) => `obliges ${o.id}: ${obligationText(o, o.when === null ? null : printExpr(o.when))}`,
    ),
  ];
}

function authorityLines(a: tree.Authority): string[] {
  const held = heldText(a);
  return [
    `authority ${a.id} of ${a.jurisdiction.name}${cites(a.citations)}${held === "" ? "" : ` ${held}`}`,
    ...a.permits.map((permit) => `  ${permitText(permit, printExpr)}`),
  ];
}

function scenarioLines(s: tree.Scenario): string[] {
  const lines = [`scenario ${JSON.stringify(s.title)} given ${JSON.stringify(s.given)}`];
  for (const e of s.expectations) {
    const by = e.by.length === 0 ? "" : ` by ${e.by.map((b) => `${b.id}${b.limb ?? ""}`).join(", ")}`;
    const review = e.review === null ? "" : ` review ${e.review.replaceAll("_", " ")}`;
    const routes = e.routes === null ? "" : ` routes {${e.routes.join(", ")}}`;
    const missing = e.missing.length === 0 ? "" : ` missing ${e.missing.join(", ")}`;
    const practice = e.practice ? " in practice" : "";
    const known = e.knownAt === null ? "" : ` known at ${e.knownAt}`;
    lines.push(
      `  on ${e.on}${known}${practice} ${e.jurisdiction.name} ${e.verdict}${by}${review}${routes}${missing}`,
    );
  }
  return lines;
}
