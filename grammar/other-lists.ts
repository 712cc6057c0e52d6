/** Lists as other texts write them: `[CA, JP]`, `CA; JP`, `1A001 – 1A005`. */
import type { IToken } from "chevrotain";
import { endOf } from "./other-reading.ts";
import { Turns } from "./other-turns.ts";

/** Tokens of a list in brackets that are looked at. */
const LONGEST = 400;

/** Clauses behind whose word a list stands at once. */
const LISTING = new Set(["items", "destinations", "activities"]);

export abstract class Lists extends Turns {
  /** `destination in [CA, JP]`, `group partners = [CA, JP]`, `destinations [CA, JP]` */
  protected listInSquareBrackets(): boolean {
    const before = this.before();
    const isList =
      before?.image === "in" ||
      this.is(before, "Equal") ||
      (LISTING.has(before?.image ?? "") && this.isInRule);
    if (!isList) return false;
    let count = 1;
    for (; count < LONGEST; count++) {
      const token = this.at(count);
      if (this.is(token, "RightBracket")) break;
      const isPart = this.isOne(token, [
        ...(["Identifier", "Code", "Quoted", "NumberLiteral"] as const),
        ...(["Comma", "Dot", "DotDot", "Plus", "Minus"] as const),
      ]);
      if (!isPart) return false;
    }
    if (count === LONGEST) return false;
    const [open, close] = [this.at(0)!, this.at(count)!];
    const inside: IToken[] = [];
    for (let ahead = 1; ahead < count; ahead++) inside.push(this.at(ahead)!);
    const text = this.text.slice(endOf(open), close.startOffset).replaceAll(";", ",");
    this.report(count + 1, "sets are written", [`{${text}}`]);
    this.leaveOut(count + 1, [
      this.made("{", "LeftBrace"),
      ...inside,
      { ...this.made("}", "RightBrace"), startOffset: close.startOffset },
    ]);
    return true;
  }
}
