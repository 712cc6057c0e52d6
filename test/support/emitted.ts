import type { Program } from "../../compiler/check/tree.ts";
import { normalize } from "../../compiler/normal/lower.ts";
import { MemoryOutput } from "../../compiler/output.ts";
import type { Bundle, Manifest } from "../../compiler/runtime/format.ts";
import { buildBundle } from "../../compiler/table/build.ts";
import { emitBuild } from "../../compiler/table/emit.ts";
import { dataFiles } from "../../compiler/table/manifest.ts";

export interface Emitted {
  readonly bundle: Bundle & { readonly manifest: Manifest };
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** The build of a program as a bundle and as files; both with their manifest. */
export function emitted(
  program: Program,
  tables: Bundle = buildBundle(normalize(program), program),
): Emitted {
  const output = new MemoryOutput();
  const manifest = emitBuild(tables, dataFiles(program), output);
  return { bundle: { ...tables, manifest }, files: output.files() };
}
