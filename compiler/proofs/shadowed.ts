/** Limbs of one version that hold only where other limbs of it, with the same effect, hold as well. */

import type { Diagnostic } from "../../grammar/base/diagnostic.ts";
import type { PropId, Props } from "../analysis/conditions/prop.ts";
import type { Point } from "../analysis/index.ts";
import type { RequirementRule } from "../analysis/opening/law.ts";
import type { Declared, Expr, Jurisdiction, Variable } from "../check/tree.ts";
import type { Formula } from "../normal/condition.ts";
import type { Rectangle } from "../normal/timeline.ts";
import { caseOf, conditionOf } from "./case-of.ts";
import { itemHolds, requirementHolds, textHolds } from "./claims.ts";
import { dependenciesOf } from "./dependencies.ts";
import type { Claim, Concern, Examiner } from "./examiner.ts";
import { gather } from "./gather.ts";
import { groupBy } from "./group-by.ts";
import { reportProof } from "./messages.ts";
import { listed, ruleName, shownName } from "./names.ts";
import { expressionsOf } from "./never-holds.ts";
import { shareFacts } from "./outline.ts";
import { related, withWitness } from "./report.ts";
import { arisen, showClaim } from "./witness.ts";

/** Neighbors that are looked at together, whatever they speak of. */
const FEW = 4;

interface Limb {
  readonly of: Declared;
  readonly jurisdiction: Jurisdiction | null;
  readonly version: string | null;
  readonly limbs: readonly string[];
  readonly effective: Rectangle;
  /** all rectangles of its version */
  readonly rectangles: readonly Rectangle[];
  readonly parts: readonly Formula[];
  readonly span: Diagnostic["span"];
  readonly claim: Claim;
  readonly requirement: RequirementRule | null;
}

export function shadowed(examiner: Examiner, concerns: Concern): readonly Diagnostic[] {
  const { normal, program } = examiner.law;
  const { transaction } = program;
  if (transaction === null) return [];
  const named = namedLimbs(examiner);
  const blocks = [
    ...blocksOf(
      normal.requirements.filter((rule) => !named.has(rule.of.id)),
      (rule) => ({ ...rule, claim: textHolds(rule), requirement: rule }),
      ({ effect }) => JSON.stringify([effect.verdict, effect.to, effect.awaitingDecision]),
    ),
    ...blocksOf(normal.grounds, (rule) => ({ ...rule, claim: textHolds(rule), requirement: null })),
    ...blocksOf(normal.classifications, (rule) => {
      const claim = itemHolds(rule, transaction);
      return claim === null ? null : { ...rule, claim, requirement: null };
    }),
  ];
  const found: Diagnostic[] = [];
  const told = new Set<string>();
  const asked = blocks.filter((block) => block.length > 1 && concerns(block[0]!.of));
  for (const block of coveredOnce(examiner, asked)) {
    for (const finding of inBlock(examiner, block)) {
      const key = `${finding.span.file} ${finding.span.start}`;
      if (!told.has(key)) found.push(finding);
      told.add(key);
    }
  }
  return found;
}

/** Measures of which an exception releases one limb: there each limb has an effect of its own. */
function namedLimbs({ law }: Examiner): ReadonlySet<string> {
  const named = law.normal.releases.flatMap((rule) => rule.effect.releases.filter((r) => r.limb !== null));
  return new Set(named.map((release) => release.measure.id));
}

/** The limbs of each version that have one effect: a version that lapses and returns is one block. */
function blocksOf<
  R extends {
    readonly of: Declared;
    readonly version: string | null;
    readonly effective: Rectangle;
    readonly span: Diagnostic["span"];
  },
>(
  rules: readonly R[],
  limb: (rule: R) => Omit<Limb, "rectangles"> | null,
  effect: (rule: R) => string = () => "",
): readonly (readonly Limb[])[] {
  const blocks = groupBy(
    rules.filter((rule) => rule.effective.knownUntil === null),
    (rule) => JSON.stringify([rule.of.id, rule.version, effect(rule)]),
  );
  return [...blocks.values()].map((block) => {
    const rectangles = [
      ...new Map(block.map(({ effective }) => [JSON.stringify(effective), effective])).values(),
    ];
    const first = block.filter(
      ({ effective }) => JSON.stringify(effective) === JSON.stringify(rectangles[0]),
    );
    return first.flatMap((rule): Limb[] => {
      const made = limb(rule);
      return made === null ? [] : [{ ...made, rectangles }];
    });
  });
}

function inBlock(examiner: Examiner, block: readonly Limb[]): readonly Diagnostic[] {
  const first = block[0]!;
  const jurisdiction = first.jurisdiction ?? examiner.program.jurisdictions[0];
  if (jurisdiction === undefined) return [];
  const expressions = block.flatMap((limb) => [...expressionsOf(limb.parts)]);
  const { days, usesToday, usesHere } = dependenciesOf(expressions, examiner.law);
  if (usesToday || (usesHere && first.jurisdiction === null)) return [];
  const moments = first.rectangles.flatMap((rectangle) => examiner.moments(rectangle, days));
  const rest = new Set(block);
  const found: Diagnostic[] = [];
  const candidates = coveredAt(examiner, jurisdiction, moments[0], [block]);
  for (const limb of [...block].reverse().filter((each) => candidates.has(each))) {
    const others = [...rest].filter((other) => other !== limb);
    const by = others.length === 0 ? null : coverOf(examiner, jurisdiction, moments, limb, others);
    if (by === null) continue;
    rest.delete(limb);
    found.push(report(examiner, limb, by, moments[0]!));
  }
  return found;
}

/** By which sets of its neighbors a limb is covered at a moment; `anything` where it cannot hold then. */
interface Covered {
  readonly anything: boolean;
  readonly by: readonly (readonly Limb[])[];
}

/** The fewest neighbors that hold wherever the limb does, on every day, on one of which it may; null: there are none. */
function coverOf(
  examiner: Examiner,
  jurisdiction: Jurisdiction,
  moments: readonly Point[],
  limb: Limb,
  others: readonly Limb[],
): readonly Limb[] | null {
  let covers: readonly (readonly Limb[])[] | null = null;
  for (const point of moments) {
    const now = coveredAt(examiner, jurisdiction, point, [[limb, ...others]], [limb]).get(limb);
    if (now === undefined) return null;
    if (now.anything) continue;
    const key = (cover: readonly Limb[]): string => cover.map((each) => others.indexOf(each)).join();
    covers = covers === null ? now.by : covers.filter((cover) => now.by.some((c) => key(c) === key(cover)));
    if (covers.length === 0) return null;
  }
  return covers?.[0] ?? null;
}

/** Blocks in which, at one moment, a limb is covered by others. */
function coveredOnce(examiner: Examiner, blocks: readonly (readonly Limb[])[]): readonly (readonly Limb[])[] {
  const questions = blocks.flatMap((about) => {
    const { jurisdiction: own, rectangles } = about[0]!;
    const jurisdiction = own ?? examiner.program.jurisdictions[0];
    return jurisdiction === undefined
      ? []
      : [
          {
            about,
            jurisdiction,
            moments: rectangles.flatMap((rectangle) => examiner.moments(rectangle)),
          },
        ];
  });
  return gather(questions).flatMap(({ jurisdiction, point, about }) => {
    const covered = coveredAt(examiner, jurisdiction, point, about);
    return about.filter((block) => block.some((limb) => covered.has(limb)));
  });
}

/** For each limb (of `only`) that holds at a moment, what of its block covers it there: one alone, or all together. */
function coveredAt(
  examiner: Examiner,
  jurisdiction: Jurisdiction,
  point: Point | undefined,
  blocks: readonly (readonly Limb[])[],
  only: readonly Limb[] = blocks.flat(),
): ReadonlyMap<Limb, Covered> {
  const found = new Map<Limb, Covered>();
  if (point === undefined) return found;
  const all = blocks.flat();
  const wanted = new Set(only);
  examiner.compare(
    jurisdiction,
    point,
    all.map((limb) => limb.claim),
    (analysis, opened, node) => {
      const props = new Map(all.map((limb, i) => [limb, opened[i]!]));
      for (const block of blocks) {
        for (const limb of block.filter((each) => wanted.has(each))) {
          const own = props.get(limb)!;
          const others = block.filter((other) => other !== limb);
          const likely = others.filter((other) => mayCover(props.get(other)!, own, analysis.space.props));
          // of few limbs some may cover together what none of them speaks of: `act = sale` and `act != sale`
          const together = others.length <= FEW ? others : likely;
          if (together.length === 0) continue;
          const holds = node(own);
          if (!analysis.isPossible(analysis.is(holds, "yes"))) {
            found.set(limb, { anything: true, by: [] });
            continue;
          }
          const covers = (cover: readonly Limb[]): boolean => {
            const all = analysis.or(...cover.map((other) => node(props.get(other)!)));
            return analysis.isSame(analysis.or(holds, all), all);
          };
          const by = likely.filter((other) => covers([other])).map((other) => [other]);
          if (by.length === 0 && together.length === 1 && likely.length === 1) continue;
          if (by.length > 0 || covers(together)) found.set(limb, { anything: false, by: [...by, together] });
        }
      }
    },
  );
  return found;
}

/** Not, where the other asks about a fact that the limb says nothing of. */
function mayCover(other: PropId, limb: PropId, props: Props): boolean {
  const parts = (prop: PropId): readonly PropId[] => {
    const node = props.get(prop);
    return node.kind === "and" ? node.parts : [prop];
  };
  const own = new Set(parts(limb));
  return parts(other).every((part) => own.has(part) || shareFacts(part, limb, props));
}

function report(examiner: Examiner, limb: Limb, by: readonly Limb[], point: Point): Diagnostic {
  const names = by.map((other) =>
    other.limbs.length === 0 ? "another limb" : `\`${other.limbs.join("")}\``,
  );
  const finding = reportProof(
    "proof/shadowed",
    limb.span,
    { what: ruleName(limb), by: listed(names) },
    {
      related: by.map((other) => related(other.span, "this holds wherever it does")),
      subject: { name: limb.of.name },
    },
  );
  const { requirement } = limb;
  if (requirement === null) return withCase(examiner, limb, point, finding);
  const shown = showClaim(examiner, requirement.of, point, requirementHolds(requirement), (alone, facts) =>
    [limb, ...by.slice(0, 1)].every(
      (each) => each.requirement !== null && arisen(alone, facts, point, each.requirement) !== null,
    ),
  );
  if (shown === null) return finding;
  const title = `${limb.of.name}: limb ${limb.limbs.join("")} holds, and ${listed(by.map((b) => b.limbs.join("")))} too`;
  return withWitness(finding, shown, examiner, { title, behind: limb.of.span });
}

/** Of an entry or a ground: with a transaction that falls under the limb. */
function withCase(examiner: Examiner, limb: Limb, point: Point, finding: Diagnostic): Diagnostic {
  const { program } = examiner;
  const jurisdiction = limb.jurisdiction ?? program.jurisdictions[0];
  if (jurisdiction === undefined || ("kind" in limb.of && "saves" in limb.of)) return finding;
  const it = "it" in limb.of ? (limb.of as { readonly it: Variable | null }).it : null;
  const parts = limb.parts.map((part) => conditionOf(part, it, program.transaction!));
  if (parts.includes(null)) return finding;
  const shown = caseOf(examiner, limb.of, jurisdiction, point, parts as readonly Expr[]);
  if (shown === null) return finding;
  const title = `${shownName(limb.of)}: limb ${limb.limbs.join("")} holds beside others`;
  return withWitness(finding, shown, examiner, { title, behind: limb.of.span });
}
