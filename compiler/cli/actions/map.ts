import { lawMap } from "../../lawmap/index.ts";
import { jsonMap, prettyMap } from "../../lawmap/render.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { requireNoErrors } from "../findings.ts";
import { chooseJurisdictions } from "../jurisdictions.ts";
import { out, print } from "../terminal.ts";
import { openLaw } from "../workspace.ts";

export interface MapOptions {
  readonly jurisdiction?: readonly string[];
  readonly format: "pretty" | "json";
}

/** Shows which places of the law are encoded, in part, left out, or wait. */
export async function mapLaw(paths: readonly string[], options: MapOptions): Promise<ExitCode> {
  const opened = openLaw(paths);
  const blocked = requireNoErrors(opened, "errors only");
  if (blocked !== null) return blocked;
  const maps = lawMap(opened.compilation.program);
  const known = maps.map(({ jurisdiction }) => jurisdiction.name);
  const chosen = chooseJurisdictions(options.jurisdiction ?? null, known) ?? known;
  const shown = maps.filter(({ jurisdiction }) => chosen.includes(jurisdiction.name));
  print(options.format === "json" ? jsonMap(shown) : prettyMap(shown, { strong: out.bold, soft: out.dim }));
  return EXIT.clean;
}
