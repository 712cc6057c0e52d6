import type { CaseJson } from "../../check/tree.ts";
import { htmlDiff } from "../../diff/html.ts";
import { type DiffReport, diffLaws, isForbidden } from "../../diff/index.ts";
import { markdownDiff } from "../../diff/markdown.ts";
import { prettyDiff } from "../../diff/pretty.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { chooseJurisdictions } from "../jurisdictions.ts";
import { type Days, lawNamed, type NamedLaw, sidesOf } from "../named-law.ts";
import { readText } from "../read-text.ts";
import { out, Progress, print } from "../terminal.ts";

export interface DiffActionOptions {
  /** one day, or two: the old law as of the first, the new one as of the second */
  readonly asOf?: readonly [string] | readonly [string, string];
  readonly case?: string;
  readonly jurisdiction?: readonly string[];
  readonly failOn?: "looser" | "tighter" | "any";
  /** in a terminal, every change in full */
  readonly each?: boolean;
  readonly format: "pretty" | "md" | "html" | "json";
}

/** Says whose answer changes between two laws: folders of sources, built tables, or git revisions of the workspace here. */
export async function diff(old: string, now: string, options: DiffActionOptions): Promise<ExitCode> {
  const read: NamedLaw[] = [];
  for (const name of [old, now]) {
    const law = lawNamed(name);
    if (typeof law === "number") return law;
    read.push(law);
  }
  const [first, second] = options.asOf ?? [];
  const days: Days = second === undefined ? [null, null] : [first ?? null, second];
  const [before, after] = sidesOf(read[0]!, read[1]!, days);
  const given = options.case === undefined ? null : await readGiven(options.case);
  const known = [...before.jurisdictions, ...after.jurisdictions];
  const progress = new Progress();
  const report = diffLaws(before, after, {
    oldName: second === undefined ? old : `${old} of ${first}`,
    newName: second === undefined ? now : `${now} of ${second}`,
    asOf: second ?? first ?? null,
    given,
    jurisdictions: chooseJurisdictions(options.jurisdiction ?? null, [...new Set(known)]),
    onProgress: (what) => progress.step(what),
  });
  progress.done();
  print(rendered(report, options));
  return options.failOn !== undefined && isForbidden(report, options.failOn) ? EXIT.findings : EXIT.clean;
}

/** The facts of a case file, without its name and its day. */
async function readGiven(path: string): Promise<CaseJson> {
  let json: unknown;
  try {
    json = JSON.parse(await readText(path));
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(
      `${path} is not JSON`,
      "write a case as `cordon eval` reads it, with the facts that are settled",
    );
  }
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new Unusable(`${path} holds no case`, "write an object of facts, as `cordon eval` reads it");
  const { case: _name, asOf: _day, knownAt: _known, ...facts } = json as { readonly [key: string]: CaseJson };
  return facts;
}

function rendered(report: DiffReport, { format, each = false }: DiffActionOptions): string {
  switch (format) {
    case "pretty":
      return prettyDiff(
        report,
        { tighter: out.red, looser: out.green, soft: out.dim, strong: out.bold },
        each,
      );
    case "md":
      return markdownDiff(report);
    case "html":
      return htmlDiff(report);
    case "json":
      return JSON.stringify(report, null, 2);
  }
}
