/** Writes scenarios for what none exercises into a new file, which is checked, laid out and run before it is written. */
import { existsSync } from "node:fs";
import { format } from "../../../grammar/format/format.ts";
import { parse } from "../../../grammar/parse.ts";
import { answersOf } from "../../boundary/answers.ts";
import { propose, type Searched } from "../../boundary/propose.ts";
import { HEADING, scenariosText } from "../../boundary/text.ts";
import { hostPath } from "../../host/node-host.ts";
import type { Host } from "../../host.ts";
import { build, type Compilation, compile, hasErrors, testScenarios } from "../../index.ts";
import type { Bundle } from "../../runtime/format.ts";
import { Unusable } from "../exit-codes.ts";
import { writeFile } from "../output-folder.ts";
import { type Progress, tell } from "../terminal.ts";
import type { Opened } from "../workspace.ts";

/** Where the scenarios go if no file is named: beside the manifest. */
export const DEFAULT_FILE = "unreviewed-scenarios.cordon";

/** The path within the workspace; refuses one that exists, before anything is computed. */
export function newFile(
  opened: Opened,
  named: string | true,
): { readonly path: string; readonly shown: string } {
  const path = named === true ? DEFAULT_FILE : hostPath(opened.host, named, process.cwd());
  const shown = opened.shown(path);
  if (!path.endsWith(".cordon"))
    throw new Unusable(`${shown} is no source file`, "name a file that ends in .cordon");
  if (existsSync(shown))
    throw new Unusable(`${shown} exists; nothing was written`, "name a file that does not exist");
  return { path, shown };
}

export interface WriteOptions {
  /** scenarios at most */
  readonly limit: number;
  /** what the scenarios there are exercise, by `hitsOf` */
  readonly measured: readonly number[];
  readonly progress: Progress;
}

/** Writes the file and says how many scenarios it holds. */
export async function writeMissing(
  opened: Opened,
  bundle: Bundle,
  { path, shown }: { readonly path: string; readonly shown: string },
  { limit, measured, progress }: WriteOptions,
): Promise<void> {
  const { program } = opened.compilation;
  let searched: Searched = { missing: 0, tried: 0, left: 0 };
  const proposals = propose(program, {
    limit,
    measured,
    onSearched: (found) => {
      searched = found;
    },
    isRequested: ({ file }) => opened.isRequested(file),
    step: (what) => progress.step(what),
  });
  const scenarios = scenariosText(program, proposals, answersOf(bundle), isSource);
  progress.done();
  if (scenarios === null) {
    tell(`${whyNothing(searched)}; nothing was written`);
    return;
  }
  const name = `unreviewed.${path
    .replace(/^.*\//, "")
    .replace(/\.cordon$/, "")
    .replaceAll(/\W+/g, "_")}`;
  const withUses = (uses: readonly string[]): string =>
    `${HEADING}module ${name}\n\n${uses.length === 0 ? "" : `use ${uses.join(", ")}\n\n`}${scenarios}`;
  // Every module is used at first; those that turn out idle are left out.
  let uses = program.modules.map((module) => module.path);
  let checked = compiled(opened, path, withUses(uses));
  const idle = new Set(
    checked.diagnostics
      .filter(({ code, span }) => code === "bind/unused-import" && span.file === path)
      .map(({ span }) => checked.workspace.files.get(path)!.source.text.slice(span.start, span.end)),
  );
  uses = uses.filter((use) => !idle.has(use));
  const text = await format(path, withUses(uses));
  checked = compiled(opened, path, text);
  if (!checked.workspace.files.has(path))
    throw new Unusable(
      `${shown} is not among the sources of the workspace`,
      "name a file that `sources` in cordon.json covers",
    );
  if (hasErrors(checked.diagnostics))
    throw new Error(
      `scenarios that do not check: ${checked.diagnostics.map(({ message }) => message).join("; ")}`,
    );
  const failed = testScenarios(checked, build(checked, { tablesOnly: true }).bundle).filter(
    ({ passed, scenario }) => !passed && scenario.span.file === path,
  );
  if (failed.length > 0) throw new Error(`a written scenario fails: ${failed[0]!.scenario.title}`);
  writeFile(shown, text);
  const count = text.match(/^scenario /gm)?.length ?? 0;
  tell(
    `${count} scenario${count === 1 ? "" : "s"} written to ${shown}; review each and take its \`@unreviewed\` away`,
  );
  if (searched.left > 0) tell(whatIsLeft(searched.left));
}

/** That what was written is not all. */
export function whatIsLeft(left: number): string {
  const things = left === 1 ? "one thing is" : `${left} things are`;
  return `${things} left that no scenario exercises: none was found, or --missing allows no more; some may be impossible`;
}

/** Why there is nothing to write. */
export function whyNothing({ missing, tried }: Omit<Searched, "left">): string {
  if (missing === 0) return "the scenarios exercise every row, threshold, list, date and exception here";
  if (tried < missing)
    return `no scenario was found for the first ${tried} of ${missing} things that no scenario exercises, and the search ended there: name a file or a higher --missing to look further`;
  const things = missing === 1 ? "the one thing" : `any of ${missing} things`;
  return `no scenario was found for ${things} that no scenario exercises: some may be impossible, others need a situation that no scenario describes yet`;
}

/** The workspace with one more file, which need not exist. */
function compiled(opened: Opened, path: string, text: string): Compilation {
  const { host } = opened;
  const withFile: Host = {
    readFile: (asked) => (asked === path ? text : host.readFile(asked)),
    listFiles: (folder, extensions) => {
      const found = host.listFiles(folder, extensions);
      const lies = folder === "" || folder === "." || path.startsWith(`${folder}/`);
      return lies && !found.includes(path) ? [...found, path].sort() : found;
    },
    resolvePackage: (asked) => host.resolvePackage(asked),
  };
  return compile(withFile, [], opened.compilation);
}

function isSource(text: string): boolean {
  return parse("scenario.cordon", text).diagnostics.length === 0;
}
