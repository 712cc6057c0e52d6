/** Which entries may go out under the license exceptions that the list itself names: by value, to Group B, as technology. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { countryCode } from "./countries.ts";
import type { Data, Entry } from "./data.ts";
import { head } from "./head.ts";

/** The value limit of entries whose line is a plain amount, in U.S. dollars; "N/A for MT" adds nothing, since MT bars anyway. */
const PLAIN_LIMIT = /^\$([\d,]+)\.?(?:[,;] (?:except )?N\/A for MT)?\.?$/;

/** By entry, the amount up to which a shipment of limited value may go out. */
export function valueLimits(entries: readonly Entry[]): ReadonlyMap<string, number> {
  return new Map(
    entries.flatMap(({ eccn, licenceExceptionFlags: { LVS } }): [string, number][] => {
      const amount = LVS === undefined ? null : PLAIN_LIMIT.exec(LVS.trim());
      return amount === null ? [] : [[eccn, Number(amount[1]!.replaceAll(",", ""))]];
    }),
  );
}

/** What a person read of lines that open an exception to some paragraphs of an entry: which it opens, and which on conditions in words. */
interface Part {
  readonly eccn: string;
  readonly exception: string;
  /** In U.S. dollars, for shipments of limited value; empty for the others. */
  readonly amount: string;
  readonly codes: string;
  readonly words: string;
}

const PARTS = parse<Part>(readFileSync(new URL("eligible-parts.csv", import.meta.url), "utf8"), {
  columns: true,
});
const isRead = (eccn: string, symbol: string) =>
  PARTS.some((part) => part.eccn === eccn && part.exception === symbol);
const partsOf = (symbol: string, column: "codes" | "words", amount = "") =>
  PARTS.filter((part) => part.exception === symbol && (column === "words" || part.amount === amount)).flatMap(
    (part) => part[column].split(" ").filter((code) => code !== ""),
  );

const none = (text: string | undefined) => text === undefined || /^(?:N\/A|No)\.?$/.test(text.trim());
const PLAIN_YES = /^Yes(?:[,;] except N\/A for MT)?\.?$/;

/** Where the list bars License Exception STA for a whole entry: nowhere, for A:6, or altogether. */
type Bar = "none" | "a6" | "all" | "words";

function barOf(text: string | undefined): Bar {
  if (text === undefined) return "none";
  if (/^License Exception STA may not be used for [0-9A-E]{5}\.$/.test(text)) return "all";
  const whole =
    /^License Exception STA may not be used to ship (?:or transmit )?(?:any )?(?:item|items|technology|“technology”)(?: specified)? in this (?:ECCN|entry) to any of the destinations listed in Country Group (A:5 or A:6|A:6)\b/i;
  const found = whole.exec(text);
  if (found) return found[1] === "A:6" ? "a6" : "all";
  if (
    /^Paragraph \(c\)\(2\) of License Exception STA [^.]*\.20\(c\)\(2\)\)? ?(?:\)? ?of the EAR\))? ?(?:of the EAR)? ?may not be used/.test(
      text,
    )
  )
    return "a6";
  return "words";
}

/** Groups of codes for each exception: those that may use it, and those that the list describes in words. */
export function writeEligibility({ entries, groups }: Data): string {
  const limits = valueLimits(entries);
  const text: string[] = [];
  const group = (name: string, title: string, codes: readonly string[]) => {
    if (codes.length > 0) text.push(`group ${name} of codes "${title}" = ${[...codes].sort().join(", ")}`);
  };
  const with_ = (test: (entry: Entry) => boolean) => entries.filter(test).map((entry) => entry.eccn);
  const flag = (entry: Entry, symbol: string) => entry.licenceExceptionFlags[symbol];
  for (const amount of [...new Set(limits.values())].sort((a, b) => a - b)) {
    group(`lvs_${amount}`, `Up to ${amount} USD`, [
      ...with_((entry) => limits.get(entry.eccn) === amount),
      ...partsOf("LVS", "codes", String(amount)),
    ]);
  }
  group(
    "lvs_words",
    "Limits in words",
    with_((entry) => !none(flag(entry, "LVS")) && !limits.has(entry.eccn) && !isRead(entry.eccn, "LVS")),
  );
  for (const symbol of ["GBS", "TSR"]) {
    const plain = (entry: Entry) => PLAIN_YES.test(flag(entry, symbol) ?? "");
    group(symbol.toLowerCase(), "Eligible", [...with_(plain), ...partsOf(symbol, "codes")]);
    group(`${symbol.toLowerCase()}_words`, "Eligible in part, in words", [
      ...with_((entry) => !none(flag(entry, symbol)) && !plain(entry) && !isRead(entry.eccn, symbol)),
      ...partsOf(symbol, "words"),
    ]);
  }
  const others = ["APP", "ENC", "ACE"];
  group(
    "others_words",
    "Eligible for APP, ENC or ACE, in words",
    with_((entry) => others.some((symbol) => !none(flag(entry, symbol)))),
  );
  const barred = (bar: Bar) => with_((entry) => barOf(flag(entry, "STA")) === bar);
  group("sta_barred", "Not under STA", barred("all"));
  group("sta_not_a6", "Not under STA to A:6", barred("a6"));
  group("sta_words", "Under STA in part, in words", barred("words"));
  text.push(`group B "Country Group B" = ${[...new Set(groups.B!.map(countryCode))].sort().join(", ")}`);
  return `${head("entries that the Commerce Control List makes eligible for license exceptions (15 CFR 740).", "us.base")}${text.join("\n")}\n`;
}
