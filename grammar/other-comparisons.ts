type Sign = "Less" | "LessEqual" | "Greater" | "GreaterEqual" | "Equal";

type Comparison = readonly [words: readonly string[], sign: Sign, text: string];

/** Comparisons in words, the longest first; the sign is the name of its type. */
const COMPARISONS: readonly Comparison[] = (
  [
    ["less than or equal to", "LessEqual", "<="],
    ["lower than or equal to", "LessEqual", "<="],
    ["equal to or less than", "LessEqual", "<="],
    ["equal to or lower than", "LessEqual", "<="],
    ["greater than or equal to", "GreaterEqual", ">="],
    ["higher than or equal to", "GreaterEqual", ">="],
    ["more than or equal to", "GreaterEqual", ">="],
    ["equal to or greater than", "GreaterEqual", ">="],
    ["equal to or more than", "GreaterEqual", ">="],
    ["equal to or higher than", "GreaterEqual", ">="],
    ["not less than", "GreaterEqual", ">="],
    ["no less than", "GreaterEqual", ">="],
    ["not more than", "LessEqual", "<="],
    ["no more than", "LessEqual", "<="],
    ["not exceeding", "LessEqual", "<="],
    ["not later than", "LessEqual", "<="],
    ["no later than", "LessEqual", "<="],
    ["not earlier than", "GreaterEqual", ">="],
    ["no earlier than", "GreaterEqual", ">="],
    ["on or after", "GreaterEqual", ">="],
    ["on or before", "LessEqual", "<="],
    ["less than", "Less", "<"],
    ["lower than", "Less", "<"],
    ["smaller than", "Less", "<"],
    ["more than", "Greater", ">"],
    ["greater than", "Greater", ">"],
    ["higher than", "Greater", ">"],
    ["at least", "GreaterEqual", ">="],
    ["at most", "LessEqual", "<="],
    ["up to", "LessEqual", "<="],
    ["equal to", "Equal", "="],
    ["exceeding", "Greater", ">"],
    ["exceeds", "Greater", ">"],
    ["equals", "Equal", "="],
    ["above", "Greater", ">"],
    ["below", "Less", "<"],
    ["before", "Less", "<"],
    ["after", "Greater", ">"],
  ] as const
).map(([words, sign, text]) => [words.split(" "), sign, text]);

const byFirstWord: ReadonlyMap<string, readonly Comparison[]> = new Map(
  COMPARISONS.map(([words]) => [words[0]!, COMPARISONS.filter(([others]) => others[0] === words[0])]),
);

/** Those that begin with a word, the longest first. */
export function comparisonsWith(first: string | undefined): readonly Comparison[] {
  return byFirstWord.get(first ?? "") ?? [];
}

/** Words with which such a comparison may begin. */
export const FIRST_WORDS = new Set(["is", "are", "of", ...byFirstWord.keys()]);
