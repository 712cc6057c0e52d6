/**
 * The same act from each jurisdiction's own territory. A transaction leaves from one country, so laws that reach what leaves their
 * own are never asked about the same one: where each is put to it with its own country in place, what is compared is how they
 * treat the same goods, users and uses abroad.
 */
import { nearNames } from "../../grammar/base/suggest.ts";
import type { FixedFacts } from "../analysis/index.ts";
import { isCountryCode } from "../check/countries.ts";
import type { CaseJson, Expr, Field, IsoDate, Jurisdiction, Program, RecordType } from "../check/tree.ts";
import { fieldsIn } from "../proofs/fields.ts";
import { groupOn } from "../report/membership.ts";
import { chainOf } from "./chain.ts";

/** Paths of facts of the transaction, as `home` in `cordon.json` names them. */
export interface HomeFacts {
  /** say from where an act is done */
  readonly facts: readonly string[];
  /** say where it goes */
  readonly abroad: readonly string[];
}

/** A jurisdiction at home. */
export interface Home {
  /** what is put in for it: by path, its country */
  readonly facts: FixedFacts;
  /** facts that say where an act goes, each with the condition that this is neither its country nor a state of its union */
  readonly abroad: readonly { readonly path: string; readonly isOutside: Expr }[];
}

/** By jurisdiction; empty where transactions are put to all of them as they stand. */
export type Homes = ReadonlyMap<string, Home>;

export type BoundHomes =
  | { readonly kind: "homes"; readonly homes: Homes }
  | { readonly kind: "wrong"; readonly message: string; readonly help: string };

/** Why facts cannot stand for where an act is done, or where it goes. */
export interface HomeProblem {
  /** place in `home`, as a JSON pointer */
  readonly at: string;
  readonly message: string;
  readonly help: string;
  /** the fact that asks for one of them */
  readonly asking: Field | null;
}

/** What is wrong with them whatever jurisdictions are compared; `homesOf` refuses by the first. */
export function homeProblems(program: Program, { facts, abroad }: HomeFacts): readonly HomeProblem[] {
  const { transaction } = program;
  if (transaction === null)
    return [
      { at: "", message: "the sources declare no record transaction", help: "declare one", asking: null },
    ];
  const all = countryFacts(transaction);
  const found: HomeProblem[] = [];
  for (const [part, paths] of Object.entries({ facts, abroad }))
    for (const [i, path] of paths.entries()) {
      if (all.has(path)) continue;
      const near = nearNames(path, all.keys());
      found.push({
        at: `/${part}/${i}`,
        message: `\`home.${part}\` of cordon.json names \`${path}\`, which is no fact of the transaction that is a country`,
        help: near.length === 0 ? `there are ${firstOf([...all.keys()])}` : `did you mean ${listed(near)}?`,
        asking: null,
      });
    }
  for (const [i, path] of facts.entries()) {
    const field = all.get(path)?.at(-1);
    const asking = field === undefined ? null : askingFor(program, field);
    if (asking === null) continue;
    found.push({
      at: `/facts/${i}`,
      message: `whether \`${asking.name}\` applies rests on \`${path}\`, which \`home.facts\` of cordon.json names`,
      help: "a fact that applies for one jurisdiction and not for the other cannot be stated for both: name other facts",
      asking,
    });
  }
  return found;
}

/** @param names of jurisdictions that the program has */
export function homesOf(
  program: Program,
  names: readonly string[],
  asOf: IsoDate,
  home: HomeFacts,
): BoundHomes {
  const { facts, abroad } = home;
  const { transaction, jurisdictions } = program;
  const [problem] = homeProblems(program, home);
  if (problem !== undefined) return { kind: "wrong", message: problem.message, help: problem.help };
  const all = countryFacts(transaction!);
  const homes = new Map<string, Home>();
  for (const name of names) {
    const jurisdiction = jurisdictions.find((one) => one.name === name);
    if (jurisdiction === undefined) continue;
    const country = countryOf(jurisdiction, jurisdictions, asOf);
    if (country === null)
      return {
        kind: "wrong",
        message: `${name} has no territory: it is no country, and no union of states on ${asOf}`,
        help: "compare it without --from-home",
      };
    const territory = new Set([country, ...chainOf(jurisdiction).flatMap((link) => statesOf(link, asOf))]);
    homes.set(name, {
      facts: new Map(facts.map((path) => [path, country])),
      abroad: abroad.map((path) => ({ path, isOutside: outside(all.get(path)!, territory) })),
    });
  }
  return { kind: "homes", homes };
}

/** Facts of a large vocabulary that are told where none is near. */
const MOST = 8;

function firstOf(names: readonly string[]): string {
  const more = names.length - MOST;
  return `${listed(names.slice(0, MOST))}${more > 0 ? ` and ${more} more` : ""}`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

/** Facts of the transaction and of its records that are a country, by path; not those of elements of lists. */
function countryFacts(record: RecordType): ReadonlyMap<string, readonly Field[]> {
  const found = new Map<string, readonly Field[]>();
  const visit = (of: RecordType, above: readonly Field[]): void => {
    for (const field of of.fields.values()) {
      const steps = [...above, field];
      const { type } = field;
      if (type.kind === "code" && type.scheme?.isCountry === true)
        found.set(steps.map(({ name }) => name).join("."), steps);
      // a record within itself would never end
      if (type.kind === "record" && !above.some((one) => one.record === type.record))
        visit(type.record, steps);
    }
  };
  visit(record, []);
  return found;
}

/** A fact that applies, or does not, by the one given. */
function askingFor({ records }: Program, given: Field): Field | null {
  const asksFor = (condition: Expr | null): boolean => condition !== null && fieldsIn(condition).has(given);
  return (
    records.flatMap(({ fields }) => [...fields.values()]).find(({ appliesWhen }) => asksFor(appliesWhen)) ??
    null
  );
}

/** Of a union, the first state that has no law of its own in the sources. */
function countryOf(jurisdiction: Jurisdiction, all: readonly Jurisdiction[], asOf: IsoDate): string | null {
  const { name, states } = jurisdiction;
  if (states === null) return isCountryCode(name) ? name : null;
  const own = statesOf(jurisdiction, asOf);
  return own.find((state) => all.every((other) => other.name !== state)) ?? own[0] ?? null;
}

function statesOf({ states }: Jurisdiction, asOf: IsoDate): readonly string[] {
  return states === null ? [] : [...(groupOn(states, asOf) ?? [])].sort();
}

/** `fact not in { ... }` */
function outside(steps: readonly Field[], territory: ReadonlySet<string>): Expr {
  const last = steps.at(-1)!;
  const { span, type, record } = last;
  if (type.kind !== "code" || type.scheme === null) throw new Error(`${last.id} is no country`);
  const { scheme } = type;
  const whole: Expr = {
    kind: "transaction",
    type: { kind: "record", record: steps[0]?.record ?? record },
    span,
  };
  const element = steps.reduce<Expr>(
    (of, field) => ({ kind: "field", of, field, type: field.type, span }),
    whole,
  );
  const members = [...territory].map(
    (code): Expr => ({ kind: "const", value: { kind: "code", scheme, code }, type, span }),
  );
  const set: Expr = { kind: "setLiteral", members, type: { kind: "set", of: type }, span };
  const inside: Expr = { kind: "in", element, set, type: TRUTH, span };
  return { kind: "not", operand: inside, type: TRUTH, span };
}

const TRUTH = { kind: "truth" } as const;

/** A case as it is put to a jurisdiction. */
export function atHome(facts: CaseJson, home: Home | undefined): CaseJson {
  if (home === undefined) return facts;
  return [...home.facts].reduce((under, [path, country]) => put(under, path.split("."), country), facts);
}

type CaseObject = { readonly [name: string]: CaseJson };

function put(facts: CaseJson | undefined, [step, ...rest]: readonly string[], country: string): CaseJson {
  if (step === undefined) return country;
  const own: CaseObject =
    typeof facts === "object" && facts !== null && !Array.isArray(facts) ? (facts as CaseObject) : {};
  return { ...own, [step]: put(own[step], rest, country) };
}
