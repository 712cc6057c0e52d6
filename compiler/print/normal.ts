/** `cordon print normal`: the measures in normal form, for people who look for a fault in the compiler or in a law. */

import type { Declared } from "../check/tree.ts";
import { atoms, type Formula, intervalText } from "../normal/condition.ts";
import type { NormalProgram, Rule } from "../normal/normal-program.ts";
import type { Rectangle } from "../normal/timeline.ts";
import { exactText, label, unitOf } from "../normal/words.ts";

export function printNormal(normal: NormalProgram): string {
  const lines: string[] = [];
  const section = (title: string, rules: readonly Rule<Declared, unknown>[]): void => {
    if (rules.length === 0) return;
    lines.push(`# ${title}`, "");
    for (const rule of rules) lines.push(...ruleLines(rule), "");
  };
  section("requirements", normal.requirements);
  section("grounds of reach", normal.grounds);
  section("classifications", normal.classifications);
  section("releases", normal.releases);
  section("gaps", normal.gaps);
  if (normal.defines.length > 0) lines.push("# definitions", "");
  for (const { define, versions } of normal.defines) {
    lines.push(define.id);
    for (const version of versions)
      lines.push(`  ${rectangleText(version.effective)}: ${label(version.value)}`);
    lines.push("");
  }
  if (normal.groups.length > 0) lines.push("# groups", "");
  for (const { group, versions } of normal.groups) {
    lines.push(`${group.id}${group.open ? " (open)" : ""}`);
    for (const version of versions)
      lines.push(`  ${rectangleText(version.effective)}: ${label(version.value)}`);
    lines.push("");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function ruleLines(rule: Rule<Declared, unknown>): readonly string[] {
  const each = rule.binders.map(
    (b) =>
      `${b.variable.name} in ${label(b.list)}${b.listedIn === null ? "" : ` listed in ${b.listedIn.map((l) => l.name).join(" + ")}`}${b.entry === null ? "" : ` as ${b.entry.name}`}`,
  );
  return [
    rule.id,
    `  ${rectangleText(rule.effective)}`,
    ...(each.length === 0 ? [] : [`  for each ${each.join(", ")}`]),
    ...rule.parts.map((part) => `  - ${partText(part)}`),
    ...(rule.citations.length === 0 ? [] : [`  cites ${rule.citations.join("; ")}`]),
  ];
}

function partText(part: Formula): string {
  if (part.kind === "constant") return part.value ? "always" : "never";
  const not = part.negated ? "not: " : "";
  if (part.kind !== "atom") {
    const count = atoms(part).length;
    return `${not}${label(part.expr)}  [${part.kind}, ${count} ${count === 1 ? "atom" : "atoms"}]`;
  }
  if (part.test.kind !== "bounds") return `${not}${label(part.expr)}  [${part.test.kind}]`;
  const { subject, interval, axis } = part.test;
  const unit = unitOf(subject.type)?.text ?? "";
  const shared =
    axis === null || axis.product.coefficient.equals(1)
      ? ""
      : `, ${exactText(axis.product.coefficient)} x (${axis.product.key})`;
  return `${not}${label(subject)} ${intervalText(interval)}${unit === "" ? "" : ` ${unit}`}  [bounds${shared}]`;
}

function rectangleText(r: Rectangle): string {
  const acts = period("acts", r.from, r.until);
  const known =
    r.knownFrom === null && r.knownUntil === null ? "" : `, ${period("known", r.knownFrom, r.knownUntil)}`;
  const view = r.view === "both" ? "" : `, ${r.view} only`;
  const state = r.state === "in_force" ? "" : `, ${r.state}`;
  return `${acts}${known}${view}${state}`;
}

function period(word: string, from: string | null, until: string | null): string {
  if (from === null && until === null) return `${word} on any day`;
  return [
    word,
    ...(from === null ? [] : [`from ${from}`]),
    ...(until === null ? [] : [`until ${until}`]),
  ].join(" ");
}
