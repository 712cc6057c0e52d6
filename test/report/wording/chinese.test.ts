/** The Chinese of a report: only Chinese marks between Chinese words, and no English but what is marked as such. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Program } from "../../../compiler/check/tree.ts";
import { MemoryHost } from "../../../compiler/host.ts";
import { checkedLaw, compile } from "../../../compiler/index.ts";
import type { Block } from "../../../compiler/report/document.ts";
import { exceptionBlocks, measureBlocks, remarks } from "../../../compiler/report/measures.ts";
import type { Phrase, Piece, Statement } from "../../../compiler/report/phrase.ts";
import {
  authorityBlocks,
  defineBlocks,
  groupBlocks,
  itemBlocks,
  listBlocks,
  reachBlocks,
  reviewBlocks,
  unencodableBlocks,
  universeBlocks,
} from "../../../compiler/report/terms.ts";
import { languages } from "../../../compiler/report/wording/language.ts";
import { Wording } from "../../../compiler/report/wording/wording.ts";
import { checkSources } from "../../property/compile.ts";
import { generateProgram, sourcesOf } from "../../support/generate-program.ts";

const PROGRAMS = process.env.CORDON_LONG === "1" ? 300 : 10;

/** Every phrase that a report in this language says of a program. */
function phrasesOf(program: Program, w: Wording): Phrase[] {
  const blocks: Block[] = [
    ...program.measures.flatMap((measure) => measureBlocks(measure, program.exceptions.slice(0, 2), w)),
    ...program.exceptions.flatMap((exception) => exceptionBlocks(exception, w)),
    ...program.items.flatMap((item) => itemBlocks(item, w)),
    ...program.groups.flatMap((group) => groupBlocks(group, w)),
    ...program.defines.flatMap((define) => defineBlocks(define, w)),
    ...program.reaches.flatMap((reach) => reachBlocks(reach, w)),
    ...program.reviews.flatMap((review) => reviewBlocks(review, w)),
    ...program.lists.flatMap((list) => listBlocks(list, w)),
    ...program.authorities.flatMap((authority) => authorityBlocks(authority, w)),
    ...program.unencodables.flatMap((gap) => unencodableBlocks(gap, w)),
    ...program.universes.flatMap((universe) => universeBlocks(universe, w)),
  ];
  return blocks.flatMap((block): Phrase[] => {
    switch (block.kind) {
      case "heading":
        // The heading of an item begins with its code.
        return [block.text.filter((piece, i) => i > 0 || typeof piece !== "string" || isChinese(piece))];
      case "paragraph":
        return [block.text];
      case "facts":
        return block.rows.flatMap(([label, value]) => [[label], value]);
      case "statements":
        return block.statements.flatMap(spoken);
      default:
        return [];
    }
  });
}

function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** A statement and its limbs; each stands on a line of its own. */
function spoken({ phrase, parts }: Statement): Phrase[] {
  return [phrase, ...parts.flatMap(spoken)];
}

/** What a reader of Chinese reads: values, names of the law and what is marked as another language are left out. */
function chinese(piece: Piece): string {
  if (typeof piece === "string") return piece;
  if (piece.kind === "strong") return piece.text;
  if (piece.kind === "term" && piece.lang === undefined && isChinese(piece.text)) return piece.text;
  return "¤";
}

const STOP_WORDS =
  /\b(?:the|of|and|or|is|are|not|where|unless|which|any|all|to|from|by|in|on|at|that|there|for|with|this|these|holds?)\b/i;

/** What is wrong with a sentence, or null. */
function fault(phrase: Phrase): string | null {
  // a code by subject (`gate-all-around`) is a name of the law
  const text = phrase
    .map(chinese)
    .join("")
    .replaceAll(/[a-z]+(?:-[a-z]+)+[\w.-]*/g, "¤");
  const whole = phrase
    .map((piece) => (typeof piece === "string" || !("text" in piece) ? piece : piece.text))
    .join("");
  const told = (what: string): string => `${what}: ${whole}`;
  if (/\p{Script=Han}[,;:?!"']|[,;:?!"']\p{Script=Han}|\p{Script=Han}[.()]\p{Script=Han}/u.test(text))
    return told("ASCII mark beside Chinese");
  if (/\p{Script=Han} +\p{Script=Han}/u.test(text)) return told("blank between Chinese words");
  if (/[，；：、。][，；：、。）］]|[（［“][，；：、。]/.test(text))
    return told("two marks beside each other");
  if (STOP_WORDS.test(text)) return told("English word");
  for (const [open, close] of ["（）", "［］", "“”", "‘’"])
    if (text.split(open!).length !== text.split(close!).length) return told(`${open}${close} not in pairs`);
  return null;
}

function faults(phrases: readonly Phrase[]): string[] {
  return phrases.flatMap((phrase) => fault(phrase) ?? []);
}

describe("the Chinese of the examples", () => {
  const folder = new URL("../../../examples/", import.meta.url);
  const files: Record<string, string> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (/\.(cordon|csv|json)$/.test(path)) files[path] = readFileSync(new URL(path, folder), "utf8");
  const { program, catalogs } = checkedLaw(compile(new MemoryHost(files), []));
  const w = new Wording("zh", catalogs.zh);
  const phrases = phrasesOf(program, w);

  it("is Chinese throughout", () => {
    expect(phrases.length).toBeGreaterThan(5000);
    expect(faults(phrases)).toEqual([]);
  });

  it("has a title and words for all but the commerce control list, which stays as it is printed", () => {
    const needed = [...w.missing.keys()].filter((id) => /^(?:titles|words) (?!us\.ccl\.)/.test(id));
    expect(needed).toEqual([]);
  });

  it("says remarks of authors in Chinese where the catalog has them as they are", () => {
    const { texts } = catalogs.zh;
    expect(texts.size).toBeGreaterThan(80);
    expect(faults([...texts.values()].map((text) => [text]))).toEqual([]);
    const remarked = program.measures.filter(({ doc }) => doc !== null && /^[^@]/.test(doc));
    const said = remarked.flatMap((measure) =>
      remarks(measure, w).flatMap((block) => (block.kind === "remark" ? [block.text] : [])),
    );
    const translated = said.filter((text) => isChinese(text));
    // authors go on writing: not every remark has its Chinese on the day it is written
    expect(translated.length).toBeGreaterThan(said.length / 2);
  });

  it("says of the matrix of powers what the matrix says today", () => {
    const parsed = (path: string): unknown => JSON.parse(files[path]!);
    const { rows } = parsed("matrix.json") as {
      rows: {
        id: string;
        title: string;
        remarks?: Record<string, string>;
        notApplicable?: Record<string, string>;
      }[];
    };
    const { titles } = parsed("i18n/zh.json") as { titles: Record<string, { of: string }> };
    const said = rows.flatMap(({ id, title, remarks = {}, notApplicable = {} }) => [
      [`matrix.${id}`, title],
      ...Object.entries({ ...notApplicable, ...remarks }).map(([jurisdiction, text]) => [
        `matrix.${id}.${jurisdiction}`,
        text,
      ]),
    ]);
    expect(said.length).toBeGreaterThan(25);
    const of = said.map(([id]) => [id, titles[id!]?.of ?? null]);
    expect(of).toEqual(said);
    const others = Object.keys(titles).filter((id) => id.startsWith("matrix.") && id !== "matrix.title");
    expect(others.sort()).toEqual(said.map(([id]) => id).sort());
  });

  it("says the terms of the law as the glossary does", () => {
    const text = phrases.map((phrase) => phrase.map(chinese).join("")).join("\n");
    for (const words of ["须取得许可", "推定拒绝", "逐案审查", "推定批准", "最终用户", "再出口", "境内转让"])
      expect(text).toContain(words);
  });
});

describe("the Chinese of any law", () => {
  it("keeps to its marks whatever is said", () => {
    const found: string[] = [];
    for (let seed = 1; seed <= PROGRAMS; seed++) {
      const { program } = checkSources(sourcesOf(generateProgram(seed)));
      found.push(...faults(phrasesOf(program, new Wording("zh"))));
    }
    expect(found).toEqual([]);
  });

  it("marks what has no translation", () => {
    const { program } = checkSources(sourcesOf(generateProgram(1)));
    const w = new Wording("zh");
    const pieces = phrasesOf(program, w).flat();
    expect(pieces.some((piece) => typeof piece === "object" && "lang" in piece && piece.lang === "en")).toBe(
      true,
    );
    expect(w.missing.size).toBeGreaterThan(20);
    expect([...w.missing.keys()]).toEqual([...w.missing.keys()].sort());
  });

  it("has no English in its fixed texts", () => {
    const texts: string[] = [];
    const gather = (value: unknown): void => {
      if (typeof value === "string") texts.push(value);
      else if (typeof value === "function") gather(Reflect.apply(value, null, ["¤", "¤"]));
      else if (typeof value === "object" && value !== null)
        for (const inner of Object.values(value)) gather(inner);
    };
    gather([languages.zh.texts, languages.zh.terms]);
    expect(texts.length).toBeGreaterThan(150);
    expect(faults(texts.map((text) => [text]))).toEqual([]);
    expect(texts.filter((text) => text !== "" && !isChinese(text))).toEqual([]);
  });

  it("notices what is wrong", () => {
    for (const wrong of [
      "目的地,物项",
      "目的地 物项",
      "目的地 is 中国",
      "（目的地",
      "目的地，，物项",
      "目的地(中国",
    ])
      expect(fault([wrong]), wrong).not.toBeNull();
  });

  it("writes days and lists as Chinese does", () => {
    const { date, list } = languages.zh;
    expect(date("2024-09-07")).toBe("2024年9月7日");
    expect(list(["甲", "乙", "丙"], "or")).toBe("甲、乙或丙");
    expect(languages.en.date("2024-09-07")).toBe("7 September 2024");
    expect(languages.en.list(["a", "b", "c"], "and")).toBe("a, b and c");
  });
});
