/** The workspace of a provision: its program, the law around it that the program uses but does not show, scenarios. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const vocabulary = join(here, "../../examples/trade");

/** Law that several programs share: modules of `world/`, by program. A part of its own, `world/NAME.cordon`, is added. */
const shared: Readonly<Record<string, readonly string[]>> = {
  p01: ["us-jurisdiction", "us-base", "us-parts"],
  p02: ["us-base"],
  p03: ["us-jurisdiction", "us-base", "nl-list"],
  p04: ["us-jurisdiction", "us-base"],
  p05: ["us-jurisdiction", "us-base"],
  p06: ["us-jurisdiction", "us-base"],
  p07: ["us-jurisdiction", "us-base"],
  p08: [],
  p09: [],
  p10: [],
  p11: [],
  p12: [],
  p13: [],
  p14: [],
  p15: [],
};

export const provisions: readonly string[] = Object.keys(shared);

/** All files of the workspace, by path, for a host in memory. */
export function workspaceOf(provision: string): Record<string, string> {
  const files: Record<string, string> = {};
  const add = (path: string, file: string): void => {
    if (existsSync(file)) files[path] = readFileSync(file, "utf8");
  };
  for (const name of readdirSync(vocabulary)) add(`trade/${name}`, join(vocabulary, name));
  for (const name of readdirSync(join(here, "lists"))) add(`lists/${name}`, join(here, "lists", name));
  for (const name of shared[provision] ?? []) add(`world/${name}.cordon`, join(here, `world/${name}.cordon`));
  for (const name of [provision]) {
    add(`${name}.cordon`, join(here, `${name}.cordon`));
    add(`world/${name}.cordon`, join(here, `world/${name}.cordon`));
  }
  add(`scenarios/${provision}.cordon`, join(here, `scenarios/${provision}.cordon`));
  return files;
}
