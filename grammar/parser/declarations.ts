import type { IToken, TokenType } from "chevrotain";
import type {
  AuthorityClause,
  AuthorityDeclaration,
  CaseDeclaration,
  Cite,
  Declaration,
  ErrorClause,
  ExceptionDeclaration,
  Expectation,
  FindingDeclaration,
  InstrumentDeclaration,
  IntendedGap,
  JurisdictionClause,
  JurisdictionDeclaration,
  MeasureDeclaration,
  MeasureKind,
  ModuleDeclaration,
  OmittedDeclaration,
  Permit,
  ProposalDeclaration,
  ScenarioDeclaration,
  Treats,
  UnencodableDeclaration,
  UniverseClause,
  UniverseDeclaration,
  UseDeclaration,
} from "../ast.ts";
import { span } from "../base/span.ts";
import { nearNames } from "../base/suggest.ts";
import { T } from "../lexer.ts";
import { reportSyntax } from "../messages.ts";
import { KindWord } from "../tokens.ts";
import { CaseParser } from "./cases.ts";
import { blocks, flag, flagsOf } from "./token-flags.ts";

/** What is said of a place in the law that no declaration encodes whole. */
type PlaceClause = UnencodableDeclaration["clauses"][number];

const kinds: ReadonlyMap<TokenType, MeasureKind> = new Map<TokenType, MeasureKind>([
  [T.KindList, "list"],
  [T.List, "list"],
  [T.EndUser, "end-user"],
  [T.EndUse, "end-use"],
  [T.Service, "service"],
  [T.Extraterritorial, "extraterritorial"],
]);

const jurisdictionWords = new Map([
  [T.Reach, "reach"],
  [T.Codes, "codes"],
  [T.Agency, "agency"],
  [T.States, "states"],
  [T.Members, "members"],
] as const);

/** Modules, institutions, measures, powers, scenarios and proposals. */
export abstract class DeclarationParser extends CaseParser {
  // ------------------------------------------------------------------------------------------------ modules

  readonly moduleDeclaration = this.RULE("moduleDeclaration", (): ModuleDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Module);
    const path = this.SUBRULE(this.modulePath);
    this.mend([T.Of, T.Current]);
    const jurisdiction = this.optionalOf(1);
    this.mend([T.Current]);
    const currentTo =
      this.OPTION2(() => {
        this.CONSUME(T.Current);
        this.need(0, T.To);
        return this.date(0);
      }) ?? null;
    return { kind: "ModuleDeclaration", start, end: this.endOf(), path, jurisdiction, currentTo };
  });

  readonly useDeclaration = this.RULE("useDeclaration", (): UseDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Use);
    const paths = [this.SUBRULE(this.modulePath)];
    this.MANY(() => {
      this.CONSUME(T.Comma);
      paths.push(this.SUBRULE1(this.modulePath));
    });
    return { kind: "UseDeclaration", start, end: this.endOf(), paths };
  });

  // ------------------------------------------------------------------------------------------------ institutions

  readonly jurisdictionDeclaration = this.RULE("jurisdictionDeclaration", (): JurisdictionDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Jurisdiction);
    const name = this.newName(0, "the name of the jurisdiction");
    const title = this.optionalTitle(1);
    this.mend([T.Within]);
    const within =
      this.OPTION2(() => {
        this.CONSUME(T.Within);
        return this.name(1, "the name of a jurisdiction");
      }) ?? null;
    const clauses = this.clauseBlock(blocks.jurisdiction, () => this.SUBRULE(this.jurisdictionClause));
    return { kind: "JurisdictionDeclaration", start, end: this.endOf(), name, title, within, clauses };
  });

  readonly jurisdictionClause = this.RULE("jurisdictionClause", (): JurisdictionClause => {
    const start = this.startOf();
    const word = this.OR([
      { ALT: () => this.CONSUME(T.Reach) },
      { ALT: () => this.CONSUME(T.Codes) },
      { ALT: () => this.CONSUME(T.Agency) },
      { ALT: () => this.CONSUME(T.States) },
      { ALT: () => this.CONSUME(T.Members) },
    ]);
    const names = this.names(0, "a name");
    const text = jurisdictionWords.get(word.tokenType) ?? "reach";
    return { kind: "JurisdictionClause", start, end: this.endOf(), word: text, names };
  });

  readonly instrumentDeclaration = this.RULE("instrumentDeclaration", (): InstrumentDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Instrument);
    const name = this.newName(0, "the name of the instrument");
    const title = this.optionalTitle(1);
    const clauses = this.clauseBlock<InstrumentDeclaration["clauses"][number]>(blocks.instrument, () =>
      this.SUBRULE(this.instrumentClause),
    );
    return { kind: "InstrumentDeclaration", start, end: this.endOf(), name, title, clauses };
  });

  readonly instrumentClause = this.RULE("instrumentClause", (): InstrumentDeclaration["clauses"][number] => {
    const start = this.startOf();
    const clause = (word: "announced" | "published" | "from", index: number) =>
      ({ kind: "InstrumentClause", start, word, date: this.date(index), end: this.endOf() }) as const;
    return this.OR([
      { ALT: (): InstrumentDeclaration["clauses"][number] => this.SUBRULE(this.cite) },
      {
        ALT: (): InstrumentDeclaration["clauses"][number] =>
          this.after(this.CONSUME(T.Announced), () => clause("announced", 0)),
      },
      {
        ALT: (): InstrumentDeclaration["clauses"][number] =>
          this.after(this.CONSUME(T.Published), () => clause("published", 1)),
      },
      {
        ALT: (): InstrumentDeclaration["clauses"][number] =>
          this.after(this.CONSUME(T.From), () => clause("from", 2)),
      },
    ]);
  });

  // ------------------------------------------------------------------------------------------------ measures

  readonly measureDeclaration = this.RULE("measureDeclaration", (): MeasureDeclaration => {
    const start = this.startOf();
    const kind = this.OR([
      { ALT: () => this.CONSUME(T.KindList) },
      { ALT: () => this.CONSUME(T.EndUser) },
      { ALT: () => this.CONSUME(T.EndUse) },
      { ALT: () => this.CONSUME(T.Service) },
      { ALT: () => this.CONSUME(T.Extraterritorial) },
    ]);
    const measureKind = this.kindOf(kind);
    this.need(0, T.Measure);
    const name = this.newName(0, "the name of the measure");
    const title = this.optionalTitle(1);
    const clauses = this.SUBRULE(this.measureBody, { ARGS: [blocks.measure] });
    return { kind: "MeasureDeclaration", start, end: this.endOf(), measureKind, name, title, clauses };
  });

  private kindOf(token: IToken): MeasureKind {
    return kinds.get(token.tokenType) ?? "list";
  }

  readonly exceptionDeclaration = this.RULE("exceptionDeclaration", (): ExceptionDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Exception);
    const name = this.newName(0, "the name of the exception");
    const title = this.optionalTitle(1);
    const clauses = this.SUBRULE(this.measureBody, { ARGS: [blocks.exception] });
    return { kind: "ExceptionDeclaration", start, end: this.endOf(), name, title, clauses };
  });

  // ------------------------------------------------------------------------------------------------ powers

  readonly authorityDeclaration = this.RULE("authorityDeclaration", (): AuthorityDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Authority);
    const name = this.newName(0, "the name of the authority");
    const title = this.optionalTitle(1);
    this.need(0, T.Of);
    const of = this.name(1, "the name of a jurisdiction");
    const clauses = this.clauseBlock<AuthorityDeclaration["clauses"][number]>(blocks.authority, () =>
      this.OR([
        { ALT: (): AuthorityDeclaration["clauses"][number] => this.SUBRULE(this.cite) },
        { ALT: (): AuthorityDeclaration["clauses"][number] => this.SUBRULE(this.authorityClause) },
        { ALT: (): AuthorityDeclaration["clauses"][number] => this.SUBRULE(this.permit) },
        { ALT: (): AuthorityDeclaration["clauses"][number] => this.SUBRULE(this.status) },
      ]),
    );
    return { kind: "AuthorityDeclaration", start, end: this.endOf(), name, title, of, clauses };
  });

  readonly authorityClause = this.RULE("authorityClause", (): AuthorityClause => {
    const start = this.startOf();
    return this.OR([
      {
        ALT: (): AuthorityClause => {
          this.CONSUME(T.Held);
          this.need(0, T.By);
          const names = this.names(0, "the name of an agency");
          return {
            kind: "AuthorityClause",
            start,
            end: this.endOf(),
            word: "held",
            names,
            before: false,
            date: null,
          };
        },
      },
      {
        ALT: (): AuthorityClause => {
          this.CONSUME(T.From);
          const { before, date } = this.start(2);
          return { kind: "AuthorityClause", start, end: this.endOf(), word: "from", names: [], before, date };
        },
      },
    ]);
  });

  /** `permits KIND [limited to C] [provided C] [from D [by I]] [until D]` */
  readonly permit = this.RULE("permit", (): Permit => {
    const start = this.startOf();
    this.CONSUME(T.Permits);
    this.mend([T.List, T.EndUser, T.EndUse, T.Service, T.Extraterritorial]);
    let measureKind: MeasureKind = "list";
    if (this.RECORDING_PHASE || kinds.has(this.LA_FAST(1).tokenType))
      measureKind = this.kindOf(this.CONSUME(KindWord));
    else measureKind = this.hyphenatedKind();
    this.mend([T.Limited, T.Provided]);
    const limitedTo =
      this.OPTION(() => {
        this.CONSUME(T.Limited);
        this.need(0, T.To);
        return this.SUBRULE(this.expression);
      }) ?? null;
    this.mend([T.Provided]);
    const provided =
      this.OPTION1(() => {
        this.CONSUME(T.Provided);
        return this.SUBRULE1(this.expression);
      }) ?? null;
    if (this.LA(2).tokenType === T.Date) this.mend([T.From, T.Until]);
    const from = this.OPTION2(() => {
      this.CONSUME(T.From);
      return { date: this.date(0), by: this.optionalBy(5) };
    });
    this.mend([T.Until]);
    const until =
      this.OPTION3(() => {
        this.CONSUME(T.Until);
        return this.date(1);
      }) ?? null;
    return {
      kind: "Permit",
      start,
      end: this.endOf(),
      measureKind,
      limitedTo,
      provided,
      from: from?.date ?? null,
      by: from?.by ?? null,
      until,
    };
  });

  /** `edn-user`: a misspelt kind with a hyphen was lexed as a subtraction. */
  private hyphenatedKind(): MeasureKind {
    const [first, minus, last] = [this.LA(1), this.LA(2), this.LA(3)];
    const isWord = (token: IToken) => (flagsOf(token) & flag.word) !== 0;
    const joined =
      isWord(first) && minus.tokenType === T.Minus && isWord(last) ? `${first.image}-${last.image}` : "";
    const meant = nearNames(joined, ["end-user", "end-use"], 1)[0];
    if (meant === undefined) {
      this.expected("a kind of measure: `list`, `end-user`, `end-use`, `service` or `extraterritorial`");
      return "list";
    }
    const at = span(this.sourcePath, first.startOffset, last.startOffset + last.image.length);
    const fixes = [{ title: `write \`${meant}\``, safe: false, edits: [{ span: at, newText: meant }] }];
    this.report(() =>
      reportSyntax("syntax/misspelt-word", at, { found: `\`${joined}\``, meant: `\`${meant}\`` }, { fixes }),
    );
    for (let taken = 0; taken < 3; taken++) this.SKIP_TOKEN();
    return meant === "end-user" ? "end-user" : "end-use";
  }

  readonly findingDeclaration = this.RULE("findingDeclaration", (): FindingDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Finding);
    const name = this.newName(0, "the name of the finding");
    const title = this.optionalTitle(1);
    this.need(0, T.By);
    const by = this.name(1, "the name of an agency");
    const clauses = this.clauseBlock<FindingDeclaration["clauses"][number]>(blocks.finding, () =>
      this.OR([
        { ALT: (): FindingDeclaration["clauses"][number] => this.SUBRULE(this.cite) },
        { ALT: (): FindingDeclaration["clauses"][number] => this.SUBRULE(this.findingClause) },
        { ALT: (): FindingDeclaration["clauses"][number] => this.SUBRULE(this.treats) },
        { ALT: (): FindingDeclaration["clauses"][number] => this.SUBRULE(this.status) },
      ]),
    );
    return { kind: "FindingDeclaration", start, end: this.endOf(), name, title, by, clauses };
  });

  readonly findingClause = this.RULE("findingClause", (): FindingDeclaration["clauses"][number] => {
    const start = this.startOf();
    this.CONSUME(T.From);
    const date = this.date(0);
    const by = this.optionalBy(1);
    return { kind: "FindingClause", start, end: this.endOf(), date, by };
  });

  readonly treats = this.RULE("treats", (): Treats => {
    const start = this.startOf();
    this.CONSUME(T.Treats);
    const condition = this.SUBRULE(this.expression);
    this.need(0, T.As);
    const as = this.SUBRULE1(this.expression);
    return { kind: "Treats", start, end: this.endOf(), condition, as };
  });

  readonly unencodableDeclaration = this.RULE("unencodableDeclaration", (): UnencodableDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Unencodable);
    const name = this.newName(0, "the name of the text");
    const title = this.optionalTitle(1);
    const clauses = this.clauseBlock<PlaceClause>(blocks.unencodable, () => this.SUBRULE(this.placeClause));
    return { kind: "UnencodableDeclaration", start, end: this.endOf(), name, title, clauses };
  });

  readonly omittedDeclaration = this.RULE("omittedDeclaration", (): OmittedDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Omitted);
    const name = this.newName(0, "a name for what is left out");
    const title = this.optionalTitle(1);
    const clauses = this.clauseBlock<PlaceClause>(blocks.omitted, () => this.SUBRULE(this.placeClause));
    return { kind: "OmittedDeclaration", start, end: this.endOf(), name, title, clauses };
  });

  /** Where in the law, and why. */
  readonly placeClause = this.RULE(
    "placeClause",
    (): PlaceClause =>
      this.OR([
        { ALT: (): PlaceClause => this.SUBRULE(this.cite) },
        {
          ALT: (): PlaceClause => {
            const at = this.startOf();
            this.CONSUME(T.Because);
            const because = this.textNode(3, "the reason in double quotes");
            return { kind: "UnencodableClause", start: at, end: this.endOf(), because };
          },
        },
      ]),
  );

  // ------------------------------------------------------------------------------------------------ universes

  readonly universeDeclaration = this.RULE("universeDeclaration", (): UniverseDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Universe);
    const name = this.newName(0, "the name of the universe");
    const title = this.optionalTitle(1);
    type Clause = UniverseDeclaration["clauses"][number];
    const clauses = this.clauseBlock<Clause>(blocks.universe, () =>
      this.OR([
        { ALT: (): Clause => this.SUBRULE(this.cite) },
        { ALT: (): Clause => this.SUBRULE(this.universeStart) },
        { ALT: (): Clause => this.SUBRULE(this.status) },
        { ALT: (): Clause => this.SUBRULE(this.whenClause) as Clause },
        { ALT: (): Clause => this.SUBRULE(this.unlessClause) },
        { ALT: (): Clause => this.SUBRULE(this.coveredClause) },
        { ALT: (): Clause => this.SUBRULE(this.gapsClause) },
      ]),
    );
    return { kind: "UniverseDeclaration", start, end: this.endOf(), name, title, clauses };
  });

  readonly universeStart = this.RULE("universeStart", (): UniverseClause => {
    const start = this.startOf();
    this.CONSUME(T.From);
    const date = this.date(0);
    return { kind: "UniverseStart", start, end: this.endOf(), date };
  });

  /** `covered by M + N` */
  readonly coveredClause = this.RULE("coveredClause", (): UniverseClause => {
    const start = this.startOf();
    this.CONSUME(T.Covered);
    this.need(0, T.By);
    const measures = this.SUBRULE(this.expression);
    return { kind: "CoveredClause", start, end: this.endOf(), measures };
  });

  /** `gaps { (1) C because "..." }` */
  readonly gapsClause = this.RULE("gapsClause", (): UniverseClause => {
    const start = this.startOf();
    this.CONSUME(T.Gaps);
    const gaps = this.braced(0, "the gaps that are meant", () => this.SUBRULE(this.intendedGap));
    return { kind: "GapsClause", start, end: this.endOf(), gaps };
  });

  readonly intendedGap = this.RULE("intendedGap", (): IntendedGap => {
    const label = this.optionalLabels();
    const condition = this.SUBRULE(this.expression);
    this.mend([T.Because]);
    this.need(0, T.Because);
    const because = this.textNode(0, "the reason in double quotes");
    const cite = this.optionalCite(1);
    return {
      kind: "IntendedGap",
      start: (label ?? condition).start,
      end: this.endOf(),
      label,
      condition,
      because,
      cite,
    };
  });

  // ------------------------------------------------------------------------------------------------ scenarios

  /** `case h20 "H20" = h100 with { item: { tpp: 2368 TPP } }`; the `=` is left out before braces */
  readonly caseDeclaration = this.RULE("caseDeclaration", (): CaseDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.CaseWord);
    const name = this.newName(0, "the name of the case");
    const title = this.optionalTitle(1);
    if (this.RECORDING_PHASE || this.nextIs(T.Equal)) this.CONSUME(T.Equal);
    else if (this.namedCaseAhead()) this.need(0, T.Equal);
    const facts = this.SUBRULE(this.caseFacts);
    return { kind: "CaseDeclaration", start, end: this.endOf(), name, title, facts };
  });

  readonly scenarioDeclaration = this.RULE("scenarioDeclaration", (): ScenarioDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Scenario);
    const title = this.textNode(0, "the title of the scenario in double quotes");
    let given: ScenarioDeclaration["given"] = null;
    type Part = Expectation | Cite | ErrorClause;
    const parts = this.clauseBlock<Part | null>(blocks.scenario, () =>
      this.OR([
        {
          ALT: (): Part | null => {
            const word = this.CONSUME(T.Given);
            if (given !== null) this.repeated(word);
            const facts = this.SUBRULE(this.caseFacts);
            if (given !== null) return { kind: "ErrorClause", start: word.startOffset, end: this.endOf() };
            given = facts;
            return null;
          },
        },
        { ALT: (): Part | null => this.SUBRULE(this.expectation) },
        { ALT: (): Part | null => this.SUBRULE(this.cite) },
      ]),
    );
    const expectations = parts.filter((part) => part !== null);
    return { kind: "ScenarioDeclaration", start, end: this.endOf(), title, given, expectations };
  });

  private repeated(word: IToken): void {
    const found = this.quote(word);
    this.report(() => reportSyntax("syntax/repeated-clause", this.tokenSpan(word), { found }));
  }

  abstract declarationList(open: IToken | null): Declaration[];

  readonly proposalDeclaration = this.RULE("proposalDeclaration", (): ProposalDeclaration => {
    const start = this.startOf();
    this.CONSUME(T.Proposal);
    const name = this.newName(0, "the name of the proposal");
    const title = this.optionalTitle(1);
    const declarations: Declaration[] = [];
    if (this.mayNest("this proposal")) {
      const opener = this.openBrace(0, "the declarations of the proposal");
      if (this.RECORDING_PHASE || opener !== null) declarations.push(...this.declarationList(opener));
      this.closeBrace(0, opener);
      this.nesting--;
    }
    return { kind: "ProposalDeclaration", start, end: this.endOf(), name, title, declarations };
  });
}
