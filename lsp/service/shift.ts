import type { Diagnostic } from "../../compiler/index.ts";

/**
 * Moves a range of an old text to where it stands in the new one; null where it was touched. One change is assumed: all
 * between the common beginning and the common end.
 */
export function shifter(
  before: string,
  after: string,
): (range: { readonly start: number; readonly end: number }) => { start: number; end: number } | null {
  const limit = Math.min(before.length, after.length);
  let head = 0;
  while (head < limit && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < limit - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  const moved = after.length - before.length;
  return ({ start, end }) => {
    if (end <= head) return { start, end };
    if (start >= before.length - tail) return { start: start + moved, end: end + moved };
    return null;
  };
}

/** Findings of the old text as they stand in the new one, without those that the change touched, and without their fixes. */
export function shiftFindings(
  findings: readonly Diagnostic[],
  before: string,
  after: string,
): readonly Diagnostic[] {
  if (before === after || findings.length === 0) return findings;
  const shift = shifter(before, after);
  return findings.flatMap((finding) => {
    const place = shift(finding.span);
    if (place === null) return [];
    return [{ ...finding, span: { ...finding.span, ...place }, related: [], fixes: [] }];
  });
}
