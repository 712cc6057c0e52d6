/** `item is S` (H9): by the codes the case states, else by the parameters of the item declarations. */
import { inRange, levelsOf } from "../check/codes.ts";
import type { Item, Program, Scheme } from "../check/tree.ts";
import { relation } from "./codes.ts";
import { limbwiseTruth } from "./expressions.ts";
import { statedMembers } from "./facts.ts";
import { remember, rememberClassified } from "./memory.ts";
import { ownScene, type Scene, some } from "./scene.ts";
import { isIn, unnamedPart } from "./sets.ts";
import { inForce } from "./time.ts";
import { and, anyOf, either, isUnknown, or, type Truth, truth, type Unknown } from "./truth.ts";
import type { RecordValue, SetValue, Value } from "./values.ts";

/** Codes compare by their scheme's levels; no order of an enum is needed. */
const CODE = { kind: "code", scheme: null } as const;

export function classified(item: RecordValue, codes: SetValue, scene: Scene): Truth {
  if (item.state === "notApplicable") return "no";
  const key = setKey(codes);
  if (key === null) return classifiedAnew(item, codes, scene);
  return rememberClassified(scene, key, item, () => classifiedAnew(item, codes, scene));
}

function classifiedAnew(item: RecordValue, codes: SetValue, scene: Scene): Truth {
  const found = or(
    some(schemesTouched(codes), (scheme) => classifiedIn(item, codes, scheme, scene), scene.world),
    unnamedPart(codes) ?? "no",
  );
  return item.perhapsNone === null ? found : either(found, "no", item.perhapsNone);
}

function classifiedIn(item: RecordValue, codes: SetValue, scheme: Scheme, scene: Scene): Truth {
  const statement = statedMembers(item, "codes", scene);
  const stated = statement.members.filter(
    (code) => code.kind === "code" && code.scheme.id === scheme.id && exists(code.code, scheme, scene),
  );
  const byCode = anyOf(stated.map((code) => isIn(code, codes, CODE)));
  if (byCode === "yes" && scene.world.onlyAnswer) return "yes";
  const undeclared = statement.state === "unstated" ? "unstated" : "missing";
  const parameters = byParameters(item, codes, scheme, undeclared, scene);
  if (byCode === "yes") {
    if (itemsOf(scheme, scene).length > 0 && parameters === "no") contradiction(item, scheme, scene);
    return "yes";
  }
  if (isUnknown(byCode)) return parameters;
  if (stated.length > 0 && !statement.open) {
    if (parameters !== "yes") return "no";
    contradiction(item, scheme, scene);
    return "yes";
  }
  return parameters;
}

function contradiction(item: RecordValue, scheme: Scheme, scene: Scene): void {
  scene.world.contradictions.add(`${item.path}.codes: ${scheme.name}`);
}

const itemsByScheme = new WeakMap<Program, Map<Scheme, readonly Item[]>>();

function itemsOf(scheme: Scheme, scene: Scene): readonly Item[] {
  const { program } = scene.world;
  const known = itemsByScheme.get(program) ?? new Map<Scheme, readonly Item[]>();
  itemsByScheme.set(program, known);
  const items =
    known.get(scheme) ??
    program.items.filter((item) => item.scheme.id === scheme.id && item.proposal === null);
  known.set(scheme, items);
  return items;
}

/** Whether a stated code is one of the scheme on the day; others are ignored. */
export function exists(code: string, scheme: Scheme, scene: Scene): boolean {
  const { isInScheme, declarations } = codeOf(code, scheme, itemsOf(scheme, scene));
  if (!isInScheme || declarations.length === 0) return isInScheme;
  return declarations.some((item) => inForce(item.chronology, scene.moment).state !== "none");
}

/** What is so of a code on every day. */
interface CodeInScheme {
  readonly isInScheme: boolean;
  readonly declarations: readonly Item[];
}

const codesIn = new WeakMap<readonly Item[], Map<string, CodeInScheme>>();

/** Remembered by the declarations of the scheme: each rule asks about the codes that a case states. */
function codeOf(code: string, scheme: Scheme, items: readonly Item[]): CodeInScheme {
  const known = codesIn.get(items) ?? new Map<string, CodeInScheme>();
  codesIn.set(items, known);
  const found = known.get(code) ?? {
    isInScheme: isInScheme(code, scheme),
    declarations: items.filter((item) => item.code === code),
  };
  known.set(code, found);
  return found;
}

function isInScheme(code: string, scheme: Scheme): boolean {
  // A member below the code counts too: the code is then a heading of it.
  const isNear = (member: string): boolean =>
    relation(scheme, code, member) !== "out" || relation(scheme, member, code) !== "out";
  return scheme.members.length === 0 || scheme.members.some(isNear);
}

/** `undeclared`: whether an item falls under a code that no declaration stands at; only a stated code could say. */
function byParameters(
  item: RecordValue,
  codes: SetValue,
  scheme: Scheme,
  undeclared: Unknown,
  scene: Scene,
): Truth {
  const { members, isUndeclared } = declared(codes, scheme, scene);
  // At a member the definition decides; above one it can only rule out.
  const defined = some(
    members,
    ([declaration, member]) => and(definition(declaration, item, scene), member),
    scene.world,
  );
  return or(defined, isUndeclared ? undeclared : "no");
}

/** What declarations have to do with a set of codes. */
interface Declared {
  /** those in it, or above a member of it */
  readonly members: readonly (readonly [Item, Truth])[];
  /** it names a code that no declaration stands at, above or below */
  readonly isUndeclared: boolean;
}

const declaredIn = new WeakMap<readonly Item[], Map<string, Declared>>();

/** Remembered by what the set says: many rules ask about the same few sets. */
function declared(codes: SetValue, scheme: Scheme, scene: Scene): Declared {
  const declarations = itemsOf(scheme, scene);
  const known = declaredIn.get(declarations) ?? new Map<string, Declared>();
  declaredIn.set(declarations, known);
  const key = setKey(codes);
  const found = key === null ? undefined : known.get(key);
  if (found !== undefined) return found;
  const tops = topsOf(codes);
  const members = declarations.flatMap((declaration): readonly (readonly [Item, Truth])[] => {
    if (tops !== null && !tops.has(topOf(declaration.scheme, declaration.code))) return [];
    const value: Value = { kind: "code", scheme: declaration.scheme, code: declaration.code };
    const member = isIn(value, codes, CODE);
    return member === "no" ? [] : [[declaration, member]];
  });
  const isUndeclared = namedParts(codes)
    .filter((part) => part.scheme.id === scheme.id)
    .some((part) => declarations.every((declaration) => !touches(part, declaration.code)));
  const made = { members, isUndeclared };
  if (key !== null) known.set(key, made);
  return made;
}

/** Topmost levels of the codes of a set: what lies under others is neither in it nor above a member. Null: not told. */
function topsOf(codes: SetValue): ReadonlySet<string> | null {
  if (codes.is !== "members" || codes.open !== null) return null;
  const tops = new Set<string>();
  for (const member of codes.members) {
    if (member.kind !== "code") return null;
    tops.add(topOf(member.scheme, member.code));
  }
  return tops;
}

function topOf(scheme: Scheme, code: string): string {
  return levelsOf(scheme, code)[0] ?? "";
}

const keys = new WeakMap<SetValue, string | null>();

/** What a set of codes says, as a text; null for one that holds something else, or perhaps holds something. */
function setKey(codes: SetValue): string | null {
  const known = keys.get(codes);
  if (known !== undefined) return known;
  const key = keyOf(codes);
  keys.set(codes, key);
  return key;
}

function keyOf(codes: SetValue): string | null {
  switch (codes.is) {
    case "members": {
      const members: string[] = [];
      for (const member of codes.members) {
        if (member.kind !== "code") return null;
        members.push(`${member.scheme.id} ${member.code}`);
      }
      return JSON.stringify([codes.open, members]);
    }
    case "range":
      return JSON.stringify([codes.scheme.id, codes.low, codes.high]);
    case "scheme":
      return codes.scheme.id;
    case "union":
    case "minus":
    case "intersect": {
      const [left, right] = [setKey(codes.left), setKey(codes.right)];
      return left === null || right === null ? null : `(${left} ${codes.is} ${right})`;
    }
  }
}

function definition(declaration: Item, item: RecordValue, scene: Scene): Truth {
  return remember(scene, "definition", declaration, item, () =>
    limbwiseTruth(declaration.chronology, ownScene(scene, [[declaration.it, item]])),
  );
}

/** A code or a whole scheme named in a set. */
interface Part {
  readonly scheme: Scheme;
  /** null: the whole scheme */
  readonly code: string | null;
}

/** Whether a code lies at, above or below a part. */
function touches(part: Part, code: string): boolean {
  return part.code === null || relation(part.scheme, code, part.code) !== "out";
}

/** How a part lies to a set; a whole scheme lies in a set that names it. */
function partIn(part: Part, set: SetValue): Truth {
  if (part.code !== null) return isIn({ kind: "code", scheme: part.scheme, code: part.code }, set, CODE);
  return truth(namedParts(set).some(({ scheme, code }) => code === null && scheme.id === part.scheme.id));
}

function namedParts(codes: SetValue): readonly Part[] {
  switch (codes.is) {
    case "members":
      return codes.members.flatMap((member) => (member.kind === "code" ? [member] : []));
    case "range":
      return siblings(codes.scheme, codes.low, codes.high).map((code) => ({ scheme: codes.scheme, code }));
    case "scheme":
      return [{ scheme: codes.scheme, code: null }];
    case "union":
      return [...namedParts(codes.left), ...namedParts(codes.right)];
    case "minus":
      return namedParts(codes.left).filter((part) => partIn(part, codes.right) !== "yes");
    case "intersect": {
      const lefts = namedParts(codes.left).filter((part) => partIn(part, codes.right) !== "no");
      const rights = namedParts(codes.right).filter((part) => partIn(part, codes.left) !== "no");
      return [...lefts, ...rights];
    }
  }
}

/** The codes from low to high: the ends, the declared ones, and every number between where only a number differs. */
function siblings(scheme: Scheme, low: string, high: string): readonly string[] {
  const depth = levelsOf(scheme, low).length;
  const declared = scheme.members.filter(
    (member) => inRange(scheme, member, low, high) && levelsOf(scheme, member).length === depth,
  );
  const [, head, from] = /^(.*?)(\d+)$/u.exec(low) ?? [];
  const [, sameHead, to] = /^(.*?)(\d+)$/u.exec(high) ?? [];
  const between: string[] = [];
  if (from !== undefined && to !== undefined && head === sameHead) {
    for (let n = Number(from) + 1; n < Number(to); n++)
      between.push(`${head}${String(n).padStart(from.length, "0")}`);
  }
  return [low, ...between, high, ...declared];
}

const touchedSchemes = new WeakMap<SetValue, readonly Scheme[]>();

function schemesTouched(codes: SetValue): readonly Scheme[] {
  const known = touchedSchemes.get(codes);
  if (known !== undefined) return known;
  const found = [...new Set(schemesIn(codes))];
  touchedSchemes.set(codes, found);
  return found;
}

function schemesIn(codes: SetValue): readonly Scheme[] {
  switch (codes.is) {
    case "members":
      return codes.members.flatMap((member) => (member.kind === "code" ? [member.scheme] : []));
    case "range":
    case "scheme":
      return [codes.scheme];
    case "union":
    case "intersect":
      return [...schemesIn(codes.left), ...schemesIn(codes.right)];
    case "minus":
      return schemesIn(codes.left);
  }
}
