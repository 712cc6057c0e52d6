/** The page: source on one side; table, case and scenarios on the other; what changes on one is shown on the other. */
import { Component, createRef, h, type JSX } from "preact";
import { decodeFragment, encodeProgram, LIMITS } from "./link.ts";
import { CasePanel } from "./panels/case.ts";
import { Findings } from "./panels/findings.ts";
import { type FileRun, ScenarioPanel } from "./panels/scenarios.ts";
import { TablePanel } from "./panels/table.ts";
import { readCase, writeCase } from "./panels/values.ts";
import { type Library, type Program, programOf, type Question } from "./program.ts";
import type { Evaluated, Facts, Place, Tables } from "./requests.ts";
import { TabList } from "./tab-list.ts";
import { applyTheme, nextTheme, THEMES, type Theme } from "./theme.ts";
import { type Finding, uriOf, Workspace } from "./workspace.ts";

export interface AppProps {
  readonly library: Library;
  readonly startServer: () => Worker;
}

const PANELS = { table: "Table", case: "Case", scenarios: "Scenarios" } as const;
type Panel = keyof typeof PANELS;

interface State {
  /** of the chosen example; empty: the program is one's own */
  readonly example: string;
  readonly paths: readonly string[];
  readonly path: string;
  readonly line: number;
  readonly findings: readonly Finding[];
  readonly panel: Panel;
  readonly tables: Tables | null;
  readonly facts: Facts;
  readonly question: Question;
  readonly evaluated: Evaluated | undefined;
  readonly runs: readonly FileRun[] | null;
  readonly theme: Theme;
  /** one sentence to the reader */
  readonly notice: string;
  /** the address to copy by hand where the browser does not let the page copy it */
  readonly address: string;
}

/** How long a pause in typing is, in milliseconds. */
const PAUSE = 250;

export class App extends Component<AppProps, State> {
  override state: State = {
    example: "",
    paths: [],
    path: "",
    line: 1,
    findings: [],
    panel: "table",
    tables: null,
    facts: null,
    question: { json: "", asOf: "" },
    evaluated: undefined,
    runs: null,
    theme: "system",
    notice: "",
    address: "",
  };
  readonly #editor = createRef<HTMLDivElement>();
  #workspace: Workspace | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** what is asked of the server, numbered: an answer that comes after a newer question is dropped */
  #asked = 0;
  /** the fragment that the page wrote itself */
  #fragment = "";

  override componentDidMount(): void {
    applyTheme(this.state.theme);
    this.#workspace = new Workspace(this.#editor.current!, this.props.startServer, {
      onChange: () => this.#changed(),
      onFindings: (findings) => this.setState({ findings }),
      onCursor: (line) => this.setState({ line }),
      onOpen: (path) => this.setState({ path, line: 1, tables: null }, () => void this.#refresh()),
      onMessage: (notice) => this.setState({ notice }),
      onRunScenario: () => this.#choosePanel("scenarios"),
    });
    window.addEventListener("hashchange", () => {
      if (location.hash !== this.#fragment) void this.#follow(location.hash);
    });
    void this.#follow(location.hash);
  }

  /** Loads what a fragment asks for; what it cannot be is said, and the first example shown instead. */
  async #follow(fragment: string): Promise<void> {
    const linked = await decodeFragment(fragment);
    if (linked.kind === "program") {
      await this.#load(linked.program, "", "");
      return;
    }
    const [first] = this.props.library.examples;
    const asked = linked.kind === "example" ? linked.id : first!.id;
    const example = this.props.library.examples.find(({ id }) => id === asked);
    const notice =
      linked.kind === "refused"
        ? `${linked.reason} Here is an example instead.`
        : example === undefined
          ? "This link names an example that there is not. Here is another one."
          : "";
    await this.#load(programOf(this.props.library, example ?? first!), (example ?? first!).id, notice);
  }

  async #load(program: Program, example: string, notice: string): Promise<void> {
    clearTimeout(this.#pause);
    // An answer about the program of before may still be on its way.
    this.#asked++;
    this.setState({
      example,
      notice,
      address: "",
      paths: shownFirst(Object.keys(program.files), program.open),
      findings: [],
      tables: null,
      facts: null,
      question: program.question,
      evaluated: undefined,
      runs: null,
    });
    await this.#workspace!.load(program);
    await this.#refresh();
    const { facts, question } = this.state;
    const sample = facts?.cases[0];
    // An example without a question of its own asks that of its first scenario.
    if (question.json === "" && question.asOf === "" && sample !== undefined)
      this.#ask({ json: writeCase((sample.facts ?? {}) as never), asOf: sample.asOf ?? "" }, false);
  }

  /** A text or the case changed: after a pause all that hangs on it is asked again, and the address follows. */
  #changed(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      void this.#refresh();
      void this.#writeAddress();
    }, PAUSE);
  }

  /** Asks again for what the shown panel shows. */
  async #refresh(): Promise<void> {
    const workspace = this.#workspace!;
    const asked = ++this.#asked;
    const isNewest = (): boolean => asked === this.#asked;
    const facts = await workspace.facts();
    if (!isNewest()) return;
    this.setState({ facts });
    const { panel, question } = this.state;
    if (panel === "table") {
      const tables = await workspace.tables();
      if (isNewest()) this.setState({ tables });
    } else if (panel === "case") {
      const value = readCase(question.json);
      const evaluated =
        value === null || question.asOf === "" ? undefined : await workspace.evaluate(value, question.asOf);
      if (isNewest()) this.setState({ evaluated });
    } else {
      const runs: FileRun[] = [];
      for (const [path, text] of Object.entries(workspace.files)) {
        if (!/^\s*scenario\s+"/m.test(text)) continue;
        const run = await workspace.runScenarios(path);
        if (!isNewest()) return;
        if (run === null) continue;
        runs.push({ uri: uriOf(path), path, run });
        if (path === workspace.path) workspace.showResults(run);
      }
      this.setState({ runs });
    }
  }

  #choosePanel(panel: Panel): void {
    this.setState({ panel, runs: null }, () => void this.#refresh());
  }

  #ask(question: Question, isOwn = true): void {
    if (question.asOf !== this.state.question.asOf) this.#workspace!.setAsOf(question.asOf);
    this.setState({ question });
    if (isOwn) this.#changed();
    else void this.#refresh();
  }

  get #program(): Program {
    const workspace = this.#workspace!;
    return { files: workspace.files, open: workspace.path, question: this.state.question };
  }

  /** Keeps the program in the address, so that nothing is lost when the page is opened again. */
  async #writeAddress(): Promise<string | null> {
    const fragment = await encodeProgram(this.#program);
    if (fragment === null) return null;
    this.#fragment = fragment;
    history.replaceState(null, "", fragment);
    return location.href;
  }

  async #share(): Promise<void> {
    const address = await this.#writeAddress();
    if (address === null) {
      const most = LIMITS.fragment.toLocaleString("en-US");
      this.setState({ notice: `The program is too large for a link of ${most} characters.` });
      return;
    }
    try {
      await navigator.clipboard.writeText(address);
      this.setState({
        notice: "The link is copied. It holds the program itself: nothing was sent.",
        address: "",
      });
    } catch {
      this.setState({ notice: "Copy the link. It holds the program itself: nothing was sent.", address });
    }
  }

  async #format(): Promise<void> {
    const refusal = await this.#workspace!.format();
    this.setState({ notice: refusal ?? "The text is formatted." });
  }

  override render(): JSX.Element {
    const { library } = this.props;
    const { example, paths, path, line, findings, panel, tables, facts } = this.state;
    const { question, evaluated, runs, theme, notice, address } = this.state;
    const go = (place: Place): void => this.#workspace!.goToPlace(place);
    const about = library.examples.find(({ id }) => id === example)?.about ?? "";
    return h(
      "div",
      { class: "page" },
      h(
        "header",
        null,
        h("h1", null, "Cordon ", h("span", null, "playground")),
        h(
          "label",
          { class: "example" },
          h("span", null, "Example"),
          h(
            "select",
            {
              value: example,
              onChange: ({ currentTarget }: { currentTarget: HTMLSelectElement }) => {
                const chosen = library.examples.find(({ id }) => id === currentTarget.value);
                if (chosen === undefined) return;
                this.#fragment = `#example=${chosen.id}`;
                history.replaceState(null, "", this.#fragment);
                void this.#load(programOf(library, chosen), chosen.id, "");
              },
            },
            example === "" ? h("option", { value: "" }, "your own program") : null,
            library.examples.map(({ id, title }) => h("option", { key: id, value: id }, title)),
          ),
        ),
        h("button", { type: "button", onClick: () => void this.#format() }, "Format"),
        h("button", { type: "button", onClick: () => void this.#share() }, "Copy link"),
        h(
          "button",
          {
            type: "button",
            onClick: () => {
              const next = nextTheme(theme);
              applyTheme(next);
              this.setState({ theme: next });
            },
          },
          `Colors: ${THEMES[theme]}`,
        ),
      ),
      h(
        "p",
        { class: "notice", role: "status" },
        notice === "" ? about : notice,
        address === ""
          ? null
          : h("input", {
              class: "address",
              readOnly: true,
              "aria-label": "Link to the program",
              value: address,
              onFocus: ({ currentTarget }: { currentTarget: HTMLInputElement }) => currentTarget.select(),
            }),
      ),
      h(
        "main",
        null,
        h(
          "section",
          { class: "source", "aria-label": "Source" },
          h(TabList, {
            label: "Files",
            tabs: paths.map((one) => [one, one] as const),
            chosen: path,
            panel: "source-panel",
            onChoose: (one: string) => this.#workspace!.show(one),
          }),
          h("div", {
            ref: this.#editor,
            id: "source-panel",
            class: "editor",
            role: "tabpanel",
            "aria-label": path,
          }),
          h(Findings, { findings, path, onGo: (finding) => this.#workspace!.goTo(finding) }),
        ),
        h(
          "section",
          { class: "side", "aria-label": "What the program means" },
          h(TabList, {
            label: "Views",
            tabs: Object.entries(PANELS),
            chosen: panel,
            panel: "side-panel",
            onChoose: (one: string) => this.#choosePanel(one as Panel),
          }),
          h(
            "div",
            { id: "side-panel", class: "panel", role: "tabpanel", "aria-label": PANELS[panel], tabIndex: 0 },
            panel === "table"
              ? h(TablePanel, { tables, uri: uriOf(path), line, onGo: go })
              : panel === "case"
                ? h(CasePanel, {
                    facts,
                    question,
                    evaluated,
                    onAsk: (next) => this.#ask(next),
                    onGo: go,
                  })
                : h(ScenarioPanel, { runs, onGo: go }),
          ),
        ),
      ),
    );
  }
}

/** The shown file first, then the others of its folder, then the rest: a program may need many files one does not look at. */
function shownFirst(paths: readonly string[], open: string): string[] {
  const folder = open.slice(0, open.lastIndexOf("/") + 1);
  const rank = (path: string): number =>
    path === open ? 0 : path.startsWith(folder) && folder !== "" ? 1 : 2;
  return paths.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
