import { EmbeddedActionsParser, EOF, type IToken, type TokenType } from "chevrotain";
import type { DateLiteral, ErrorExpression, LabelPath, Name, Text } from "../ast.ts";
import type { Diagnostic, Fix } from "../base/diagnostic.ts";
import { exact } from "../base/exact.ts";
import { span } from "../base/span.ts";
import { nearNames } from "../base/suggest.ts";
import { closed, retype, T, type Tokens, vocabulary } from "../lexer.ts";
import { reportSyntax } from "../messages.ts";
import { UNREAD } from "../other-reading.ts";
import { otherWords } from "../other-words.ts";
import { AnyWord, NameWord, tokenInfo } from "../tokens.ts";
import { type Block, blocks, flag, flagsOf } from "./token-flags.ts";

/** A text with more mistakes than this is no program; it is parsed to its end, but no more is said. */
export const maxFindings = 1000;

/**
 * What all rules share: looking ahead, making leaf nodes, reporting, and getting back in step after a mistake.
 *
 * The grammar is recorded from the rules as Chevrotain's; its own recovery is switched off. A rule never throws:
 * before it consumes, it looks, and what is missing becomes a node with `missing: true` and one diagnostic.
 */
export abstract class ParserBase extends EmbeddedActionsParser {
  protected sourcePath = "";
  protected text = "";
  protected diagnostics: Diagnostic[] = [];
  /** How many more braces are opened than closed in what is left to explain. */
  protected unclosed = 0;
  /** Findings reported before the declaration being read. */
  protected findingsBefore = 0;
  /** How many rules that can contain themselves are open; bounded by `maxDepth`. */
  protected depth = 0;
  /** Blanks before the declaration that is being read; a declaration word no deeper than this ends it. */
  protected indentation = 0;
  /** The innermost block in braces; its words end a list or condition that was left unfinished. */
  protected block: Block = blocks.none;
  /** Start of the token at which the last error was reported: at most one error per place. */
  private lastErrorAt = -1;
  private muted = false;

  /** @param validate check the grammar for ambiguities; tests do, a shipped parser need not */
  constructor(validate: boolean) {
    super([...vocabulary], {
      recoveryEnabled: false,
      maxLookahead: 1,
      nodeLocationTracking: "none",
      skipValidations: !validate,
    });
  }

  /** Sets the parser to the start of a text. */
  begin(path: string, text: string, { tokens, unclosed }: Tokens): void {
    this.input = tokens;
    this.unclosed = unclosed;
    this.findingsBefore = 0;
    this.sourcePath = path;
    this.text = text;
    this.diagnostics = [];
    this.depth = 0;
    this.indentation = 0;
    this.block = blocks.none;
    this.lastErrorAt = -1;
    this.muted = false;
  }

  get findings(): readonly Diagnostic[] {
    return this.diagnostics;
  }

  // ------------------------------------------------------------------------------------------------- positions

  /** Start of the next token; at the end of the file, the end of the last one. */
  protected startOf(): number {
    if (this.RECORDING_PHASE) return 0;
    const token = this.LA_FAST(1);
    return token.tokenType === EOF ? this.endOf() : token.startOffset;
  }

  /** End of the token consumed last. */
  protected endOf(): number {
    const token = this.LA(0);
    return token.tokenType === EOF ? 0 : token.startOffset + token.image.length;
  }

  protected nextIs(type: TokenType): boolean {
    return !this.RECORDING_PHASE && this.LA_FAST(1).tokenTypeIdx === type.tokenTypeIdx;
  }

  protected atEnd(): boolean {
    return this.LA_FAST(1).tokenType === EOF;
  }

  /** Whether the next token touches the one before it. */
  protected touches(): boolean {
    return this.LA_FAST(1).startOffset === this.endOf();
  }

  /** Whether a line break stands between the last token and the next. */
  protected onNewLine(): boolean {
    const next = this.LA_FAST(1);
    if (next.tokenType === EOF) return true;
    for (let i = this.endOf(); i < next.startOffset; i++) {
      const c = this.text.charCodeAt(i);
      if (c === 10 || c === 13) return true;
    }
    return false;
  }

  /** Blanks before a token that is the first on its line; -1 for any other. */
  protected indentationOf(token: IToken): number {
    let i = token.startOffset - 1;
    for (; i >= 0; i--) {
      const c = this.text.charCodeAt(i);
      if (c === 10 || c === 13) break;
      if (c !== 32 && c !== 9) return -1;
    }
    return token.startOffset - 1 - i;
  }

  /**
   * Whether a word stands next that can be read as a reference. A clause or declaration word is one only where
   * what follows cannot be its clause: `{shipment, service}` against `and` at a line's end before `requires`.
   */
  protected nameAhead(): boolean {
    const token = this.LA_FAST(1);
    const flags = flagsOf(token);
    if ((flags & flag.name) === 0) return false;
    const isClause = (flags & flag.clause) !== 0 || this.block.starts[token.tokenTypeIdx] === 1;
    if (!isClause && (flags & flag.declaration) === 0) return true;
    const next = this.LA(2);
    if ((flagsOf(next) & flag.followsName) !== 0) {
      return !(token.tokenType === T.Prohibits && next.tokenType === T.RightBrace);
    }
    return !isClause && this.indentationOf(token) < 0;
  }

  /**
   * Whether a declaration starts next, whatever is still open: its word is the first of its line and stands no
   * deeper than the declaration being read.
   */
  protected declarationAhead(): boolean {
    const token = this.LA_FAST(1);
    const flags = flagsOf(token);
    if ((flags & flag.declaration) === 0) return false;
    const indentation = this.indentationOf(token);
    if (indentation < 0 || indentation > this.indentation) return false;
    if ((flagsOf(this.LA(2)) & flag.followsName) !== 0) return false;
    // `reach`, `review`, `authority`, `codes` are clauses too: a declaration has a name and goes on behind it
    if ((flags & flag.dual) === 0) return true;
    return (flagsOf(this.LA(2)) & flag.name) !== 0 && (flagsOf(this.LA(3)) & flag.followsDeclaredName) !== 0;
  }

  // ----------------------------------------------------------------------------------------------- diagnostics

  /** Adds a finding, at most one per place in the text; returns whether it did. */
  protected report(finding: () => Diagnostic): boolean {
    if (this.muted || this.RECORDING_PHASE) return false;
    const token = this.LA(1);
    const here = token.tokenType === EOF ? this.text.length : token.startOffset;
    if (here === this.lastErrorAt) return false;
    this.lastErrorAt = here;
    if (this.diagnostics.length < maxFindings) this.diagnostics.push(finding());
    return true;
  }

  /** Whether an error was reported at the very token that stands next. */
  protected stuck(): boolean {
    return this.lastErrorAt === this.LA(1).startOffset;
  }

  /** Whether the declaration being read has a finding already. */
  protected complained(): boolean {
    return this.diagnostics.length > this.findingsBefore;
  }

  /** Something should stand next and does not. Points at what is there; at a line's or file's end, behind what was. */
  protected expected(what: string): void {
    if (this.RECORDING_PHASE) return;
    this.reportExpected(what, this.atEnd() || this.onNewLine());
  }

  /** As `expected`, where the next token is skipped: points at it, wherever it stands. */
  protected expectedInstead(what: string): void {
    this.reportExpected(what, this.atEnd());
  }

  private reportExpected(what: string, behind: boolean): void {
    const token = this.LA(1);
    const last = this.LA(0);
    const isOpen = last.tokenType === T.Text || last.tokenType === T.Quoted;
    if (behind && isOpen && !closed(last.image, last.image[0]!)) {
      // what is missing may stand in the text that was not closed, and that was reported
      this.lastErrorAt = this.atEnd() ? this.text.length : token.startOffset;
      return;
    }
    const start = behind ? this.endOf() : token.startOffset;
    const end = behind ? start : token.startOffset + token.image.length;
    const found =
      token.tokenType === EOF ? "the end of the file" : behind ? "the end of the line" : this.quote(token);
    this.report(() =>
      reportSyntax("syntax/expected", span(this.sourcePath, start, end), { expected: what, found }),
    );
  }

  protected quote(token: IToken): string {
    if (token.tokenType === EOF) return "the end of the file";
    const image = token.image.length > 40 ? `${token.image.slice(0, 37)}...` : token.image;
    return `\`${image}\``;
  }

  protected tokenSpan(token: IToken) {
    return span(this.sourcePath, token.startOffset, token.startOffset + token.image.length);
  }

  protected replacement(token: IToken, newText: string): Fix {
    return {
      title: `write \`${newText}\``,
      safe: false,
      edits: [{ span: this.tokenSpan(token), newText }],
    };
  }

  /** Reads what follows without reporting; for what stands behind a mistake that was reported already. */
  protected silently<R>(read: () => R): R {
    const before = this.muted;
    this.muted = true;
    const result = read();
    this.muted = before;
    return result;
  }

  /** The one word of `types` that `token` resembles, or that says the same. */
  protected resembles(token: IToken, types: readonly TokenType[]): TokenType | undefined {
    if ((flagsOf(token) & flag.word) === 0 || this.diagnostics.length >= maxFindings) return undefined;
    const said = otherWords.get(token.image.toLowerCase());
    if (said !== undefined) return said.map((name) => T[name]).find((type) => types.includes(type));
    const spelling = new Map<string, TokenType>();
    for (const type of types) {
      const label = tokenInfo(type)?.label.slice(1, -1);
      // signs are no words one could misspell
      if (label !== undefined && /^[a-z]/.test(label) && !spelling.has(label)) spelling.set(label, type);
    }
    const [best] = nearNames(token.image, spelling.keys(), 1);
    return best === undefined ? undefined : spelling.get(best);
  }

  /**
   * Where one of `types` may stand and a name stands instead that resembles it: reports the misspelling and reads
   * the name as the word.
   */
  protected mend(types: readonly TokenType[]): boolean {
    if (this.RECORDING_PHASE) return false;
    const token = this.LA_FAST(1);
    if (token.tokenTypeIdx !== T.Identifier.tokenTypeIdx) return false;
    if (this.LA(2).tokenType === T.Colon) return false;
    const meant = this.resembles(token, types);
    if (meant === undefined) return false;
    const reported = this.report(() => this.misspelling(token, meant));
    if (reported || this.muted) retype(token, meant);
    return reported || this.muted;
  }

  protected misspelling(token: IToken, meant: TokenType): Diagnostic {
    const label = tokenInfo(meant)!.label;
    return reportSyntax(
      "syntax/misspelt-word",
      this.tokenSpan(token),
      { found: this.quote(token), meant: label },
      { fixes: [this.replacement(token, label.slice(1, -1))] },
    );
  }

  // ---------------------------------------------------------------------------------------------------- leaves

  /** A reference to something declared elsewhere. */
  protected name(index: number, what = "a name"): Name {
    if (this.RECORDING_PHASE || this.nameAhead()) return this.nameNode(this.consume(index, NameWord));
    return this.missingName(what);
  }

  /** The name a declaration gives: on the line of the declaration's word any name will do. */
  protected newName(index: number, what: string, isFact = false): Name {
    if (this.RECORDING_PHASE) return this.nameNode(this.consume(index, NameWord));
    if (!isFact && this.reservedAhead()) return this.reservedName(what);
    // which words cannot name a fact is for the checker to say
    if (isFact && this.joiningAhead()) return this.nameNode(this.takeWord());
    const isName = (flagsOf(this.LA_FAST(1)) & (flag.word | flag.hard)) === flag.word;
    if (isName && (!this.onNewLine() || this.nextIs(T.Identifier))) return this.nameNode(this.takeWord());
    return this.missingName(what);
  }

  /** Whether a reserved word stands where a declaration goes on behind its name. */
  private reservedAhead(): boolean {
    if ((flagsOf(this.LA_FAST(1)) & flag.reserved) === 0 || this.onNewLine()) return false;
    return (flagsOf(this.LA(2)) & flag.followsDeclaredName) !== 0;
  }

  /** Whether a word that joins conditions stands where a fact's name does; behind it stands of what it is a fact. */
  private joiningAhead(): boolean {
    if ((flagsOf(this.LA_FAST(1)) & flag.hard) === 0) return false;
    return this.LA(2).tokenType === T.Of && this.LA(3).tokenType !== T.Colon;
  }

  /** A word that joins conditions, in place of the name of a module: reports it and reads it as the name. */
  protected reservedModule(): Name | null {
    if (this.RECORDING_PHASE || (flagsOf(this.LA_FAST(1)) & flag.hard) === 0) return null;
    if (this.LA(0).tokenType !== T.Module || this.onNewLine()) return null;
    return this.reservedName("the name of the module");
  }

  /** Reports the word and reads it as the name, so that the rest of the declaration is read as usual. */
  private reservedName(what: string): Name {
    const token = this.LA(1);
    const declared = what.slice(what.lastIndexOf(" ") + 1);
    this.report(() =>
      reportSyntax(
        "syntax/reserved-name",
        this.tokenSpan(token),
        { word: token.image, declared },
        { fixes: [this.replacement(token, `${token.image}_${declared}`)] },
      ),
    );
    return this.nameNode(this.takeWord());
  }

  protected nameNode(token: IToken): Name {
    const start = token.startOffset;
    const end = start + token.image.length;
    // what cannot be read was reported: nothing more is said of it
    if (token.payload === UNREAD) return { kind: "Name", start, end, text: "", missing: true };
    const text = typeof token.payload === "string" ? token.payload : token.image;
    return { kind: "Name", start, end, text, missing: false };
  }

  protected missingName(what: string): Name {
    this.expected(what);
    const at = this.endOf();
    return { kind: "Name", start: at, end: at, text: "", missing: true };
  }

  /** Consumes a word of any kind where no keyword can stand. */
  protected takeWord(): IToken {
    const token = this.LA(1);
    this.SKIP_TOKEN();
    return token;
  }

  protected textNode(index: number, what: string): Text {
    if (this.RECORDING_PHASE || this.nextIs(T.Text)) return this.makeText(this.consume(index, T.Text));
    this.expected(what);
    const at = this.endOf();
    return { kind: "Text", start: at, end: at, value: "", missing: true };
  }

  protected makeText(token: IToken): Text {
    const start = token.startOffset;
    const end = start + token.image.length;
    return { kind: "Text", start, end, value: this.textValue(token), missing: false };
  }

  /** The content of a text or quoted code, escapes resolved. */
  protected textValue(token: IToken): string {
    const image = token.image;
    const quote = token.tokenType === T.Text ? '"' : "'";
    const inner = image.slice(1, closed(image, quote) ? -1 : undefined);
    if (quote === "'" || !inner.includes("\\")) return inner;
    return inner.replace(/\\(.?)/gs, (sequence: string, character: string, offset: number) => {
      if (character === '"' || character === "\\") return character;
      if (character === "n") return "\n";
      const start = token.startOffset + 1 + offset;
      this.diagnostics.push(
        reportSyntax("syntax/unknown-escape", span(this.sourcePath, start, start + sequence.length), {
          found: `\`${sequence}\``,
        }),
      );
      return sequence;
    });
  }

  protected date(index: number): DateLiteral {
    if (this.RECORDING_PHASE || this.nextIs(T.Date)) {
      const token = this.consume(index, T.Date);
      const start = token.startOffset;
      return {
        kind: "DateLiteral",
        start,
        end: start + token.image.length,
        // what was written in another way is read as it was meant
        text: typeof token.payload === "string" ? token.payload : token.image,
        missing: false,
      };
    }
    this.expected("a date such as `2024-09-07`");
    const at = this.endOf();
    return { kind: "DateLiteral", start: at, end: at, text: "", missing: true };
  }

  /** Consumes a fixed word or sign; where it is missing, reports it and goes on as if it stood there. */
  protected need(index: number, type: TokenType): boolean {
    if (this.RECORDING_PHASE || this.nextIs(type) || this.mend([type])) {
      this.consume(index, type);
      return true;
    }
    this.expected(tokenInfo(type)!.label);
    this.skipSubstitute();
    return false;
  }

  /** A name in place of a fixed word, `sum of x.share fr x in p.owners`: leaves it out. */
  protected skipSubstitute(): boolean {
    if (!this.nextIs(T.Identifier) || this.onNewLine()) return false;
    if ((flagsOf(this.LA(2)) & flag.plain) === 0) return false;
    this.SKIP_TOKEN();
    return true;
  }

  /**
   * `option(index, read)` where more than the next token decides: `ahead` is asked instead. A gate would do the
   * same at the cost of a closure for every token.
   */
  protected maybe<R>(index: number, ahead: boolean, read: () => R): R | undefined {
    if (this.RECORDING_PHASE) return this.option(index, read);
    return ahead ? read() : undefined;
  }

  /** What a rule makes once a word that decides everything was consumed. */
  protected after<R>(_consumed: IToken, make: () => R): R {
    return make();
  }

  protected missingExpression(): ErrorExpression {
    const at = this.endOf();
    return { kind: "ErrorExpression", start: at, end: at };
  }

  /** Whether `(1)`, `(iii)` or `('17-2 ho')` stands next, `skip` tokens ahead. */
  protected labelAhead(skip = 0): boolean {
    if (this.LA(1 + skip).tokenType !== T.LeftParen) return false;
    const content = this.LA(2 + skip);
    if ((flagsOf(content) & flag.labelPart) === 0) return false;
    const after = this.LA(3 + skip);
    if (after.tokenType === T.RightParen) return true;
    // `(1a)` is a number and a word that touch
    const joined = content.startOffset + content.image.length === after.startOffset;
    return joined && (flagsOf(after) & flag.labelPart) !== 0 && this.LA(4 + skip).tokenType === T.RightParen;
  }

  /** `(a)(3)`: the parts must touch. Stands only behind `labelAhead()`. */
  readonly labels = this.RULE("labels", (): LabelPath => {
    const start = this.startOf();
    const parts: string[] = [];
    this.AT_LEAST_ONE({
      GATE: () => parts.length === 0 || (this.touches() && this.labelAhead()),
      DEF: () => {
        this.CONSUME(T.LeftParen);
        let part = "";
        this.AT_LEAST_ONE1({
          GATE: () => !this.nextIs(T.RightParen),
          DEF: () => {
            part += this.labelPart();
          },
        });
        this.CONSUME(T.RightParen);
        parts.push(part);
      },
    });
    return { kind: "LabelPath", start, end: this.endOf(), parts: exact(parts) };
  });

  private labelPart(): string {
    const token = this.OR(this.labelParts);
    return token.tokenType === T.Quoted ? this.textValue(token) : token.image;
  }

  private readonly labelParts = [
    { ALT: () => this.CONSUME(T.Quoted) },
    { ALT: () => this.CONSUME(T.NumberLiteral) },
    { ALT: () => this.CONSUME(T.Code) },
    { ALT: () => this.CONSUME(T.Date) },
    { ALT: () => this.CONSUME(AnyWord) },
  ];

  protected readonly optionalLabels = (): LabelPath | null =>
    this.maybe(9, this.labelAhead(), this.readLabels) ?? null;

  private readonly readLabels = (): LabelPath => this.SUBRULE9(this.labels);

  // -------------------------------------------------------------------------------------------------- recovery

  /**
   * Skips at least one token, then up to one that `stop` accepts outside of brackets, a closing bracket, the end
   * of the file, or a declaration that starts on its own line.
   */
  protected skip(stop: (token: IToken) => boolean): void {
    let open = 0;
    for (let taken = 0; !this.atEnd(); taken++) {
      const token = this.LA_FAST(1);
      const flags = flagsOf(token);
      if (taken > 0) {
        if (this.declarationAhead()) return;
        if (open === 0 && ((flags & flag.closer) !== 0 || stop(token))) return;
      }
      if ((flags & flag.opener) !== 0) open++;
      else if ((flags & flag.closer) !== 0 && open > 0) open--;
      this.SKIP_TOKEN();
    }
  }
}
