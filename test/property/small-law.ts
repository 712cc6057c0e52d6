/** A small vocabulary and law, to ask the oracle about one rule at a time. */
import { expect } from "vitest";
import type { CaseJson } from "../../compiler/check/tree.ts";
import { interpret, type OracleDetermination, type Question } from "../../compiler/oracle/index.ts";
import { checkSources } from "./compile.ts";

export const WORDS = `module words
unit TPP = 1 TOPS*bit
enum act = shipment, service
enum family = circuit, tool
enum knowledge = none < suspects < aware
enum role = carrier, end_user
codes country "Countries" below by levels "UA|-43"
codes purpose "Uses" below by dots = wmd.nuclear, wmd.missile, military, civil
record transaction {
  act : act
  departure, destination : country
  item : item
  actor : party
  parties : list of party closed when any x in parties where end_user in x.roles
  guests : list of party
  uses : list of end_use
  signed : date
  worth : money
  urgent, calm : yes or no
}
record party {
  roles : set of role
  headquarters : country
  parent : country or not applicable
  owners : list of owner
  screened, entries, possible_entries : set of text
}
record owner { share : % >= 0 <= 100 }
record end_use { purpose : purpose knowledge : knowledge place : country }
record item {
  family : set of family
  codes : set of code
  listed_in : set of country
  rate : TOPS >= 0
  bits : bit > 0
  tpp : TPP >= 0 applies when circuit in family = rate * bits
  area : mm2 > 0 or not applicable
  density : TPP/mm2 or not applicable = tpp / area
  wavelength : nm > 0 applies when tool in family
}
`;

export const HEAD = `module law of US
use words
jurisdiction US { reach everywhere codes UCL agency BIS }
codes UCL "Control list" below by levels "3|B|001|.a|.1"
reach everywhere = departure = US or departure != US or departure is unknown
authority power of US { cite "Act 1" from 2000-01-01 permits list permits extraterritorial }
instrument late { cite "88 FR 1" published 2024-03-01 from 2024-01-01 }
`;

export const WHERE = { departure: "US", destination: "CN" };

export function program(law: string, files: Record<string, string> = {}) {
  const checked = checkSources({ "words.cordon": WORDS, "law.cordon": HEAD + law, ...files });
  expect(checked.errors).toEqual([]);
  return checked.program;
}

/** A measure that requires a license under a condition, from 2022 on. */
export function measure(name: string, clauses: string): string {
  return `list measure ${name} {
  authority power cite "Rule 1"
  ${clauses}
}
`;
}

export function when(condition: string): string {
  return measure("m", `when ${condition} requires license from 2022-01-01`);
}

export function ask(
  law: string,
  facts: CaseJson,
  question: Partial<Question> = {},
  files: Record<string, string> = {},
): OracleDetermination {
  const caseJson = { ...WHERE, ...(facts as Record<string, CaseJson>) };
  return interpret(program(law, files), caseJson, { asOf: "2024-06-01", jurisdiction: "US", ...question });
}

/** How a condition comes out: `yes`, `no` or `unknown`. */
export function truthOf(
  condition: string,
  facts: CaseJson,
  law = "",
  files: Record<string, string> = {},
): string {
  const { verdict } = ask(law + when(condition), facts, {}, files);
  if (verdict === "license_required") return "yes";
  return verdict === "no_requirement" ? "no" : "unknown";
}

/** Tells `unstated` from `missing`: only what is stated unknown makes `unknown whether` hold. */
export function stateOf(condition: string, facts: CaseJson, law = ""): string {
  const plain = truthOf(condition, facts, law);
  if (plain !== "unknown") return plain;
  return truthOf(`(unknown whether ${condition})`, facts, law) === "yes" ? "unstated" : "missing";
}

export const unknown = { unknown: true };
export const none = { notApplicable: true };
