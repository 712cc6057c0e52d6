/** `item is S` (H9): by a stated code, else by the parameters of the entries. */
import { relateToCode } from "../../check/codes.ts";
import type { Scheme } from "../../check/tree.ts";
import type { ConstSet, NamedPart, Word } from "../conditions/const-set.ts";
import { contains, exactly, isOpen, namedParts, schemesOf } from "../conditions/const-set.ts";
import { gated } from "../conditions/number-tests.ts";
import type { PropId } from "../conditions/prop.ts";
import { MISSING, NO, YES } from "../conditions/prop.ts";
import type { Subject } from "../conditions/subject.ts";
import type { PlainSet, Sym, SymRecord } from "../conditions/symbol.ts";
import type { Truth } from "../conditions/truth.ts";
import { Entries } from "./entries.ts";
import type { Env } from "./env.ts";
import { ownEnv } from "./env.ts";
import type { Expander } from "./expand.ts";
import type { Law } from "./law.ts";

export function classified(item: SymRecord, codes: PlainSet, expander: Expander, env: Env): PropId {
  const { props } = expander;
  if (codes.is !== "const") {
    if (codes.is === "union") {
      return props.or(
        classified(item, codes.left, expander, env),
        classified(item, codes.right, expander, env),
      );
    }
    throw new Error("codes that depend on a fact");
  }
  const bySchemes = schemesOf(codes.set).map((scheme) => inScheme(item, codes.set, scheme, expander, env));
  const found = props.or(...bySchemes, isOpen(codes.set) ? MISSING : NO);
  return props.choice(item.gate.absent, NO, found);
}

function inScheme(item: SymRecord, codes: ConstSet, scheme: Scheme, expander: Expander, env: Env): PropId {
  return expander.remember(`in ${scheme.id} ${itemKey(item)} ${codes.key}`, env, () =>
    statedOrMet(item, codes, scheme, expander, env),
  );
}

function statedOrMet(item: SymRecord, codes: ConstSet, scheme: Scheme, expander: Expander, env: Env): PropId {
  const { props } = expander;
  const parameters = byParameters(item, codes, scheme, expander, env);
  const stated = statedSubject(item, scheme, expander);
  // a stated code above a member is no statement at all: codes that are that general are left out of the universe
  const byCode = props.literal(stated, { t: "in", set: codes });
  const yes = props.isNo(props.not(byCode));
  const another = props.and(props.isNo(byCode), props.literal(stated, { t: "stated" }));
  const exists = expander.remember(`exists ${scheme.id} ${itemKey(item)}`, env, () => {
    const ignored = vanished(scheme, expander, env);
    return ignored.length === 0
      ? YES
      : props.not(props.literal(stated, { t: "in", set: exactly(...ignored) }));
  });
  // beside another stated code, parameters count only where they are certain
  const certain = props.isNo(props.not(parameters));
  const counted = props.choice(yes, YES, props.choice(another, certain, parameters));
  return props.choice(exists, counted, parameters);
}

export function statedSubject(item: SymRecord, scheme: Scheme, expander: Expander): Subject {
  const path = item.path === "" ? "codes" : `${item.path}.codes`;
  return expander.props.subject({
    is: "stated",
    scheme,
    key: `${path} of ${scheme.id}`,
    scope: item.scope,
    path,
    label: `${item.scope.list === "" ? path : `${item.scope.list}[].${path}`} (${scheme.name})`,
  });
}

/** Codes whose every entry is out of force on the day: stated, they are ignored. */
function vanished(scheme: Scheme, expander: Expander, env: Env): readonly Word[] {
  const inForce = new Set<string>();
  const all = new Set<string>();
  for (const rule of expander.law.itemsOf.get(scheme.id) ?? []) {
    all.add(rule.effect.code);
    if (expander.readings.isWithin(rule.effective, env.point)) inForce.add(rule.effect.code);
  }
  return [...all].filter((code) => !inForce.has(code)).map((code) => ({ kind: "code", scheme, code }));
}

function byParameters(
  item: SymRecord,
  codes: ConstSet,
  scheme: Scheme,
  expander: Expander,
  env: Env,
): PropId {
  const { props } = expander;
  const { members, hasUndefined } = entriesIn(codes, scheme, expander.law);
  const defined = members.map(({ code, member }) =>
    props.and(entry(item, scheme, code, expander, env), props.constant(member)),
  );
  return props.or(...defined, hasUndefined ? MISSING : NO);
}

/** The entries of a scheme that a set has, and whether it names parts of the scheme that have none. */
interface EntriesIn {
  readonly members: readonly { readonly code: string; readonly member: Truth }[];
  readonly hasUndefined: boolean;
}

interface OfLaw {
  readonly bySet: Map<string, EntriesIn>;
  readonly byScheme: Map<string, Entries>;
}

const known = new WeakMap<Law, OfLaw>();

/** The same on every day. */
function entriesIn(codes: ConstSet, scheme: Scheme, law: Law): EntriesIn {
  let ofLaw = known.get(law);
  if (ofLaw === undefined) {
    ofLaw = { bySet: new Map(), byScheme: new Map() };
    known.set(law, ofLaw);
  }
  let entries = ofLaw.byScheme.get(scheme.id);
  if (entries === undefined) {
    entries = new Entries(law, scheme);
    ofLaw.byScheme.set(scheme.id, entries);
  }
  const key = `${scheme.id} ${codes.key}`;
  let found = ofLaw.bySet.get(key);
  if (found === undefined) {
    found = findEntries(codes, scheme, entries.near(codes));
    ofLaw.bySet.set(key, found);
  }
  return found;
}

function findEntries(codes: ConstSet, scheme: Scheme, near: readonly string[]): EntriesIn {
  const members = near.flatMap((code) => {
    const member = contains(codes, { kind: "code", scheme, code });
    return member === "no" ? [] : [{ code, member }];
  });
  const undefinedParts = namedParts(codes)
    .filter((part) => part.scheme.id === scheme.id)
    .filter((part) => near.every((code) => !touches(part, code)));
  return { members, hasUndefined: undefinedParts.length > 0 };
}

function touches(part: NamedPart, code: string): boolean {
  return part.code === null || relateToCode(part.scheme, code, part.code) !== "out";
}

/** Whether the parameters of one entry are met. */
function entry(item: SymRecord, scheme: Scheme, code: string, expander: Expander, env: Env): PropId {
  const { props } = expander;
  return expander.remember(`item ${scheme.id} ${code} ${itemKey(item)}`, env, () => {
    const rules = (expander.law.entriesOf(scheme).get(code) ?? []).filter((rule) =>
      expander.readings.isWithin(rule.effective, env.point),
    );
    return props.or(
      ...rules.map((rule) => {
        const it: Sym = item;
        const own = ownEnv({ ...env, released: null }, [[rule.of.it, it]]);
        const holds = props.and(...rule.parts.map((part) => expander.formula(part, own)));
        return rule.effective.state === "in_force" ? holds : props.and(holds, MISSING);
      }),
    );
  });
}

function itemKey(item: SymRecord): string {
  return `${item.scope.list}@${item.scope.depth}/${item.path} ${item.gate.absent} ${item.gate.unstated}`;
}

/** `item listed by C` (H11): stated, or classified in the country's own schemes. */
export function listedBy(item: SymRecord, country: Sym, expander: Expander, env: Env): PropId {
  const { props } = expander;
  if (country.kind === "absent") return NO;
  if (country.kind === "missing") return MISSING;
  const stated = statedListing(item, country, expander, env);
  const chain = (matches: (set: ConstSet) => PropId): PropId => {
    // without a list of that country the case itself settles it
    let rest = stated;
    const { countries } = expander.law;
    for (const jurisdiction of expander.law.program.jurisdictions) {
      if (countries === null || jurisdiction.schemes.length === 0) continue;
      const codes = jurisdiction.schemes
        .map((scheme): PlainSet => ({ is: "const", set: expander.wholeScheme(scheme) }))
        .reduce((a, b) => ({ is: "union", left: a, right: b }));
      const here = matches(exactly({ kind: "code", scheme: countries, code: jurisdiction.name }));
      rest = props.choice(here, classified(item, codes, expander, env), rest);
    }
    return rest;
  };
  let found = stated;
  if (country.kind === "word") {
    const { word } = country;
    found = chain((set) => props.constant(contains(set, word)));
  } else if (country.kind === "fact") {
    const byCountry = chain((set) => props.literal(country.subject, { t: "in", set }));
    found = gated(props, country.gate, byCountry);
  }
  const isYes = props.isNo(props.not(stated));
  return props.choice(item.gate.absent, NO, props.choice(isYes, YES, found));
}

function statedListing(item: SymRecord, country: Sym, expander: Expander, env: Env): PropId {
  const field = item.record.fields.get("listed_in");
  if (field === undefined) return MISSING;
  const set = expander.field(item, field, env);
  return expander.isIn(country, set);
}
