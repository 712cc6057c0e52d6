/** Sets of codes, names and numbers. A set of codes holds its members and all that lies below them. */
import { atOrBelow, type Code, codeKey, codeOf, inRange, type Scheme } from "./codes.ts";
import { compare } from "./exact.ts";
import { and, MISSING, NO, not, or, type Truth, type Unknown, YES } from "./truth.ts";
import { type Demand, type Plain, type SetValue, worse } from "./values.ts";

/** A set whose members are named; with `open`, further ones may exist. */
export function factSet(members: readonly Plain[], open: Unknown | null = null): SetValue {
  const codes = members.filter((member) => member.kind === "code");
  const within = membership(members, codes);
  return {
    kind: "set",
    contains: open === null ? within : (element) => or(within(element), open),
    members,
    open,
    schemes: [...new Set(codes.map((code) => code.scheme))],
    demands: codes.map((code) => ({ scheme: code.scheme, code })),
    openGroups: [],
  };
}

export function codeSet(scheme: Scheme, codes: readonly string[]): SetValue {
  const members = codes.map((code) => codeOf(scheme, code));
  const set: SetValue = {
    kind: "set",
    contains: amongCodes(members),
    members,
    open: null,
    schemes: [scheme],
    demands: members.map((code) => ({ scheme, code })),
    openGroups: [],
  };
  written.add(set);
  return set;
}

const written = new WeakSet<SetValue>();

/** Whether the set is codes written out: then what it may hold lies at, below or above one of its demands. */
export function isWrittenOut(set: SetValue): boolean {
  return written.has(set);
}

/** Whether a code is one of these or lies below one; above one it is open. Nothing else is among them. */
function amongCodes(codes: readonly Code[]): (element: Plain) => Truth {
  const [only] = codes;
  // a control list names most codes one by one
  if (only !== undefined && codes.length === 1) {
    const key = codeKey(only);
    return (element) => {
      if (element.kind !== "code") return NO;
      if (element.path.includes(key)) return YES;
      return only.path.includes(codeKey(element)) ? MISSING : NO;
    };
  }
  const named = new Set(codes.map(codeKey));
  const above = new Set(codes.flatMap((code) => code.path.slice(0, -1)));
  return (element) => {
    if (element.kind !== "code") return NO;
    for (const step of element.path) if (named.has(step)) return YES;
    return above.has(codeKey(element)) ? MISSING : NO;
  };
}

function membership(members: readonly Plain[], codes: readonly Code[]): (element: Plain) => Truth {
  const among = amongCodes(codes);
  const words = new Set(members.map(wordKey));
  const numbers = members.filter((member) => member.kind === "number");
  return (element) => {
    if (element.kind === "code") return among(element);
    if (element.kind === "number")
      return numbers.some((m) => compare(m.value, element.value) === 0) ? YES : NO;
    return words.has(wordKey(element)) ? YES : NO;
  };
}

/** Values that are compared as words, as one text; others never meet. */
function wordKey(value: Plain): string {
  switch (value.kind) {
    case "text":
      return `w:${value.text}`;
    case "enum":
      return `w:${value.name}`;
    case "date":
      return `d:${value.day}`;
    case "truth":
      return `t:${value.truth}`;
    default:
      return value.kind;
  }
}

/** All codes of a scheme. Its items are looked for as a whole, not member by member. */
export function schemeSet(scheme: Scheme): SetValue {
  let set = wholeSchemes.get(scheme);
  if (set === undefined) {
    set = makeSchemeSet(scheme);
    wholeSchemes.set(scheme, set);
  }
  return set;
}

/** One object for each scheme, so that what was derived from it is found again. */
const wholeSchemes = new WeakMap<Scheme, SetValue>();

function makeSchemeSet(scheme: Scheme): SetValue {
  return {
    kind: "set",
    contains: (element) => (element.kind === "code" && element.scheme === scheme ? YES : NO),
    members: null,
    open: null,
    schemes: [scheme],
    demands: [{ scheme, code: null }],
    openGroups: [],
  };
}

/** The siblings from low to high, and all below them. */
export function rangeSet(scheme: Scheme, low: string, high: string): SetValue {
  const from = codeOf(scheme, low);
  const to = codeOf(scheme, high);
  return {
    kind: "set",
    contains: (element) => {
      if (element.kind !== "code") return NO;
      const within = inRange(element, from, to);
      return within === null ? MISSING : within ? YES : NO;
    },
    members: null,
    open: null,
    schemes: [scheme],
    demands: siblings(scheme, from, to).map((code) => ({ scheme, code })),
    openGroups: [],
  };
}

/** More siblings than this are not listed one by one. */
const MAX_SIBLINGS = 10_000;

/** The siblings from low to high: the ends, the declared ones and, where only a number differs, every number between. */
function siblings(scheme: Scheme, low: Code, high: Code): readonly Code[] {
  const found = new Map([low, high].map((code) => [codeKey(code), code]));
  for (const member of scheme.members) {
    if (member.levels.length === low.levels.length && inRange(member, low, high) === true) {
      found.set(codeKey(member), member);
    }
  }
  const [, head, first] = /^(.*?)(\d+)$/su.exec(low.text) ?? [];
  const [, sameHead, last] = /^(.*?)(\d+)$/su.exec(high.text) ?? [];
  if (
    first !== undefined &&
    last !== undefined &&
    head === sameHead &&
    Number(last) - Number(first) <= MAX_SIBLINGS
  ) {
    for (let n = Number(first) + 1; n < Number(last); n++) {
      const code = codeOf(scheme, `${head}${String(n).padStart(first.length, "0")}`);
      found.set(codeKey(code), code);
    }
  }
  return [...found.values()];
}

export function union(a: SetValue, b: SetValue): SetValue {
  return {
    kind: "set",
    contains: (element) => {
      const within = a.contains(element);
      return within === YES ? YES : or(within, b.contains(element));
    },
    members: a.members === null || b.members === null ? null : [...a.members, ...b.members],
    open: worse(a.open, b.open),
    schemes: mergeSchemes(a, b),
    demands: [...a.demands, ...b.demands],
    openGroups: bothOpenGroups(a, b),
  };
}

export function minus(a: SetValue, b: SetValue): SetValue {
  return {
    kind: "set",
    contains: (element) => {
      const within = a.contains(element);
      return within === NO ? NO : and(within, not(b.contains(element)));
    },
    members: a.members?.filter((member) => b.contains(member) !== YES) ?? null,
    open: a.open,
    schemes: a.schemes,
    demands: a.demands.filter((demand) => !covers(b, demand)),
    openGroups: bothOpenGroups(a, b),
  };
}

export function intersection(a: SetValue, b: SetValue): SetValue {
  const closed = a.members !== null && a.open === null ? a : b;
  return {
    kind: "set",
    contains: (element) => {
      const within = a.contains(element);
      return within === NO ? NO : and(within, b.contains(element));
    },
    members: closed.members,
    open: closed.open,
    // Not only the schemes both name: a set that is not known may hold codes of any.
    schemes: mergeSchemes(a, b),
    demands: [
      ...a.demands.filter((demand) => reaches(b, demand)),
      ...b.demands.filter((demand) => reaches(a, demand)),
    ],
    openGroups: bothOpenGroups(a, b),
  };
}

function bothOpenGroups(a: SetValue, b: SetValue): readonly string[] {
  return a.openGroups.length + b.openGroups.length === 0
    ? []
    : [...new Set([...a.openGroups, ...b.openGroups])];
}

function mergeSchemes(a: SetValue, b: SetValue): readonly Scheme[] {
  return [...new Set([...a.schemes, ...b.schemes])];
}

function covers(set: SetValue, { scheme, code }: Demand): boolean {
  if (code !== null) return set.contains(code) === YES;
  return set.demands.some((demand) => demand.scheme === scheme && demand.code === null);
}

function reaches(set: SetValue, demand: Demand): boolean {
  return demand.code === null ? covers(set, demand) : set.contains(demand.code) !== NO;
}

/** Whether a code lies at, below or above the part. */
export function touches({ scheme, code }: Demand, other: Code): boolean {
  if (other.scheme !== scheme) return false;
  return code === null || atOrBelow(code, other) || atOrBelow(other, code);
}

/** Whether two sets share a member: the members of a closed side, the left one first, are looked for in the other. */
export function meets(a: SetValue, b: SetValue): Truth {
  if (isClosed(a)) return someIn(a, b);
  if (isClosed(b)) return someIn(b, a);
  // Neither names all: what is named on neither side may be shared too.
  return a.members === null ? MISSING : or(someIn(a, b), worse(a.open, b.open) ?? NO);
}

function isClosed(set: SetValue): boolean {
  return set.members !== null && set.open === null;
}

function someIn(listed: SetValue, other: SetValue): Truth {
  let result: Truth = NO;
  for (const member of listed.members ?? [])
    result = or(result, and(listed.contains(member), other.contains(member)));
  return result;
}
