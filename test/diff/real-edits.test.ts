/**
 * Edits of the law of `examples/`, made from its sources: of each kind of change that is told, the interpreter and the tables answer
 * the case as told, under the old law and under the new one. So does whoever evaluates it.
 */
import { expect, test } from "vitest";
import type { Program } from "../../compiler/check/tree.ts";
import { type AnswerChange, diffLaws } from "../../compiler/diff/index.ts";
import { SourceSide } from "../../compiler/diff/law-side.ts";
import type { AnswerSide } from "../../compiler/diff/report.ts";
import { NodeHost } from "../../compiler/host/node-host.ts";
import type { Host } from "../../compiler/host.ts";
import { compile, hasErrors } from "../../compiler/index.ts";
import { interpret } from "../../compiler/oracle/index.ts";
import { EXAMPLES, exampleLaw } from "../support/examples.ts";

interface Edit {
  readonly what: string;
  readonly file: string;
  readonly text: RegExp;
  readonly by: string;
  readonly jurisdiction: string;
  readonly on: string;
  /** directions of answers and kinds of texts that are among what is told */
  readonly tells: readonly string[];
  /** what is named as edited, of each change; absent: not looked at */
  readonly names?: readonly string[];
}

const ORDER = "nl/equipment-order.cordon";
const SECOND = "nl/second-list.cordon";
const EDITS: readonly Edit[] = [
  {
    what: "a threshold is lowered",
    ...{
      file: ORDER,
      text: /(?<head>epitaxy_temperature <= )685/,
      by: "$<head>600",
      jurisdiction: "NL",
      on: "2024-10-01",
    },
    tells: ["looser"],
    // not the measure, which by its saving clause reads the entry of an earlier day, too
    names: ["nl.equipment_order.nl_sme 3B001.a.4"],
  },
  {
    what: "an entry begins later",
    ...{ file: ORDER, text: /2023-09-01( by order_2023 = pellicle_making)/, by: "2025-03-01$1" },
    ...{ jurisdiction: "NL", on: "2024-10-01" },
    tells: ["looser", "re-dated"],
  },
  {
    what: "an exclusion of a measure is dropped",
    ...{ file: ORDER, text: / {2}unless free_technology\n/, by: "", jurisdiction: "NL", on: "2024-10-01" },
    tells: ["tighter"],
  },
  {
    what: "an exception begins later",
    ...{
      file: SECOND,
      text: /(?<head>obliges registration with CDIU within 30 days\n {2}from )2024-12-01/,
      by: "$<head>2025-06-01",
    },
    ...{ jurisdiction: "NL", on: "2025-02-01" },
    tells: ["tighter", "re-dated"],
  },
  {
    what: "an exception is added",
    ...{ file: SECOND, text: /(exception NL900 )/, jurisdiction: "NL", on: "2025-02-01" },
    by: `exception small_value "Small consignments" {
  cite "Stcrt. order BZ2405833"
  releases second_list_export
  when act = shipment and destination = BR
  from 2024-12-01
}

$1`,
    tells: ["looser"],
  },
  {
    what: "who is notified of an exception has less time",
    ...{ file: SECOND, text: /within 30 days/, by: "within 10 days", jurisdiction: "NL", on: "2025-02-01" },
    tells: ["re-obliged"],
  },
  {
    what: "a citation is corrected",
    ...{ file: ORDER, text: /"Stcrt. 2023, 18212, art. 2"/, by: '"Stcrt. 2023, 18212, art. 2(1)"' },
    ...{ jurisdiction: "NL", on: "2024-10-01" },
    tells: ["re-cited"],
  },
  {
    what: "a firm leaves a list",
    ...{ file: "jp/lists/jp-foreign-end-user-list.csv", text: /^JP-03,.*\n/m, by: "", jurisdiction: "JP" },
    on: "2026-01-10",
    tells: ["re-listed"],
  },
  {
    what: "a review becomes stricter",
    ...{ file: "kr/situational.cordon", text: /review case by case/, by: "review presumption of denial" },
    ...{ jurisdiction: "KR", on: "2022-06-01" },
    tells: ["tighter"],
  },
  {
    what: "a state leaves the group to which nothing may go",
    ...{ file: "jp/country-groups.cordon", text: /("ETCO, table 4" = IQ, IR), KP/, by: "$1" },
    ...{ jurisdiction: "JP", on: "2024-10-01" },
    tells: ["changed"],
  },
];

class EditedHost implements Host {
  readonly #host = new NodeHost(EXAMPLES);
  readonly #edit: Edit;

  constructor(edit: Edit) {
    this.#edit = edit;
  }

  readFile(path: string): string | null {
    const text = this.#host.readFile(path);
    if (path !== this.#edit.file || text === null) return text;
    expect(text).toMatch(this.#edit.text);
    return text.replace(this.#edit.text, this.#edit.by);
  }

  listFiles(folder: string, extensions: readonly string[]): readonly string[] {
    return this.#host.listFiles(folder, extensions);
  }

  resolvePackage(name: string): string | null {
    return this.#host.resolvePackage(name);
  }
}

const said = ({ verdict, atLeast, atMost, reviewPolicy }: AnswerSide): string =>
  [verdict, atLeast, atMost, reviewPolicy ?? "-"].join(" ");

/** What a law answers of the case of a change, by the tables and by the letter; null where it refuses it. */
function answered(program: Program, { witness, jurisdiction }: AnswerChange): readonly string[] {
  const { case: facts, asOf } = witness!;
  const table = new SourceSide(program).answer(facts, asOf, jurisdiction)!;
  const letter = interpret(program, facts, { asOf, jurisdiction });
  const { least, most } = letter.review;
  const sides = [table, { ...letter, reviewPolicy: least === most ? most : null }] as readonly AnswerSide[];
  return [...new Set(sides.map(said))];
}

test.each(EDITS)("$what: each change has a case that is answered so", { timeout: 120_000 }, (edit) => {
  const { program: old } = exampleLaw();
  const { program: now, diagnostics } = compile(new EditedHost(edit), []);
  expect(hasErrors(diagnostics)).toBe(false);
  const { changes, texts, notes } = diffLaws(new SourceSide(old), new SourceSide(now), {
    ...{ oldName: "old", newName: "new", asOf: edit.on, jurisdictions: [edit.jurisdiction] },
  });
  const told = [...changes.map(({ direction }) => direction), ...texts.map(({ kind }) => kind)];
  for (const kind of edit.tells) expect(told).toContain(kind);
  expect(notes.filter(({ code }) => code !== "open-answers")).toEqual([]);
  if (edit.names !== undefined) for (const { edited } of changes) expect(edited).toEqual(edit.names);
  for (const change of changes.filter(({ view }) => view === "text")) {
    expect(change.evidence).not.toBe("possible");
    expect(answered(old, change)).toEqual([said(change.old)]);
    expect(answered(now, change)).toEqual([said(change.new)]);
  }
});
