/** Signs of other texts between the members of a list: `CA; JP`, `1A001 – 1A005`. */
import type { IToken, TokenType } from "chevrotain";
import { endOf, type OtherWriting } from "./other-reading.ts";
import { wordsBySpelling } from "./tokens.ts";

/** Types that members are told by. */
export interface MemberTypes {
  readonly Identifier: TokenType;
  readonly Code: TokenType;
  readonly Quoted: TokenType;
  readonly Colon: TokenType;
  readonly LeftBrace: TokenType;
  readonly RightBrace: TokenType;
  readonly Equal: TokenType;
}

/** Tokens that are looked through for the brace that is open. */
const MOST_BEFORE = 400;

const BEFORE_SET = new Set(["in", "is", "meets", "add", "remove", "given"]);

const isOf = (token: IToken | undefined, type: TokenType): boolean =>
  token?.tokenTypeIdx === type.tokenTypeIdx;

/**
 * `;` at `index`, between members of a list: a comma is meant. `kept` tokens stand before it. Joined with the one before it in the
 * same list, so that a list is one finding; null where no member follows.
 */
export function listEnd(
  text: string,
  tokens: readonly IToken[],
  kept: number,
  index: number,
  types: MemberTypes,
): OtherWriting | null {
  const [before, semicolon, next, behind] = [
    tokens[kept - 1],
    tokens[index]!,
    tokens[index + 1],
    tokens[index + 2],
  ];
  if (before === undefined || next === undefined) return null;
  const isMember = (token: IToken): boolean =>
    isOf(token, types.Code) ||
    isOf(token, types.Quoted) ||
    (isOf(token, types.Identifier) && !wordsBySpelling.has(token.image));
  const isFact = isOf(next, types.Identifier) && isOf(behind, types.Colon);
  if (!isFact && (!isMember(before) || !isMember(next))) return null;
  const start = semicolon.startOffset;
  const isOnLine = !/[\n\r]/.test(text.slice(start, next.startOffset));
  if (!isOnLine && !isInSet(tokens, kept, types)) return null;
  return {
    kind: "writing",
    start,
    end: start + 1,
    text: ";",
    what: "members of a list are parted",
    meant: [","],
  };
}

/** Whether the innermost open brace is of a set or of the facts of a case. */
function isInSet(tokens: readonly IToken[], kept: number, types: MemberTypes): boolean {
  let closed = 0;
  for (let at = kept - 1; at > Math.max(0, kept - MOST_BEFORE); at--) {
    const token = tokens[at]!;
    if (isOf(token, types.RightBrace)) closed++;
    if (!isOf(token, types.LeftBrace) || closed-- > 0) continue;
    const before = tokens[at - 1]!;
    return isOf(before, types.Equal) || isOf(before, types.Colon) || BEFORE_SET.has(before.image);
  }
  return false;
}

/** Whether two such signs stand in one list: what is between them is its members. */
export function isSameList(text: string, one: OtherWriting, other: OtherWriting): boolean {
  const last = one.again?.at(-1) ?? one;
  return one.what === other.what && /^[\s\w.'-]{1,200}$/.test(text.slice(last.end, other.start));
}

/** A long dash at `index` between codes, `1A001 – 1A005` or `XCL 1A001 – XCL 1A005`: a range is meant, and no difference. */
export function dashOfRange(
  text: string,
  tokens: readonly IToken[],
  kept: number,
  index: number,
  types: MemberTypes,
): OtherWriting | null {
  const [scheme, low] = [tokens[kept - 2], tokens[kept - 1]];
  const [dash, next, behind] = [tokens[index]!, tokens[index + 1], tokens[index + 2]];
  if (!isOf(low, types.Code) && !isOf(low, types.Quoted)) return null;
  const repeats = isOf(next, types.Identifier) && next!.image === scheme?.image;
  const high = repeats ? behind : next;
  if (high?.tokenTypeIdx !== low!.tokenTypeIdx) return null;
  // a code less one below it: word processors make such dashes of the sign of a difference, too
  if (isOf(low, types.Code) && high!.image.startsWith(low!.image)) return null;
  const start = dash.startOffset;
  const end = repeats ? high!.startOffset : endOf(dash);
  return {
    kind: "writing",
    start,
    end,
    text: text.slice(start, end).trim(),
    what: "ranges of codes are written",
    meant: repeats ? [".."] : ["..", "-"],
  };
}
