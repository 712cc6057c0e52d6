/** How codes lie to one another, remembered: the same few pairs are asked for again and again. */
import { type CodeRelation, relateToCode } from "../check/codes.ts";
import type { Scheme } from "../check/tree.ts";

const remembered = new WeakMap<Scheme, Map<string, Map<string, CodeRelation>>>();

/** Where `code` stands to `member` of the same scheme. */
export function relation(scheme: Scheme, code: string, member: string): CodeRelation {
  let ofScheme = remembered.get(scheme);
  if (ofScheme === undefined) {
    ofScheme = new Map();
    remembered.set(scheme, ofScheme);
  }
  let ofCode = ofScheme.get(code);
  if (ofCode === undefined) {
    ofCode = new Map();
    ofScheme.set(code, ofCode);
  }
  let found = ofCode.get(member);
  if (found === undefined) {
    found = relateToCode(scheme, code, member);
    ofCode.set(member, found);
  }
  return found;
}
