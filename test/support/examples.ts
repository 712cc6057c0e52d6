/** The law of `examples/`, read once for all files of tests that share a worker: it takes seconds, and nobody changes it. */
import { resolve } from "node:path";
import type { Program } from "../../compiler/check/tree.ts";
import { NodeHost } from "../../compiler/host/node-host.ts";
import { build, type Compilation, compile } from "../../compiler/index.ts";
import type { Bundle } from "../../compiler/runtime/format.ts";

export const EXAMPLES = resolve(import.meta.dirname, "../../examples");

export interface Examples {
  readonly compilation: Compilation;
  readonly program: Program;
  /** of all days and jurisdictions */
  readonly bundle: Bundle;
}

let compilation: Compilation | undefined;
let bundle: Bundle | undefined;

export function examples(): Examples {
  const compiled = exampleLaw();
  bundle ??= build(compiled, { tablesOnly: true }).bundle;
  return { compilation: compiled, program: compiled.program, bundle };
}

/** The same without tables. */
export function exampleLaw(): Compilation {
  compilation ??= compile(new NodeHost(EXAMPLES), []);
  return compilation;
}
