/** So few are put in order by moving each to its place: no comparison is called for them. */
const FEW = 16;

/** The same numbers, ascending. */
export function inOrder(numbers: readonly number[]): readonly number[] {
  const own = [...numbers];
  if (own.length > FEW) return own.sort((a, b) => a - b);
  for (let i = 1; i < own.length; i++) {
    const number = own[i]!;
    let at = i;
    for (; at > 0 && own[at - 1]! > number; at--) own[at] = own[at - 1]!;
    own[at] = number;
  }
  return own;
}
