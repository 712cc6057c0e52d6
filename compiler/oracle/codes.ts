/** How codes lie to one another, remembered: the same few pairs are asked for again and again. */
import { type CodeRelation, relateToCode } from "../check/codes.ts";
import type { Scheme } from "../check/tree.ts";

const remembered = new WeakMap<Scheme, Map<string, Map<string, CodeRelation>>>();

/** Where `code` stands to `member` of the same scheme. */
export function relation(scheme: Scheme, code: string, member: string): CodeRelation {
  const ofScheme = remembered.get(scheme) ?? new Map<string, Map<string, CodeRelation>>();
  remembered.set(scheme, ofScheme);
  const ofCode = ofScheme.get(code) ?? new Map<string, CodeRelation>();
  ofScheme.set(code, ofCode);
  const found = ofCode.get(member) ?? relateToCode(scheme, code, member);
  ofCode.set(member, found);
  return found;
}
