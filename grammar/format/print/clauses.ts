import type { Doc } from "prettier";
import type * as Ast from "../../ast.ts";
import { type Context, group, hardline, indent, join, line, softline } from "./context.ts";

type Printer<K extends Ast.AnyNode["kind"]> = (c: Context<Extract<Ast.AnyNode, { kind: K }>>) => Doc;
type Printers<K extends Ast.AnyNode["kind"]> = { readonly [P in K]: Printer<P> };

export const clauses: Printers<
  | Exclude<Ast.MeasureClause["kind"], "Cite" | "Status">
  | "MeasureDeclaration"
  | "ExceptionDeclaration"
  | "AuthorityDeclaration"
  | "FindingDeclaration"
  | "CaseDeclaration"
  | "UniverseDeclaration"
  | Ast.UniverseClause["kind"]
  | "IntendedGap"
  | "ScenarioDeclaration"
  | "Outcome"
  | "OutcomeLimb"
  | "RouteLimb"
  | "ReleaseTarget"
  | "AuthorityClause"
  | "Permit"
  | "FindingClause"
  | "Treats"
  | "CaseFacts"
  | Ast.CaseValue["kind"]
  | "CaseEntry"
  | "Expectation"
  | "ExpectedOutcome"
> = {
  MeasureDeclaration: (c) => [
    c.node.measureKind,
    " measure ",
    c.one("name"),
    c.after(" ", "title"),
    " ",
    c.block("clauses"),
  ],
  ExceptionDeclaration: (c) => ["exception ", c.one("name"), c.after(" ", "title"), " ", c.block("clauses")],
  NamesClause: (c) => [c.node.word, " ", c.commas("names")],
  OriginClause: (c) => ["origin", c.node.origin === null ? "" : ` ${c.node.origin}`],
  FromClause: (c) => [
    "from ",
    c.node.before ? "before " : "",
    c.one("date"),
    c.after(" by ", "by"),
    c.node.clauses === null ? "" : [" ", c.block("clauses")],
  ],
  ItemsClause: (c) => members("items", c),
  DestinationsClause: (c) => members("destinations", c),
  ForClause: (c) =>
    group([
      "for any ",
      join(", ", c.many("binders")),
      c.node.where === null ? "" : indent([line, "where ", c.one("where")]),
    ]),
  WhenClause: (c) => ["when ", c.one("condition")],
  UnlessClause: (c) =>
    group([
      "unless ",
      c.one("label"),
      c.node.label === null ? "" : " ",
      c.one("condition"),
      indent(c.after(line, "cite")),
    ]),
  RequiresClause: (c) => ["requires ", c.node.outcome === null ? c.limbBlock("limbs") : c.one("outcome")],
  Outcome: (c) => [
    c.node.outcome,
    c.after(" to ", "to"),
    c.node.awaitingDecision ? " awaiting decision" : "",
  ],
  OutcomeLimb: (c) => {
    const tail: Doc[] = [];
    if (c.node.when !== null) tail.push(["when ", c.one("when")]);
    if (c.node.otherwise) tail.push("otherwise");
    if (c.node.except.length > 0) tail.push(["except ", join(" and ", c.many("except"))]);
    if (c.node.cite !== null) tail.push(c.one("cite"));
    return group([
      c.one("label"),
      c.node.label === null ? "" : " ",
      c.one("outcome"),
      indent(tail.map((part) => [line, part])),
    ]);
  },
  ProhibitsClause: () => "prohibits",
  ReviewClause: (c) => ["review ", c.one("policy")],
  RoutesClause: (c) => ["routes ", c.limbBlock("limbs")],
  RouteLimb: (c) =>
    group([
      c.one("label"),
      c.node.label === null ? "" : " ",
      c.one("route"),
      indent(c.after([line, "when "], "when")),
    ]),
  ReleasesClause: (c) => group(["releases ", indent(join([",", line], c.many("targets")))]),
  ReleaseTarget: (c) => [c.one("measure"), c.one("limb")],
  ObligesClause: (c) => {
    const { timing, days, preposition } = c.node;
    const when = days === null ? "" : [" ", timing ?? "within", " ", c.one("days"), " days"];
    return group([
      ["obliges ", c.one("duty"), " ", preposition, " ", c.one("to"), when, c.after(" ", "text")],
      indent(c.after([line, "when "], "when")),
    ]);
  },
  SavesClause: (c) =>
    group([
      "saves ",
      c.one("condition"),
      indent([c.after([line, "until "], "until"), line, "as of ", c.one("asOf")]),
    ]),
  ErrorClause: (c) => c.source(),

  AuthorityDeclaration: (c) => [
    "authority ",
    c.one("name"),
    c.after(" ", "title"),
    " of ",
    c.one("of"),
    " ",
    c.block("clauses"),
  ],
  AuthorityClause: (c) =>
    c.node.word === "held"
      ? ["held by ", c.commas("names")]
      : ["from ", c.node.before ? "before " : "", c.one("date")],
  Permit: (c) =>
    group([
      "permits ",
      c.node.measureKind,
      indent([
        c.after([line, "limited to "], "limitedTo"),
        c.after([line, "provided "], "provided"),
        c.after([line, "from "], "from"),
        c.after(" by ", "by"),
        c.after([line, "until "], "until"),
      ]),
    ]),
  FindingDeclaration: (c) => [
    "finding ",
    c.one("name"),
    c.after(" ", "title"),
    " by ",
    c.one("by"),
    " ",
    c.block("clauses"),
  ],
  FindingClause: (c) => ["from ", c.one("date"), c.after(" by ", "by")],
  Treats: (c) => group(["treats ", c.one("condition"), indent([line, "as ", c.one("as")])]),

  CaseDeclaration: (c) => [
    "case ",
    c.one("name"),
    c.after(" ", "title"),
    c.node.facts.parts[0]?.kind === "Name" ? " = " : " ",
    c.one("facts"),
  ],
  UniverseDeclaration: (c) => ["universe ", c.one("name"), c.after(" ", "title"), " ", c.block("clauses")],
  UniverseStart: (c) => ["from ", c.one("date")],
  CoveredClause: (c) => group(["covered by", indent([line, c.one("measures")])]),
  GapsClause: (c) => ["gaps ", c.limbBlock("gaps")],
  IntendedGap: (c) =>
    group([
      c.one("label"),
      c.node.label === null ? "" : " ",
      c.one("condition"),
      indent([line, "because ", c.one("because"), c.after(line, "cite")]),
    ]),

  ScenarioDeclaration: (c) => {
    const given: Doc = c.node.given === null ? "" : [hardline, "given ", c.one("given")];
    const rest: Doc = c.node.expectations.length === 0 ? "" : [hardline, c.lines("expectations")];
    if (given === "" && rest === "") return ["scenario ", c.one("title"), " {}"];
    return ["scenario ", c.one("title"), " {", indent([given, rest]), hardline, "}"];
  },
  CaseFacts: (c) => join(" with ", c.many("parts")),
  CaseRecord: (c) => collection("{", c, "entries", "}", " "),
  CaseEntry: (c) => [c.one("name"), ": ", c.one("value")],
  CaseList: (c) => collection("[", c, "members", "]", ""),
  CaseOpen: (c) => ["open ", c.one("list")],
  CaseState: (c) => c.node.state.replace("_", " "),
  CaseScalar: (c) => c.one("value"),
  Expectation: (c) =>
    group([
      ["expect on ", c.one("on"), c.after(" known at ", "knownAt"), c.node.practice ? " in practice" : ""],
      [" ", c.one("jurisdiction"), " ", c.one("outcome")],
    ]),
  ExpectedOutcome: (c) => {
    const words = {
      license_required: "license",
      notification_required: "notice",
      prohibited: "prohibited",
      authorized: "authorized",
      no_requirement: "no requirement",
      not_reached: "not reached",
      undetermined: "undetermined",
    };
    const list = (word: string, key: "by" | "missing"): Doc =>
      c.node[key].length === 0 ? "" : [line, word, " ", c.commas(key)];
    const routes: Doc = c.node.routes === null ? "" : [line, "routes {", c.commas("routes"), "}"];
    return [
      words[c.node.verdict],
      indent([list("by", "by"), c.after([line, "review "], "review"), routes, list("missing", "missing")]),
    ];
  },
};

function members(word: string, c: Context<Ast.Node & { members: readonly Ast.Expression[] }>): Doc {
  return group([word, indent([line, join([",", line], c.many("members"))])]);
}

function collection<N extends Ast.Node>(
  open: string,
  c: Context<N>,
  key: keyof N & string,
  close: string,
  pad: string,
): Doc {
  const children = c.many(key);
  if (children.length === 0) return open + close;
  const edge = pad === " " ? line : softline;
  return group([open, indent([edge, join([",", line], children)]), edge, close]);
}
