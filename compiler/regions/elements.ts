/** What is told of the elements of a list: neither what they are not, where it is told what they are, nor which others there are none of. */
import { type Box, type Condition, type FactCondition, isSame, type ListCondition } from "./condition.ts";

/** Of the ways in which an element may be meant. */
const MOST_WAYS = 2;
/** Conditions on one element, beyond which those alone are told that the edits are about. */
const MOST_PARTS = 4;

/** What is told, and what is not. */
export interface Shortened<T> {
  readonly told: T;
  readonly left: readonly Condition[];
}

/** An element that is not of other families, and under no other entries, is of what it is said to be. */
export function elementInShort(
  condition: Condition,
  isMeant: (part: Condition) => boolean,
): Shortened<Condition> {
  const parts = onlyWay(condition);
  if (condition.is === "fact" || !condition.has || parts === null) return { told: condition, left: [] };
  const firm = parts.filter((part) => !isEdge(part, parts));
  const meant = firm.filter(isMeant);
  const told = firm.length > MOST_PARTS && meant.length > 0 ? meant : firm;
  if (told.length === 0 || told.length === parts.length) return { told: condition, left: [] };
  const asElement = (way: Box): ListCondition => ({ ...condition, ways: [way] });
  return {
    told: asElement(told),
    left: parts.filter((part) => !told.includes(part)).map((part) => asElement([part])),
  };
}

function onlyWay(condition: Condition): Box | null {
  if (condition.is === "fact" || condition.ways?.length !== 1 || condition.more !== 0) return null;
  return condition.ways[0]!;
}

function isEdge(part: Condition, all: Box): boolean {
  if (part.is === "element") return false;
  if (isEdgeOfCodes(part)) return true;
  const { asked, may } = part;
  if (may.is !== "member" || may.has) return false;
  return all.some(
    (one) => one.is === "fact" && one.asked.label === asked.label && one.may.is === "member" && one.may.has,
  );
}

/** Codes that are stated, or none: what is left where the law names others. */
export function isEdgeOfCodes({ may }: FactCondition): boolean {
  if (may.is !== "values" || may.parts.length < 2) return false;
  return may.parts.some((part) => part.is === "mark" && part.mark === "no code");
}

/** An element that is one thing or another, where none is the one, is the other. */
export function withoutExcluded(box: Box): Box {
  return box.map((condition) => {
    if (condition.is === "fact" || !condition.has || condition.ways === null) return condition;
    const excluded = box.flatMap((one) =>
      one.is === "element" && !one.has && one.list === condition.list ? (one.ways ?? []) : [],
    );
    const isExcluded = (way: Box): boolean =>
      excluded.some((none) => none.every((asked) => way.some((one) => isSame(asked, one))));
    const ways = condition.ways.filter((way) => !isExcluded(way));
    return ways.length === 0 || ways.length === condition.ways.length ? condition : { ...condition, ways };
  });
}

/**
 * Where a party under an edited list is told of, that there are none under other entries of the list is no matter of the edit. It is
 * told all the same where it is said in one way.
 */
export function withoutOthersListed(box: Box, edited: readonly string[]): Shortened<Box> {
  const isUnder = (list: string, one: Condition): boolean =>
    one.is === "fact" && one.asked.is === "entries" && one.asked.of === list;
  const isListed = (list: string, path: string): boolean =>
    box.some(
      (one) =>
        one.is === "element" &&
        one.has &&
        one.list === path &&
        (one.ways?.some((way) => way.some((part) => isUnder(list, part))) ?? false),
    );
  const left = box.filter((one): one is ListCondition => {
    if (one.is === "fact" || one.has || one.ways === null) return false;
    const { ways, list: path } = one;
    return edited.some(
      (list) => isListed(list, path) && ways.every((way) => way.length === 1 && isUnder(list, way[0]!)),
    );
  });
  const ways = left.flatMap((one) => one.ways ?? []);
  if (ways.length <= 1) return { told: box, left: [] };
  return { told: box.filter((one) => !left.some((other) => other === one)), left };
}

/** An element may be meant in many ways. */
export function inFewWays(condition: Condition): Condition {
  if (condition.is === "fact" || condition.ways === null) return condition;
  const { ways, more } = condition;
  const rest = ways.length - MOST_WAYS;
  // to say that there is one more is no shorter than that one mostly is
  if (rest <= 1) return condition;
  return { ...condition, ways: ways.slice(0, MOST_WAYS), more: more === null ? null : more + rest };
}
