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

export const isMonth = (word: string): boolean => MONTH_NUMBERS.has(word.toLowerCase());
