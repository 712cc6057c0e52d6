/**
 * Gives back what a checked file is not asked for while others are edited: its tree, and the bodies of what it declares. What
 * others see (`surface.ts`), what it rests on and what was found in it stay.
 */
import { LazyParse } from "../load/lazy-parse.ts";
import type { AnySymbol, FileUnit } from "./symbols.ts";
import type { MeasureBody } from "./tree.ts";

/** A program can no longer be made of what is left. A file that is looked into again is parsed again. */
export function shedFile(file: FileUnit): void {
  if (file.result instanceof LazyParse) file.result.release();
  file.scenarios.length = 0;
  for (const symbol of file.symbols) shedSymbol(symbol);
}

const noVersions = { versions: [], statuses: [] };

function shedSymbol(symbol: AnySymbol): void {
  switch (symbol.kind) {
    case "measure": {
      Object.assign(symbol, { node: { ...symbol.node, clauses: [] } });
      const versions = symbol.draft.chronology.versions.map((version) => ({
        ...version,
        value: onlyBinders(version.value),
      }));
      symbol.draft.chronology = { versions, statuses: [] };
      return;
    }
    case "exception": {
      Object.assign(symbol, { node: { ...symbol.node, clauses: [] } });
      const versions = symbol.draft.chronology.versions.map((version) => ({
        ...version,
        value: { ...version.value, releases: [], conditions: [], exclusions: [] },
      }));
      symbol.draft.chronology = { versions, statuses: [] };
      return;
    }
    case "item":
    case "define":
    case "reach":
      Object.assign(symbol, { node: { ...symbol.node, value: null, unless: null, versions: [] } });
      symbol.draft.chronology = noVersions;
      return;
    case "group":
      // What groups of lists and measures hold is found from their syntax, and groups of codes are asked for their values.
      if (symbol.holds === "values")
        Object.assign(symbol, { node: { ...symbol.node, value: null, versions: [] } });
      return;
    default:
      return;
  }
}

/** The names that a measure binds: exceptions ask for them. */
function onlyBinders({ binders }: MeasureBody): MeasureBody {
  return { binders, conditions: [], exclusions: [], outcomes: [], review: null, routes: [] };
}
