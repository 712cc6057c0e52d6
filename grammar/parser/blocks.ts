import type { IToken, TokenType } from "chevrotain";
import type { Cite, ErrorClause } from "../ast.ts";
import { exact } from "../base/exact.ts";
import { span } from "../base/span.ts";
import { retype, T, type Tokens } from "../lexer.ts";
import { reportSyntax } from "../messages.ts";
import { UNREAD } from "../other-reading.ts";
import { tokenInfo } from "../tokens.ts";
import { ParserBase } from "./base.ts";
import { type Block, dateWords, flag, flagsOf } from "./token-flags.ts";

/** Bounds the stack of parser and consumers; no legal text comes near. */
const maxNesting = 40;

/**
 * Braces: blocks of clauses, each starting with a word of its own, and lists whose members commas part.
 *
 * Invariant: every loop here consumes a token in each round or ends, for any text.
 */
export abstract class BlockParser extends ParserBase {
  /** Open blocks, types and case values that may contain their like. */
  protected nesting = 0;
  /** Lists of labelled limbs that are being read. */
  private openLimbs = 0;

  override begin(path: string, text: string, tokens: Tokens): void {
    super.begin(path, text, tokens);
    this.nesting = 0;
    this.openLimbs = 0;
  }

  /** Enters a construct that may contain itself; where it is too deep, reports it, skips it and says no. */
  protected mayNest(what: string): boolean {
    if (this.RECORDING_PHASE) return true;
    if (this.nesting < maxNesting) {
      this.nesting++;
      return true;
    }
    const at = this.startOf();
    this.report(() => reportSyntax("syntax/too-deep", span(this.sourcePath, at, at), { what }));
    if (!this.atEnd() && !this.listEnds() && !this.nextIs(T.Comma)) {
      this.skip((token) => token.tokenType === T.Comma || this.clauseAhead());
    }
    return false;
  }

  /** `cite "15 CFR 734.4"` */
  readonly cite = this.RULE("cite", (): Cite => {
    const start = this.startOf();
    this.CONSUME(T.Cite);
    const citation = this.textNode(0, "a citation in double quotes");
    return { kind: "Cite", start, end: this.endOf(), citation };
  });

  protected optionalCite(index: number): Cite | null {
    return this.option(index, () => this.subrule(index, this.cite)) ?? null;
  }

  /** Whether a clause of the enclosing block starts next, so that whatever is open before it is unfinished. */
  protected clauseAhead(): boolean {
    return this.block.starts[this.LA_FAST(1).tokenTypeIdx] === 1 && !this.nameAhead();
  }

  /** Consumes `{`; null where it is missing. What stands before it on its line is reported and left out. */
  protected openBrace(index: number, what: string): IToken | null {
    if (this.RECORDING_PHASE || this.nextIs(T.LeftBrace)) return this.consume(index, T.LeftBrace);
    this.expected(`\`{\` with ${what}`);
    const left = this.leftBeforeBrace();
    if (left === null) return null;
    for (let i = 0; i < left; i++) this.SKIP_TOKEN();
    return this.nextIs(T.LeftBrace) ? this.consume(index, T.LeftBrace) : null;
  }

  /**
   * How many tokens stand on this line before its brace, as in `measure the arms rule "Arms" {`, or a sign in place of the
   * brace at the end of the line; null where something else begins here.
   */
  private leftBeforeBrace(): number | null {
    if (this.onNewLine()) return null;
    for (let ahead = 1; ; ahead++) {
      const token = this.LA(ahead);
      if (token.tokenType === T.LeftBrace) return ahead - 1;
      if (ahead > 1 && this.indentationOf(token) >= 0) {
        return this.LA(1).tokenType === T.Colon && ahead === 2 ? 1 : null;
      }
      const flags = flagsOf(token);
      const isPlain = (flags & (flag.plain | flag.word)) !== 0 || token.tokenType === T.Minus;
      if (!isPlain && token.tokenType !== T.Colon) return null;
      if (this.block.starts[token.tokenTypeIdx] === 1) return null;
    }
  }

  /** Consumes `}`; a missing one is reported behind the last token, with the bracket it would have closed. */
  protected closeBrace(index: number, opener: IToken | null): void {
    const isClosed = this.RECORDING_PHASE || (this.nextIs(T.RightBrace) && !this.closesOuter(opener));
    if (isClosed) this.consume(index, T.RightBrace);
    else if (opener !== null) {
      this.missingCloser("}", opener);
      this.unclosed--;
    }
  }

  /**
   * Where a brace is missing somewhere: whether the next one stands further to the left than the line of `opener`, so
   * that it was meant to close a block around it. Layout decides nothing in a text whose braces are balanced.
   */
  private closesOuter(opener: IToken | null): boolean {
    if (this.unclosed <= 0 || opener === null) return false;
    const closer = this.indentationOf(this.LA(1));
    return closer >= 0 && closer < this.lineIndentation(opener);
  }

  /** Blanks at the start of the line a token stands on. */
  private lineIndentation(token: IToken): number {
    const lineStart = this.text.lastIndexOf("\n", token.startOffset) + 1;
    return /^[ \t]*/.exec(this.text.slice(lineStart, token.startOffset))?.[0].length ?? 0;
  }

  protected missingCloser(closer: string, opener: IToken): void {
    const at = span(this.sourcePath, this.endOf(), this.endOf());
    this.report(() =>
      reportSyntax(
        "syntax/missing-closer",
        at,
        { closer: `\`${closer}\``, opener: `\`${opener.image}\`` },
        {
          related: [{ span: this.tokenSpan(opener), message: "opened here" }],
          fixes: [
            { title: `insert \`${closer}\``, safe: false, edits: [{ span: at, newText: ` ${closer}` }] },
          ],
        },
      ),
    );
  }

  /**
   * The clauses of a block in braces. `read` is called at a word of the block and consumes it; what starts no clause
   * becomes an `ErrorClause`, or, if it resembles a word of the block, is read as that clause.
   */
  protected clauseBlock<C>(block: Block, read: () => C): (C | ErrorClause)[] {
    const parts: (C | ErrorClause)[] = [];
    const opener = this.openBrace(0, `the clauses of ${block.label}`);
    if (opener === null && block.starts[this.LA_FAST(1).tokenTypeIdx] !== 1) return parts;
    const outer = this.block;
    this.block = block;
    if (this.RECORDING_PHASE) this.MANY(() => parts.push(read()));
    else {
      for (;;) {
        const token = this.LA_FAST(1);
        if (block.starts[token.tokenTypeIdx] === 1) {
          if ((flagsOf(token) & flag.dual) !== 0 && this.declarationAhead()) break;
          parts.push(read());
        } else if (token.tokenType === T.RightBrace && this.isStray(opener)) parts.push(this.strayCloser());
        else if (token.tokenType === T.RightBrace || this.atEnd() || this.declarationAhead()) break;
        else parts.push(this.noClause(block, read));
      }
    }
    this.block = outer;
    this.closeBrace(0, opener);
    return exact(parts);
  }

  /**
   * Where there are more closing braces than opening ones: whether the next one stands further to the right than the
   * line of `opener`, so that it closed something inside the block whose opening is missing.
   */
  private isStray(opener: IToken | null): boolean {
    if (this.unclosed >= 0 || opener === null) return false;
    return this.indentationOf(this.LA(1)) > this.lineIndentation(opener);
  }

  /** Skips a closing brace and what stands behind it up to the next clause; it is the rest of an earlier mistake. */
  private strayCloser(): ErrorClause {
    const token = this.LA(1);
    const start = token.startOffset;
    if (!this.complained()) {
      this.report(() =>
        reportSyntax("syntax/unexpected-closer", this.tokenSpan(token), { closer: this.quote(token) }),
      );
    }
    this.SKIP_TOKEN();
    this.unclosed++;
    if (!this.clauseAhead() && !this.nextIs(T.RightBrace)) this.skip(() => this.clauseAhead());
    return { kind: "ErrorClause", start, end: this.endOf() };
  }

  private noClause<C>(block: Block, read: () => C): C | ErrorClause {
    const token = this.LA_FAST(1);
    const start = token.startOffset;
    if (token.payload === UNREAD) {
      this.SKIP_TOKEN();
      return { kind: "ErrorClause", start, end: this.endOf() };
    }
    const found = this.quote(token);
    const place = block.label;
    const takesDate = this.LA(this.LA(2).tokenType === T.Before ? 3 : 2).tokenType === T.Date;
    const meant = this.resembles(
      token,
      takesDate ? dateWords.filter((w) => block.words.includes(w)) : block.words,
    );
    if (meant !== undefined) {
      const label = tokenInfo(meant)!.label;
      const reported = this.report(() =>
        reportSyntax(
          "syntax/unknown-clause",
          this.tokenSpan(token),
          { found, place, meant: label },
          { fixes: [this.replacement(token, label.slice(1, -1))] },
        ),
      );
      if (reported) {
        retype(token, meant);
        return this.silently(read);
      }
    } else if ((flagsOf(token) & flag.declaration) !== 0 && this.indentationOf(token) >= 0) {
      this.report(() =>
        reportSyntax("syntax/misplaced-declaration", this.tokenSpan(token), { found, place }),
      );
    } else if ((flagsOf(token) & flag.word) !== 0) {
      this.report(() =>
        reportSyntax("syntax/unknown-clause", this.tokenSpan(token), { found, place, meant: null }),
      );
    } else this.expectedInstead(`a clause of ${place} or \`}\``);
    // `until` and its like end a line's clause more often than they start one
    this.skip((t) => this.clauseAhead() && (!dateWords.includes(t.tokenType) || this.indentationOf(t) >= 0));
    return { kind: "ErrorClause", start, end: this.endOf() };
  }

  /** Members between braces, parted by commas; a last comma is allowed. */
  protected braced<M>(index: number, what: string, read: () => M, ofFacts = false): M[] {
    const members: M[] = [];
    const opener = this.openBrace(index, what);
    if (this.RECORDING_PHASE) {
      this.many(index, () => {
        members.push(read());
        this.option(index + 20, () => this.consume(index + 20, T.Comma));
      });
    } else if (opener !== null || this.labelAhead()) this.members(members, read, T.RightBrace, ofFacts);
    this.closeBrace(index, opener);
    return exact(members);
  }

  /**
   * Reads members up to `closer`, which stays. Where they are no facts, `name:` is the next fact of a record around
   * them, and a label on its own line the next limb: the list was to end before it.
   */
  protected members<M>(members: M[], read: () => M, closer: TokenType, ofFacts = false): void {
    const labelled = this.labelAhead();
    const ends = () =>
      this.listEnds() || (!labelled && this.limbAhead()) || (!ofFacts && this.LA(2).tokenType === T.Colon);
    let complained = "";
    if (labelled) this.openLimbs++;
    while (!this.nextIs(closer) && !ends()) {
      const before = this.LA_FAST(1);
      members.push(read());
      if (this.nextIs(T.Comma)) {
        this.SKIP_TOKEN();
        continue;
      }
      if (this.nextIs(closer) || ends()) break;
      const token = this.LA_FAST(1);
      // the same mistake in every row of a list is one mistake
      const again = complained === token.image;
      complained = token.image;
      if (token !== before && this.memberAhead(labelled)) {
        if (!again) this.missingComma(token);
        continue;
      }
      if (!again) this.expectedInstead(`\`,\` or ${tokenInfo(closer)!.label}`);
      // `unless` and its like are parts of limbs, too
      this.skip((t) => t.tokenType === T.Comma || (this.clauseAhead() && (flagsOf(t) & flag.clause) === 0));
      if (this.nextIs(T.Comma)) this.SKIP_TOKEN();
    }
    if (labelled) this.openLimbs--;
  }

  /**
   * Whether the next limb of an enclosing list starts on its own line, so that what is still open within this limb is
   * unfinished. To ask only where no condition can go on: `(b)` may also be one in brackets.
   */
  protected limbAhead(): boolean {
    return this.openLimbs > 0 && this.labelAhead() && this.indentationOf(this.LA(1)) >= 0;
  }

  /** Whether another member starts next, so that only the comma before it is missing. */
  private memberAhead(labelled: boolean): boolean {
    if (labelled) return this.labelAhead();
    const flags = flagsOf(this.LA_FAST(1));
    if ((flags & flag.operand) === 0) return false;
    const next = this.LA(2);
    return (
      (flags & flag.word) === 0 || next.tokenType === T.Colon || (flagsOf(next) & flag.followsName) !== 0
    );
  }

  /** Whether nothing of a list in brackets can follow: the file, a declaration, a clause or another bracket. */
  protected listEnds(): boolean {
    const flags = flagsOf(this.LA_FAST(1));
    return (flags & flag.closer) !== 0 || this.atEnd() || this.clauseAhead() || this.declarationAhead();
  }

  protected missingComma(before: IToken): void {
    const at = span(this.sourcePath, this.endOf(), this.endOf());
    this.report(() =>
      reportSyntax(
        "syntax/missing-comma",
        at,
        { found: this.quote(before) },
        { fixes: [{ title: "insert a comma", safe: true, edits: [{ span: at, newText: "," }] }] },
      ),
    );
  }
}
