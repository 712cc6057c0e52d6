import { nearNames } from "../../../grammar/base/suggest.ts";
import type { ParseResult } from "../../../grammar/parse-result.ts";
import { build, hasErrors } from "../../index.ts";
import { normalize } from "../../normal/lower.ts";
import { printAst } from "../../print/ast.ts";
import { printNormal } from "../../print/normal.ts";
import { printProgram } from "../../print/program.ts";
import { printTables } from "../../print/table.ts";
import { printTokens } from "../../print/tokens.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { exitCodeOf } from "../findings.ts";
import { tellFindings } from "../tell-findings.ts";
import { print } from "../terminal.ts";
import { type Opened, openWorkspace } from "../workspace.ts";

const STAGES = ["tokens", "ast", "program", "normal", "tables"] as const;
type Stage = (typeof STAGES)[number];

/**
 * Prints what a stage made of a file. Early stages print for any text; later ones speak of the whole program the file
 * belongs to, and `normal` and `tables` need one without errors.
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
  if (stage === "tokens") return printTokens(parsed.source);
  if (stage === "ast") return printAst(parsed);
  if (stage === "program") return printProgram(program);
  if (hasErrors(compilation.diagnostics)) return null;
  if (stage === "normal") return printNormal(normalize(program));
  return printTables(build(compilation, { tablesOnly: true }).bundle);
}
