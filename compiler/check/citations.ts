/**
 * Citations of law, read by the manner of each legal system. What a citation names (the instrument) is parted from where
 * in it (the pinpoint), so that a report can gather measures by instrument and a limb can add its own label.
 */
import type { Citation } from "./tree.ts";

export type CitationKind = Citation["kind"];

/** One of the works a citation names: `FEFTA art. 48(1); ETCO art. 1(1)` has two. */
export interface CitationPart {
  readonly kind: CitationKind;
  readonly text: string;
  /** the work, in one spelling: `15 CFR 742`, `Regulation (EU) 2021/821`, `FEFTA` */
  readonly instrument: string;
  /** the place in it: `742.6(a)(6)(iii)(A)`, `Art. 4`; null where the whole work is cited */
  readonly pinpoint: string | null;
}

export interface ParsedCitation {
  /** the kind of its first part; `free` if any part follows no known form */
  readonly kind: CitationKind;
  readonly parts: readonly CitationPart[];
  /** what to write instead, where a known form seems meant or none is known; null for a well-formed citation */
  readonly hint: string | null;
}

interface Form {
  readonly kind: CitationKind;
  readonly pattern: RegExp;
  readonly read: (groups: Readonly<Record<string, string | undefined>>) => {
    readonly instrument: string;
    readonly pinpoint: string | null | undefined;
  };
}

// Paragraph marks as every system writes them: (a)(6)(iii), with an optional range behind: (iii)-(iv).
const MARKS = String.raw`(?:\([\p{L}\p{N}-]+\))*`;
const MARK_RANGE = `${MARKS}(?:-${MARKS})?`;
// Whatever may follow a comma: "Annex II, section A", "note 1.b", "row 7(16)", "recital 5".
const REST = "(?:,? (?<rest>.+))?";
// Behind a section number only a comma or a note leads on: "742.6 (a)" is a slip, not a place.
const STRICT_REST = "(?:, (?<rest>.+)| (?<note>note .+))?";

/** Numbered paragraphs as common-law and East Asian translations write them: `art. 4(1)(iii)-(iv)`, `s. 8(1) no. 2`. */
const ARTICLE = String.raw`(?:arts?\.|ss?\.|sched\.|para\.|ch\.|annex(?:es)?|app\.|appended table|table|row|no\.|supp\.|part|note)`;

const GERMAN_ACTS = "AWG|AWV|KrWaffKontrG|GG|ZollVG";
const DUTCH_ACTS =
  "Besluit strategische goederen|Strategic Goods Decree|Bsg|Algemene douanewet|General Customs Act|Adw|Wet strategische diensten|Strategic Services Act|Wsd|Sanctiewet 1977|Wet Vifo|Wet op de economische delicten|WED";
const JAPANESE_ACTS =
  "FEFTA|Foreign Exchange and Foreign Trade Act|ETCO|Export Trade Control Order|FEO|Foreign Exchange Order";
const JAPANESE_ORDERS =
  "(?:METI|MITI) Ordinance|(?:METI|MITI) Ord\\.|METI Notice|METI Notification|METI Circular|Cabinet Order|Ordinance of METI";
const KOREAN_ACTS =
  "Enforcement (?:Decree|Rule) of the (?:Foreign Trade Act|FTA|ITPA)|Foreign Trade Act|FTA|ITPA|Act on Prevention of Divulgence and Protection of Industrial Technology|Special Act on National (?:High-Tech|Advanced) Strategic Industries|Inter-Korean Exchange and Cooperation Act|Defense Acquisition Program Act|Special Measures Notice|Public Notice(?: on Trade of Strategic (?:Items|Goods(?: and Technologies)?))?|(?:MOTIE|MOTIR) (?:Public )?Notice \\d{4}-\\d+";

/** Acts that are cited by two names, in one. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  "Foreign Exchange and Foreign Trade Act": "FEFTA",
  "Export Trade Control Order": "ETCO",
  "Foreign Exchange Order": "FEO",
  FTA: "Foreign Trade Act",
};

/** How a work of legislation is called in the name by which it is cited, of whatever country. */
const LEGISLATION =
  "Act|Law|Code|Order|Orders|Decree|Ordinance|Statute|Regulations?|Rules|Measures|Proclamation";

const EU_WORKS = `(?:(?:Council|Commission|Delegated|Implementing) )*(?:Regulation|Decision|Directive|Recommendation|Joint Action|Common Position|Guidelines)`;

const form = (kind: CitationKind, pattern: string, read: Form["read"]): Form => ({
  kind,
  pattern: new RegExp(`^${pattern}$`, "u"),
  read,
});

const joined = (...pieces: readonly (string | undefined)[]): string | null => {
  const present = pieces.filter((piece) => piece !== undefined && piece !== "");
  return present.length === 0 ? null : present.join(", ");
};

const FORMS: readonly Form[] = [
  // 15 CFR 742.6(a)(6)(iii)(A) · 15 CFR 744 supp. 8 · 15 CFR 774 supp. 1, 3A090 note 1.b · 15 CFR 730-774
  form(
    "cfr",
    String.raw`(?<title>\d+) CFR (?:parts? )?(?<part>\d+)(?:-(?<last>\d+))?(?<section>\.\d+[a-z]?${MARK_RANGE})?(?<to>-\d+\.\d+${MARKS})?(?: (?<supplement>supp\. \d+))?${STRICT_REST}`,
    ({ title, part, last, section, to, supplement, rest, note }) => ({
      instrument: last === undefined ? `${title} CFR ${part}` : `${title} CFR ${part}-${last}`,
      pinpoint: joined(
        section === undefined ? undefined : `${part}${section}${to ?? ""}`,
        supplement,
        rest,
        note,
      ),
    }),
  ),
  // 50 USC 4801-4852 · 50 USC 4813(a)(16) · 22 USC 2778 note
  form(
    "usc",
    String.raw`(?<title>\d+) USC (?<section>\d+[a-z]*(?:-\d+[a-z]*)?)(?<marks>${MARK_RANGE})(?: (?<remark>note))?${STRICT_REST}`,
    ({ title, section, marks, remark, rest, note }) => ({
      instrument: `${title} USC ${section}`,
      pinpoint: joined(marks, remark, rest, note),
    }),
  ),
  // 88 FR 73458 · 88 FR 73458, 73462
  form("fr", String.raw`(?<volume>\d+) FR (?<page>\d+)(?:-\d+)?${REST}`, ({ volume, page, rest }) => ({
    instrument: `${volume} FR ${page}`,
    pinpoint: rest,
  })),
  // Regulation (EU) 2021/821, Art. 4 · Regulation (EC) No 428/2009 · Decision 2014/512/CFSP
  form(
    "eu",
    String.raw`(?<work>${EU_WORKS})(?<union> \((?:EU|EC|EEC|CFSP|EU, Euratom)\))?(?: No\.?)? (?<number>\d{1,4}/\d{1,5}(?:/(?:EU|EC|EEC|CFSP))?)${REST}`,
    ({ work, union, number, rest }) => ({
      instrument: `${work?.replace(/^(?:(?:Council|Commission) )+/, "")}${union ?? ""} ${number}`,
      pinpoint: rest,
    }),
  ),
  // TFEU art. 36
  form("eu", String.raw`(?<work>TFEU|TEU|Euratom Treaty),? [Aa]rt\. (?<rest>.+)`, ({ work, rest }) => ({
    instrument: work!,
    pinpoint: `Art. ${rest}`,
  })),
  // OJ C/2023/441 · OJ L 206, 2021-06-11, p. 1 · OJ L 2025/2003
  form(
    "oj",
    String.raw`OJ (?<series>[LC])(?:/| )(?<number>\d{4}/\d+|\d+ ?[A-Z]?)${REST}`,
    ({ series, number, rest }) => ({
      instrument: number?.includes("/") ? `OJ ${series}/${number}` : `OJ ${series} ${number}`,
      pinpoint: rest,
    }),
  ),
  // Stcrt. 2023, 18212, art. 2 · Stb. 2023, 172
  form(
    "staatscourant",
    String.raw`(?<gazette>Stcrt\.|Stb\.) (?<year>\d{4}), (?:nr\. )?(?<number>\d+)${REST}`,
    ({ gazette, year, number, rest }) => ({ instrument: `${gazette} ${year}, ${number}`, pinpoint: rest }),
  ),
  // Stcrt. order BZ2404162, art. 1: an order known by the number of its ministry
  form(
    "staatscourant",
    String.raw`(?:Stcrt\. )?order (?:nr\. )?(?<number>BZ\d+|MinBuza\.\d{4}\.\d+(?:-\d+)?)${REST}`,
    ({ number, rest }) => ({ instrument: `Stcrt. order ${number}`, pinpoint: rest }),
  ),
  // BWBR0024139, art. 4a · Wet strategische diensten, art. 3
  form("bwb", String.raw`(?<id>BWB[RVW]\d{7})${REST}`, ({ id, rest }) => ({
    instrument: id!,
    pinpoint: rest,
  })),
  form("bwb", `(?<act>${DUTCH_ACTS})${REST}`, ({ act, rest }) => ({
    instrument: act!,
    pinpoint: rest,
  })),
  // BGBl. 2025 I Nr. 261 · BGBl. I 2013 S. 2865 · BAnz AT 22.07.2024 V1
  form(
    "bgbl",
    String.raw`BGBl\. (?:(?<year>\d{4}) (?<part>I{1,3}) Nr\. (?<number>\d+)|(?<oldPart>I{1,3}) (?:(?<oldYear>\d{4}) )?S\. (?<page>\d+))${REST}`,
    ({ year, part, number, oldPart, oldYear, page, rest }) => ({
      instrument:
        number === undefined
          ? `BGBl. ${oldPart} ${oldYear === undefined ? "" : `${oldYear} `}S. ${page}`
          : `BGBl. ${year} ${part} Nr. ${number}`,
      pinpoint: rest,
    }),
  ),
  form("bgbl", String.raw`BAnz AT (?<issue>\d{2}\.\d{2}\.\d{4} [BV]\d+)${REST}`, ({ issue, rest }) => ({
    instrument: `BAnz AT ${issue}`,
    pinpoint: rest,
  })),
  // AWV s. 8(1) no. 2 · AWG § 6 Abs. 1 · AWV, Annex 1 part I section B
  form(
    "awg",
    String.raw`(?<act>${GERMAN_ACTS}),?(?: (?<rest>(?:ss?\.|§§?|[Aa]rts?\.|[Aa]nnex|[Aa]nlage|part|ch\.) ?.+))?`,
    ({ act, rest }) => ({ instrument: act!, pinpoint: rest }),
  ),
  // FEFTA art. 48(1) · ETCO art. 4(1)(iii)-(iv) · ETCO, appended table 1, row 16(1)
  form("japan", `(?<act>${JAPANESE_ACTS}),?(?: (?<rest>${ARTICLE} ?.+))?`, ({ act, rest }) => ({
    instrument: SHORT_NAMES[act!] ?? act!,
    pinpoint: rest,
  })),
  // METI Ordinance 49 of 1991, art. 6(17) · Cabinet Order 232 of Reiwa 5
  form(
    "japan",
    String.raw`(?<order>${JAPANESE_ORDERS}) (?:No\. )?(?<number>\d+(?:-\d+)?)(?<year> of (?:Reiwa \d+|Heisei \d+|Showa \d+|\d{4})|/\d{4})?${REST}`,
    ({ order, number, year, rest }) => ({ instrument: `${order} ${number}${year ?? ""}`, pinpoint: rest }),
  ),
  // Foreign Trade Act art. 19-3 · Public Notice, annexes 2-2 and 24 · ITPA art. 11(1)
  form("korea", `(?<act>${KOREAN_ACTS}),?(?: (?<rest>${ARTICLE} ?.+))?`, ({ act, rest }) => ({
    instrument: SHORT_NAMES[act!] ?? act!,
    pinpoint: rest,
  })),
  // SI 2008/3231, art. 4 · SR&O 1939/877 · SOR/89-202, s. 3
  form(
    "act",
    String.raw`(?<series>SI|SR|SR&O|SSI) (?<number>\d{4}/\d+)${REST}`,
    ({ series, number, rest }) => ({ instrument: `${series} ${number}`, pinpoint: rest }),
  ),
  form("act", String.raw`(?<number>(?:SOR|SI)/\d{2,4}-\d+)${REST}`, ({ number, rest }) => ({
    instrument: number!,
    pinpoint: rest,
  })),
  // 2002 c. 28, s. 1
  form("act", String.raw`(?<chapter>\d{4} c\. \d+)${REST}`, ({ chapter, rest }) => ({
    instrument: chapter!,
    pinpoint: rest,
  })),
  // Export Control Order 2008, art. 26 · Customs Act, 1901, s. 112 · Export Control Law, art. 12
  form(
    "act",
    String.raw`(?<work>\p{Lu}[\p{L}\p{M}'’&-]*(?: [\p{L}\p{M}\p{N}'’&()-]+)*? (?:${LEGISLATION})(?: of [\p{L}\p{M}'’ -]+?)?(?:,? (?:of )?\d{4})),?(?: (?<rest>${ARTICLE} ?.+))?`,
    ({ work, rest }) => ({ instrument: work!, pinpoint: rest }),
  ),
  form(
    "act",
    String.raw`(?<work>\p{Lu}[\p{L}\p{M}'’&-]*(?: [\p{L}\p{M}\p{N}'’&()-]+)*? (?:${LEGISLATION})(?: of [\p{L}\p{M}'’ -]+?)?),? (?<rest>${ARTICLE} ?.+)`,
    ({ work, rest }) => ({ instrument: work!, pinpoint: rest }),
  ),
];

const MAX_CITATION_LENGTH = 500;

/**
 * Reads a citation. Parts are separated by `;`. It never fails: what follows no form is of kind `free`, with a hint on
 * the form that seems to be meant.
 */
export function parseCitation(text: string): ParsedCitation {
  const pieces = text
    .slice(0, MAX_CITATION_LENGTH)
    .split(";")
    .map((piece) => piece.trim().replaceAll(/\s+/g, " "))
    .filter((piece) => piece !== "");
  const parts = (pieces.length === 0 ? [""] : pieces).map(parsePart);
  const free = parts.find((part) => part.kind === "free");
  return {
    kind: free === undefined ? parts[0]!.kind : "free",
    parts,
    hint: free === undefined ? null : freeHint(free.text),
  };
}

function parsePart(text: string): CitationPart {
  for (const { kind, pattern, read } of FORMS) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const { instrument, pinpoint } = read(found.groups ?? {});
    return { kind, text, instrument, pinpoint: pinpoint ?? null };
  }
  return { kind: "free", text, instrument: text, pinpoint: null };
}

/** Ways of writing that are common and mean a known form: how they read once rewritten. */
const REWRITES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\bC\.\s?F\.\s?R\.?/g, "CFR"],
  [/\bU\.\s?S\.\s?C\.?/g, "USC"],
  [/\bFed\.\s?Reg\.|\bF\.\s?R\./g, "FR"],
  [/\b(CFR|USC) (?:§§?|[Ss]ections?|[Ss]ec\.) ?/g, "$1 "],
  [/\b(CFR) [Pp]arts? /g, "$1 "],
  [/\b[Ss]upp(?:lement)?\.? (?:[Nn]o\.? ?)?(\d+) to [Pp]art (\d+)(?: of the EAR)?/g, "15 CFR $2 supp. $1"],
  [/\b[Ss]upp(?:lement)?\.? (?:[Nn]o\.? ?)?(\d+)/g, "supp. $1"],
  [/\bStaatscourant\b|\bStcrt\b(?!\.)/g, "Stcrt."],
  [/\bStaatsblad\b|\bStb\b(?!\.)/g, "Stb."],
  [/\b(Stc?r?[tb]\.) (\d{4})[ ,]+(?:[Nn]r\.? ?)?(\d+)/g, "$1 $2, $3"],
  [/\bBGBl\b(?!\.)/g, "BGBl."],
  [/^([LC]\/\d{4}\/\d+)/g, "OJ $1"],
  [/^(?:EU )?(Regulation|Decision|Directive) (\d{4}\/\d+)$/g, "$1 (EU) $2"],
  [/^EU (\d{4}\/\d+)/g, "Regulation (EU) $1"],
  [/(\d[a-z]?) (?=\()/g, "$1"],
  [/\bS\.\s?I\.\s?(?:No\.? ?)?(?=\d{4}\/)/g, "SI "],
  [/\b[Ss]chedules? (\d)/g, "sched. $1"],
  [/\b[Aa]rticles? (\d)/g, "art. $1"],
  [/\b[Ss]ections? (\d)/g, "s. $1"],
  [/^(\d{3})\.(\d+)/g, "15 CFR $1.$2"],
  [/^(?:EAR )?§ ?(\d{3})\.(\d+)/g, "15 CFR $1.$2"],
  [/^(FEFTA|ETCO|FEO|FTA|ITPA|AWG|AWV|Foreign Trade Act) (\d)/g, "$1 art. $2"],
];

function freeHint(text: string): string {
  let rewritten = text;
  for (const [pattern, replacement] of REWRITES) {
    rewritten = rewritten.replaceAll(pattern, replacement).replaceAll(/\s+/g, " ").trim();
  }
  if (/^AW[GV] art\. /.test(rewritten)) rewritten = rewritten.replace("art.", "s.");
  if (rewritten !== text && parsePart(rewritten).kind !== "free") return `write \`${rewritten}\``;
  if (text === "") return "name the instrument and the place in it";
  return "use a form that can be indexed, such as `15 CFR 742.6(a)`, `88 FR 73458`, `Regulation (EU) 2021/821, Art. 4`, `Stcrt. 2023, 18212, art. 2`, `AWV s. 8(1)`, `ETCO art. 4(1)`, `Foreign Trade Act art. 19`, `Export Control Act 2002, s. 1` or `SI 2008/3231, art. 4`";
}

/**
 * The citation of a limb: the law's own paragraph label put behind the citation of what the limb stands in. A place that
 * ends in paragraph marks or a number takes the label directly, anything else behind a comma.
 */
export function limbCitation(citation: string, label: string): string {
  if (citation === "" || label === "") return citation;
  const separator = /(?:[\p{N}][\p{L}]?|\))$/u.test(citation) && !/supp\. \d+$/.test(citation) ? "" : ", ";
  return `${citation}${separator}${label}`;
}
