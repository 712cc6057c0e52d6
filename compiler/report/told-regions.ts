/**
 * What is told of the regions of a change: what they say of places, of the facts that the edited declarations look at, and of
 * entries of edited lists. Each way of writing a change tells the same.
 */
import type { AnswerChange, FactCondition } from "../diff/report.ts";
import {
  ELEMENT,
  ELEMENT_WITH,
  elementInShort,
  NO_ELEMENT,
  NO_ELEMENT_WITH,
  OR,
  OR_WITH,
  withoutOthersListed,
} from "./told-elements.ts";

export interface ToldRegions {
  /** boxes that differ in nothing that is told are one */
  readonly boxes: readonly (readonly FactCondition[])[];
  /** how many more there are */
  readonly rest: number;
  /** conditions that are not told: only on facts that no edit looks at, or on others, or on facts of which that is not known */
  readonly leftOut: "none" | "elsewhere" | "any";
}

const MOST_BOXES = 3;
/** Of the ways in which an element may be meant. */
const MOST_WAYS = 2;
/** Conditions on facts that no edited declaration looks at. */
const MOST_OTHERS = 6;
/** Facts that a reader always wants to hear of. */
const PLACES = new Set(["destination", "departure", "act"]);

export function toldRegions({ regions, about, words, edited }: AnswerChange): ToldRegions {
  const isMeant = meaning(about, words, edited);
  const isAbout = (condition: FactCondition, box: readonly FactCondition[]): boolean => {
    if (isEdge(condition.values)) return false;
    // what no element is makes up one condition with what one element is
    if (condition.values.startsWith(NO_ELEMENT) && !isBesideElement(condition.fact, box)) return false;
    return PLACES.has(condition.fact) || isMeant(condition);
  };
  const ofEdits = regions.map((box) => box.filter((condition) => isAbout(condition, box)));
  // an edited group looks at no fact: what is dealt with, and how, has to be told by something else
  const isSilent = ofEdits.every((own) => own.every(({ fact }) => PLACES.has(fact)));
  const short = isSilent ? regions.map(plainly) : ofEdits;
  const cut = new Set<FactCondition>();
  const told = regions.map((box, at) => {
    const own = short[at]!;
    // whatever its parameters are, an entry holds under a code that is stated
    const isApart = short.some((other) => seemsWider(own, other));
    const kept = isApart ? box.filter((one) => own.includes(one) || isOfCodes(one)) : own;
    for (const condition of box) if (!kept.includes(condition)) cut.add(condition);
    const elements = kept.map((condition) => elementInShort(condition, isMeant));
    const listed = withoutOthersListed(withoutExcluded(elements.map((one) => one.told)), edited);
    for (const one of [...elements.flatMap(({ left }) => left), ...listed.left]) cut.add(one);
    return elementsFirst(withoutRepeated(listed.told), words).map(inFewWays);
  });
  const distinct = [...new Map(told.map((box) => [JSON.stringify(box), box])).values()];
  // a condition that is left out may be on a fact that others are told of, and where nothing is told of the edits, it may be what
  // they are about
  const isElsewhere = !isSilent && ![...cut].some(isMeant);
  return {
    boxes: distinct.slice(0, MOST_BOXES),
    rest: Math.max(0, distinct.length - MOST_BOXES),
    leftOut: cut.size === 0 ? "none" : isElsewhere ? "elsewhere" : "any",
  };
}

/** What is not told of two elements may be all that parts them. */
function withoutRepeated(box: readonly FactCondition[]): readonly FactCondition[] {
  return [...new Map(box.map((one) => [`${one.fact} ${one.values}`, one])).values()];
}

/**
 * Which conditions ask of the facts that the edited declarations look at, of edited lists, of elements under edited entries, or
 * of what joins or leaves an edited group.
 */
function meaning(
  about: readonly string[],
  words: readonly string[],
  edited: readonly string[],
): (condition: FactCondition) => boolean {
  const wanted = new Set(about);
  // what lists hold is told with their names: `parties[].entries (entity_list) includes EL-02`
  const lists = edited.map((id) => `entries (${id.slice(id.lastIndexOf(".") + 1)})`);
  // `us.computing.ECCN 3A090.a`, of which it is asked `required_for[].item.codes (ECCN) 3A090.a, 3A090.b`
  const entries = edited.flatMap((id) => {
    const [, codes, code] = /(\w+) (\S+)$/.exec(id) ?? [];
    return code === undefined ? [] : [{ codes: `codes (${codes})`, code }];
  });
  return ({ fact, values }) => {
    // a number that an edit writes or strikes may stand in a comparison of anything
    if (!isComparison(values) && words.some((word) => names(values, word))) return true;
    const isOfList = lists.some((list) => `${fact} ${values}`.includes(list));
    if (!isOfElements(values)) return isOfFact(fact, wanted) || isOfList;
    const isOfEntry = entries.some(({ codes, code }) => values.includes(codes) && names(values, code));
    return isOfEntry || isOfList || [...values.matchAll(/\.(\w+)/g)].some(([, name]) => wanted.has(name!));
  };
}

function isComparison(values: string): boolean {
  return /^(?:[<>]=?|=) /.test(values);
}

/** What a thing is not is the edge of other entries, and says little by itself. */
function isEdge(values: string): boolean {
  return (
    values.startsWith("includes none of") ||
    values.endsWith(" or no code") ||
    values === `${NO_ELEMENT} that other rules ask about`
  );
}

/** What a box says of places, and a few conditions of what else is so: neither what is not so, nor what elements of lists are. */
function plainly(box: readonly FactCondition[]): readonly FactCondition[] {
  const isPlain = ({ values }: FactCondition): boolean =>
    !isEdge(values) && !/^(?:not |no$|has )/.test(values);
  const others = box.filter((one) => !PLACES.has(one.fact) && isPlain(one)).slice(0, MOST_OTHERS);
  return box.filter((one) => PLACES.has(one.fact) || others.includes(one));
}

function isOfFact(fact: string, wanted: ReadonlySet<string>): boolean {
  const name = /(\w+)(?: \(.*\))?$/.exec(fact)?.[1] ?? fact;
  return wanted.has(name) && !/[=(]/.test(fact);
}

/** Facts of elements stand in what is said of them: `has element with (sum of x.share for x in owners) >= 50 %`. */
function isOfElements(values: string): boolean {
  return values.startsWith(ELEMENT) || values.startsWith(NO_ELEMENT);
}

function isBesideElement(fact: string, box: readonly FactCondition[]): boolean {
  return box.some((one) => one.fact === fact && one.values.startsWith(ELEMENT));
}

/** What an element is says more than what none is; of elements that is told first which the edits name, as a party that is struck. */
function elementsFirst(box: readonly FactCondition[], words: readonly string[]): readonly FactCondition[] {
  const isNamed = ({ values }: FactCondition): boolean => words.some((word) => names(values, word));
  const rank = (one: FactCondition): number => {
    if (one.values.startsWith(NO_ELEMENT)) return 3;
    if (!one.values.startsWith(ELEMENT)) return 0;
    return isNamed(one) ? 1 : 2;
  };
  return box.toSorted((a, b) => rank(a) - rank(b));
}

/** Whether values have this word among them. */
function names(values: string, word: string): boolean {
  return values.split(/[\s,]+/).includes(word);
}

/**
 * `has element with A, or B` where none is A: the element is B. Where more is said of the element than these, the words do not
 * tell what belongs together, and all of it stays.
 */
function withoutExcluded(box: readonly FactCondition[]): readonly FactCondition[] {
  return box.map((condition) => {
    const { fact, values } = condition;
    if (!values.startsWith(ELEMENT_WITH) || values.includes(" and ") || values.includes(OR_WITH))
      return condition;
    const excluded = box
      .filter((one) => one.fact === fact && one.values.startsWith(NO_ELEMENT_WITH))
      .map((one) => one.values.slice(NO_ELEMENT_WITH.length));
    const ways = values.slice(ELEMENT_WITH.length).split(OR);
    const left = ways.filter((way) => !excluded.includes(way));
    return left.length === 0 || left.length === ways.length
      ? condition
      : { fact, values: `${ELEMENT_WITH}${left.join(OR)}` };
  });
}

/** An element may be meant in many ways: `has element with this, or with that`. */
function inFewWays({ fact, values }: FactCondition): FactCondition {
  const ways = values.split(OR_WITH);
  const rest = ways.length - MOST_WAYS;
  // to say that there is one more is no shorter than that one mostly is
  if (rest <= 1) return { fact, values };
  return { fact, values: `${ways.slice(0, MOST_WAYS).join(OR_WITH)}, or in ${rest} more ways` };
}

/** Whether the smaller box, as it is told, would seem to hold the larger one whole. */
function seemsWider(box: readonly FactCondition[], other: readonly FactCondition[]): boolean {
  return (
    box.length < other.length &&
    box.every((one) => other.some(({ fact, values }) => fact === one.fact && values === one.values))
  );
}

function isOfCodes({ fact, values }: FactCondition): boolean {
  return /(?:^|\.)codes \(/.test(fact) && !values.startsWith("not ") && !isEdge(values);
}
