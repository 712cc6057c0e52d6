/**
 * What makes an item the item, and conditions as they are of a thing that lacks it, or that is of no other sort besides: so an entry
 * that takes something in for another reason is told from one that asks for the item.
 */
import { allNamed, contains } from "../analysis/conditions/const-set.ts";
import { NO, type Prop, type PropId, type Props } from "../analysis/conditions/prop.ts";
import { listKey, type Subject, type Test } from "../analysis/conditions/subject.ts";
import type { Field, RecordType } from "../check/tree.ts";
import { walk } from "../normal/walk.ts";

/** One or several of the things that make an item one. */
export interface Marks {
  /** literals that are not so of what lacks them */
  readonly isLacking: (literal: Literal) => boolean;
  readonly subjects: ReadonlySet<Subject>;
  /** where they are facts of elements of a list: what the item asks of these */
  readonly of: readonly Some[];
}

type Literal = Extract<Prop, { kind: "literal" | "same" }>;
type Some = Extract<Prop, { kind: "some" }>;

/**
 * What makes an item one: the facts that its text asks about, together; and of elements of its lists each by itself. Facts that only
 * say of what sort a thing is, on which it depends whether others apply, count where there is nothing else, each by itself.
 */
export function marksOf(item: PropId, sorts: ReadonlySet<Field>, props: Props): readonly Marks[] {
  const isSort = (subject: Subject): boolean => "field" in subject && sorts.has(subject.field);
  const own = props.subjectsIn(item).filter(({ is }) => is !== "stated");
  const telling = own.filter((subject) => !isSort(subject));
  const facts = new Set(telling.filter(({ scope }) => scope.list === ""));
  const isOneOf =
    (subjects: ReadonlySet<Subject>) =>
    (literal: Literal): boolean =>
      subjectsOf(literal, props).some((subject) => subjects.has(subject));
  const asked = [...partsIn(item, props)].flatMap((id): Some[] => {
    const prop = props.get(id);
    return prop.kind === "some" && prop.list.owner.list === "" ? [prop] : [];
  });
  const found: Marks[] = facts.size > 0 ? [{ isLacking: isOneOf(facts), subjects: facts, of: [] }] : [];
  for (const subject of telling.filter(({ scope }) => scope.list !== "")) {
    const of = asked.filter(({ list }) => listKey(list) === subject.scope.list);
    const subjects = new Set([subject]);
    if (of.length > 0) found.push({ isLacking: isOneOf(subjects), subjects, of });
  }
  if (found.length > 0) return found;
  return [...props.literalsIn(item)].flatMap((id): Marks[] => {
    const mark = props.get(id);
    if (mark.kind !== "literal") return [];
    const isLacking = (literal: Literal): boolean =>
      literal.kind === "literal" && literal.subject === mark.subject && sharesWords(literal.test, mark.test);
    return [{ isLacking, subjects: new Set([mark.subject]), of: [] }];
  });
}

/**
 * Questions whether a thing is of a sort that neither the text of an item asks about nor, where that does not say enough, what its
 * facts apply to.
 */
export function isOtherSort(
  item: PropId,
  sorts: ReadonlySet<Field>,
  props: Props,
): (literal: Literal) => boolean {
  const gates = props.subjectsIn(item).flatMap((subject) => [...props.literalsIn(props.gateOf(subject))]);
  const isGate = new Set(gates);
  const asked = [...props.literalsIn(item)].filter((id) => !isGate.has(id));
  const own = new Map(sortsAsked(asked, sorts, props));
  for (const [subject, tests] of sortsAsked(gates, sorts, props)) {
    const said = own.get(subject) ?? [];
    own.set(subject, [...said, ...tests.filter((test) => !said.some((one) => sharesWords(test, one)))]);
  }
  return (literal) => {
    if (literal.kind !== "literal") return false;
    const tests = own.get(literal.subject);
    return tests !== undefined && !tests.some((test) => sharesWords(literal.test, test));
  };
}

function sortsAsked(
  literals: readonly PropId[],
  sorts: ReadonlySet<Field>,
  props: Props,
): ReadonlyMap<Subject, readonly Test[]> {
  const asked = new Map<Subject, Test[]>();
  for (const id of literals) {
    const literal = props.get(id);
    if (literal.kind === "literal" && literal.subject.is === "set" && sorts.has(literal.subject.field))
      asked.set(literal.subject, [...(asked.get(literal.subject) ?? []), literal.test]);
  }
  return asked;
}

/** Whether two questions about a set ask for a word in common; of other facts any two do. */
function sharesWords(a: Test, b: Test): boolean {
  if (a.t !== "in" || b.t !== "in") return true;
  const words = allNamed(b.set);
  return words === null || words.some((word) => contains(a.set, word) !== "no");
}

function subjectsOf(literal: Literal, props: Props): readonly Subject[] {
  return props.subjectsIn(
    literal.kind === "same" ? props.same(literal.subject) : props.literal(literal.subject, literal.test),
  );
}

/** Fields of items that `applies when` asks about. */
export function sortsOf({ type }: Field): ReadonlySet<Field> {
  const record: RecordType | null = type.kind === "record" ? type.record : null;
  const sorts = new Set<Field>();
  for (const { appliesWhen } of record?.fields.values() ?? [])
    if (appliesWhen !== null)
      walk(appliesWhen, (part) => {
        if (part.kind === "field") sorts.add(part.field);
      });
  return sorts;
}

/**
 * Conditions with some literals that are not so. `of`: where these are about elements of lists, what makes the elements count; to
 * others it does not apply.
 */
export class Rewritten {
  readonly #props: Props;
  readonly #isNot: (literal: Literal) => boolean;
  readonly #of: readonly Some[];
  readonly #made = new Map<PropId, PropId>();

  constructor(props: Props, isNot: (literal: Literal) => boolean, of: readonly Some[] = []) {
    this.#props = props;
    this.#isNot = isNot;
    this.#of = of;
  }

  of(id: PropId): PropId {
    let made = this.#made.get(id);
    if (made === undefined) {
      made = this.#make(id, this.#props.get(id));
      this.#made.set(id, made);
    }
    return made;
  }

  #make(id: PropId, prop: Prop): PropId {
    const props = this.#props;
    switch (prop.kind) {
      case "const":
        return id;
      case "literal":
      case "same":
        return this.#isNot(prop) ? NO : id;
      case "and":
        return props.and(...prop.parts.map((part) => this.of(part)));
      case "or":
        return props.or(...prop.parts.map((part) => this.of(part)));
      case "not":
        return props.not(this.of(prop.of));
      case "known":
        return props.known(this.of(prop.of));
      case "whether":
        return props.whether(this.of(prop.of));
      case "isNo":
        return props.isNo(this.of(prop.of));
      case "choice":
        return props.choice(this.of(prop.condition), this.of(prop.yes), this.of(prop.no));
      case "some": {
        const own = this.#of.filter(({ list }) => listKey(list) === listKey(prop.list));
        const others = own.map(({ body }) => props.not(body));
        const elsewhere = own.length === 0 ? NO : props.and(prop.body, ...others);
        return props.some(prop.list, prop.element, props.or(elsewhere, this.of(prop.body)));
      }
    }
  }
}

/** A condition and all it is made of. */
function partsIn(root: PropId, props: Props): ReadonlySet<PropId> {
  const found = new Set([root]);
  for (const id of found) {
    const prop = props.get(id);
    if (prop.kind === "and" || prop.kind === "or") for (const part of prop.parts) found.add(part);
    else if (prop.kind === "choice") for (const part of [prop.condition, prop.yes, prop.no]) found.add(part);
    else if (prop.kind === "some") found.add(prop.body);
    else if ("of" in prop) found.add(prop.of);
  }
  return found;
}
