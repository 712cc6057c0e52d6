/** The analysis as findings: what is wrong under the hit policy of the table, and what is merely worth knowing. */
import type { Analysis, Overlap } from "./analyze.ts";
import { describeBox, describePart } from "./describe.ts";
import type { DecisionTable } from "./model.ts";

export type FindingKind =
  | "conflict"
  | "overlap"
  | "gap"
  | "gap-other-text"
  | "gap-null"
  | "never-matches"
  | "masked"
  | "misleading"
  | "subsumed"
  | "duplicate"
  | "contraction"
  | "first-normal-form"
  | "second-normal-form"
  | "hit-policy"
  | "incomplete";

export interface Finding {
  readonly kind: FindingKind;
  readonly severity: "error" | "warning" | "info";
  /** numbers from 1 */
  readonly rules: readonly number[];
  readonly message: string;
}

/** Findings of one kind printed for one table; the rest is one line that counts them. */
const LISTED = 20;

export function findingsOf(table: DecisionTable, analysis: Analysis): Finding[] {
  return [
    ...overlapFindings(table, analysis),
    ...gapFindings(table, analysis),
    ...ruleFindings(table, analysis),
    ...formFindings(table, analysis),
  ];
}

/** Whether one match decides, so that a second one or none at all is a question. */
function oneDecides(table: DecisionTable): boolean {
  return ["UNIQUE", "ANY", "FIRST", "PRIORITY"].includes(table.hitPolicy);
}

function overlapFindings(table: DecisionTable, analysis: Analysis): Finding[] {
  const { overlaps, overlapCount, conflictCount, grid } = analysis;
  const describe = ({ rules, box, sameOutputs }: Overlap): string =>
    `rules ${rules[0]} and ${rules[1]} both match ${describeBox(box, grid)}${sameOutputs ? ", with the same outputs" : ""}`;
  const conflicts = overlaps.filter((overlap) => overlap.conflict).slice(0, LISTED);
  const out: Finding[] = conflicts.map((overlap) => ({
    kind: "conflict",
    severity: "error",
    rules: overlap.rules,
    message: `${describe(overlap)}; ${table.hitPolicy} does not allow it`,
  }));
  if (conflictCount > conflicts.length && conflicts.length > 0)
    out.push({
      kind: "conflict",
      severity: "error",
      rules: [],
      message: more(conflictCount - conflicts.length, "conflicts"),
    });
  const harmless = overlaps.filter((overlap) => !overlap.conflict);
  // Where every match counts, overlaps are what the table is made of.
  if (!oneDecides(table)) {
    if (overlapCount > 0)
      out.push({
        kind: "overlap",
        severity: "info",
        rules: [],
        message: `${overlapCount} ${overlapCount === 1 ? "pair of rules matches" : "pairs of rules match"} together, as ${table.hitPolicy} expects`,
      });
    return out;
  }
  for (const overlap of harmless.slice(0, LISTED))
    out.push({ kind: "overlap", severity: "info", rules: overlap.rules, message: describe(overlap) });
  const rest = overlapCount - conflictCount - Math.min(harmless.length, LISTED);
  if (rest > 0) out.push({ kind: "overlap", severity: "info", rules: [], message: more(rest, "overlaps") });
  return out;
}

function gapFindings(table: DecisionTable, analysis: Analysis): Finding[] {
  const { gaps, grid } = analysis;
  const covered = !oneDecides(table) || table.outputs.some((output) => output.otherwise?.expression != null);
  const classes = [
    ["gap", gaps.named, covered ? "info" : "warning"],
    ["gap-other-text", gaps.otherText, covered ? "info" : "warning"],
    ["gap-null", gaps.nulls, "info"],
  ] as const;
  return classes.flatMap(([kind, { boxes, complete }, severity]) => {
    const out: Finding[] = boxes.slice(0, LISTED).map((box) => ({
      kind,
      severity,
      rules: [],
      message: `no rule matches ${describeBox(box, grid, kind === "gap")}`,
    }));
    if (boxes.length > LISTED)
      out.push({ kind, severity, rules: [], message: more(boxes.length - LISTED, "gaps") });
    if (!complete)
      out.push({
        kind: "incomplete",
        severity: "warning",
        rules: [],
        message: "the search for gaps was given up: there are more than are worth listing",
      });
    return out;
  });
}

function ruleFindings(table: DecisionTable, analysis: Analysis): Finding[] {
  const single = oneDecides(table);
  const severity = single ? "warning" : "info";
  const one = (kind: FindingKind, rules: readonly number[], message: string): Finding => ({
    kind,
    severity,
    rules,
    message,
  });
  const duplicated = new Set(analysis.duplicates.flatMap((group) => group.map((rule) => rule)));
  const sameGroup = (a: number, b: number): boolean =>
    duplicated.has(a) && analysis.duplicates.some((group) => group.includes(a) && group.includes(b));
  return limited([
    ...analysis.neverMatches.map((rule) => one("never-matches", [rule], `no input can meet rule ${rule}`)),
    ...analysis.duplicates.map((rules) =>
      one("duplicate", rules, `rules ${list(rules)} have the same inputs`),
    ),
    ...analysis.masked.map(({ rule, by, sameOutputs }) =>
      one(
        "masked",
        [rule, ...by],
        `rule ${rule} never decides: ${by.length === 1 ? `rule ${by[0]}` : `rules ${list(by)} together`} ${precedence(table, by.length)}${sameOutputs ? ", with the same outputs" : ""}`,
      ),
    ),
    ...analysis.misleading.map(({ rule, over }) =>
      one(
        "misleading",
        [rule, over],
        `rule ${rule} takes precedence over rule ${over}, although it leaves open what rule ${over} looks at`,
      ),
    ),
    ...analysis.subsumptions
      .filter(({ rule, included }) => !sameGroup(rule, included))
      .map(({ rule, included }) =>
        one(
          "subsumed",
          [rule, included],
          `rule ${included} lies inside rule ${rule} and has the same outputs`,
        ),
      ),
  ]);
}

function formFindings(table: DecisionTable, analysis: Analysis): Finding[] {
  const { contractions, firstNormalForm, secondNormalForm, grid, recommendedPolicy } = analysis;
  const info = (kind: FindingKind, rules: readonly number[], message: string): Finding => ({
    kind,
    severity: "info",
    rules,
    message,
  });
  const out: Finding[] = contractions.map(({ rules, column, atoms }) => {
    const scale = grid.scales[column - 1]!;
    const cell = scale.parts(atoms).map(describePart).join(", ");
    return info(
      "contraction",
      rules,
      `rules ${list(rules)} could be one with ${scale.column.label}: ${cell}`,
    );
  });
  if (firstNormalForm.byPolicy)
    out.push(
      info("first-normal-form", [], `under ${table.hitPolicy} the order of the rules carries meaning`),
    );
  else if (firstNormalForm.violated)
    out.push(info("first-normal-form", [], "some rules have the same inputs"));
  for (const { rules, column } of secondNormalForm.contractions)
    out.push(
      info(
        "second-normal-form",
        rules,
        `rules ${list(rules)} spell out every value of ${grid.scales[column - 1]!.column.label}`,
      ),
    );
  for (const { rule, column } of secondNormalForm.cells)
    out.push(
      info(
        "second-normal-form",
        [rule],
        `rule ${rule} spells out every value of ${grid.scales[column - 1]!.column.label}; "-" says the same`,
      ),
    );
  if (
    recommendedPolicy !== null &&
    oneDecides(table) &&
    table.hitPolicy !== recommendedPolicy &&
    table.hitPolicy !== "FIRST"
  )
    out.push(info("hit-policy", [], `${recommendedPolicy} is the strictest policy that these rules satisfy`));
  if (!analysis.pairsComplete)
    out.push({
      ...info("incomplete", [], "too many rules match together to compare them all"),
      severity: "warning",
    });
  return limited(out);
}

function limited(findings: readonly Finding[]): Finding[] {
  const counts = new Map<FindingKind, number>();
  const out: Finding[] = [];
  for (const finding of findings) {
    const count = (counts.get(finding.kind) ?? 0) + 1;
    counts.set(finding.kind, count);
    if (count <= LISTED) out.push(finding);
  }
  for (const [kind, count] of counts)
    if (count > LISTED) {
      const { severity } = findings.find((finding) => finding.kind === kind)!;
      out.push({ kind, severity, rules: [], message: more(count - LISTED, "of this kind") });
    }
  return out;
}

function more(count: number, what: string): string {
  return `and ${count} more ${what}`;
}

/** Rules named in a message at most; the finding holds all of them. */
const NAMED = 12;

function list(rules: readonly number[]): string {
  if (rules.length > NAMED)
    return `${rules.slice(0, NAMED - 1).join(", ")} and ${rules.length - NAMED + 1} more`;
  return rules.length === 1 ? `${rules[0]}` : `${rules.slice(0, -1).join(", ")} and ${rules.at(-1)}`;
}

function precedence(table: DecisionTable, count: number): string {
  if (table.hitPolicy === "FIRST") return count === 1 ? "always comes first" : "always come first";
  return count === 1 ? "always takes precedence" : "always take precedence";
}
