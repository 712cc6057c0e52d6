/** Where a license requirement applies: a column of the Country Chart, or one of the destinations that entries state in words. */
export type Place =
  | { readonly kind: "column"; readonly column: string }
  | { readonly kind: "stated"; readonly name: StatedPlace }
  /** Decided elsewhere in the examples: the reason says where. */
  | { readonly kind: "elsewhere"; readonly reason: string }
  | { readonly kind: "unread" };

/** Destinations in words, by the measure that states them (`requirements.cordon`). */
export type StatedPlace =
  | "worldwide"
  | "all_destinations"
  | "all_but_canada"
  | "macau_d5"
  | "zone_a"
  | "zone_b"
  | "china_russia_venezuela"
  | "iraq"
  | "pakistan"
  | "iraq_pakistan"
  | "encryption"
  | "united_nations"
  | "no_convention";

const stated = (name: StatedPlace): Place => ({ kind: "stated", name });
const elsewhere = (reason: string): Place => ({ kind: "elsewhere", reason });

/** Phrases of the list, and what they mean. The first that fits counts. */
const PHRASES: readonly (readonly [RegExp, Place])[] = [
  [/^China, Russia,? or Venezuela/, stated("china_russia_venezuela")],
  [/74[26]\.\d*\(a\)\(11\)/, elsewhere("footnote 5 and equipment making")],
  [/^Worldwide \(see § 742\.6\(a\)\(6\)\(ii\)/, elsewhere("technology from Macau and D:5")],
  [
    /^To or within destinations specified in Country Groups D:1, D:4, and D:5/,
    elsewhere("advanced computing"),
  ],
  [/^Worldwide control\. See § 742\.[46]\(a\)\((?:5|10)\)/, stated("worldwide")],
  [/^To or within any destination worldwide.*\(a\)\(13\)/, elsewhere("model weights")],
  [/^To or within any destination worldwide/, stated("zone_a")],
  [/^To or within the United Arab Emirates/, stated("zone_b")],
  [/^To or within Macau or a destination/, stated("macau_d5")],
  [/74[2]\.13|^A license is required for all destinations/, stated("all_destinations")],
  [/ALL destinations, except Canada/, stated("all_but_canada")],
  [/742\.14/, stated("all_but_canada")],
  [/742\.15/, stated("encryption")],
  [/74[6]\.1|764\.1\(b\)/, stated("united_nations")],
  [/746\.8 /, elsewhere("Russia and Belarus")],
  [/North Korea for anti-terrorism/, elsewhere("embargoes")],
  [/to Iraq or Pakistan/, stated("iraq_pakistan")],
  [/to Iraq /, stated("iraq")],
  [/to Pakistan /, stated("pakistan")],
  [/CWC non-States Parties/, stated("no_convention")],
];

/** The place of a row. AT columns have no marks in the chart: the embargoes of part 746 say what they ask. */
export function readPlace(control: string, countryChart: string): Place {
  const text = countryChart.replace(/\s+/g, " ").trim();
  if (control.startsWith("AT ")) return elsewhere("embargoes");
  const column = /^(?:.* )?(NS|MT|NP|CB|CC|FC|RS) Column (\d)(?=[., ]|$)/.exec(text);
  if (column) return { kind: "column", column: `${column[1]!.toLowerCase()}_${column[2]}` };
  return PHRASES.find(([phrase]) => phrase.test(text))?.[1] ?? { kind: "unread" };
}
