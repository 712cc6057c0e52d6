import type { Program } from "../../check/tree.ts";
import { caseJsonSchema } from "../../report/vocabulary/json-schema.ts";
import { caseMarkdown } from "../../report/vocabulary/markdown.ts";
import { caseTypes } from "../../report/vocabulary/typescript.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { print } from "../terminal.ts";
import { openLaw } from "../workspace.ts";

const WRITERS: Readonly<Record<"json-schema" | "ts" | "md", (program: Program) => string | null>> = {
  "json-schema": caseJsonSchema,
  ts: caseTypes,
  md: caseMarkdown,
};

/** Prints the facts of a case. */
export async function vocabulary(
  paths: readonly string[],
  options: { readonly format: keyof typeof WRITERS },
): Promise<ExitCode> {
  const opened = openLaw(paths);
  const blocked = requireNoErrors(opened, "errors only");
  if (blocked !== null) return blocked;
  const text = WRITERS[options.format](opened.compilation.program);
  if (text === null)
    throw new Unusable(
      "the sources declare no record `transaction`",
      "add one, or `use trade` from a workspace that has it",
    );
  print(text);
  return EXIT.clean;
}
