/**
 * What the source implies and does not say: until when a version holds, how many members a group has, what a name stands for on
 * the day, and a quantity in the unit of the fact that it is compared with.
 */
import { inUnitOf, standsFor } from "../../compiler/editor/index.ts";
import type { Expr, Group, Reference } from "../../compiler/index.ts";
import type { AnyNode, Declaration } from "../../grammar/ast.ts";
import { walk } from "../../grammar/walk.ts";
import { datedParts, isInDoubt } from "./hover.ts";
import type { Snapshot } from "./snapshot.ts";
import { declarationsOf, nameOf } from "./syntax.ts";

export interface Hint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** The hints between two offsets, in the order of places. `asOf` marks the version in force on that day; null marks none. */
export function hints(
  snapshot: Snapshot,
  path: string,
  from: number,
  to: number,
  asOf: string | null,
): Hint[] {
  const parsed = snapshot.parsed(path);
  if (parsed === null) return [];
  const found: Hint[] = [];
  for (const declaration of declarationsOf(parsed.file.declarations)) {
    if (declaration.end < from || declaration.start > to || declaration.kind === "ProposalDeclaration")
      continue;
    const parts = datedParts(declaration);
    const starts = [...new Set(parts.filter(({ status }) => status === null).map(({ day }) => day))].sort();
    const ended = parts.find(({ status }) => status === "ended")?.day;
    for (const part of parts) {
      if (part.status !== null) continue;
      const next = starts[starts.indexOf(part.day) + 1];
      const until = next ?? ended;
      const holds =
        asOf !== null && part.day <= asOf && (until === undefined || asOf < until) && !isInDoubt(parts, asOf);
      const label =
        until === undefined ? (holds ? "in force" : "") : `until ${until}${holds ? ", in force" : ""}`;
      if (label === "") continue;
      const why = next === undefined ? "the declaration ends there" : "the next version begins there";
      const tooltip = holds ? `in force on ${asOf}` : `no longer holds from ${until}: ${why}`;
      found.push({ offset: part.end, label, tooltip });
    }
    if (declaration.kind === "GroupDeclaration")
      found.push(...sizes(snapshot, path, nameOf(declaration)!.start));
    found.push(...values(snapshot, path, declaration, asOf));
  }
  return found.filter(({ offset }) => from <= offset && offset <= to).sort((a, b) => a.offset - b.offset);
}

/** What names and quantities of a declaration come to. */
function values(snapshot: Snapshot, path: string, declaration: Declaration, asOf: string | null): Hint[] {
  const { program, references } = snapshot.focus(path).compilation;
  const found: Hint[] = [];
  const told = new Set<number>();
  walk(declaration, (node) => {
    const target = references.get(node)?.target;
    const isUse = node.kind === "PathExpression" || node.kind === "PathSegment";
    if (isUse && isDefine(target) && !told.has(node.end)) {
      const value = standsFor(target, asOf);
      told.add(node.end);
      if (value !== null) {
        const since = value.from === null ? "" : `, from ${value.from}`;
        const tooltip = `what ${target.name} stands for${asOf === null ? "" : ` on ${asOf}`}${since}`;
        found.push({ offset: node.end, label: `= ${value.text}`, tooltip });
      }
    }
    if (node.kind !== "Comparison") return undefined;
    const unit = node.operands.map((operand) => unitOf(references, operand)).find((one) => one !== null);
    if (unit === undefined || unit === null) return undefined;
    for (const operand of node.operands) {
      if (operand.kind !== "NumberLiteral" || operand.missing || operand.unit === null) continue;
      const text = inUnitOf(program, operand.text, operand.unit.text, unit);
      if (text !== null)
        found.push({
          offset: operand.end,
          label: `= ${text}`,
          tooltip: "in the unit of what it is compared with",
        });
    }
    return undefined;
  });
  return found;
}

type Unit = Parameters<typeof inUnitOf>[3];
type References = ReadonlyMap<AnyNode, Reference>;
type Target = Reference["target"] | undefined;

function isDefine(target: Target): target is Parameters<typeof standsFor>[0] {
  return target != null && "chronology" in target && "parameters" in target && "it" in target;
}

/** The unit in which a named fact is stated; null: it is no quantity, or not a mere name. */
function unitOf(references: References, node: AnyNode): Unit | null {
  if (node.kind !== "PathExpression") return null;
  const target: Target = (references.get(node) ?? references.get(node.segments.at(-1)!))?.target;
  const type = target != null && "type" in target ? target.type : null;
  return type?.kind === "number" ? type.unit : null;
}

function sizes(snapshot: Snapshot, path: string, start: number): Hint[] {
  const { program } = snapshot.focus(path).compilation;
  const group = program.groups.find(({ nameSpan }) => nameSpan.file === path && nameSpan.start === start);
  if (group === undefined) return [];
  const found: Hint[] = [];
  for (const { from, span } of group.chronology.versions) {
    const members = membersOn(group, from, new Set());
    if (members === null) continue;
    const open = group.open ? " or more" : "";
    const label = `${members.size}${open} ${members.size === 1 ? "member" : "members"}`;
    found.push({ offset: span.end, label, tooltip: [...members].sort().join(", ") });
  }
  return found;
}

/** The codes or values in a group on a day (null: always); null where they cannot be listed. */
function membersOn(group: Group, day: string | null, asked: ReadonlySet<Group>): Set<string> | null {
  if (asked.has(group)) return null;
  const inner = new Set([...asked, group]);
  let members = new Set<string>();
  for (const { from, value } of group.chronology.versions) {
    if (from !== null && (day === null || from > day)) break;
    const change = membersOf(value.value, day, inner);
    if (change === null) return null;
    if (value.operation === "set") members = change;
    else if (value.operation === "add") members = new Set([...members, ...change]);
    else members = minus(members, change);
  }
  return members;
}

function membersOf(set: Expr, day: string | null, asked: ReadonlySet<Group>): Set<string> | null {
  switch (set.kind) {
    case "const": {
      const { value } = set;
      if (value.kind === "code") return new Set([value.code]);
      return value.kind === "enum" || value.kind === "text" ? new Set([value.value]) : null;
    }
    case "setLiteral": {
      const members = set.members.map((member) => membersOf(member, day, asked));
      return members.every((some) => some !== null) ? new Set(members.flatMap((some) => [...some])) : null;
    }
    case "group":
      return membersOn(set.group, day, asked);
    case "union":
    case "minus":
    case "intersect": {
      const left = membersOf(set.left, day, asked);
      const right = membersOf(set.right, day, asked);
      if (left === null || right === null) return null;
      if (set.kind === "union") return new Set([...left, ...right]);
      return set.kind === "minus" ? minus(left, right) : minus(left, minus(left, right));
    }
    default:
      return null;
  }
}

function minus(from: ReadonlySet<string>, members: ReadonlySet<string>): Set<string> {
  return new Set([...from].filter((member) => !members.has(member)));
}
