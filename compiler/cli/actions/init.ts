import { existsSync, mkdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import manifest from "../../../package.json" with { type: "json" };
import { templateFiles, workspaceName } from "../../init/template.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { writeFile } from "../output-folder.ts";
import { print } from "../terminal.ts";

/** Writes a workspace that checks, tests and builds. Nothing that exists is overwritten. */
export async function init(dir: string): Promise<ExitCode> {
  const folder = resolve(dir);
  const files = templateFiles(workspaceName(basename(folder)), manifest.version);
  const taken = files.find((file) => existsSync(join(folder, file.path)));
  if (taken !== undefined)
    throw new Unusable(
      `${join(dir, taken.path)} exists already; nothing was written`,
      "choose an empty folder",
    );
  for (const file of files) {
    const path = join(folder, ...file.path.split("/"));
    try {
      mkdirSync(dirname(path), { recursive: true });
    } catch (error) {
      throw new Unusable(
        `cannot create ${dirname(path)}: ${(error as NodeJS.ErrnoException).code ?? "unknown reason"}`,
      );
    }
    writeFile(path, file.text);
  }
  const enter = dir === "." ? "" : `cd ${dir} && `;
  print(`${files.map((file) => `  ${file.path}`).join("\n")}\n
A workspace with one measure and one scenario. Next:
  ${enter}cordon check
  ${enter}cordon test
  ${enter}cordon eval case.json
`);
  return EXIT.clean;
}
