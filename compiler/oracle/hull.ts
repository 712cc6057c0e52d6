/**
 * The exact answer to an incomplete case (H1): the hull of the answers of its completions. Facts that are not given are
 * tried one after another, as the interpretation comes to read them, with the values that matter.
 *
 * Where a fact goes into a calculation the values tried are only a sample; the hull is then a lower bound of the exact
 * one. Stated codes of an item and screenings of a party are evidence and not tried: without them the parameters decide.
 */
import type { CaseJson, IsoDate, Program, Verdict } from "../check/tree.ts";
import { candidates, isExhaustive, type Landmarks, landmarks } from "./completions.ts";
import { type OracleDetermination, severity } from "./determination.ts";
import { interpretWithReads, type Question } from "./interpret.ts";
import { landmarksGiven } from "./landmarks-given.ts";
import { fieldsDoubted } from "./reads.ts";
import { milder, type PolicyRange, stricter } from "./review.ts";
import type { MissingRead } from "./values.ts";

export interface Hull {
  readonly kind: "hull";
  readonly atLeast: Verdict;
  readonly atMost: Verdict;
  readonly verdict: Verdict | "undetermined";
  /** with `shortcut`, looked for where the verdict is one alone */
  readonly review: PolicyRange;
  /** false: the completions tried may be only a sample, and the exact hull wider */
  readonly complete: boolean;
  /** completions found; with `shortcut`, those that widened it */
  readonly completions: number;
  /** a completion for each end */
  readonly leastCase: CaseJson;
  readonly mostCase: CaseJson;
}

export interface TooMany {
  readonly kind: "too many";
}

export interface HullOptions {
  /** interpretations after which to give up */
  readonly budget: number;
  /**
   * Try only the facts on which the answer still rests, and only while completions may widen what was found: by the truth
   * values, which are never narrower than the hull. Off, every fact that is read is tried, and nothing is taken from them.
   */
  readonly shortcut?: boolean;
  /** elements with which a list that is not given, or open, is tried at most; two, if absent */
  readonly elements?: number;
}

/** What is found of a program once. */
interface Remembered {
  readonly marks: ReturnType<typeof landmarks>;
  /** by jurisdiction */
  readonly doubted: Map<string, ReadonlySet<string>>;
}

const remembered = new WeakMap<Program, Remembered>();

function landmarksOf(program: Program, name: string): Landmarks {
  const known = remembered.get(program) ?? { marks: landmarks(program), doubted: new Map() };
  remembered.set(program, known);
  let doubted = known.doubted.get(name);
  if (doubted === undefined) {
    const jurisdiction = program.jurisdictions.find((j) => j.name === name);
    doubted = jurisdiction === undefined ? new Set() : fieldsDoubted(program, jurisdiction);
    known.doubted.set(name, doubted);
  }
  return { ...known.marks, doubted };
}

class OutOfBudget extends Error {}

export function hull(
  program: Program,
  caseJson: CaseJson,
  question: Question,
  options: HullOptions,
): Hull | TooMany {
  const search = new Search(program, question, options);
  try {
    search.explore(caseJson);
  } catch (error) {
    if (error instanceof OutOfBudget) return { kind: "too many" };
    throw error;
  }
  return search.result();
}

class Search {
  readonly #program: Program;
  readonly #question: Question;
  readonly #options: HullOptions;
  readonly #marks: Landmarks;
  readonly #found: { determination: OracleDetermination; caseJson: CaseJson }[] = [];
  #looked = 0;
  #complete = true;
  /** what truth values say of the case itself */
  #outer: Range | null = null;
  /** what the completions found so far span; null before the first */
  #inner: Range | null = null;

  constructor(program: Program, question: Question, options: HullOptions) {
    this.#program = program;
    this.#question = question;
    this.#options = options;
    this.#marks = landmarksOf(program, question.jurisdiction);
  }

  explore(caseJson: CaseJson): void {
    if (++this.#looked > this.#options.budget) throw new OutOfBudget();
    const shortcut = this.#options.shortcut === true;
    const { determination, reads } = interpretWithReads(this.#program, caseJson, this.#question, shortcut);
    this.#outer ??= determination;
    if (shortcut && this.#inner !== null && isWithin(determination, this.#inner)) return;
    const settled = shortcut && isSettled(determination);
    const read = settled ? undefined : reads.find(isTried);
    const path = read === undefined ? [] : segments(read.path);
    const day: IsoDate = this.#question.asOf;
    const values =
      read === undefined
        ? []
        : candidates(
            read,
            valueAt(caseJson, path),
            this.#marks,
            this.#program,
            day,
            this.#options.elements ?? 2,
            () => landmarksGiven(caseJson, this.#program),
          );
    if (read !== undefined && values.length > 0 && !isExhaustive(read, this.#marks)) this.#complete = false;
    if (values.length === 0) {
      this.#found.push({ determination, caseJson });
      this.#inner = this.#inner === null ? determination : spanOf(this.#inner, determination);
    }
    for (const value of values) this.explore(withValue(caseJson, path, value));
  }

  result(): Hull {
    const least = this.#found.reduce((a, b) =>
      severity(b.determination.atLeast) < severity(a.determination.atLeast) ? b : a,
    );
    const most = this.#found.reduce((a, b) =>
      severity(b.determination.atMost) > severity(a.determination.atMost) ? b : a,
    );
    const { atLeast, atMost, review } = this.#inner!;
    // where completions reach both ends of what truth values leave open, there is nothing beyond
    const isWhole = this.#options.shortcut === true && isWithin(this.#outer!, this.#inner!);
    return {
      kind: "hull",
      atLeast,
      atMost,
      verdict: atLeast === atMost ? atLeast : "undetermined",
      review,
      complete: this.#complete || isWhole,
      completions: this.#found.length,
      leastCase: least.caseJson,
      mostCase: most.caseJson,
    };
  }
}

/** Facts that are evidence of others: none is made up, and without it the others decide. */
const EVIDENCE: ReadonlySet<string> = new Set(["codes", "screened", "entries", "possible_entries"]);

/** Elements that a list may have besides are tried with the list. */
function isTried({ path, field }: MissingRead): boolean {
  return !path.includes("[?]") && !EVIDENCE.has(field.name);
}

type Range = Pick<OracleDetermination, "atLeast" | "atMost" | "review">;

function spanOf(a: Range, b: Range): Range {
  return {
    atLeast: severity(b.atLeast) < severity(a.atLeast) ? b.atLeast : a.atLeast,
    atMost: severity(b.atMost) > severity(a.atMost) ? b.atMost : a.atMost,
    review: { least: milder(a.review.least, b.review.least), most: stricter(a.review.most, b.review.most) },
  };
}

/** Whether a range lies within another; the policies are asked about where the verdict is one. */
function isWithin(range: Range, other: Range): boolean {
  const all = spanOf(range, other);
  if (all.atLeast !== other.atLeast || all.atMost !== other.atMost) return false;
  if (other.atLeast !== other.atMost) return true;
  return all.review.least === other.review.least && all.review.most === other.review.most;
}

function isSettled(determination: OracleDetermination): boolean {
  return determination.verdict !== "undetermined" && determination.review.least === determination.review.most;
}

// ------------------------------------------------------------------------------------------------- places in a case

type Segment = string | number;

/** `parties[0].headquarters` as steps. */
function segments(path: string): readonly Segment[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map((found) =>
    found[1] === undefined ? found[0] : Number(found[1]),
  );
}

function listOf(json: CaseJson | undefined): readonly CaseJson[] {
  if (Array.isArray(json)) return json;
  if (typeof json !== "object" || json === null) return [];
  const inner = "closed" in json ? json.closed : "open" in json ? json.open : [];
  return Array.isArray(inner) ? inner : [];
}

function valueAt(json: CaseJson | undefined, path: readonly Segment[]): CaseJson | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return json;
  if (typeof first === "number") return valueAt(listOf(json)[first], rest);
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  return valueAt(Object.hasOwn(json, first) ? Reflect.get(json, first) : undefined, rest);
}

function withValue(json: CaseJson | undefined, path: readonly Segment[], value: CaseJson): CaseJson {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (typeof first === "number") {
    const list = listOf(json).map((element, i) => (i === first ? withValue(element, rest, value) : element));
    if (Array.isArray(json) || typeof json !== "object" || json === null) return list;
    return "open" in json ? { open: list } : { closed: list };
  }
  const record: Record<string, CaseJson> = {};
  if (typeof json === "object" && json !== null && !Array.isArray(json)) Object.assign(record, json);
  record[first] = withValue(record[first], rest, value);
  return record;
}
