import type { Span } from "../../../grammar/base/span.ts";
import { nearNames } from "../../../grammar/base/suggest.ts";
import type { ParseResult } from "../../../grammar/parse-result.ts";
import type { Program } from "../../check/tree.ts";
import { build, hasErrors } from "../../index.ts";
import { normalize } from "../../normal/lower.ts";
import type { NormalProgram } from "../../normal/normal-program.ts";
import { printAst } from "../../print/ast.ts";
import { printNormal } from "../../print/normal.ts";
import { printProgram } from "../../print/program.ts";
import { printTables } from "../../print/table.ts";
import { printTokens } from "../../print/tokens.ts";
import type { Bundle, Row, Table } from "../../runtime/format.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { exitCodeOf } from "../findings.ts";
import { tellFindings } from "../tell-findings.ts";
import { print } from "../terminal.ts";
import { type Opened, openWorkspace } from "../workspace.ts";

const STAGES = ["tokens", "ast", "program", "normal", "tables"] as const;
type Stage = (typeof STAGES)[number];

/**
 * Prints what a stage made of a file. Early stages print for any text; `program` what could be checked; `normal` and
 * `tables` need the whole workspace without errors.
 */
export async function printStage(stage: string, file: string): Promise<ExitCode> {
  const wanted = STAGES.find((name) => name === stage);
  if (wanted === undefined) {
    const [near] = nearNames(stage, STAGES);
    throw new Unusable(
      `there is no stage ${stage}`,
      near === undefined ? `the stages are ${STAGES.join(", ")}` : `did you mean ${near}?`,
    );
  }
  const opened = openWorkspace([file]);
  const parsed = [...opened.compilation.workspace.files.values()].find((f) =>
    opened.isRequested(f.source.path),
  );
  if (opened.findings.some((finding) => finding.severity !== "hint"))
    tellFindings(opened.findings, opened.sources);
  if (parsed === undefined) return EXIT.unusable;
  const text = stageText(wanted, parsed, opened);
  if (text !== null) print(text);
  return exitCodeOf(opened.findings);
}

function stageText(stage: Stage, parsed: ParseResult, { compilation }: Opened): string | null {
  const { program } = compilation;
  const { path } = parsed.source;
  if (stage === "tokens") return printTokens(parsed.source);
  if (stage === "ast") return printAst(parsed);
  if (stage === "program") return printProgram(programOf(program, parsed));
  if (hasErrors(compilation.diagnostics)) return null;
  if (stage === "normal") return printNormal(normalOf(normalize(program), path));
  return printTables(bundleOf(build(compilation, { tablesOnly: true }).bundle, path));
}

type Placed = { readonly span: Span };

/** Only what the file declares. */
function programOf(program: Program, { file, source: { path } }: ParseResult): Program {
  const units = new Set(file.declarations.map((d) => (d.kind === "UnitDeclaration" ? d.name.text : null)));
  const within = <T extends Placed>(all: readonly T[]): T[] => all.filter((d) => d.span.file === path);
  return {
    ...program,
    units: program.units.filter((unit) => units.has(unit.text)),
    modules: within(program.modules),
    jurisdictions: within(program.jurisdictions),
    instruments: within(program.instruments),
    enums: within(program.enums),
    records: within(program.records),
    schemes: within(program.schemes),
    groups: within(program.groups),
    lists: within(program.lists),
    defines: within(program.defines),
    items: within(program.items),
    reaches: within(program.reaches),
    reviews: within(program.reviews),
    measures: within(program.measures),
    exceptions: within(program.exceptions),
    authorities: within(program.authorities),
    findings: within(program.findings),
    unencodables: within(program.unencodables),
    omissions: within(program.omissions),
    universes: within(program.universes),
    cases: within(program.cases),
    scenarios: within(program.scenarios),
    proposals: within(program.proposals),
  };
}

function normalOf(normal: NormalProgram, path: string): NormalProgram {
  const within = <T extends Placed>(all: readonly T[]): T[] => all.filter((rule) => rule.span.file === path);
  return {
    ...normal,
    requirements: within(normal.requirements),
    grounds: within(normal.grounds),
    classifications: within(normal.classifications),
    releases: within(normal.releases),
    gaps: within(normal.gaps),
    defines: normal.defines.filter(({ define }) => define.span.file === path),
    groups: normal.groups.filter(({ group }) => group.span.file === path),
    reviews: normal.reviews.filter(({ review }) => review.span.file === path),
  };
}

function bundleOf(bundle: Bundle, path: string): Bundle {
  const tables = bundle.tables.map((document) => ({
    ...document,
    tables: document.tables
      .map((table) => rowsOf(table, (row) => document.sources[row.at[0]] === path))
      .filter((table) => table.rows.length > 0),
  }));
  return { ...bundle, tables: tables.filter((document) => document.tables.length > 0) };
}

/** Some rows of a table, with the columns they use. */
function rowsOf(table: Table, wanted: (row: Row) => boolean): Table {
  const rows = table.rows.filter(wanted);
  return {
    ...table,
    rows,
    inputs: table.inputs.filter((input) => rows.some((row) => input.id in row.cells)),
  };
}
