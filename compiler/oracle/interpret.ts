/** Interprets a case for a jurisdiction, a day and a state of knowledge. */
import type { CaseJson, IsoDate, Jurisdiction, Program, Scheme } from "../check/tree.ts";
import { isJsonRecord } from "./case-values.ts";
import { determine, type OracleDetermination } from "./determination.ts";
import { recordValue } from "./facts.ts";
import { Memory, without } from "./memory.ts";
import type { Observe, Scene, World } from "./scene.ts";
import type { MissingRead, Value } from "./values.ts";

export interface Question {
  readonly asOf: IsoDate;
  /** null or absent: everything is known */
  readonly knownAt?: IsoDate | null;
  readonly view?: "text" | "practice";
  /** name of the jurisdiction */
  readonly jurisdiction: string;
  readonly observe?: Observe;
  /**
   * Read no more than the answer rests on. It is the same; facts that contradict themselves, or do not fit the vocabulary,
   * may then pass unnoticed. Without `observe` alone.
   */
  readonly onlyAnswer?: boolean;
}

/** The determination of a case; throws `RefusedCase` for a case that does not fit the vocabulary. */
export function interpret(program: Program, caseJson: CaseJson, question: Question): OracleDetermination {
  return interpretWithReads(program, caseJson, question).determination;
}

/** The same, with the facts that were read and are not given; `onlyDeciding` leaves out those that decide nothing. */
export function interpretWithReads(
  program: Program,
  caseJson: CaseJson,
  question: Question,
  onlyDeciding = true,
): { readonly determination: OracleDetermination; readonly reads: readonly MissingRead[] } {
  const scene = sceneOf(program, caseJson, question, onlyDeciding);
  const { world } = scene;
  const found = determine(scene);
  return {
    determination: { ...found, contradictions: [...world.contradictions].sort(), missing: missingIn(world) },
    reads: world.reads,
  };
}

/** A case that was put to the law, and can be put to it again after a part of the law was changed. */
export interface Inquiry {
  readonly determination: OracleDetermination;
  /**
   * What the law says now. `stale` holds every declaration and field whose meaning the change may touch: all else is
   * remembered from the first time. What is learned of the changed law is forgotten again. Throws as `interpret` does.
   */
  again(stale: Iterable<object>): Omit<OracleDetermination, "contradictions">;
}

export function inquire(program: Program, caseJson: CaseJson, question: Question): Inquiry {
  const scene = sceneOf(program, caseJson, question, true);
  const { world } = scene;
  const found = determine(scene);
  const contradictions = [...world.contradictions].sort();
  return {
    determination: { ...found, contradictions, missing: missingIn(world) },
    again(stale) {
      return without(world.memory, stale, () => {
        world.reads.length = 0;
        return { ...determine(scene), missing: missingIn(world) };
      });
    },
  };
}

function missingIn({ reads }: World): readonly string[] {
  return [...new Set(reads.map((read) => read.path))];
}

function sceneOf(program: Program, caseJson: CaseJson, question: Question, onlyDeciding: boolean): Scene {
  const jurisdiction = program.jurisdictions.find((j) => j.name === question.jurisdiction);
  if (jurisdiction === undefined) throw new Error(`no jurisdiction ${question.jurisdiction}`);
  if (program.transaction === null) throw new Error("the program has no record transaction");
  const { facts, obligations } = splitCase(caseJson, program);
  const world: World = {
    program,
    jurisdiction,
    transaction: recordValue(program.transaction, facts, ""),
    here: hereOf(jurisdiction, program.schemes),
    obligations,
    reads: [],
    onlyDeciding,
    onlyAnswer: question.onlyAnswer === true,
    memory: new Memory(),
    contradictions: new Set(),
    observe: question.observe ?? null,
  };
  const moment = { day: question.asOf, knownAt: question.knownAt ?? null, view: question.view ?? "text" };
  return { world, moment, names: new Map(), released: null };
}

/** The facts of a case without what speaks about the case. */
function splitCase(
  caseJson: CaseJson,
  program: Program,
): { facts: CaseJson; obligations: ReadonlyMap<string, boolean> } {
  if (!isJsonRecord(caseJson)) throw new Error("a case is a record");
  const fields = program.transaction?.fields ?? new Map();
  const facts = Object.fromEntries(
    Object.entries(caseJson).filter(
      ([name]) => fields.has(name) || (name !== "case" && name !== "obligations"),
    ),
  );
  const stated = caseJson.obligations;
  const obligations = new Map<string, boolean>();
  if (isJsonRecord(stated) && !fields.has("obligations")) {
    for (const [id, value] of Object.entries(stated)) {
      if (typeof value === "boolean") obligations.set(id, value);
      else if (value === "yes" || value === "no") obligations.set(id, value === "yes");
    }
  }
  return { facts, obligations };
}

function hereOf(jurisdiction: Jurisdiction, schemes: readonly Scheme[]): Value {
  const countries = schemes.find((scheme) => scheme.isCountry);
  if (countries?.members.includes(jurisdiction.name)) {
    return { kind: "code", scheme: countries, code: jurisdiction.name };
  }
  return { kind: "unknown", unknown: "missing" };
}
