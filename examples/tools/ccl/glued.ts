/**
 * Some entries of the data hold the text of the entry behind them. Of three the lines are those of the entry behind, and their own
 * stand in the heading, as one run of words; of two the lines of the entry behind follow their own. Here they are taken apart.
 */
import type { Entry, Row } from "./data.ts";

/** As the data have it: the heading is asked for only here. */
export interface Recorded extends Entry {
  readonly heading: string;
  /** The first line on STA, where several follow one another. */
  readonly staSpecialConditions: string | null;
}

/** The entry whose lines follow, by the entry before it; null if the rest of the examples encodes it. Its heading is lost. */
const FOLLOWED: Readonly<Record<string, string | null>> = { "3D005": null, "8C609": "8D001" };

/** The entry or, where two were glued together, both. Throws where the heading cannot be read as an entry and the next one's beginning. */
export function takeApart(record: Recorded): Entry[] {
  if (!record.heading.includes(" License Requirements ")) return beginsAgain(record);
  const next = [...record.heading.matchAll(/\. (\d[A-E]\d{3}) (?=[“A-Z])/g)].at(-1)?.[1];
  const rows = rowsOf(record.heading);
  if (next === undefined || rows.length === 0)
    throw new Error(`${record.eccn}: two entries in one, not read`);
  return [
    { eccn: record.eccn, countryChart: rows, licenceExceptionFlags: flagsOf(record.heading) },
    { ...record, eccn: next },
  ];
}

/** What applies to the entire entry for the first reason is said once of each entry. */
function beginsAgain(record: Recorded): Entry[] {
  const { eccn, countryChart: rows, licenceExceptionFlags: flags } = record;
  const again = rows.findIndex(
    ({ control }, index) => index > 0 && control === rows[0]!.control && control.endsWith(" entire entry"),
  );
  if (again < 0) return [record];
  const next = FOLLOWED[eccn];
  if (next === undefined) throw new Error(`${eccn}: its lines begin again, and nobody said whose these are`);
  const sta = (record.staSpecialConditions ?? "").replace(/^STA: /, "");
  const only = (symbols: readonly string[]) =>
    Object.fromEntries(Object.entries(flags).filter(([symbol]) => symbols.includes(symbol)));
  const own = { eccn, countryChart: rows.slice(0, again) };
  return next === null
    ? [{ ...own, licenceExceptionFlags: { ...flags, STA: sta } }]
    : [
        { ...own, licenceExceptionFlags: { ...only(["LVS", "GBS"]), STA: sta } },
        { eccn: next, countryChart: rows.slice(again), licenceExceptionFlags: only(["TSR", "STA"]) },
      ];
}

/** Where a line stops speaking of the items and begins to speak of the place. */
const LINE =
  /^(.*?) ((?:[A-Z]{2} Column \d|Worldwide \(see|To or within |China, Russia,? or Venezuela|See § ).*)$/;

function rowsOf(heading: string): Row[] {
  const table =
    /\(see Supp\. No\. 1 to part 738\) (.*?) (?:License Requirements Note|Reporting Requirements|List Based)/.exec(
      heading,
    );
  return (table?.[1] ?? "").split(/ (?=[A-Z]{2} applies to )/).flatMap((line) => {
    const found = LINE.exec(line);
    return found === null ? [] : [{ control: found[1]!, countryChart: found[2]! }];
  });
}

function flagsOf(heading: string): Readonly<Record<string, string>> {
  const flags =
    /List Based License Exceptions \(See Part 740 for a Description of All License Exceptions\) (.*?) List of Items Controlled Related/.exec(
      heading,
    );
  return Object.fromEntries(
    (flags?.[1] ?? "")
      .replace(/Special Conditions for .*?(?=STA: )/, "")
      .split(/ (?=(?:LVS|GBS|TSR|IEC|STA): )/)
      .map((flag) => [flag.slice(0, 3), flag.slice(5)]),
  );
}
