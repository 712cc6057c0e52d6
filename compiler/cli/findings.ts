/** Prints findings in the format that was asked for, and says what they mean for the exit code. */

import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import manifest from "../../package.json" with { type: "json" };
import { hasErrors } from "../index.ts";
import { findMessage } from "../messages.ts";
import { renderConsole } from "../render/console.ts";
import { renderGithub } from "../render/github.ts";
import { renderJson } from "../render/json.ts";
import { renderSarif } from "../render/sarif.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { tellFindings } from "./tell-findings.ts";
import { columns, out, print, tellHelp } from "./terminal.ts";
import type { Opened } from "./workspace.ts";

export type FindingsFormat = "pretty" | "json" | "sarif" | "github";

/** Prints findings as the result of a command. */
export function printFindings(opened: Opened, format: FindingsFormat): void {
  const text = findingsText(opened, format);
  if (text !== "") print(text);
}

function findingsText({ findings, sources }: Opened, format: FindingsFormat): string {
  switch (format) {
    case "pretty":
      return renderConsole(findings, { source: sources, paint: out, width: columns(process.stdout) });
    case "json":
      return renderJson(findings, sources);
    case "sarif":
      return renderSarif(findings, {
        source: sources,
        version: manifest.version,
        page: (code) => findMessage(code)?.page ?? null,
      });
    case "github":
      return renderGithub(findings, sources);
  }
}

/**
 * For a run that goes on only without errors: null, or the exit code it ends with. Warnings are told as well, unless the
 * run is about something else than the sources.
 */
export function requireNoErrors(opened: Opened, warnings: "with warnings" | "errors only"): ExitCode | null {
  const { findings } = opened;
  const stopped = hasErrors(findings);
  const worth = warnings === "with warnings" && findings.some((finding) => finding.severity !== "hint");
  if (stopped || worth) tellFindings(findings, opened.sources);
  if (stopped) tellOfSeveralWorkspaces(opened);
  return stopped ? exitCodeOf(findings) : null;
}

/**
 * Errors of a folder without a manifest that has workspaces below it are mostly of laws that were never meant to be read as
 * one: says so, and what to name instead.
 */
export function tellOfSeveralWorkspaces({ findings, compilation, shown }: Opened): void {
  const own = compilation.workspace.roots.filter((root) => root.package === null);
  if (own.length < 2 || !hasErrors(findings)) return;
  const folders = own.filter((root) => !root.isBare).map((root) => shown(root.folder));
  const some = folders.slice(0, 3).join(", ");
  tellHelp(
    `there is no \`cordon.json\` at or above the folder, so that all sources below it were read as one law; name the folder of the law you mean (${some}${folders.length > 3 ? ", ..." : ""}), or call the command there`,
  );
}

/** Problems that are about the command line, not about the sources. */
const UNUSABLE = new Set([
  "workspace/no-sources",
  "workspace/no-such-path",
  "workspace/unreadable-file",
  "workspace/too-large",
]);

/** Hints are advice: they alone do not fail a run. */
export function exitCodeOf(findings: readonly Diagnostic[]): ExitCode {
  if (findings.some((finding) => UNUSABLE.has(finding.code))) return EXIT.unusable;
  return findings.some((finding) => finding.severity !== "hint") ? EXIT.findings : EXIT.clean;
}
