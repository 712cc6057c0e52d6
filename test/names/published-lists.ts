/**
 * Published party lists as rows of a Cordon list. They are not part of this repository: CORDON_DATA names a folder that holds them
 * under `parties`. What a list says in many wordings is brought to the names of policies and conditions here.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MemoryHost } from "../../compiler/host.ts";
import { type Compilation, compile } from "../../compiler/index.ts";

export const FOLDER = process.env.CORDON_DATA ?? "";
const US = join(FOLDER, "parties", "us-csl-2026-07-31.jsonl");
const JP = join(FOLDER, "parties", "jp-meti-end-user-list-2025-09-29.json");
const DENIED = join(FOLDER, "parties", "us-dpl-dated.tsv");

export const PRESENT =
  process.env.CORDON_DATA !== undefined && [US, JP, DENIED].every((file) => existsSync(file));
export const ABSENT =
  "CORDON_DATA names no folder with parties/us-csl-2026-07-31.jsonl, the list of METI and us-dpl-dated.tsv";

interface UsRow {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly list: string;
  readonly countries: readonly string[] | null;
  readonly federalRegister: string | null;
  readonly licenceRequirement: string | null;
  readonly licencePolicy: string | null;
}
interface JpRow {
  readonly id: string;
  readonly entity_name: string;
  readonly aliases: readonly string[];
  readonly addresses: readonly string[];
  readonly reason: string;
}

/** The row of a Cordon list. */
export interface PartyRow {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly country: readonly string[];
  readonly list: string;
  readonly citation: string | null;
  readonly scope: string | null;
  readonly review: string | null;
  readonly concerns: readonly string[];
}

/** As published, countries and names may be written in ways that no list of the language takes. */
export function usRows(mended = true): readonly PartyRow[] {
  return readFileSync(US, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as UsRow)
    .map((row) => ({
      id: row.id,
      name: mended ? row.name.replaceAll(/\p{Cc}/gu, "") : row.name,
      aliases: row.aliases,
      country: mended ? (row.countries ?? []).flatMap(mendCountry) : (row.countries ?? []),
      list: row.list,
      citation: row.federalRegister,
      scope: scopeOf(row.licenceRequirement),
      review: reviewOf(row.licencePolicy),
      concerns: [],
    }));
}

const OTHER_COUNTRIES: Readonly<Record<string, readonly string[]>> = {
  PRC: ["CN"],
  UK: ["GB"],
  MACAU: ["MO"],
  TURKIYE: ["TR"],
  "MAN, ISLE OF": ["IM"],
  "CRIMEA (OCCUPIED)": ["UA-43"],
  // The Netherlands Antilles are no more, and which of their islands is meant is not said.
  AN: [],
};

function mendCountry(code: string): readonly string[] {
  return code.startsWith("REGION:") ? [] : (OTHER_COUNTRIES[code] ?? [code]);
}

/** The wording of a license requirement as the name of a condition; a wording that fits none is a fault of this table. */
function scopeOf(wording: string | null): string | null {
  if (wording === null) return null;
  const text = wording.toLowerCase();
  if (text.includes("supplement no. 2 to part 744")) return "military_end_use_items";
  if (/supp\w*\.? no\. 7 to part 746/.test(text)) return "listed_for_drones";
  if (text.includes("projects specified in § 746.8(a)(4)")) return "for_named_projects";
  if (
    /^(?:for )?(?:all|any) items? (?:listed )?on the (?:ccl|commerce control list)|items on the ccl/.test(
      text,
    )
  )
    return "on_the_list";
  if (/(?:all|any) items? subject to the ear/.test(text)) return "all_items";
  return "other_scope";
}

function reviewOf(wording: string | null): string | null {
  if (wording === null) return null;
  const text = wording.toLowerCase();
  if (text.includes("food and medicine")) return "denial_but_food";
  if (/infectious disease|1a004\.c/.test(text)) return "health_items";
  if (/presumption of approval/.test(text)) return "approval_of_the_rest";
  if (/case-by-case/.test(text) && /polic|presumption/.test(text)) return "denial_but_some";
  if (/^case-by-case/.test(text)) return "case by case";
  if (/^presumption (?:of|for) denial/.test(text)) return "presumption of denial";
  if (/^policy of denial/.test(text)) return "policy of denial";
  if (/^see |license review policy/.test(text)) return "by_section";
  // One entry has its requirement in the column of the policy.
  return null;
}

const COUNTRIES: Readonly<Record<string, string>> = {
  "Islamic Republic of Afghanistan": "AF",
  "United Arab Emirates": "AE",
  "Islamic Republic of Iran": "IR",
  India: "IN",
  "Arab Republic of Egypt": "EG",
  "North Korea": "KP",
  "Republic of Yemen": "YE",
  "State of Israel": "IL",
  "Syrian Arab Republic": "SY",
  Taiwan: "TW",
  "People's Republic of China": "CN",
  "Islamic Republic of Pakistan": "PK",
  "Hong Kong": "HK",
  "Republic of Lebanon": "LB",
  "Russian Federation": "RU",
};
const CONCERNS: Readonly<Record<string, string>> = {
  B: "wmd.biological",
  C: "wmd.chemical",
  M: "wmd.missile",
  N: "wmd.nuclear",
  CW: "conventional_arms",
};

export function jpRows(): readonly PartyRow[] {
  const rows = JSON.parse(readFileSync(JP, "utf8")) as readonly JpRow[];
  return rows.map((row) => ({
    id: row.id,
    name: row.entity_name,
    aliases: row.aliases,
    country: Object.entries(COUNTRIES).flatMap(([name, code]) =>
      row.addresses.some((address) => address.startsWith(name)) ? [code] : [],
    ),
    list: "FEUL",
    citation: null,
    scope: null,
    review: null,
    concerns: [...new Set(row.reason.match(/CW|[BCMN]/g) ?? [])].map((letter) => CONCERNS[letter]!),
  }));
}

export const jsonLines = (rows: readonly object[]): string =>
  rows.map((row) => JSON.stringify(row)).join("\n");

/** Denied persons with their days, as a table whose days are written as the law's days are. */
export function deniedRows(): string {
  const [head = "", ...lines] = readFileSync(DENIED, "utf8").trim().split("\n");
  const columns = head.split("\t");
  const column = (cells: readonly string[], name: string): string =>
    cells[columns.indexOf(name)]?.trim() ?? "";
  const rows = lines.map((line, i) => {
    const cells = line.split("\t");
    return [
      `DPL-${i + 1}`,
      column(cells, "Name"),
      day(column(cells, "Effective_Date")),
      day(column(cells, "Expiration_Date")),
    ];
  });
  return [["id", "name", "added", "removed"], ...rows].map((cells) => cells.join("\t")).join("\n");
}

function day(text: string): string {
  const found = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  return found === null ? text : `${found[3]}-${found[1]}-${found[2]}`;
}

const columns = `
  key id
  column name : text
  column aliases : set of text
  column country : set of country
  column list : text
  column citation : text
  column scope : condition
  column review : review
  column concerns : set of purpose`;

const source = `
module law of RL
use trade
jurisdiction RL "Ruritania" { reach any_act codes RCN agency RBX }
reach any_act = act in {shipment, transmission}
authority law_act "Act" of RL { cite "50 USC 4811" from 2018-08-13 permits end-user }

list screening of party from "us.jsonl" {${columns}
}
list end_users of party from "jp.jsonl" {${columns}
}
list denied of party from "denied.tsv" { key id column name : text dated from added until removed }

codes RCN "Ruritanian control numbers" below by levels "3|B|001|.a|.1 EAR99"

define all_items = act in {shipment, transmission}
define military_end_use_items = any u in end_uses where u.purpose is military
define listed_for_drones = item is 3A001 + 'EAR99'
define on_the_list = not (item is 'EAR99')
define for_named_projects = any u in end_uses where u.purpose is ic_production

review denial_but_food = { (1) policy of denial otherwise }
review denial_but_some = { (1) policy of denial otherwise }
review health_items = { (1) presumption of denial otherwise }
review approval_of_the_rest = { (1) case by case otherwise }
review by_section = { (1) case by case otherwise }

end-user measure listed "Listed parties" {
  authority law_act cite "15 CFR 744.11(a)"
  for any p in parties listed in screening as e
  when e.scope
  requires license review e.review
  from 2018-08-13
}
end-user measure denied_persons "Denied persons" {
  authority law_act cite "15 CFR 764 supp. 1"
  for any p in parties listed in denied as e
  prohibits
  from 2018-08-13
}
end-user measure of_concern "Users of concern" {
  authority law_act cite "ETCO art. 4(1)"
  for any p in parties listed in end_users as e where e.concerns meets {wmd, conventional_arms}
  requires license
  from 2018-08-13
}
`;

/** Compiles a small law that rests on the lists as they are given, beside the vocabulary of the examples. */
export function withLists(
  vocabulary: Readonly<Record<string, string>>,
  us: string,
  jp: string,
  denied: string,
): Compilation {
  const host = new MemoryHost({
    ...vocabulary,
    "cordon.json": JSON.stringify({ name: "lists" }),
    "law.cordon": source,
    "us.jsonl": us,
    "jp.jsonl": jp,
    "denied.tsv": denied,
  });
  return compile(host, []);
}
