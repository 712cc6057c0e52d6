/**
 * What a license requirement of an entry covers. The list says it in words; most say one of a few things exactly. What is
 * read here is read for certain: anything else stays in words, and the requirement is then one that may hold.
 */
export type Scope =
  /** The codes it covers, and those of its own paragraphs that it leaves out. */
  | { readonly kind: "codes"; readonly codes: readonly string[]; readonly except: readonly string[] }
  /** Software or technology of this entry, for items of these codes; `reason`: where these are controlled for that reason. */
  | {
      readonly kind: "serves";
      readonly eccn: string;
      readonly codes: readonly string[];
      /** Of these, what does not count. */
      readonly except: readonly string[];
      readonly reason: boolean;
      /** What is made for items of these codes is left out, unless it serves one of the others; all else of the entry is covered. */
      readonly spares: readonly string[];
    }
  /** Named by parameters, uses or exceptions that are not read: any of these codes may be meant. */
  | { readonly kind: "words"; readonly codes: readonly string[] };

/** The scope of a row's `control`, such as "NS applies to entire entry, except 9A604.y". */
export function readScope(eccn: string, control: string): Scope {
  const text = control
    .replace(/\s+/g, " ")
    .replace(/[.;]\s*$/, "")
    .replace(/^[A-Z]{2} (?:apply|applies)(?: to)? /, "")
    .replace(/(?<=\d)\. (?=[a-z0-9]\b)|(?<=z)\. (?=\d)|(?<=\d[A-E]\d{3}) \.(?=[a-z]\b)/g, ".");
  if (/^(?:the )?entire entry(?: [A-Z]{2} Column \d)?$/.test(text)) return whole(eccn);
  const except = /^(?:the )?entire entry,? except(?: for)? (.*)$/.exec(text);
  if (except) {
    const left = readCodes(except[1]!, eccn);
    return left?.every((code) => code.startsWith(eccn))
      ? { kind: "codes", codes: [eccn], except: left }
      : words(eccn);
  }
  return paragraphs(eccn, text) ?? service(eccn, text) ?? oneParagraphInWords(eccn, text) ?? words(eccn);
}

const whole = (eccn: string): Scope => ({ kind: "codes", codes: [eccn], except: [] });
const words = (eccn: string): Scope => ({ kind: "words", codes: [eccn] });

/** "5A001.a, b.5, .e" or "items controlled by 5A002.z.1", with exceptions in brackets: "5A001.b (except .b.5)". */
function paragraphs(eccn: string, text: string): Scope | null {
  const except: string[] = [];
  let readable = true;
  const bare = text.replace(/\s*\(except ([^)]*)\)/g, (_, inside: string) => {
    const left = readCodes(inside, eccn);
    if (left === null) readable = false;
    else except.push(...left);
    return "";
  });
  const codes = readable ? readCodes(stripNouns(bare), eccn) : null;
  return codes?.every((code) => code.startsWith(eccn)) ? { kind: "codes", codes, except } : null;
}

const stripNouns = (text: string) =>
  text
    .replace(/^(?:the )?(?:items|commodities|equipment|“software”)(?: controlled)? (?:by|in) /, "")
    .replace(/^(?:items|those items) in /, "")
    .replace(/ only$/, "")
    .replace(/ (?:of|controlled by) this entry$/, "")
    .replace(/\bparagraphs? /g, "");

/** "“technology” for items controlled by 1A002, 1B001 to 1B003 for NP reasons". */
const SERVICE = new RegExp(
  "^(?:“?(?:technology|software),?”?) (?:[“”a-zA-Z, ]*? )?(?:items|equipment|commodities|materials|software|“software”|systems)" +
    "(?: (?:and|or) “?software”?)? (?:controlled|specified|controlled under) (?:by|in|under) (.*?)( for [A-Z]{2} [Rr]easons)?$",
);

function service(eccn: string, text: string): Scope | null {
  const found = SERVICE.exec(text);
  if (found === null) return null;
  const list = found[1]!.replace(/(?:“software”|technology) (?:specified|controlled) (?:by|in) /g, "");
  const codes = readCodes(list, eccn);
  return codes === null
    ? null
    : { kind: "serves", eccn, codes, except: [], spares: [], reason: found[2] !== undefined };
}

/** "1A002.b.1 in the form of tubes ...": other paragraphs of the entry are not meant. */
function oneParagraphInWords(eccn: string, text: string): Scope | null {
  const found = new RegExp(
    `^(?:(?:items|commodities) in )?(${eccn}(?:\\.[a-z0-9]+)+),? (?:in the form|when|if|that)\\b`,
  ).exec(text);
  if (found === null || /[\s(]\.[a-z0-9]/.test(text) || text.split(eccn).length > 2) return null;
  return { kind: "words", codes: [found[1]!] };
}

const CODE = /^\d[A-E]\d{3}(?:\.[a-z0-9]+)*$/;

/**
 * The codes of a list in words, as code sets are written: `9A004.g`, `1B001..1B003`. A paragraph without an entry belongs to
 * the entry before it; a bare number is a sibling of the last. Null, if a single piece is anything else.
 */
export function readCodes(text: string, eccn: string): string[] | null {
  const codes: string[] = [];
  let last = eccn;
  const resolve = (piece: string): string | null => {
    const entry = last.split(".")[0]!;
    let code: string;
    if (CODE.test(piece)) code = piece;
    else if (/^\.?[a-z](?:\.[a-z0-9]+)*$/.test(piece)) code = `${entry}.${piece.replace(/^\./, "")}`;
    else if (/^\.\d+$/.test(piece) && last.includes(".")) code = last.replace(/\.[^.]*$/, piece);
    else return null;
    last = code;
    return code;
  };
  for (const piece of text.split(/,? (?:and|or|as well as) |, ?|; ?/).map((part) => part.trim())) {
    if (piece === "") continue;
    const range = piece.split(/ (?:to|through) /);
    const ends = range.map(resolve);
    if (ends.length > 2 || ends.includes(null)) return null;
    codes.push(ends.join(".."));
  }
  return codes.length > 0 ? codes : null;
}
