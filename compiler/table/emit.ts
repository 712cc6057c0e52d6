/** A bundle as files. */
import type { Bundle } from "../runtime/format.ts";
import { byText } from "./expressions.ts";
import { documentFiles, textOf } from "./manifest.ts";

export interface EmittedFile {
  /** relative to the output folder, with `/` */
  readonly path: string;
  /** canonical JSON, LF, ends with a line feed */
  readonly text: string;
}

/** Every file of a build, sorted by path. */
export function emitBuild(bundle: Bundle): readonly EmittedFile[] {
  const files: EmittedFile[] = documentFiles(bundle.definitions, bundle.tables, bundle.lists).map(
    ({ path, text }) => ({ path, text }),
  );
  if (bundle.manifest !== null) files.push({ path: "manifest.json", text: textOf(bundle.manifest) });
  return files.sort((a, b) => byText(a.path, b.path));
}
