/** Possible matches as text and as JSON. Nothing here says that a party is listed. */
import type { PossibleMatch } from "./index.ts";

/** What was asked about one name, and what it may mean. */
export interface NameResult {
  readonly name: string;
  readonly matches: readonly PossibleMatch[];
}

export interface NamesReport {
  readonly asOf: string;
  /** short names of the lists asked, with the day: what a case may state as `screened` */
  readonly screened: readonly string[];
  readonly names: readonly NameResult[];
}

export interface NamesStyle {
  readonly strong: (text: string) => string;
  readonly soft: (text: string) => string;
}

export function prettyNames(report: NamesReport, style: NamesStyle): string {
  const blocks = report.names.map((result) => block(result, report, style));
  return `${blocks.join("\n\n")}\n`;
}

function block({ name, matches }: NameResult, report: NamesReport, style: NamesStyle): string {
  const count =
    matches.length === 0
      ? "no possible match"
      : `${matches.length} possible ${matches.length === 1 ? "match" : "matches"}`;
  const lines = [`${style.strong(name)}: ${count} on ${report.asOf}`];
  for (const match of matches) lines.push("", ...describe(match, style));
  lines.push("", ...advice(matches, report));
  return lines.join("\n");
}

function describe(match: PossibleMatch, style: NamesStyle): string[] {
  const countries = match.countries.length === 0 ? "" : `, ${match.countries.join(", ")}`;
  const lines = [`  ${match.score} %  ${style.strong(match.key)}  ${match.name}${countries}`];
  const via = match.alias ? `as ${match.matched}` : "by its name";
  const why = match.why.length === 0 ? "" : `; ${match.why.join("; ")}`;
  lines.push(style.soft(`        ${match.list}, ${via}${why}`));
  if (match.elsewhere) lines.push(style.soft("        listed for another country than the one asked for"));
  return lines;
}

function advice(matches: readonly PossibleMatch[], { screened }: NamesReport): string[] {
  const lists = set(screened);
  if (matches.length === 0)
    return [`State: screened: ${lists}. A name that is not found may still be listed under another.`];
  const keys = set(matches.map((match) => match.key));
  return [
    `Until someone has looked, state: screened: ${lists}, possible_entries: ${keys}.`,
    "An entry that the party is beyond doubt goes into entries; one that it is not is left out.",
  ];
}

function set(members: readonly string[]): string {
  return `{${[...new Set(members)].map((member) => JSON.stringify(member)).join(", ")}}`;
}

export function jsonNames(report: NamesReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
