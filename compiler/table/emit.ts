/** A bundle as files. */
import { Sha256 } from "../load/sha256.ts";
import { Gathered, type Output, writeWhole } from "../output.ts";
import type { Bundle, Manifest, ManifestFile } from "../runtime/format.ts";
import { canonicalText, writeCanonical } from "./canonical.ts";
import { documentFiles, type Input, makeManifest } from "./manifest.ts";

/**
 * Writes every document of a bundle in canonical JSON and the manifest beside them, and gives back the manifest. Each
 * text is hashed as it passes: none is made twice or kept. `inputs` are the data files the bundle rests on.
 */
export function emitBuild(bundle: Bundle, inputs: readonly Input[], output: Output): Manifest {
  const files = documentFiles(bundle).map(({ document, ...file }): ManifestFile => {
    const hash = new Sha256();
    const encoder = new TextEncoder();
    const written = output.begin(file.path);
    const gathered = new Gathered(
      (text) => {
        hash.update(encoder.encode(text));
        written.write(text);
      },
      () => written.end(),
    );
    writeCanonical(document, (piece) => gathered.write(piece));
    gathered.end();
    return { ...file, hash: `sha256-${hash.digest()}` };
  });
  const manifest = makeManifest(files, inputs);
  writeWhole(output, "manifest.json", canonicalText(manifest));
  return manifest;
}
