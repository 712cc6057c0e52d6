import { matchParty, PartyIndex } from "../../names/index.ts";
import { partyLists } from "../../names/lists.ts";
import { jsonNames, prettyNames } from "../../names/render.ts";
import { EXIT, type ExitCode, Unusable } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { out, print, tell } from "../terminal.ts";
import { openLaw } from "../workspace.ts";

export interface NamesOptions {
  readonly sources?: string;
  readonly asOf: string;
  readonly country?: readonly string[];
  readonly least?: number;
  readonly format: "pretty" | "json";
}

/** Lists the entries of the workspace's party lists that names may mean. Exit code 1 if there are any. */
export async function matchNames(names: readonly string[], options: NamesOptions): Promise<ExitCode> {
  const opened = openLaw(options.sources === undefined ? [] : [options.sources]);
  const blocked = requireNoErrors(opened, "errors only");
  if (blocked !== null) return blocked;
  const { lists, nameless, blank } = partyLists(opened.compilation.program);
  if (lists.length === 0)
    throw new Unusable(
      "the sources declare no list of parties with names",
      "declare a `list ... of party` with `column name : text`",
    );
  for (const list of nameless) tell(`${list.id} has no column \`name : text\`: no name was looked for in it`);
  for (const { list, entries } of blank)
    tell(
      `${list.id} has ${entries} ${entries === 1 ? "entry" : "entries"} without a name: aliases alone can be found`,
    );
  const index = new PartyIndex(lists);
  const countries = options.country ?? [];
  const least = options.least === undefined ? {} : { least: options.least };
  const report = {
    asOf: options.asOf,
    screened: lists.map(({ id }) => `${id.slice(id.lastIndexOf(".") + 1)}@${options.asOf}`).sort(),
    names: names.map((name) => ({
      name,
      matches: matchParty(name, index, options.asOf, { countries, ...least }),
    })),
  };
  const style = { strong: out.bold, soft: out.dim };
  print(options.format === "json" ? jsonNames(report) : prettyNames(report, style));
  return report.names.some(({ matches }) => matches.length > 0) ? EXIT.findings : EXIT.clean;
}
