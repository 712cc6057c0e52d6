/** The program, and the modules and institutions it speaks of. */
import type { Span } from "../../../grammar/base/span.ts";
import type { IsoDate } from "./dates.ts";
import type { Define, Group, Item, Reach, Review } from "./declarations.ts";
import type {
  Authority,
  Exception,
  Finding,
  Measure,
  Omitted,
  Proposal,
  Unencodable,
  Universe,
} from "./measures.ts";
import type { CaseDefinition, Scenario } from "./scenarios.ts";
import type { EnumType, List, RecordType, Scheme, Unit } from "./types.ts";

export interface Program {
  readonly modules: readonly Module[];
  readonly jurisdictions: readonly Jurisdiction[];
  readonly instruments: readonly Instrument[];
  readonly units: readonly Unit[];
  readonly enums: readonly EnumType[];
  readonly records: readonly RecordType[];
  readonly schemes: readonly Scheme[];
  readonly groups: readonly Group[];
  readonly lists: readonly List[];
  readonly defines: readonly Define[];
  readonly items: readonly Item[];
  readonly reaches: readonly Reach[];
  readonly reviews: readonly Review[];
  readonly measures: readonly Measure[];
  readonly exceptions: readonly Exception[];
  readonly authorities: readonly Authority[];
  readonly findings: readonly Finding[];
  readonly unencodables: readonly Unencodable[];
  /** what is left out of the law, on purpose or for now */
  readonly omissions: readonly Omitted[];
  readonly universes: readonly Universe[];
  readonly cases: readonly CaseDefinition[];
  readonly scenarios: readonly Scenario[];
  readonly proposals: readonly Proposal[];
  /** The record `transaction`: the facts of a case. Null in a program without one (then nothing is evaluated). */
  readonly transaction: RecordType | null;
}

/** What every declaration carries. `id` is the module path and the name (`us.base.ac_zone`), unique in a program. */
export interface Declared {
  readonly id: string;
  readonly name: string;
  readonly module: Module;
  readonly title: string | null;
  /** text of the `///` lines above, without markers */
  readonly doc: string | null;
  /** value of `/// @confidence sure|likely|unsure` */
  readonly confidence: string | null;
  /** the whole declaration */
  readonly span: Span;
  readonly nameSpan: Span;
  /** the proposal it stands in; a proposal's declarations take part only when asked for (`--with`) */
  readonly proposal: string | null;
}

export interface Module {
  readonly path: string;
  readonly jurisdiction: Jurisdiction | null;
  /** the day to which the author read the law (H14) */
  readonly currentTo: IsoDate | null;
  readonly span: Span;
}

export interface Jurisdiction extends Declared {
  readonly within: Jurisdiction | null;
  /** its own default ground of reach, or null; `within` is asked next */
  readonly reach: Reach | null;
  readonly schemes: readonly Scheme[];
  readonly agencies: readonly string[];
  readonly states: Group | null;
  readonly members: Group | null;
}

export interface Instrument extends Declared {
  readonly citation: Citation | null;
  readonly announced: IsoDate | null;
  readonly published: IsoDate | null;
  readonly from: IsoDate | null;
}

/** A citation parsed by its legal system; `kind: "free"` is the last resort. */
export interface Citation {
  readonly text: string;
  readonly kind:
    | "cfr"
    | "usc"
    | "fr"
    | "eu"
    | "oj"
    | "staatscourant"
    | "bwb"
    | "bgbl"
    | "awg"
    | "japan"
    | "korea"
    | "act"
    | "free";
  readonly span: Span;
}
