/** Items, groups, defined terms, grounds of reach, review grids, lists and gaps as blocks of a page. */
import type {
  Chronology,
  Citation,
  Define,
  Group,
  GroupChange,
  Guarded,
  Item,
  List,
  Reach,
  Review,
  Unencodable,
  Universe,
} from "../check/tree.ts";
import type { Block } from "./document.ts";
import { gridStatements, heading, remarks, tested } from "./measures.ts";
import { noun, setPhrase } from "./nouns.ts";
import { citationsText, periodPhrase, statusPhrase } from "./periods.ts";
import { literal, nameOf, type Phrase, type Statement, series, statement, words } from "./phrase.ts";
import { condition, guarded } from "./sentences.ts";

/** An item of a control list with its thresholds in every version. */
export function itemBlocks(item: Item): Block[] {
  const title = item.title === null ? "" : `: ${item.title}`;
  return [
    {
      kind: "heading",
      level: 3,
      text: [`${item.scheme.name} ${item.code}${title}`],
      id: item.id,
      span: item.nameSpan,
    },
    ...remarks(item),
    ...about(item),
    { kind: "statements", statements: guardedVersions(item.chronology) },
  ];
}

/** A named condition or formula. */
export function defineBlocks(define: Define): Block[] {
  const of = define.of === null ? "" : ` of ${words(define.of.name)}`;
  const parameters =
    define.parameters.length === 0 ? "" : ` (${define.parameters.map((p) => p.name).join(", ")})`;
  const title = define.title === null ? "" : `: ${define.title}`;
  const statements =
    define.type.kind === "truth"
      ? guardedVersions(define.chronology)
      : versions(define.chronology, (value) =>
          statement([define.type.kind === "set" ? "any of " : "", ...valuePhrase(value)]),
        );
  return [
    {
      kind: "heading",
      level: 3,
      text: [`${words(define.name)}${parameters}${of}${title}`],
      id: define.id,
      span: define.nameSpan,
    },
    ...remarks(define),
    ...about(define),
    { kind: "statements", statements },
  ];
}

function valuePhrase(value: Guarded): Phrase {
  return value.value.type.kind === "set" ? setPhrase(value.value) : noun(value.value);
}

export function reachBlocks(reach: Reach): Block[] {
  return [
    heading(reach),
    ...remarks(reach),
    ...about(reach),
    { kind: "statements", statements: guardedVersions(reach.chronology) },
  ];
}

export function reviewBlocks(review: Review): Block[] {
  const statements = versions(review.chronology, (grid) => statement([], gridStatements(grid)));
  return [heading(review), ...remarks(review), ...about(review), { kind: "statements", statements }];
}

/** A dated set: what each version makes of it. */
export function groupBlocks(group: Group): Block[] {
  const verbs: Readonly<Record<GroupChange["operation"], string>> = {
    set: "consists of ",
    add: "adds ",
    remove: "removes ",
  };
  const statements = versions(group.chronology, (change) => {
    const empty = change.value.kind === "setLiteral" && change.value.members.length === 0;
    return statement(empty ? ["no member is known"] : [verbs[change.operation], ...setPhrase(change.value)]);
  });
  const blocks: Block[] = [heading(group), ...remarks(group), ...about(group)];
  if (group.open)
    blocks.push({
      kind: "paragraph",
      text: ["Members may be missing here: for a value that is not listed the answer is unknown, not no."],
    });
  return [...blocks, { kind: "statements", statements }];
}

/** A party list or other data: where it comes from and how many entries are dated how. */
export function listBlocks(list: List): Block[] {
  const days = list.rows.flatMap((row) => (row.from === null ? [] : [row.from])).sort();
  const rows: [string, Phrase][] = [
    ["Data", [`${list.file}, ${list.rows.length} ${list.rows.length === 1 ? "entry" : "entries"}`]],
    ["Content", [list.contentHash]],
  ];
  if (list.citation !== null) rows.unshift(["Citation", [list.citation.text]]);
  if (days.length > 0) rows.push(["Entries added", [`${days[0]} to ${days.at(-1)}`]]);
  return [heading(list), ...remarks(list), { kind: "facts", rows }];
}

/** Text of the law that no fact settles, with the reason. */
export function unencodableBlocks(gap: Unencodable): Block[] {
  const rows: [string, Phrase][] = [["Because", [gap.because]]];
  if (gap.citations.length > 0) rows.unshift(["Citation", [citationsText(gap.citations)]]);
  return [heading(gap), ...remarks(gap), { kind: "facts", rows }];
}

/** Transactions of which none is to escape some measures, and those that are left free on purpose. */
export function universeBlocks(universe: Universe): Block[] {
  const { citations, covering, from, until } = universe;
  const rows: [string, Phrase][] = [];
  if (citations.length > 0) rows.push(["Citation", [citationsText(citations)]]);
  if (from !== null) rows.push(["From", [literal(from)]]);
  if (until !== null) rows.push(["Until", [literal(until)]]);
  const measures = series(
    covering.map((measure) => [nameOf(measure, "name")]),
    "or",
  );
  const inside = tested(universe.conditions, universe.exclusions);
  const gaps = universe.gaps.map(({ label, condition: left, because, citation, span }) => {
    const held = condition(left);
    return statement([...held.phrase, ` (because ${because})`], held.parts, {
      label: label?.text ?? null,
      citation: citation?.text ?? null,
      span,
    });
  });
  const statements = [
    statement(["A transaction is under ", ...measures, " where all of these hold:"], inside, {
      span: universe.span,
    }),
    ...(gaps.length === 0 ? [] : [statement(["but for these, left free on purpose:"], gaps)]),
  ];
  return [
    heading(universe),
    ...remarks(universe),
    { kind: "facts", rows },
    { kind: "statements", statements },
  ];
}

/** What a declaration says about itself besides its content. */
function about(declared: {
  readonly confidence: string | null;
  readonly citations?: readonly Citation[];
}): Block[] {
  const rows: [string, Phrase][] = [];
  const { citations = [], confidence } = declared;
  if (citations.length > 0) rows.push(["Citation", [citationsText(citations)]]);
  if (confidence !== null) rows.push(["Confidence", [confidence]]);
  return rows.length === 0 ? [] : [{ kind: "facts", rows }];
}

function guardedVersions(chronology: Chronology<Guarded>): Statement[] {
  return versions(chronology, (value) => guarded(condition(value.value), value.unless));
}

/** One statement per version, introduced by its period unless the declaration is undated. */
function versions<T>(chronology: Chronology<T>, say: (value: T) => Statement): Statement[] {
  const found = chronology.versions.map((version, index) => {
    const said = say(version.value);
    if (version.from === null) return statement(said.phrase, said.parts, { span: version.span });
    return statement(
      [...periodPhrase(chronology, index), said.phrase.length === 0 ? "" : ": ", ...said.phrase],
      said.parts,
      { span: version.span },
    );
  });
  return [
    ...found,
    ...chronology.statuses.map((status) => statement(statusPhrase(status), [], { span: status.span })),
  ];
}
