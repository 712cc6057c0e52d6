/** From a data folder to sources laid out as `cordon fmt` lays them out. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { format } from "../../../grammar/format/format.ts";
import { readData } from "./data.ts";
import { writeSources } from "./write.ts";

/** All generated sources by file name. Throws where the data say something that cannot be read. */
export async function generate(folder: string): Promise<ReadonlyMap<string, string>> {
  const titles = parse<{ eccn: string; title: string }>(
    readFileSync(new URL("titles.csv", import.meta.url), "utf8"),
    { columns: true },
  );
  const sources = writeSources(readData(folder), new Map(titles.map(({ eccn, title }) => [eccn, title])));
  const files = new Map<string, string>();
  for (const [name, text] of sources) {
    files.set(name, await format(name, text));
  }
  return files;
}
