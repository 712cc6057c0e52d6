/**
 * Three entries of the data hold the text of the entry behind them: its lines stand in their place, and their own stand in the
 * heading, as one run of words. Here they are taken apart.
 */
import type { Entry, Row } from "./data.ts";

/** As the data have it: the heading is asked for only here. */
export interface Recorded extends Entry {
  readonly heading: string;
}

/** The entry or, where two were glued together, both. Throws where the heading cannot be read as an entry and the next one's beginning. */
export function takeApart(record: Recorded): Entry[] {
  if (!record.heading.includes(" License Requirements ")) return [record];
  const next = [...record.heading.matchAll(/\. (\d[A-E]\d{3}) (?=[“A-Z])/g)].at(-1)?.[1];
  const rows = rowsOf(record.heading);
  if (next === undefined || rows.length === 0)
    throw new Error(`${record.eccn}: two entries in one, not read`);
  return [
    { eccn: record.eccn, countryChart: rows, licenceExceptionFlags: flagsOf(record.heading) },
    { ...record, eccn: next },
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
