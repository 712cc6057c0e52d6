/** Lines with a case each, answered together: what a thread is given, and what it gives back. */
import type { Answer, CaseProblem } from "../../runtime/answer.ts";
import { readCaseLine } from "../case-file.ts";
import { Unusable } from "../exit-codes.ts";
import { joinedOwnDays, type OwnDaysOf, ownDaysOf } from "../own-days.ts";
import { Asker, type Asking, type Result } from "./asker.ts";
import { csvOf } from "./csv.ts";

export type LineFormat = "ndjson" | "csv";

export interface Block {
  /** number of the first line, from 1 */
  readonly first: number;
  readonly lines: readonly string[];
}

/** A line that has no answer. */
export interface Refused {
  readonly line: number;
  readonly case: string | null;
  readonly problems: readonly CaseProblem[];
}

/** What was answered, or why nothing was. */
export type Line = { readonly line: number; readonly answer: Answer } | Refused;

export interface AnsweredBlock {
  /** the answers as they are written */
  readonly text: string;
  readonly cases: number;
  /** how many of them have an answer that is undetermined */
  readonly open: number;
  /** with the place of each for messages; null: they name it themselves */
  readonly refused: readonly (Refused & { readonly place: string | null })[];
  readonly own: OwnDaysOf;
}

/** The code of what is no case, or has no day. */
const UNUSABLE = "case/unusable";

export interface BlockAsking extends Asking {
  readonly format: LineFormat;
}

export class BlockAsker {
  readonly #asking: BlockAsking;
  readonly #asker: Asker;

  constructor(asking: BlockAsking) {
    this.#asking = asking;
    this.#asker = new Asker(asking);
  }

  /** A line that is no case, or one that is refused, keeps no other from its answer. */
  answer({ first, lines }: Block): AnsweredBlock {
    const told: Line[] = [];
    const refused: AnsweredBlock["refused"][number][] = [];
    let own = ownDaysOf([], this.#asking);
    lines.forEach((text, i) => {
      if (text.trim() === "") return;
      const line = first + i;
      try {
        const input = readCaseLine(this.#asking.path, line, text, this.#asker.factNames);
        const found = lineOf(line, this.#asker.ask(input));
        told.push(found);
        if ("problems" in found) refused.push({ ...found, place: input.place });
        else own = joinedOwnDays(own, ownDaysOf([input], this.#asking));
      } catch (error) {
        if (!(error instanceof Unusable)) throw error;
        const problem = { code: UNUSABLE, path: "", message: error.message, help: error.help ?? "" };
        const found = { line, case: null, problems: [problem] };
        told.push(found);
        refused.push({ ...found, place: null });
      }
    });
    const text = this.#asking.format === "csv" ? csvOf(told) : told.map(jsonLine).join("");
    const open = told.filter((found) => "answer" in found && isOpen(found.answer)).length;
    return { text, cases: told.length, open, refused, own };
  }
}

/** What came of a case, and in which line it stands. */
export function lineOf(line: number, result: Result): Line {
  return "problems" in result
    ? { line, case: caseName(result.input.facts), problems: result.problems }
    : { line, answer: result.answer };
}

export function isOpen({ determinations }: Answer): boolean {
  return determinations.some(({ verdict }) => verdict === "undetermined");
}

/** The name of a case that could not be answered. */
export function caseName(facts: unknown): string | null {
  const name = typeof facts === "object" && facts !== null && "case" in facts ? facts.case : null;
  return typeof name === "string" ? name : null;
}

function jsonLine(found: Line): string {
  return `${JSON.stringify("answer" in found ? found.answer : found)}\n`;
}
