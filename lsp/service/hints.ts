/** What the source implies and does not say: until when a version holds, and how many members a group has. */
import type { Expr, Group } from "../../compiler/index.ts";
import { datedParts } from "./hover.ts";
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
      const holds = asOf !== null && part.day <= asOf && (until === undefined || asOf < until);
      const label =
        until === undefined ? (holds ? "in force" : "") : `until ${until}${holds ? ", in force" : ""}`;
      if (label === "") continue;
      const why = next === undefined ? "the declaration ends there" : "the next version begins there";
      const tooltip = holds ? `in force on ${asOf}` : `no longer holds from ${until}: ${why}`;
      found.push({ offset: part.end, label, tooltip });
    }
    if (declaration.kind === "GroupDeclaration")
      found.push(...sizes(snapshot, path, nameOf(declaration)!.start));
  }
  return found.filter(({ offset }) => from <= offset && offset <= to).sort((a, b) => a.offset - b.offset);
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
