/** The data that the generator reads: the Commerce Control List and the Country Chart as JSON. Nothing of it is committed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Recorded, takeApart } from "./glued.ts";

/** One line of an entry's license requirements: for what (`control`), and where (`countryChart`: a column, or words). */
export interface Row {
  readonly control: string;
  readonly countryChart: string;
}

export interface Entry {
  readonly eccn: string;
  readonly countryChart: readonly Row[];
  /** By the exception's symbol, what the entry says of it. */
  readonly licenceExceptionFlags: Readonly<Record<string, string>>;
}

export interface Chart {
  readonly columns: readonly string[];
  readonly countries: Readonly<
    Record<string, { readonly marks: readonly string[]; readonly footnotes: readonly number[] }>
  >;
  readonly embargoed: Readonly<Record<string, unknown>>;
  /** Destinations that another row speaks for, by name. */
  readonly territoryInheritance: Readonly<Record<string, { readonly row: string }>>;
}

export interface Data {
  readonly entries: readonly Entry[];
  readonly chart: Chart;
  /** The day of the text, as a date. */
  readonly day: string;
  /** Members of the country groups, by the name of the group. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** Reads the three files of a data folder. Throws what the file system or the JSON parser throws. */
export function readData(folder: string): Data {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const list: { readonly entries: readonly Recorded[]; readonly ecfrIssueDate: string } = read("ccl.json");
  const groups: { readonly groups: Data["groups"] } = read("country-groups.json");
  const chart: Chart = read("country-chart.json");
  return { entries: list.entries.flatMap(takeApart), day: list.ecfrIssueDate, chart, groups: groups.groups };
}
