import { type Compilation, compile, MemoryHost } from "../../compiler/index.ts";
import { smallLaw } from "../cli/small-law.ts";

/** What stands besides the template's measure: limbs, a group that changes, and an exception. */
const MORE = `
group south { from 2026-02-01 = BR, AR  from 2026-04-01 add CL }

list measure slow "Slow processors" {
  authority trade_act
  cite "99 CFR 2.2"
  topic ai_chips
  items 1A001.a
  when any of {
    (1) destination in south,
    (2) item.tpp >= 9000 TPP
  }
  requires notice to Trade_Office
  from 2026-02-01 by order_2026
}

exception repair "Repair" {
  cite "99 CFR 3.1"
  releases slow, fast_processors
  when destination = AR
  from 2026-05-01
}
`;

/** The small law with other scenarios. */
export function lawWith(scenarios: string): Compilation {
  const sources = smallLaw();
  const text = sources["measures.cordon"]!.replace(/scenario [\s\S]*/, "");
  const host = new MemoryHost({ ...sources, "measures.cordon": `${text}${MORE}\n${scenarios}` });
  return compile(host, []);
}

/** A scenario about a processor, with the facts that are to be others. */
export function processor(over: string, expectations: string, title = "One"): string {
  const facts = `{ act: shipment, departure: NL, destination: BR, item: { family: {circuit}, tpp: 5000 TPP } }`;
  return `scenario "${title}" { given ${facts} with { ${over} } ${expectations} }\n`;
}
