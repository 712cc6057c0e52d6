/** The workspace of a provision: its program, the law around it that the program uses but does not show, scenarios. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const vocabulary = join(here, "../../examples/trade");

const us = ["world/us-jurisdiction", "world/us-base"];

/** By program, the files it needs beside its own `NAME`, `world/NAME` and `scenarios/NAME`. */
const others: Readonly<Record<string, readonly string[]>> = {
  p01: [...us, "world/us-parts"],
  p02: ["world/us-base"],
  p03: [...us, "world/nl-list"],
  p04: us,
  p05: us,
  p06: us,
  p07: us,
  p08: [],
  p09: [],
  p10: [],
  p11: [],
  p12: [],
  p13: [],
  p14: [],
  p15: [],
  p16: [],
  p17: ["world/p17-us", "world/p17-eu", "world/p17-de", "world/p17-jp"],
  p18: ["world/p18-us", "world/p18-eu"],
  p19: us,
  p20: ["p20-korea", "world/p20-korea"],
  p21: us,
  p22: [...us, "p03", "world/p03", "p11", "world/p11"],
};

export const provisions: readonly string[] = Object.keys(others);

/** All files of the workspace, by path, for a host in memory. */
export function workspaceOf(provision: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(vocabulary))
    files[`trade/${name}`] = readFileSync(join(vocabulary, name), "utf8");
  for (const name of readdirSync(join(here, "lists")))
    files[`lists/${name}`] = readFileSync(join(here, "lists", name), "utf8");
  const own = [provision, `world/${provision}`, `scenarios/${provision}`];
  for (const name of [...(others[provision] ?? []), ...own]) {
    const path = `${name}.cordon`;
    if (existsSync(join(here, path))) files[path] = readFileSync(join(here, path), "utf8");
  }
  return files;
}
