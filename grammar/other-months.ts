const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);

/** Months by their names and short names, in small letters. */
export const MONTH_NUMBERS: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((name, index) => [
    [name, index + 1],
    [name.slice(0, 3), index + 1],
    ...(name === "september" ? ([["sept", 9]] as const) : []),
  ]),
);

const FIRST_LETTERS: ReadonlySet<string> = new Set(
  [...MONTH_NUMBERS.keys()].flatMap((name) => [name[0]!, name[0]!.toUpperCase()]),
);

/** Asked of most words, of which few begin like a month. */
export const isMonth = (word: string): boolean =>
  word.length > 2 && FIRST_LETTERS.has(word[0]!) && MONTH_NUMBERS.has(word.toLowerCase());
