/** Measures and exceptions as blocks of a page. */
import type {
  DatedVersion,
  Declared,
  Exception,
  ExceptionBody,
  Measure,
  MeasureBody,
} from "../check/tree.ts";
import { exceptionChanges, measureChanges } from "./changes.ts";
import {
  obligationStatement,
  outcomePhrase,
  outcomeStatement,
  releasePhrase,
  reviewStatement,
  routeStatement,
  said,
  savingStatement,
  tested,
} from "./clauses.ts";
import type { Block } from "./document.ts";
import { boundName } from "./nouns.ts";
import { citationsText, periodPhrase, statusPhrase } from "./periods.ts";
import { literal, type Phrase, plain, type Statement, statement } from "./phrase.ts";
import { caveatPhrases, referenceChanges } from "./references.ts";
import { ENGLISH, type Wording } from "./wording/wording.ts";

/** The heading of a declaration: its title where it has one, and its name. */
export function heading(declared: Declared, level: 3 | 4 = 3, w: Wording = ENGLISH): Block {
  const name = literal(declared.name);
  const title = w.title(declared);
  return {
    kind: "heading",
    level,
    text: title === null ? [name] : [title, " ", name],
    id: declared.id,
    span: declared.nameSpan,
  };
}

/** What the author wrote above the declaration. */
export function remarks(declared: Declared, w: Wording): Block[] {
  const text = (declared.doc ?? "")
    .split("\n")
    .filter((line) => !line.trim().startsWith("@"))
    .join("\n")
    .trim();
  return text === "" ? [] : [{ kind: "remark", text: plain([w.sentence(unwrapped(text))]) }];
}

/** Without the ends of lines that only keep sources narrow; paragraphs and points of a list stay apart. */
function unwrapped(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s*\n(?!\s*[-*]\s)\s*/g, " "))
    .join("\n\n");
}

/** One measure: what it is, then each dated version in sentences and what it changed. */
export function measureBlocks(
  measure: Measure,
  releasedBy: readonly Exception[],
  w: Wording = ENGLISH,
): Block[] {
  return [
    heading(measure, 3, w),
    ...remarks(measure, w),
    { kind: "facts", rows: measureFacts(measure, releasedBy, w) },
    { kind: "statements", statements: measureStatements(measure, w) },
  ];
}

/** What a measure says of itself: label and value. */
export function measureFacts(
  measure: Measure,
  releasedBy: readonly Exception[],
  w: Wording = ENGLISH,
): (readonly [label: string, value: Phrase])[] {
  const { texts, terms } = w.language;
  const { labels } = texts;
  const rows: [string, Phrase][] = [citationRow(measure.citations, w)];
  if (measure.authority !== null) rows.push([labels.authority, [w.titleTerm(measure.authority)]]);
  if (measure.reach !== null)
    rows.push([labels.reaches, [texts.notes.actsWithin, w.wordsTerm(measure.reach)]]);
  if (measure.extends.length > 0)
    rows.push([
      labels.extends,
      w.grammar.series(
        measure.extends.map((reach) => [w.wordsTerm(reach)]),
        "and",
      ),
    ]);
  if (measure.topics.length > 0)
    rows.push([
      labels.topic,
      w.grammar.series(
        measure.topics.map((topic) => [w.free("topic", topic)]),
        "and",
      ),
    ]);
  if (measure.origin !== null) rows.push([labels.origin, [terms.origin[measure.origin]]]);
  rows.push(...confidenceRow(measure.confidence, w));
  if (releasedBy.length > 0)
    rows.push([
      labels.releasedBy,
      w.grammar.series(
        releasedBy.map((exception) => [w.name(exception)]),
        "or",
      ),
    ]);
  for (const status of measure.chronology.statuses)
    if (status.word === "unenforced") rows.push([texts.headings.practice, statusPhrase(status, w)]);
  for (const caveat of caveatPhrases(measure, w)) rows.push([texts.headings.caveats, caveat]);
  return rows;
}

/** The citations of a declaration, or that none is stated. */
function citationRow(citations: Measure["citations"], w: Wording): [string, Phrase] {
  const { labels, frame } = w.language.texts;
  const cited = citationsText(citations);
  return [labels.citation, [cited === "" ? frame.noneStated : w.foreign(cited)]];
}

/** How sure the author is, where that is stated. */
export function confidenceRow(confidence: string | null, w: Wording): [string, Phrase][] {
  if (confidence === null) return [];
  const known: Readonly<Record<string, string>> = w.language.terms.confidence;
  return [[w.language.texts.labels.confidence, [known[confidence] ?? w.foreign(confidence)]]];
}

/** Each version of a measure with what it changed, then what became of it, then what is saved. */
export function measureStatements(measure: Measure, w: Wording = ENGLISH): Statement[] {
  const { chronology } = measure;
  const versions = chronology.versions.map((version, index) => {
    const before = chronology.versions[index - 1];
    const changes =
      before === undefined ? [] : changed(version, measureChanges(before.value, version.value, w), w);
    return statement(
      periodPhrase(chronology, index, w),
      [...changes, ...bodyStatements(measure, version.value, w)],
      { span: version.span },
    );
  });
  const statuses = chronology.statuses.map((status) =>
    statement(statusPhrase(status, w), [], { span: status.span }),
  );
  const saves = measure.saves.map((saving) => savingStatement(saving, w));
  return [...versions, ...statuses, ...saves, ...referenceChanges(measure, w)];
}

/** The changes of a version under their heading; one without a place of its own has that of the version. */
export function changed(
  { from, span }: Pick<DatedVersion<unknown>, "from" | "span">,
  changes: readonly Statement[],
  w: Wording,
): Statement[] {
  if (changes.length === 0 || from === null) return [];
  const placed = changes.map((change) => ({ ...change, span: change.span ?? span }));
  return [statement(w.grammar.changedOn(from), placed)];
}

/** What one version of a measure says: its consequence with the conditions, review, types of license. */
export function bodyStatements(measure: Measure, body: MeasureBody, w: Wording): Statement[] {
  const { grammar } = w;
  const where = [
    ...body.binders.map((binder) =>
      statement(grammar.forAny(boundName(binder, w)), [], { span: binder.span }),
    ),
    ...tested(body.conditions, body.exclusions, w),
  ];
  const found: Statement[] = [];
  if (measure.kind === "extraterritorial") {
    found.push(said(grammar.where(grammar.withinLaw(), where), {}));
  } else if (body.outcomes.length === 1 && body.outcomes[0]!.when === null) {
    const outcome = body.outcomes[0]!;
    found.push(said(grammar.where(outcomePhrase(outcome, w), where), { span: outcome.span }));
  } else {
    found.push(said(grammar.commonConditions(where), {}));
    for (const outcome of body.outcomes) found.push(outcomeStatement(outcome, w));
  }
  if (body.review !== null) found.push(reviewStatement(body.review, w));
  for (const route of body.routes) found.push(routeStatement(route, w));
  return found;
}

/** One exception: what it releases, when, and at the price of which obligations. */
export function exceptionBlocks(exception: Exception, w: Wording = ENGLISH): Block[] {
  const rows = [citationRow(exception.citations, w), ...confidenceRow(exception.confidence, w)];
  return [
    heading(exception, 3, w),
    ...remarks(exception, w),
    { kind: "facts", rows },
    { kind: "statements", statements: exceptionStatements(exception, w) },
  ];
}

/** Each version of an exception with what it changed, then what became of it. */
export function exceptionStatements(exception: Exception, w: Wording = ENGLISH): Statement[] {
  const { chronology } = exception;
  const versions = chronology.versions.map((version, index) => {
    const before = chronology.versions[index - 1];
    const changes =
      before === undefined ? [] : changed(version, exceptionChanges(before.value, version.value, w), w);
    return statement(periodPhrase(chronology, index, w), [...changes, ...exceptionBody(version.value, w)], {
      span: version.span,
    });
  });
  return [
    ...versions,
    ...chronology.statuses.map((status) => statement(statusPhrase(status, w), [], { span: status.span })),
  ];
}

/** What one version of an exception says. */
export function exceptionBody(body: ExceptionBody, w: Wording): Statement[] {
  const { grammar } = w;
  const released = grammar.series(
    body.releases.map((release) => releasePhrase(release, w)),
    "and",
  );
  const where = tested(body.conditions, body.exclusions, w);
  const span = body.releases[0]?.span ?? null;
  return [
    said(grammar.where(grammar.releases(released), where), { span }),
    ...body.obligations.map((obligation) => obligationStatement(obligation, w)),
  ];
}
