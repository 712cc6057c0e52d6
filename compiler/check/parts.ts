/** Small parts that many declarations share: dates, labels, citations. */
import type * as ast from "../../grammar/ast.ts";
import { parseCitation } from "./citations.ts";
import { at, type Site, say, silently } from "./context.ts";
import { dayProblem } from "./days.ts";
import type { Citation, IsoDate, Label } from "./tree.ts";

/** The day, or null with a finding. */
export function checkDate(site: Site, node: ast.DateLiteral): IsoDate | null {
  if (node.missing) return silently(site);
  const problem = dayProblem(node.text);
  if (problem !== null) return say(site, "check/bad-date", node, { date: node.text, problem });
  return node.text;
}

export function checkCite(site: Site, node: ast.Cite | null): Citation | null {
  if (node === null || node.citation.missing) return null;
  const text = node.citation.value;
  const { kind, hint } = parseCitation(text);
  if (hint !== null) {
    const better = /^write `([^`"]+)`$/.exec(hint)?.[1];
    const fixes =
      better === undefined || text.includes(";")
        ? []
        : [
            {
              title: `write \`${better}\``,
              safe: false,
              edits: [{ span: at(site, node.citation), newText: JSON.stringify(better) }],
            },
          ];
    say(site, "check/citation-form", node.citation, { hint }, { fixes });
  }
  return { text, kind, span: at(site, node.citation) };
}

export function labelText(node: ast.LabelPath): string {
  return node.parts.map((part) => `(${part})`).join("");
}

export function checkLabel(node: ast.LabelPath | null): Label | null {
  return node === null ? null : { parts: node.parts, text: labelText(node) };
}

/** Reports a label that stands twice in one block. */
export function checkLabels(site: Site, nodes: readonly (ast.LabelPath | null)[]): void {
  const seen = new Map<string, ast.LabelPath>();
  for (const node of nodes) {
    if (node === null) continue;
    const label = labelText(node);
    const first = seen.get(label);
    if (first === undefined) seen.set(label, node);
    else {
      say(
        site,
        "check/duplicate-label",
        node,
        { label },
        { related: [{ span: at(site, first), message: "the first limb with this label" }] },
      );
    }
  }
}

export interface LabelledLimb extends Pick<ast.Node, "start" | "end"> {
  readonly label: ast.LabelPath | null;
  readonly otherwise: boolean;
  readonly except: readonly ast.LabelPath[];
}

/** The rules of blocks whose limbs displace each other: labels unique and known, one `otherwise`. */
export function checkDisplacement(site: Site, limbs: readonly LabelledLimb[]): void {
  checkLabels(
    site,
    limbs.map((limb) => limb.label),
  );
  const known = limbs.flatMap((limb) => (limb.label === null ? [] : [labelText(limb.label)]));
  let otherwise = false;
  for (const limb of limbs) {
    for (const node of limb.except) {
      const label = labelText(node);
      if (!known.includes(label)) say(site, "check/unknown-label", node, { label, known });
      else if (limb.label !== null && labelText(limb.label) === label)
        say(site, "check/except-self", node, { label });
    }
    if (!limb.otherwise) continue;
    const place = limb.label ?? limb;
    if (otherwise) say(site, "check/two-otherwise", place, {});
    otherwise = true;
  }
}
