/** The answers of all jurisdictions side by side, each with its reasons. */
import { Component, type ComponentChildren, type VNode } from "preact";
import type { Determination, ExceptionAnswer, RequirementAnswer } from "../../runtime/answer.ts";
import type { ReviewPolicy } from "../../runtime/format.ts";
import type { Json } from "./case.ts";
import { h } from "./dom.ts";
import { factName, fieldOf, type Kit, valueText } from "./kit.ts";
import type { Verdicts } from "./quick.ts";
import { obligationText, remarkText } from "./remarks.ts";
import type { Flip, Period } from "./research.ts";

export interface AnswersProps {
  readonly kit: Kit;
  readonly facts: Json;
  readonly asOf: string;
  readonly shown: readonly Shown[];
  /** jurisdictions whose verdict is still that on the case before */
  readonly waiting: ReadonlySet<string>;
  /** those that have said a verdict, and have yet to say what it rests on */
  readonly verdicts: ReadonlyMap<string, Verdicts>;
  /** whether what is shown beside the verdicts is all of the case before */
  readonly isBefore: boolean;
  /** jurisdictions whose range is exact */
  readonly settled: ReadonlySet<string>;
  readonly history: Readonly<Record<string, readonly Period[]>> | null;
  readonly settles: Readonly<Record<string, number>> | null;
  readonly flips: Readonly<Record<string, readonly Flip[]>> | null;
  readonly fill: (path: string) => void;
  readonly apply: (flip: Flip) => void;
  readonly goTo: (day: string) => void;
}

/** What is shown of a jurisdiction: its verdict, and what it rests on as far as that was said, perhaps of the case before. */
export interface Shown extends Verdicts {
  readonly jurisdiction: string;
  readonly determination: Determination | null;
}

/** Those first that ask for something, or may; each by name. */
export function shownOf({
  determinations,
  verdicts,
}: {
  readonly determinations: readonly Determination[];
  readonly verdicts: ReadonlyMap<string, Verdicts>;
}): readonly Shown[] {
  const told = new Map(determinations.map((determination) => [determination.jurisdiction, determination]));
  const rank = ({ verdict }: Shown): number =>
    verdict === "no_requirement" ? 1 : verdict === "not_reached" ? 2 : 0;
  return [...new Set([...told.keys(), ...verdicts.keys()])]
    .map((jurisdiction): Shown => {
      const determination = told.get(jurisdiction) ?? null;
      const { verdict, atLeast, atMost } = verdicts.get(jurisdiction) ?? determination!;
      return { jurisdiction, determination, verdict, atLeast, atMost };
    })
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) || (a.jurisdiction < b.jurisdiction ? -1 : a.jurisdiction > b.jurisdiction ? 1 : 0),
    );
}

export function Badge({
  kit,
  verdict,
}: {
  readonly kit: Kit;
  readonly verdict: Determination["verdict"];
}): VNode {
  return h("span", { class: `badge t-${verdict}` }, kit.language.terms.verdict[verdict]);
}

/** One line for each jurisdiction: what a reader sees first, and on a phone while changing facts. */
export function Summary({ kit, shown, waiting }: Pick<AnswersProps, "kit" | "shown" | "waiting">): VNode {
  return h(
    "ul",
    { class: "summary", "aria-label": kit.texts.answers },
    shown.map(({ jurisdiction, verdict }) =>
      h("li", { key: jurisdiction, "aria-busy": waiting.has(jurisdiction) }, [
        h("a", { href: `#answer-${jurisdiction}`, onClick: jumpTo(`answer-${jurisdiction}`) }, [
          h("strong", null, jurisdiction),
          " ",
          h(Badge, { kit, verdict }),
        ]),
      ]),
    ),
  );
}

/** The fragment of the address holds the case: links within the page scroll by themselves. */
export function jumpTo(id: string): (event: MouseEvent) => void {
  return (event) => {
    event.preventDefault();
    const target = document.getElementById(id);
    target?.scrollIntoView({ block: "start" });
    target?.focus({ preventScroll: true });
  };
}

export function Answers(props: AnswersProps): VNode {
  return h(
    "div",
    { class: "answers" },
    props.shown.map((own) => {
      const { jurisdiction } = own;
      const isBusy = props.isBefore || props.waiting.has(jurisdiction) || props.verdicts.has(jurisdiction);
      return h("div", { key: jurisdiction, "aria-busy": isBusy }, h(Panel, { ...props, own, isBusy }));
    }),
  );
}

type Own = AnswersProps & { readonly determination: Determination };

/**
 * What the verdict of one jurisdiction rests on, drawn again only where it is another, and not before the verdicts. The facts of
 * the case only say where a fact that it names stands, which they do alike as long as the answer is the same.
 */
class Rest extends Component<Own> {
  override shouldComponentUpdate(next: Own): boolean {
    const { determination, settled, history, settles, flips, asOf } = this.props;
    const { jurisdiction } = determination;
    if (next.isBefore) return false;
    return (
      next.determination !== determination ||
      next.settled.has(jurisdiction) !== settled.has(jurisdiction) ||
      next.history !== history ||
      next.settles !== settles ||
      next.flips !== flips ||
      next.asOf !== asOf
    );
  }

  override render(): VNode {
    const { kit, determination, asOf } = this.props;
    return h("div", { class: "rest" }, [
      h(Since, this.props),
      h(Grounds, { kit, determination }),
      h(Missing, this.props),
      h(Flips, this.props),
      h(Remarks, { kit, determination }),
      h("p", { class: "hidden" }, kit.texts.answersOn(kit.language.date(asOf))),
    ]);
  }
}

/** The answer of one jurisdiction; `isBusy`, all but its verdict may be of the case before. */
function Panel({
  own,
  isBusy,
  ...props
}: AnswersProps & { readonly own: Shown; readonly isBusy: boolean }): VNode {
  const { kit, settled, waiting } = props;
  const { language, texts, engine } = kit;
  const { jurisdiction, determination, verdict, atLeast, atMost } = own;
  const { terms } = language;
  const title = kit.said.title(jurisdiction, engine.model.jurisdictions.get(jurisdiction)?.title ?? null);
  const isSettled = settled.has(jurisdiction) && !isBusy;
  return h(
    "section",
    {
      class: `answer edge-${verdict}`,
      id: `answer-${jurisdiction}`,
      tabIndex: -1,
      "aria-labelledby": `answer-${jurisdiction}-h`,
      "data-jurisdiction": jurisdiction,
      "data-verdict": verdict,
      "data-at-least": atLeast,
      "data-at-most": atMost,
      "data-review": determination?.reviewPolicy ?? "",
      "data-settled": String(isSettled),
    },
    [
      h("h3", { id: `answer-${jurisdiction}-h` }, [
        h("span", null, jurisdiction),
        title === null ? null : h("small", { lang: kit.said.langOf(title) }, ` ${title}`),
      ]),
      h("p", { class: "verdict", "aria-busy": waiting.has(jurisdiction) }, h(Badge, { kit, verdict })),
      verdict === "undetermined"
        ? h("p", null, [
            texts.between(terms.verdict[atLeast], terms.verdict[atMost]),
            isSettled ? null : h("small", null, ` ${texts.refining}`),
          ])
        : null,
      determination === null ? null : h(Rest, { ...props, determination }),
    ],
  );
}

type Answered = Pick<Own, "kit" | "determination">;

/** A part of an answer that nothing but the answer itself decides, and that is drawn again only with another. */
abstract class Part extends Component<Answered> {
  override shouldComponentUpdate(next: Answered): boolean {
    return next.determination !== this.props.determination;
  }
}

class Grounds extends Part {
  override render(): ComponentChildren {
    const { kit, determination } = this.props;
    const { texts, language } = kit;
    const { terms } = language;
    return [
      h(Review, { kit, determination }),
      determination.practice === null
        ? null
        : h("p", null, texts.practice(terms.verdict[determination.practice.verdict])),
      h(Reasons, { kit, determination }),
      listOf(
        texts.exceptions,
        determination.exceptions.map((exception) =>
          h(Exception, { key: exception.id, kit, exception, determination }),
        ),
      ),
      listOf(
        texts.obligations,
        determination.obligations.map((obligation) =>
          h("li", { key: `${obligation.exception} ${obligation.id}` }, [
            obligationText(kit, obligation),
            obligation.holds === "unknown" ? h("em", null, ` ${texts.mayHold}`) : null,
          ]),
        ),
      ),
    ];
  }
}

class Remarks extends Part {
  override render(): ComponentChildren {
    const { kit, determination } = this.props;
    const { texts } = kit;
    const remarks = (title: string, sentences: readonly string[]): VNode | null =>
      small(title, sentences, (sentence) => remarkText(kit, sentence));
    return [
      remarks(texts.contradictions, determination.contradictions),
      small(texts.assertions, determination.assertions, (path) => factName(kit, path)),
      remarks(texts.caveats, determination.caveats),
    ];
  }
}

function listOf(title: string, items: readonly VNode[], look = ""): VNode | null {
  return items.length === 0
    ? null
    : h("div", { class: `block ${look}` }, [h("h4", null, title), h("ul", null, items)]);
}

function small(
  title: string,
  items: readonly string[],
  told: (item: string) => ComponentChildren,
): VNode | null {
  return listOf(
    title,
    items.map((item) => h("li", { key: item }, told(item))),
    "small",
  );
}

function Since({ kit, determination, history, asOf, goTo }: Own): VNode | null {
  const { texts, language } = kit;
  const periods = history?.[determination.jurisdiction];
  const now = periods?.find(
    ({ from, until }) => (from === null || from <= asOf) && (until === null || asOf < until),
  );
  // the exact search may settle what the truth values leave open: then the day is not told
  if (periods === undefined || now === undefined || now.verdict !== determination.verdict) return null;
  const { from, until } = now;
  if (from === null && ASKS_NOTHING.has(now.verdict)) return null;
  return h("p", { class: "since" }, [
    from === null ? texts.sinceEver : texts.since(language.date(from)),
    until === null ? null : `, ${texts.untilDay(language.date(until))}`,
    " ",
    from === null ? null : h(DayBefore, { kit, periods, now, goTo }),
  ]);
}

/** Of these it says nothing that they were always so: the sources begin somewhere. */
const ASKS_NOTHING: ReadonlySet<string> = new Set(["no_requirement", "not_reached", "undetermined"]);

/** A look at the time before the answer changed. */
function DayBefore({
  kit,
  periods,
  now,
  goTo,
}: {
  readonly kit: Kit;
  readonly periods: readonly Period[];
  readonly now: Period;
  readonly goTo: (day: string) => void;
}): VNode | null {
  const before = periods[periods.indexOf(now) - 1];
  if (before === undefined || now.from === null) return null;
  const day = now.from;
  return h("button", { type: "button", class: "quiet", onClick: () => goTo(day) }, kit.texts.goTo(day));
}

function Review({ kit, determination }: Answered): VNode | null {
  const { texts, language } = kit;
  const { reviewPolicy, reviewRange, routes } = determination;
  const policy = (name: ReviewPolicy | null): string =>
    name === null ? texts.notStatedPolicy : language.terms.policy[name];
  const review =
    reviewRange !== null
      ? texts.reviewBetween(policy(reviewRange[0]), policy(reviewRange[1]))
      : reviewPolicy === null
        ? null
        : policy(reviewPolicy);
  if (review === null && routes.length === 0) return null;
  return h("p", { class: "review" }, [
    review === null ? null : [h("span", { class: "label" }, `${texts.review}${language.colon}`), review],
    routes.length === 0
      ? null
      : [
          review === null ? null : h("br", null),
          h("span", { class: "label" }, `${texts.routes}${language.colon}`),
          language.list(
            routes.map((route) => kit.said.free("route", route)),
            "or",
          ),
        ],
  ]);
}

function Reasons({ kit, determination }: Answered): VNode {
  const { texts } = kit;
  const { requirements, verdict } = determination;
  const items = [...requirements]
    .sort((a, b) => Number(a.holds === "unknown") - Number(b.holds === "unknown"))
    .map((requirement) => h(Reason, { key: requirement.id, kit, requirement }));
  if (items.length === 0)
    return h(
      "p",
      { class: "soft" },
      verdict === "not_reached" ? kit.language.texts.notes.verdicts.not_reached : texts.noReasons,
    );
  return h("div", { class: "block" }, [
    h("h4", null, texts.reasons),
    h("ul", null, items.slice(0, REASONS)),
    items.length > REASONS
      ? h("details", null, [
          h("summary", null, `+ ${items.length - REASONS}`),
          h("ul", null, items.slice(REASONS)),
        ])
      : null,
  ]);
}

/** Reasons that are shown at once. */
const REASONS = 4;

function Reason({ kit, requirement }: { readonly kit: Kit; readonly requirement: RequirementAnswer }): VNode {
  const { texts, language } = kit;
  const { measure, title, limb, basis, holds, releasedBy, verdict, reviewPolicy } = requirement;
  const said = [
    language.terms.verdict[verdict],
    ...(reviewPolicy === null ? [] : [language.terms.policy[reviewPolicy]]),
    ...(limb === null || limb === "" ? [] : [texts.limb(limb)]),
  ];
  return h("li", { class: holds === "unknown" ? "maybe" : "" }, [
    h(Declared, { kit, id: measure, title }),
    h("span", { class: "soft" }, ` ${said.join(language.semicolon)}`),
    releasedBy === null ? null : [" ", h("em", null, texts.releasedBy(nameOf(kit, releasedBy)))],
    holds === "unknown" ? h("em", null, ` ${texts.mayApply}`) : null,
    h(Cited, { kit, basis }),
  ]);
}

function Exception({
  kit,
  exception,
  determination,
}: {
  readonly kit: Kit;
  readonly exception: ExceptionAnswer;
  readonly determination: Determination;
}): VNode {
  const { id, title, holds, releases, basis } = exception;
  const names = releases.map((row) => {
    const own = determination.requirements.find((requirement) => requirement.id === row);
    return own === undefined ? row : nameOf(kit, own.measure);
  });
  return h("li", { class: holds === "unknown" ? "maybe" : "" }, [
    h(Declared, { kit, id, title }),
    holds === "unknown" ? h("em", null, ` ${kit.texts.mayHold}`) : null,
    names.length === 0 ? null : ` ${kit.texts.releases(kit.language.list([...new Set(names)], "and"))}`,
    h(Cited, { kit, basis }),
  ]);
}

/** The places of the law that a reason rests on. */
function Cited({ kit, basis }: { readonly kit: Kit; readonly basis: readonly string[] }): VNode | null {
  if (basis.length === 0) return null;
  const text = basis.join(kit.language.semicolon);
  return h("span", { class: "cite", lang: kit.said.langOf(text) }, ` [${text}]`);
}

function nameOf({ engine, said }: Kit, id: string): string {
  return (
    said.title(id, engine.model.declarations.get(id)?.title ?? null) ?? id.slice(id.lastIndexOf(".") + 1)
  );
}

/** A declaration by its title, linked to where the report tells of it. */
function Declared({
  kit,
  id,
  title,
}: {
  readonly kit: Kit;
  readonly id: string;
  readonly title: string | null;
}): VNode {
  const own = id.replace(/\/.*$/, "");
  const text = kit.said.title(own, title) ?? own;
  const lang = kit.said.langOf(text);
  const address = Object.hasOwn(kit.data.addresses, own) ? kit.data.addresses[own] : undefined;
  return address === undefined ? h("span", { lang }, text) : h("a", { href: address, lang }, text);
}

function Missing({ kit, facts, determination, settles, fill }: Own): VNode | null {
  const { texts, said } = kit;
  if (determination.missing.length === 0) return null;
  const ranked = determination.missing
    .map((fact, at) => ({ fact, at, settles: settles?.[fact.path] ?? null }))
    .sort((a, b) => (b.settles ?? 0) - (a.settles ?? 0) || a.at - b.at);
  const item = ({ fact, settles: count }: (typeof ranked)[number]): VNode => {
    const field = fieldOf(kit, fact.path, facts)?.field ?? null;
    const question = field === null ? fact.question : said.question(field);
    return h("li", { key: fact.path }, [
      h("button", { type: "button", class: "fill", onClick: () => fill(fact.path) }, [
        h("span", { lang: said.langOf(question) }, question),
        " ",
        h("code", null, fact.path),
      ]),
      count === null || count < 0.05 ? null : h("small", { class: "soft" }, ` ${texts.settles(count)}`),
    ]);
  };
  return h("div", { class: "block missing" }, [
    h("h4", { title: texts.missingHint }, texts.missing),
    h("ul", null, ranked.slice(0, REASONS).map(item)),
    ranked.length > REASONS
      ? h("details", null, [
          h("summary", null, `+ ${ranked.length - REASONS}`),
          h("ul", null, ranked.slice(REASONS).map(item)),
        ])
      : null,
  ]);
}

function Flips({ kit, facts, determination, flips, apply }: Own): VNode {
  const { texts } = kit;
  const own = flips?.[determination.jurisdiction] ?? [];
  return h("details", { class: "block" }, [
    h("summary", null, texts.flips),
    flips === null
      ? h("p", { class: "soft" }, texts.looking)
      : own.length === 0
        ? h("p", { class: "soft" }, texts.noFlips)
        : h(
            "ul",
            null,
            own.map((flip) => {
              const field = fieldOf(kit, flip.path, facts)?.field ?? null;
              const name = factName(kit, flip.path);
              const to = valueText(kit, field, flip.to);
              return h(
                "li",
                {
                  key: `${flip.path} ${flip.verdict}`,
                  title: field === null ? "" : kit.said.question(field),
                },
                [
                  h(
                    "button",
                    { type: "button", class: "fill", onClick: () => apply(flip) },
                    flip.from === null
                      ? texts.flipNew(name, to)
                      : texts.flip(name, valueText(kit, field, flip.from), to),
                  ),
                  " → ",
                  h(Badge, { kit, verdict: flip.verdict }),
                ],
              );
            }),
          ),
  ]);
}
