import type { IToken } from "chevrotain";
import type { Declaration, File } from "../ast.ts";
import { retype, T } from "../lexer.ts";
import { reportSyntax } from "../messages.ts";
import { KindWord, tokenInfo } from "../tokens.ts";
import { DeclarationParser } from "./declarations.ts";
import { blocks, flag, flagsOf } from "./token-flags.ts";

const declarationWords = [
  T.Module,
  T.Use,
  T.Jurisdiction,
  T.Instrument,
  T.Unit,
  T.Enum,
  T.Record,
  T.Fact,
  T.Codes,
  T.Group,
  T.List,
  T.Define,
  T.Item,
  T.Reach,
  T.Review,
  T.Exception,
  T.Authority,
  T.Finding,
  T.Unencodable,
  T.Omitted,
  T.Universe,
  T.CaseWord,
  T.Scenario,
  T.Proposal,
  T.EndUser,
  T.EndUse,
  T.Service,
  T.Extraterritorial,
];
const starts = new Set([...declarationWords, T.KindList]);

/** The whole file: declarations side by side, and what stands between them by mistake. */
export class CordonParser extends DeclarationParser {
  constructor(validate = false) {
    super(validate);
    this.performSelfAnalysis();
  }

  readonly file = this.RULE("file", (): File => {
    const declarations = this.declarationList(null);
    return { kind: "File", start: 0, end: this.text.length, declarations };
  });

  private readonly declarations: { ALT: () => Declaration }[] = [
    { ALT: () => this.SUBRULE(this.moduleDeclaration) },
    { ALT: () => this.SUBRULE(this.useDeclaration) },
    { ALT: () => this.SUBRULE(this.jurisdictionDeclaration) },
    { ALT: () => this.SUBRULE(this.instrumentDeclaration) },
    { ALT: () => this.SUBRULE(this.unitDeclaration) },
    { ALT: () => this.SUBRULE(this.enumDeclaration) },
    { ALT: () => this.SUBRULE(this.recordDeclaration) },
    { ALT: () => this.SUBRULE(this.factDeclaration) },
    { ALT: () => this.SUBRULE(this.codesDeclaration) },
    { ALT: () => this.SUBRULE(this.groupDeclaration) },
    { ALT: () => this.SUBRULE(this.listDeclaration) },
    { ALT: () => this.SUBRULE(this.defineDeclaration) },
    { ALT: () => this.SUBRULE(this.namedDeclaration) },
    { ALT: () => this.SUBRULE(this.itemDeclaration) },
    { ALT: () => this.SUBRULE(this.measureDeclaration) },
    { ALT: () => this.SUBRULE(this.exceptionDeclaration) },
    { ALT: () => this.SUBRULE(this.authorityDeclaration) },
    { ALT: () => this.SUBRULE(this.findingDeclaration) },
    { ALT: () => this.SUBRULE(this.unencodableDeclaration) },
    { ALT: () => this.SUBRULE(this.omittedDeclaration) },
    { ALT: () => this.SUBRULE(this.universeDeclaration) },
    { ALT: () => this.SUBRULE(this.caseDeclaration) },
    { ALT: () => this.SUBRULE(this.scenarioDeclaration) },
    { ALT: () => this.SUBRULE(this.proposalDeclaration) },
  ];

  /** Declarations up to the end of the file or, in a proposal, up to its closing brace. */
  override declarationList(open: IToken | null): Declaration[] {
    const declarations: Declaration[] = [];
    if (this.RECORDING_PHASE) {
      this.MANY(() => declarations.push(this.OR(this.declarations)));
      return declarations;
    }
    const outer = this.indentation;
    const outerBlock = this.block;
    this.block = blocks.none;
    while (!this.atEnd()) {
      const token = this.LA_FAST(1);
      if (open !== null && token.tokenType === T.RightBrace) break;
      this.indentation = Math.max(0, this.indentationOf(token));
      this.findingsBefore = this.diagnostics.length;
      this.mendMeasure(token);
      if (starts.has(token.tokenType) && !this.isLostClause(token))
        declarations.push(this.OR(this.declarations));
      else declarations.push(this.noDeclaration(token));
    }
    this.block = outerBlock;
    this.indentation = outer;
    return declarations;
  }

  /** `authority ecra` deep in a line: a clause of a measure whose start is missing, as no declaration goes on so. */
  private isLostClause(token: IToken): boolean {
    if (this.nesting > 0 || (flagsOf(token) & flag.dual) === 0 || this.indentationOf(token) <= 0)
      return false;
    return (flagsOf(this.LA(3)) & flag.followsDeclaredName) === 0;
  }

  /** `list meausre x`: two words behind a kind mean that the first was to be `measure`. */
  private mendMeasure(token: IToken): void {
    if (token.tokenType !== T.List) return;
    const word = this.LA(2);
    if (word.tokenType !== T.Identifier || (flagsOf(this.LA(3)) & flag.name) === 0) return;
    if (this.resembles(word, [T.Measure]) !== undefined) retype(token, T.KindList);
  }

  private noDeclaration(token: IToken): Declaration {
    const start = token.startOffset;
    const meant = this.declarationMeant(token);
    const found = this.quote(token);
    if (meant !== undefined) {
      const label = tokenInfo(meant)!.label;
      const reported = this.report(() =>
        reportSyntax(
          "syntax/unknown-declaration",
          this.tokenSpan(token),
          { found, meant: label },
          { fixes: [this.replacement(token, label.slice(1, -1))] },
        ),
      );
      if (reported) {
        retype(token, meant);
        return this.OR(this.declarations);
      }
    } else if ((flagsOf(token) & flag.closer) !== 0) {
      this.report(() => reportSyntax("syntax/unexpected-closer", this.tokenSpan(token), { closer: found }));
    } else if (token.tokenType === T.Measure)
      this.expectedInstead("`list`, `end-user`, `end-use`, `service` or `extraterritorial` before `measure`");
    else if (this.indentationOf(token) < 0 && this.LA(0).tokenType !== T.RightBrace) {
      this.expectedInstead("an operator or the next declaration");
    } else {
      this.report(() =>
        reportSyntax("syntax/unknown-declaration", this.tokenSpan(token), { found, meant: null }),
      );
    }
    this.skipDeclaration();
    return { kind: "ErrorDeclaration", start, end: this.endOf() };
  }

  private declarationMeant(token: IToken) {
    if (token.tokenType === T.Measure) return undefined;
    const beforeMeasure = this.LA(2).tokenType === T.Measure;
    const words = beforeMeasure
      ? declarationWords.filter((t) => t.CATEGORIES?.includes(KindWord))
      : declarationWords;
    const meant = this.resembles(token, words);
    return meant === T.List && beforeMeasure ? T.KindList : meant;
  }

  /** Skips to the next line that starts a declaration; a block in braces is swallowed whole. */
  private skipDeclaration(): void {
    let open = 0;
    const isCloser = (token: IToken) => (flagsOf(token) & flag.closer) !== 0;
    while (isCloser(this.LA_FAST(1)) && isCloser(this.LA(2))) this.SKIP_TOKEN();
    for (let taken = 0; !this.atEnd(); taken++) {
      const token = this.LA_FAST(1);
      if (taken > 0) {
        if (this.declarationAhead()) return;
        if (open === 0) {
          const isStart = starts.has(token.tokenType) && !this.isLostClause(token);
          if (isStart && (this.indentationOf(token) >= 0 || this.LA(0).tokenType === T.RightBrace)) return;
          if (token.tokenType === T.RightBrace) {
            // the body of a declaration whose start is missing
            if (this.unclosed >= 0) return;
            this.unclosed++;
            this.SKIP_TOKEN();
            return;
          }
        }
      }
      if (token.tokenType === T.LeftBrace) open++;
      else if (token.tokenType === T.RightBrace && open > 0) open--;
      this.SKIP_TOKEN();
    }
  }
}
