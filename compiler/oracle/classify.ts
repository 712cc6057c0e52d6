/** `item is S` (H9): by the codes the case states, else by the parameters of the item declarations. */
import { relateToCode, relateToRange } from "../check/codes.ts";
import type { Item, Scheme } from "../check/tree.ts";
import { guardedTruth } from "./expressions.ts";
import { statedMembers } from "./facts.ts";
import { ownScene, type Scene } from "./scene.ts";
import { isIn } from "./sets.ts";
import { inForce } from "./time.ts";
import { and, either, isUnknown, or, strongest, type Truth, type Unknown } from "./truth.ts";
import type { RecordValue, SetValue, Value } from "./values.ts";

/** Codes compare by their scheme's levels; no order of an enum is needed. */
const CODE = { kind: "code", scheme: null } as const;

export function classified(item: RecordValue, codes: SetValue, scene: Scene): Truth {
  if (item.state === "notApplicable") return "no";
  const found = or(
    ...schemesTouched(codes).map((scheme) => classifiedIn(item, codes, scheme, scene)),
    unnamedPart(codes) ?? "no",
  );
  return item.perhapsNone === null ? found : either(found, "no", item.perhapsNone);
}

function classifiedIn(item: RecordValue, codes: SetValue, scheme: Scheme, scene: Scene): Truth {
  const statement = statedMembers(item, "codes", scene);
  const stated = statement.members.filter(
    (code) => code.kind === "code" && code.scheme.id === scheme.id && exists(code.code, scheme, scene),
  );
  const byCode = or(...stated.map((code) => isIn(code, codes, CODE)));
  const parameters = byParameters(item, codes, scheme, scene);
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

function itemsOf(scheme: Scheme, scene: Scene): readonly Item[] {
  return scene.world.program.items.filter((item) => item.scheme.id === scheme.id && item.proposal === null);
}

/** Whether a stated code is one of the scheme on the day; others are ignored. */
export function exists(code: string, scheme: Scheme, scene: Scene): boolean {
  const declared = scheme.members.length > 0;
  if (declared && scheme.members.every((member) => relateToCode(scheme, code, member) === "out")) {
    // A member below the code counts too: the code is then a heading of it.
    if (scheme.members.every((member) => relateToCode(scheme, member, code) === "out")) return false;
  }
  const declarations = itemsOf(scheme, scene).filter((item) => item.code === code);
  if (declarations.length === 0) return true;
  return declarations.some((item) => inForce(item.chronology, scene.moment).state !== "none");
}

function byParameters(item: RecordValue, codes: SetValue, scheme: Scheme, scene: Scene): Truth {
  const declarations = itemsOf(scheme, scene);
  // At a member the definition decides; above one it can only rule out.
  const defined = declarations.map((declaration) => {
    const value: Value = { kind: "code", scheme: declaration.scheme, code: declaration.code };
    const member = isIn(value, codes, CODE);
    return member === "no" ? "no" : and(definition(declaration, item, scene), member);
  });
  const undefinedMembers = namedParts(codes)
    .filter((part) => part.scheme.id === scheme.id)
    .filter((part) => declarations.every((declaration) => !part.touches(declaration.code)));
  return or(...defined, undefinedMembers.length > 0 ? "missing" : "no");
}

function definition(declaration: Item, item: RecordValue, scene: Scene): Truth {
  return guardedTruth(declaration.chronology, ownScene(scene, [[declaration.it, item]]));
}

/** A code, a range or a whole scheme named in a set. */
interface Part {
  readonly scheme: Scheme;
  /** whether a code lies at, above or below it */
  readonly touches: (code: string) => boolean;
  /** whether all of it lies in another set */
  readonly liesIn: (set: SetValue) => boolean;
}

function namedParts(codes: SetValue): readonly Part[] {
  switch (codes.is) {
    case "members":
      return codes.members.flatMap((member) => {
        if (member.kind !== "code") return [];
        const { scheme, code } = member;
        return [
          {
            scheme,
            touches: (other) => relateToCode(scheme, other, code) !== "out",
            liesIn: (set) => isIn(member, set, CODE) === "yes",
          },
        ];
      });
    case "range": {
      const { scheme, low, high } = codes;
      const ends = [low, high].map((code) => ({ kind: "code", scheme, code }) as const);
      return [
        {
          scheme,
          touches: (other) => relateToRange(scheme, other, low, high) !== "out",
          liesIn: (set) => ends.every((end) => isIn(end, set, CODE) === "yes"),
        },
      ];
    }
    case "scheme":
      return [{ scheme: codes.scheme, touches: () => true, liesIn: () => false }];
    case "union":
      return [...namedParts(codes.left), ...namedParts(codes.right)];
    case "minus":
      return namedParts(codes.left).filter((part) => !part.liesIn(codes.right));
    case "intersect":
      return namedParts(codes.left);
  }
}

function schemesTouched(codes: SetValue): readonly Scheme[] {
  switch (codes.is) {
    case "members":
      return [...new Set(codes.members.flatMap((member) => (member.kind === "code" ? [member.scheme] : [])))];
    case "range":
    case "scheme":
      return [codes.scheme];
    case "union":
    case "intersect":
      return [...new Set([...schemesTouched(codes.left), ...schemesTouched(codes.right)])];
    case "minus":
      return schemesTouched(codes.left);
  }
}

/** Why a set may have members that it does not name, or null. */
function unnamedPart(codes: SetValue): Unknown | null {
  switch (codes.is) {
    case "members":
      return strongest(
        codes.open,
        ...codes.members.map((member) => (member.kind === "unknown" ? member.unknown : null)),
      );
    case "range":
    case "scheme":
      return null;
    case "union":
      return strongest(unnamedPart(codes.left), unnamedPart(codes.right));
    case "minus":
      return unnamedPart(codes.left);
    case "intersect": {
      const both = [unnamedPart(codes.left), unnamedPart(codes.right)];
      return both.includes(null) ? null : strongest(...both);
    }
  }
}
