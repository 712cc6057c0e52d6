/** The page: a case on one side, the answers on the other, and a link that holds both. */
import { Component, createRef, type VNode } from "preact";
import type { CaseProblem, Determination } from "../../runtime/answer.ts";
import { fragmentOf, readFragment } from "../link.ts";
import { Answers, jumpTo, Summary, shownOf } from "./answers.ts";
import { type Json, merged, pathOf, withFact, withoutFact } from "./case.ts";
import { CaseText } from "./case-text.ts";
import { type Choice, Combobox } from "./combobox.ts";
import { Dates } from "./dates.ts";
import { h } from "./dom.ts";
import { Facts } from "./facts.ts";
import { applicability, type Wanted, withAround } from "./fields.ts";
import type { Doing, Kit } from "./kit.ts";
import { type Question, QuickAnswer, type Verdicts } from "./quick.ts";
import { refusal } from "./remarks.ts";
import type { Finding, Flip, Period } from "./research.ts";
import { samplesOf, warm, whenIdle } from "./warm.ts";
import { Research } from "./worker.ts";

interface State {
  readonly facts: Json;
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly pinned: ReadonlySet<string>;
  /** facts that answers to this case, or to one on the way to it, have asked for: they stay where they are shown */
  readonly asked: ReadonlySet<string>;
  readonly problems: readonly CaseProblem[];
  /** of jurisdictions that have not said all, those to the case before */
  readonly determinations: readonly Determination[];
  /** jurisdictions that have yet to say their verdict on this case */
  readonly waiting: ReadonlySet<string>;
  /** verdicts of those that have yet to say what they rest on */
  readonly verdicts: ReadonlyMap<string, Verdicts>;
  /** whether all else that is shown is of the case before: verdicts are drawn first */
  readonly isBefore: boolean;
  readonly settled: ReadonlySet<string>;
  readonly history: Readonly<Record<string, readonly Period[]>> | null;
  readonly settles: Readonly<Record<string, number>> | null;
  readonly flips: Readonly<Record<string, readonly Flip[]>> | null;
  /** said once, to those who listen too */
  readonly message: string;
  /** how often the case or its day has changed */
  readonly changes: number;
}

export interface AppProps {
  readonly kit: Kit;
  /** the page's own script, for the thread that does research */
  readonly script: string | null;
  /** the tables as text, for the same */
  readonly tables: string;
}

/** Milliseconds without a change, after which the address is rewritten and research begins. */
const REST = 120;
/** Milliseconds of answering before other tasks may run: a frame that is due, a keystroke. */
const SLICE = 6;
/** As long as verdicts are what is waited for: nearly a frame, as a verdict that is left for the next one comes a frame later. */
const VERDICTS_SLICE = 14;
/** Milliseconds of answering before what was answered is drawn: drawing panel by panel takes longer than to answer. */
const DRAWN = 20;

export class App extends Component<AppProps, State> {
  readonly #research: Research;
  readonly #choices: readonly Choice[];
  readonly #message = createRef<HTMLParagraphElement>();
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(props: AppProps) {
    super(props);
    const { kit, script, tables } = props;
    this.#research = new Research(script, tables, kit, (finding) => this.#take(finding));
    this.#choices = beginnings(kit);
    const shared = readFragment(location.hash);
    const read = shared === "unreadable" ? null : shared;
    this.state = {
      facts: (read?.facts ?? {}) as Json,
      asOf: read?.asOf ?? kit.data.asOf,
      knownAt: read?.knownAt ?? null,
      pinned: new Set(),
      asked: new Set(),
      problems: [],
      determinations: [],
      waiting: new Set(),
      verdicts: new Map(),
      isBefore: false,
      message: shared === "unreadable" ? kit.texts.badLink : "",
      changes: 0,
      ...NOTHING_FOUND,
    };
    performance.mark("cordon-change");
    this.#quick = new QuickAnswer(kit.engine, this.state);
    Object.assign(this.state, this.#answered());
  }

  override componentDidMount(): void {
    this.#goOn();
    addEventListener("hashchange", () => {
      const shared = readFragment(location.hash);
      if (shared === null) return;
      if (shared === "unreadable") this.setState({ message: this.props.kit.texts.badLink });
      else
        this.#change({
          facts: shared.facts as Json,
          asOf: shared.asOf ?? this.props.kit.data.asOf,
          knownAt: shared.knownAt,
          ...NOTHING_SHOWN,
        });
    });
  }

  /** Only when the first answers stand: until then what it does would keep a reader waiting for them. */
  #getWarm(): void {
    if (this.#isWarm) return;
    this.#isWarm = true;
    performance.mark("cordon-warm");
    whenIdle(warm(this.props.kit.engine, this.#samples()));
  }

  #isWarm = false;

  /** Cases of the scenarios, on the day that is shown. */
  *#samples(): Generator<Question> {
    const { kit } = this.props;
    for (const at of samplesOf(kit.data.scenarios.length))
      yield { facts: factsOf(kit, at), asOf: this.state.asOf, knownAt: this.state.knownAt };
  }

  /** the last quick answer: what has not changed since is not asked again, and not drawn again */
  #quick: QuickAnswer;
  /** whether the verdicts of that are drawn */
  #isDecided = false;

  /**
   * Asks some of the jurisdictions: at least one, and more while a frame has time for them. A frame that has the last verdict in
   * it has nothing else.
   */
  #answered(): Pick<State, "problems" | "determinations" | "waiting" | "verdicts"> {
    performance.mark("cordon-slice");
    const quick = this.#quick;
    const { isDecided } = quick;
    const until = performance.now() + (isDecided ? SLICE : VERDICTS_SLICE);
    do quick.next();
    while (!quick.isComplete && quick.isDecided === isDecided && performance.now() < until);
    const { problems, determinations, waiting, verdicts } = quick;
    return { problems, determinations, waiting, verdicts };
  }

  /**
   * First the verdicts are drawn, and nothing else; what research found belongs to the case before, and goes with the rest of
   * what is shown of that.
   */
  #change(part: Partial<State>): void {
    performance.mark("cordon-change");
    this.#research.forget();
    clearTimeout(this.#rest);
    const changed = { ...this.state, message: "", changes: this.state.changes + 1, ...part };
    const { facts, asOf, knownAt } = changed;
    this.#quick = new QuickAnswer(this.props.kit.engine, { facts, asOf, knownAt }, this.#quick);
    this.#isDecided = false;
    const isBefore = this.#quick.problems.length === 0 && this.state.problems.length === 0;
    const old = isBefore ? {} : NOTHING_FOUND;
    this.setState({ ...changed, ...old, ...this.#answered(), isBefore }, () => this.#goOn());
  }

  /** Frame by frame until all have answered; then research begins, unless another change comes soon. */
  #goOn(): void {
    const quick = this.#quick;
    performance.measure("cordon-slice", "cordon-slice");
    if (quick.isDecided && !this.#isDecided) performance.measure("cordon-verdicts", "cordon-change");
    this.#isDecided = quick.isDecided;
    if (quick.isComplete && !this.state.isBefore) {
      performance.measure("cordon-answer", "cordon-change");
      this.#getWarm();
      if (this.state.changes === 0) this.#look();
      else
        this.#rest = setTimeout(() => {
          this.#look();
          this.#rewriteAddress();
        }, REST);
      return;
    }
    afterFrame(() => this.#step(quick, performance.now() + DRAWN));
  }

  /** Answers slice by slice, and draws what was answered once all is, or at a time. */
  #step(quick: QuickAnswer, until: number): void {
    if (quick !== this.#quick) return;
    const wasDecided = quick.isDecided;
    const answered = this.#answered();
    if (wasDecided && !quick.isComplete && performance.now() < until) {
      performance.measure("cordon-slice", "cordon-slice");
      afterTasks(() => this.#step(quick, until));
      return;
    }
    const rest = quick.isDecided && this.state.isBefore ? { ...NOTHING_FOUND, isBefore: false } : {};
    this.setState({ ...answered, ...rest }, () => this.#goOn());
  }

  #look(): void {
    const { facts, asOf, knownAt, problems } = this.state;
    if (problems.length === 0) this.#research.ask({ facts, asOf, knownAt });
  }

  #rewriteAddress(): void {
    try {
      history.replaceState(null, "", `#${fragmentOf(this.state as { facts: Json } & State)}`);
    } catch {
      // some browsers refuse it for files, or when it comes too often: the button for the link still works
    }
  }

  #take(finding: Finding): void {
    if (finding.kind === "determination") {
      const { determination } = finding;
      const { jurisdiction } = determination;
      const missing = determination.missing.slice(0, ASKED).map(({ path }) => path);
      this.setState(({ determinations, settled, asked }) => ({
        determinations: determinations.map((old) =>
          old.jurisdiction === jurisdiction ? determination : old,
        ),
        settled: new Set([...settled, jurisdiction]),
        asked: new Set([...asked, ...missing]),
      }));
    } else if (finding.kind === "history") this.setState({ history: finding.periods });
    else if (finding.kind === "settling") this.setState({ settles: finding.settles });
    else if (finding.kind === "flips") this.setState({ flips: finding.flips });
  }

  readonly #doing: Doing = {
    facts: () => this.state.facts,
    set: (path, value) => this.#change({ facts: withFact(this.state.facts, path, value) }),
    remove: (path) => this.#change({ facts: withoutFact(this.state.facts, path) }),
    pin: (text) => {
      this.setState(
        ({ pinned }) => ({ pinned: new Set([...pinned, text]) }),
        () => focusFact(text),
      );
    },
  };

  /** Shows the control of a missing fact and goes there; elements of lists are made where they are missing. */
  readonly #fill = (text: string): void => {
    if (pathOf(text, this.state.facts) === null) return;
    this.#doing.pin(text);
  };

  readonly #apply = ({ path, to }: Flip): void => {
    const own = pathOf(path, this.state.facts);
    if (own !== null) this.#change({ facts: withFact(this.state.facts, own, to) });
  };

  readonly #goTo = (day: string): void => this.#change({ asOf: day });

  readonly #begin = (value: string): void => {
    const { kit } = this.props;
    const [kind, number] = value.split(" ");
    const at = Number(number);
    if (kind === "case") {
      const added = kit.data.cases[at]!;
      this.#change({
        facts: merged(this.state.facts, added.given as Json),
        message: kit.texts.added(added.title),
      });
    } else {
      // its facts: the day stays, so that the question is what the law says of them then
      const { title } = kit.data.scenarios[at]!;
      this.#change({ facts: factsOf(kit, at), ...NOTHING_SHOWN, message: kit.texts.loaded(title) });
    }
  };

  readonly #clear = (): void =>
    this.#change({ facts: {}, knownAt: null, pinned: new Set(), message: this.props.kit.texts.cleared });

  readonly #copy = (): void => {
    const { texts } = this.props.kit;
    this.#rewriteAddress();
    const said = (message: string) => () => this.setState({ message });
    navigator.clipboard?.writeText(location.href).then(said(texts.copied), said(texts.copyFailed)) ??
      this.setState({ message: texts.copyFailed });
  };

  #wanted(): Wanted {
    const { facts, asOf, asked, pinned } = this.state;
    const { engine, marks } = this.props.kit;
    return {
      asked,
      around: withAround(asked),
      pinned: withAround(pinned),
      marks,
      applies: applicability(engine, facts, asOf),
    };
  }

  /** what is said to those who listen: once all have answered */
  #said = "";

  #saying(): string {
    const { texts, language } = this.props.kit;
    const { problems } = this.state;
    if (problems.length > 0) return texts.refused;
    const shown = shownOf(this.state);
    const verdicts = new Set(shown.map(({ verdict }) => verdict));
    return [
      verdicts.size > 1 ? texts.differs : texts.agrees,
      ...shown.map(
        ({ jurisdiction, verdict }) => `${jurisdiction}${language.colon}${language.terms.verdict[verdict]}`,
      ),
    ].join(language.semicolon);
  }

  readonly #drawn = new Map<string, { readonly on: readonly unknown[]; readonly node: VNode }>();

  /** A part of the page, drawn again only where something that it rests on is another, and not before the verdicts. */
  #kept(name: string, on: readonly unknown[], draw: () => VNode): VNode {
    const before = this.#drawn.get(name);
    if (before !== undefined && (this.state.isBefore || before.on.every((one, at) => one === on[at])))
      return before.node;
    const node = draw();
    this.#drawn.set(name, { on, node });
    return node;
  }

  override render(): VNode {
    const { kit } = this.props;
    const { texts } = kit;
    const {
      facts,
      asOf,
      knownAt,
      problems,
      waiting,
      verdicts,
      settled,
      history,
      settles,
      flips,
      message,
      changes,
      isBefore,
    } = this.state;
    const isRefused = problems.length > 0;
    const shown = shownOf(this.state);
    if (waiting.size === 0) this.#said = this.#saying();
    return h("div", { class: "explorer", "data-changes": changes }, [
      h("div", { class: "begin" }, [
        h(Combobox, {
          label: texts.begin,
          placeholder: texts.beginHint,
          choices: () => this.#choices,
          count: texts.found,
          onPick: this.#begin,
        }),
        h("div", { class: "buttons" }, [
          h("button", { type: "button", onClick: this.#clear }, texts.clear),
          h("button", { type: "button", onClick: this.#copy }, texts.copy),
          h("a", { class: "jump", href: "#answers", onClick: jumpTo("answers") }, texts.jumpToAnswers),
        ]),
        h("p", { role: "status", class: "message", ref: this.#message }, message),
      ]),
      this.#kept("dates", [asOf, knownAt, history], () =>
        h(Dates, {
          kit,
          asOf,
          knownAt,
          history,
          onAsOf: this.#goTo,
          onKnownAt: (day) => this.#change({ knownAt: day }),
        }),
      ),
      h("div", { class: "sticky" }, isRefused ? null : h(Summary, { kit, shown, waiting })),
      h("div", { class: "sides" }, [
        h("section", { class: "facts", "aria-labelledby": "facts-h" }, [
          h("h2", { id: "facts-h" }, texts.facts),
          this.#kept("facts", [facts, asOf, this.state.asked, this.state.pinned, problems], () =>
            h(Facts, { kit, doing: this.#doing, facts, wanted: this.#wanted(), problems }),
          ),
          this.#kept("case", [facts], () =>
            h(CaseText, { kit, facts, onCase: (next) => this.#change({ facts: next, ...NOTHING_SHOWN }) }),
          ),
        ]),
        h(
          "section",
          {
            "aria-labelledby": "answers",
            "aria-busy": isBefore || waiting.size + verdicts.size > 0,
            class: "out",
          },
          [
            h("h2", { id: "answers", tabIndex: -1 }, texts.answersOn(kit.language.date(asOf))),
            isRefused
              ? h(Problems, { kit, problems })
              : h(Answers, {
                  kit,
                  facts,
                  asOf,
                  shown,
                  waiting,
                  verdicts,
                  isBefore,
                  settled,
                  history,
                  settles,
                  flips,
                  fill: this.#fill,
                  apply: this.#apply,
                  goTo: this.#goTo,
                }),
          ],
        ),
      ]),
      h("p", { class: "hidden", role: "status", "data-live": "" }, this.#said),
    ]);
  }
}

/** When what was drawn is seen. A page that is hidden draws no frames, and goes on without. */
function afterFrame(next: () => void): void {
  if (document.hidden) setTimeout(next, 0);
  else requestAnimationFrame(() => setTimeout(next, 0));
}

/** When tasks that wait have run. A message comes at once, where a timer may have to wait. */
function afterTasks(next: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    next();
  };
  port2.postMessage(null);
}

const NOTHING_FOUND = { settled: new Set<string>(), history: null, settles: null, flips: null };
const NOTHING_SHOWN = { pinned: new Set<string>(), asked: new Set<string>() };

/** Missing facts of a jurisdiction that are shown in the form at once. */
const ASKED = 3;

function Problems({
  kit,
  problems,
}: {
  readonly kit: Kit;
  readonly problems: readonly CaseProblem[];
}): VNode {
  return h("div", { class: "problems", role: "alert" }, [
    h("p", null, h("strong", null, kit.texts.refused)),
    h(
      "ul",
      null,
      problems.map((problem) =>
        h("li", { key: `${problem.path} ${problem.message}` }, [
          h("code", null, problem.path),
          " ",
          refusal(kit, problem),
        ]),
      ),
    ),
  ]);
}

/** Named cases and scenarios: what one can begin with. */
function beginnings({ data, texts, said }: Kit): readonly Choice[] {
  return [
    ...data.cases.map(({ title }, at) => ({
      value: `case ${at}`,
      label: title,
      hint: texts.adds,
      lang: said.langOf(title),
    })),
    ...data.scenarios.map(({ title, of }, at) => ({
      value: `scenario ${at}`,
      label: title,
      hint: of === null ? texts.scenario : `${texts.scenario} ${of}`,
      lang: said.langOf(title),
    })),
  ];
}

export function factsOf({ data }: Kit, scenario: number): Json {
  const { given } = data.scenarios[scenario]!;
  return Object.fromEntries(Object.entries(given).map(([name, number]) => [name, data.pool[number] as Json]));
}

function focusFact(text: string): void {
  const all = [...document.querySelectorAll<HTMLElement>("[data-path]")];
  const fact = all.find((element) => element.dataset.path === text);
  fact?.scrollIntoView({ block: "center" });
  fact?.querySelector<HTMLElement>("input, select, button")?.focus({ preventScroll: true });
}
