/** An expectation against an answer, point by point. */
import type { ExpectationValue } from "../check/tree.ts";
import type { Determination } from "../runtime/answer.ts";
import type { Mismatch } from "./outcome.ts";
import type { Places } from "./places.ts";

/** Every point in which the answer differs from what was expected; empty if it holds. */
export function compareAnswer(
  expectation: ExpectationValue,
  came: Determination | null,
  places: Places,
): Mismatch[] {
  if (came === null)
    return [
      {
        what: "verdict",
        expected: verdictWords(expectation.verdict),
        came: "no answer: no such jurisdiction in the build",
      },
    ];
  // An expectation about practice is about the practice view, which the answer states only where it differs.
  const view = expectation.practice && came.practice !== null ? came.practice : came;
  const found: Mismatch[] = [];
  if (view.verdict !== expectation.verdict)
    found.push({
      what: "verdict",
      expected: verdictWords(expectation.verdict),
      came: verdictCame(came, view.verdict),
    });
  if (expectation.review !== null && view.reviewPolicy !== expectation.review)
    found.push({
      what: "review",
      expected: policyWords(expectation.review),
      came: reviewCame(came, view.reviewPolicy),
    });
  if (expectation.routes !== null && !sameSet(expectation.routes, came.routes))
    found.push({ what: "routes", expected: setWords(expectation.routes), came: setWords(came.routes) });
  for (const { id, limb } of expectation.by) {
    if (isReason(id, limb, expectation, came, places)) continue;
    found.push({ what: "reason", expected: `by ${id}${limb ?? ""}`, came: reasonsCame(came) });
  }
  for (const path of expectation.missing) {
    if (came.missing.some((fact) => fact.path === path || withoutIndexes(fact.path) === path)) continue;
    found.push({
      what: "missing",
      expected: `missing ${path}`,
      came:
        came.missing.length === 0
          ? "nothing missing"
          : `missing ${came.missing.map((m) => m.path).join(", ")}`,
    });
  }
  return found;
}

function isReason(
  id: string,
  limb: string | null,
  expectation: ExpectationValue,
  came: Determination,
  places: Places,
): boolean {
  const open = expectation.verdict === "undetermined";
  if (expectation.practice && came.practice !== null)
    return came.practice.requirements.some((row) => row === id || row.startsWith(`${id}/`));
  const byMeasure = came.requirements.some(
    (r) =>
      r.measure === id &&
      (limb === null || r.limb === limb || places.limbs(r.id).includes(limb)) &&
      (r.holds === "yes" || open) &&
      (r.releasedBy === null || expectation.verdict === "authorized" || open),
  );
  const byException = came.exceptions.some((e) => sameDeclaration(e.id, id) && (e.holds === "yes" || open));
  return byMeasure || byException;
}

/** A row of a declaration, or the declaration itself. */
function sameDeclaration(row: string, id: string): boolean {
  return row === id || row.startsWith(`${id}/`);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((member) => b.includes(member));
}

function withoutIndexes(path: string): string {
  return path.replace(/\[\d+\]/g, "");
}

export function verdictWords(verdict: string): string {
  return verdict.replaceAll("_", " ");
}

function policyWords(policy: NonNullable<ExpectationValue["review"]>): string {
  return `review ${policy.replaceAll("_", " ")}`;
}

function verdictCame(came: Determination, verdict: string): string {
  if (verdict !== "undetermined") return verdictWords(verdict);
  return `undetermined: at least ${verdictWords(came.atLeast)}, at most ${verdictWords(came.atMost)}`;
}

function reviewCame(came: Determination, policy: string | null): string {
  if (policy !== null) return `review ${policy.replaceAll("_", " ")}`;
  if (came.reviewRange === null) return "no review policy stated";
  const [least, most] = came.reviewRange.map((p) => (p === null ? "not stated" : p.replaceAll("_", " ")));
  return `review between ${least} and ${most}`;
}

function reasonsCame(came: Determination): string {
  const reasons = came.requirements
    .filter((r) => r.holds === "yes")
    .map((r) => `${r.measure}${r.limb ?? ""}${r.releasedBy === null ? "" : " (lifted)"}`);
  return reasons.length === 0 ? "by no measure" : `by ${[...new Set(reasons)].join(", ")}`;
}

function setWords(routes: readonly string[]): string {
  return routes.length === 0 ? "no license type" : `license types ${[...routes].sort().join(", ")}`;
}
