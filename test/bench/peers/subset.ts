/**
 * A subset of Cordon that three parsers read: Cordon's own, a bare chevrotain grammar without actions, and a Langium
 * grammar. The text of `subsetSource` lies in all three, so their rates are comparable.
 */
import { createToken, EmbeddedActionsParser, Lexer, type TokenType } from "chevrotain";
import { generateModule } from "../sources.ts";

/** Modules without the one construct that Langium's lexer would need a custom builder for: bare codes. */
export function subsetSource(measures: number, seed: number): string {
  const parts: string[] = [];
  for (let i = 0; i * 25 < measures; i++)
    parts.push(
      generateModule(i, 25, seed + i)
        .replace(/item XCN (\d\w+(?:\.\w+)*)/g, "item XCN '$1'")
        .replace(/^module .*\nuse .*\n/gm, ""),
    );
  return parts.join("\n");
}

// ------------------------------------------------------------------------------------------- bare chevrotain

const words = [
  "group",
  "from",
  "add",
  "item",
  "any",
  "of",
  "unless",
  "list",
  "measure",
  "authority",
  "cite",
  "topic",
  "origin",
  "unilateral",
  "requires",
  "license",
  "review",
  "presumption",
  "denial",
  "case",
  "by",
  "otherwise",
  "when",
  "destinations",
  "where",
  "in",
  "and",
  "or",
  "not",
] as const;
const name = createToken({ name: "Name", pattern: /[A-Za-z_]\w*/ });
const keyword = Object.fromEntries(
  words.map((word) => [word, createToken({ name: `Kw_${word}`, pattern: word, longer_alt: name })]),
) as Record<(typeof words)[number], TokenType>;
const date = createToken({ name: "Day", pattern: /\d{4}-\d\d-\d\d/ });
const number = createToken({ name: "Num", pattern: /\d+(?:\.\d+)?/ });
const text = createToken({ name: "Str", pattern: /"[^"\n]*"/ });
const quoted = createToken({ name: "Quoted", pattern: /'[^'\n]*'/ });
const mark = (id: string, pattern: string) => createToken({ name: id, pattern });
const [lcurly, rcurly, lround, rround, comma, eq, ge, lt, dot, slash] = [
  mark("LCurly", "{"),
  mark("RCurly", "}"),
  mark("LRound", "("),
  mark("RRound", ")"),
  mark("Comma", ","),
  mark("Eq", "="),
  mark("Ge", ">="),
  mark("Lt", "<"),
  mark("Dot", "."),
  mark("Slash", "/"),
] as [
  TokenType,
  TokenType,
  TokenType,
  TokenType,
  TokenType,
  TokenType,
  TokenType,
  TokenType,
  TokenType,
  TokenType,
];
const blank = createToken({ name: "Blank", pattern: /\s+/, group: Lexer.SKIPPED });
const comment = createToken({ name: "Comment", pattern: /\/\/[^\n]*/, group: Lexer.SKIPPED });
const vocabulary = [
  blank,
  comment,
  date,
  number,
  text,
  quoted,
  ...Object.values(keyword),
  name,
  lcurly,
  rcurly,
  lround,
  rround,
  comma,
  ge,
  eq,
  lt,
  dot,
  slash,
];
const lexer = new Lexer(vocabulary, { positionTracking: "onlyOffset", ensureOptimizations: true });

class BareParser extends EmbeddedActionsParser {
  constructor() {
    super(vocabulary, { maxLookahead: 3, skipValidations: true, recoveryEnabled: false });
    this.performSelfAnalysis();
  }
  file = this.RULE("file", () => {
    this.MANY(() =>
      this.OR([
        { ALT: () => this.SUBRULE(this.group) },
        { ALT: () => this.SUBRULE(this.item) },
        { ALT: () => this.SUBRULE(this.measure) },
      ]),
    );
  });
  group = this.RULE("group", () => {
    this.CONSUME(keyword.group);
    this.CONSUME(name);
    this.OPTION(() => this.CONSUME(text));
    this.CONSUME(lcurly);
    this.MANY(() => {
      this.CONSUME(keyword.from);
      this.CONSUME(date);
      this.OR([{ ALT: () => this.CONSUME(eq) }, { ALT: () => this.CONSUME(keyword.add) }]);
      this.AT_LEAST_ONE_SEP({ SEP: comma, DEF: () => this.CONSUME2(name) });
    });
    this.CONSUME(rcurly);
  });
  item = this.RULE("item", () => {
    this.CONSUME(keyword.item);
    this.CONSUME(name);
    this.CONSUME(quoted);
    this.CONSUME(text);
    this.CONSUME(lcurly);
    this.MANY(() => {
      this.CONSUME(keyword.from);
      this.CONSUME(date);
      this.CONSUME(eq);
      this.SUBRULE(this.condition);
      this.OPTION(() => {
        this.CONSUME(keyword.unless);
        this.SUBRULE2(this.condition);
      });
    });
    this.CONSUME(rcurly);
  });
  measure = this.RULE("measure", () => {
    this.CONSUME(keyword.list);
    this.CONSUME(keyword.measure);
    this.CONSUME(name);
    this.CONSUME(text);
    this.CONSUME(lcurly);
    this.MANY(() => this.SUBRULE(this.clause));
    this.CONSUME(rcurly);
  });
  clause = this.RULE("clause", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.authority);
          this.CONSUME(name);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.cite);
          this.CONSUME(text);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.topic);
          this.CONSUME2(name);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.origin);
          this.CONSUME(keyword.unilateral);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.requires);
          this.CONSUME(keyword.license);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.destinations);
          this.CONSUME3(name);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.when);
          this.SUBRULE(this.condition);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.unless);
          this.SUBRULE2(this.condition);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.review);
          this.CONSUME(lcurly);
          this.AT_LEAST_ONE_SEP({ SEP: comma, DEF: () => this.SUBRULE(this.policy) });
          this.CONSUME(rcurly);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.from);
          this.CONSUME(date);
          this.CONSUME2(lcurly);
          this.MANY(() => this.SUBRULE(this.clause));
          this.CONSUME2(rcurly);
        },
      },
    ]);
  });
  label = this.RULE("label", () => {
    this.CONSUME(lround);
    this.CONSUME(number);
    this.CONSUME(rround);
  });
  policy = this.RULE("policy", () => {
    this.SUBRULE(this.label);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.presumption);
          this.CONSUME(keyword.of);
          this.CONSUME(keyword.denial);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.case);
          this.CONSUME(keyword.by);
          this.CONSUME2(keyword.case);
        },
      },
    ]);
    this.OR2([
      {
        ALT: () => {
          this.CONSUME(keyword.when);
          this.SUBRULE(this.condition);
        },
      },
      { ALT: () => this.CONSUME(keyword.otherwise) },
    ]);
  });
  condition = this.RULE("condition", () => {
    this.AT_LEAST_ONE_SEP({ SEP: keyword.or, DEF: () => this.SUBRULE(this.conjunction) });
  });
  conjunction = this.RULE("conjunction", () => {
    this.AT_LEAST_ONE_SEP({ SEP: keyword.and, DEF: () => this.SUBRULE(this.test) });
  });
  test = this.RULE("test", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.not);
          this.SUBRULE(this.test);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.any);
          this.OR2([
            {
              ALT: () => {
                this.CONSUME(keyword.of);
                this.CONSUME(lcurly);
                this.AT_LEAST_ONE_SEP({
                  SEP: comma,
                  DEF: () => {
                    this.SUBRULE(this.label);
                    this.SUBRULE(this.condition);
                  },
                });
                this.CONSUME(rcurly);
              },
            },
            {
              ALT: () => {
                this.CONSUME(name);
                this.CONSUME(keyword.in);
                this.SUBRULE(this.path);
                this.CONSUME(keyword.where);
                this.SUBRULE2(this.condition);
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          this.SUBRULE2(this.path);
          this.OPTION(() =>
            this.OR3([
              {
                ALT: () => {
                  this.CONSUME2(keyword.in);
                  this.SUBRULE3(this.path);
                },
              },
              {
                ALT: () => {
                  this.OR4([{ ALT: () => this.CONSUME(ge) }, { ALT: () => this.CONSUME(lt) }]);
                  this.SUBRULE(this.quantity);
                },
              },
            ]),
          );
        },
      },
    ]);
  });
  path = this.RULE("path", () => {
    this.OR([{ ALT: () => this.CONSUME(name) }, { ALT: () => this.CONSUME(keyword.item) }]);
    this.MANY(() => {
      this.CONSUME(dot);
      this.CONSUME2(name);
      this.OPTION(() => {
        this.CONSUME(lround);
        this.SUBRULE(this.path);
        this.CONSUME(rround);
      });
    });
  });
  quantity = this.RULE("quantity", () => {
    this.CONSUME(number);
    this.CONSUME(name);
    this.OPTION(() => {
      this.CONSUME(slash);
      this.CONSUME2(name);
    });
  });
}

const parser = new BareParser();

/** Lexes and parses without building anything; throws if the text is not in the subset. */
export function parseBare(source: string): void {
  const { tokens, errors } = lexer.tokenize(source);
  parser.input = tokens;
  parser.file();
  if (errors.length + parser.errors.length > 0)
    throw new Error(`bare grammar: ${parser.errors[0]?.message ?? errors[0]?.message}`);
}

// ---------------------------------------------------------------------------------------------------- Langium

export const langiumGrammar = `
grammar Subset
entry File: declarations+=Declaration*;
Declaration: Group | Item | Measure;
Group: 'group' name=ID title=STRING? '{' versions+=GroupVersion* '}';
GroupVersion: 'from' date=DAY ('=' | 'add') members+=ID (',' members+=ID)*;
Item: 'item' scheme=ID code=QUOTED title=STRING '{' versions+=ItemVersion* '}';
ItemVersion: 'from' date=DAY '=' value=Condition ('unless' unless=Condition)?;
Measure: 'list' 'measure' name=ID title=STRING '{' clauses+=Clause* '}';
Clause: Authority | Cite | Topic | Origin | Requires | Destinations | When | Unless | Review | From;
Authority: 'authority' authority=ID;
Cite: 'cite' citation=STRING;
Topic: 'topic' topic=ID;
Origin: 'origin' origin='unilateral';
Requires: 'requires' outcome='license';
Destinations: 'destinations' group=ID;
When: 'when' condition=Condition;
Unless: 'unless' condition=Condition;
Review: 'review' '{' limbs+=Policy (',' limbs+=Policy)* '}';
From: 'from' date=DAY '{' clauses+=Clause* '}';
Policy: '(' label=NUM ')' (denial?='presumption' 'of' 'denial' | 'case' 'by' 'case') ('when' when=Condition | otherwise?='otherwise');
Condition: operands+=Conjunction ('or' operands+=Conjunction)*;
Conjunction: operands+=Test ('and' operands+=Test)*;
Test: Negation | Limbs | Quantifier | Comparison;
Negation: 'not' operand=Test;
Limbs: 'any' 'of' '{' limbs+=Limb (',' limbs+=Limb)* '}';
Limb: '(' label=NUM ')' condition=Condition;
Quantifier: 'any' variable=ID 'in' list=Path 'where' condition=Condition;
Comparison: left=Path ('in' set=Path | operator=('>=' | '<') right=Quantity)?;
Path: root=RootName segments+=Segment*;
RootName returns string: ID | 'item';
Segment: '.' name=ID ('(' argument=Path ')')?;
Quantity: value=NUM unit=ID ('/' per=ID)?;
terminal DAY: /[0-9]{4}-[0-9]{2}-[0-9]{2}/;
terminal NUM: /[0-9]+(\\.[0-9]+)?/;
terminal ID: /[A-Za-z_][A-Za-z0-9_]*/;
terminal STRING: /"[^"\\n]*"/;
terminal QUOTED: /'[^'\\n]*'/;
hidden terminal WS: /\\s+/;
hidden terminal COMMENT: /\\/\\/[^\\n]*/;
`;
