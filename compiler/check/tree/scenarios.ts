/** Scenarios: cases and what is expected of them. */
import type { PolicyName } from "../../../grammar/ast.ts";
import type { Span } from "../../../grammar/base/span.ts";
import type { IsoDate } from "./dates.ts";
import type { Verdict } from "./measures.ts";
import type { Declared, Jurisdiction, Module } from "./program.ts";

/** A named case. Scenarios that build on it hold its facts already, so that only readers of the law need it. */
export interface CaseDefinition extends Declared {
  /** all its facts, with those of the cases it builds on; of a case that only adds facts, those it adds */
  readonly given: CaseJson;
}

export interface Scenario {
  readonly title: string;
  readonly module: Module;
  readonly span: Span;
  readonly proposal: string | null;
  /** the case in its JSON form, as `cordon eval` reads it: scenario and case file mean the same */
  readonly given: CaseJson;
  readonly expectations: readonly ExpectationValue[];
}

export type CaseJson =
  | null
  | boolean
  | number
  | string
  | readonly CaseJson[]
  | { readonly [key: string]: CaseJson };

export interface ExpectationValue {
  readonly on: IsoDate;
  readonly knownAt: IsoDate | null;
  readonly practice: boolean;
  readonly jurisdiction: Jurisdiction;
  readonly verdict: Verdict | "undetermined";
  /** ids of measures (with limb text) or exceptions that must be among the reasons */
  readonly by: readonly { readonly id: string; readonly limb: string | null }[];
  readonly review: PolicyName | null;
  readonly routes: readonly string[] | null;
  /** paths that must be among the missing facts */
  readonly missing: readonly string[];
  readonly span: Span;
}
