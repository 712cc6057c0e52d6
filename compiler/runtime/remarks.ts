/**
 * The sentences that an answer says beside its verdict. Each is a form with places: the runtime fills it in, and whoever tells
 * the answer in another language, or with names for ids, reads from the sentence which form it has and what fills its places.
 */
type PlaceOf<Form extends string> = Form extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceOf<Rest>
  : never;

/** What fills the places of a form, by their names. */
export type Places<Form extends string> = Readonly<Record<PlaceOf<Form>, string>>;

export const REMARKS = {
  readUpTo: "the law of {name} was read up to {day}; later changes are not in the tables",
  noSuchCode: "{scheme} {code} does not exist on {day}; it is ignored",
  rangeNotExact:
    "range_not_exact: not every completion of the facts was tried; some of what is said to be possible may be impossible",
  unencodable: "rests on text that cannot be encoded: {text}",
  openGroup: "rests on a group of which not all members are known: {group}",
  unstated: "{fact} is stated unknown, and the answer depends on it",
  codeCounts: "{fact} ({scheme}): the parameters rule out the stated code; the code counts",
  parametersCount:
    "{fact} ({scheme}): the parameters meet an entry that is not among the stated codes; they count",
  notApplicable: "{fact} is stated although it does not apply; the stated value counts",
  otherThanFormula: "{fact} is stated otherwise than its formula gives; the stated value counts",
} as const;

export type RemarkName = keyof typeof REMARKS;

/** A way to say each remark, by what fills its places. */
export type RemarkTexts = {
  readonly [Name in RemarkName]: (places: Places<(typeof REMARKS)[Name]>) => string;
};

/** What a sentence says: which remark it is, and what fills its places. */
export type Remarked = {
  readonly [Name in RemarkName]: { readonly name: Name; readonly places: Places<(typeof REMARKS)[Name]> };
}[RemarkName];

/** The sentence of a remark. */
export function remark<Name extends RemarkName>(name: Name, places: Places<(typeof REMARKS)[Name]>): string {
  const filling: Readonly<Record<string, string>> = places;
  return REMARKS[name].replaceAll(PLACE, (_, place: string) => filling[place] ?? "");
}

/** What a sentence of an answer says; null for a text that is no remark. */
export function remarked(sentence: string): Remarked | null {
  for (const [name, form] of FORMS) {
    const found = form.exec(sentence);
    // the named groups of a form are its places
    if (found !== null) return { name, places: { ...found.groups } } as Remarked;
  }
  return null;
}

const PLACE = /\{(\w+)\}/g;

const FORMS = (Object.keys(REMARKS) as RemarkName[]).map((name) => [name, formOf(REMARKS[name])] as const);

function formOf(text: string): RegExp {
  const literally = text.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literally.replaceAll(PLACE, "(?<$1>.+?)")}$`, "s");
}
