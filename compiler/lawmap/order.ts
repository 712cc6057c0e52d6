/** The order of the law: places sort as they stand in the text, on every machine alike. */

/** `744.21(b)` before `744.21(b)(2)` before `744.23`; (iv) before (v) before (ix); the whole work before its places. */
export function compareInLaw(a: string, b: string): number {
  const left = pieces(a);
  const right = pieces(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = comparePieces(left[i]!, right[i]!, Math.max(0, depth(left, i)));
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

/** Numbers, words and marks of paragraphs: `744`, `21`, `(a)`, `(iii)`. */
function pieces(text: string): readonly string[] {
  return text.match(/\([\p{L}\p{N}-]+\)|\d+|[^\d()]+|[()]/gu) ?? [];
}

/** How many paragraph marks stand right before this one. */
function depth(all: readonly string[], at: number): number {
  let before = 0;
  while (at - before - 1 >= 0 && all[at - before - 1]!.startsWith("(")) before++;
  return before;
}

function comparePieces(a: string, b: string, level: number): number {
  const [x, y] = [numberOf(a, b, level), numberOf(b, a, level)];
  if (x !== null && y !== null) return x - y;
  return compareText(a, b);
}

const ROMAN = /^(?:x{0,3})(?:ix|iv|v?i{0,3})$/i;
const VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };

/** The number that a piece stands for beside another: digits, or Roman in the third rank or where one of both is clearly Roman. */
function numberOf(piece: string, other: string, level: number): number | null {
  const inner = (text: string): string => text.replace(/^\((.+)\)$/, "$1");
  const text = inner(piece);
  if (/^\d+$/.test(text)) return Number(text);
  const clearly =
    level === 2 || [piece, other].some((one) => inner(one).length > 1 && ROMAN.test(inner(one)));
  const isMark = piece.startsWith("(") && other.startsWith("(");
  return isMark && clearly && text !== "" && ROMAN.test(text) ? roman(text.toLowerCase()) : null;
}

function roman(text: string): number {
  let sum = 0;
  [...text].forEach((letter, i) => {
    const value = VALUES[letter]!;
    sum += value < (VALUES[text[i + 1] ?? ""] ?? 0) ? -value : value;
  });
  return sum;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether `inner` is a place within `outer`; null is the whole work. */
export function liesWithin(inner: string | null, outer: string | null): boolean {
  if (inner === outer) return true;
  if (outer === null) return true;
  if (inner === null || !inner.startsWith(outer)) return false;
  // `744.2` does not hold `744.21`, nor does `art. 4` hold `art. 4a`.
  return !/^[\p{L}\p{N}-]/u.test(inner.slice(outer.length));
}
