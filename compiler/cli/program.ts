/**
 * The commands, their arguments and their help. Nothing heavy is imported here: an action is loaded when it is the
 * one that runs, so `cordon --help` costs little more than starting Node.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { EXIT, type ExitCode, Unusable } from "./exit-codes.ts";
import { guardOutput, tell, tellError } from "./terminal.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar day of an option; `2026-02-30` is refused here, not silently moved to March. */
function day(value: string): string {
  const date = new Date(`${value}T00:00:00Z`);
  if (!DAY.test(value) || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value)
    throw new InvalidArgumentError("Expected a day of the calendar such as 2026-09-24.");
  return value;
}

/** `2026-09-24`, or two days with `..` between. */
function oneOrTwoDays(value: string): readonly string[] {
  const days = value.split("..");
  if (days.length > 2)
    throw new InvalidArgumentError("Expected a day, or two such as 2023-06-01..2023-12-01.");
  return days.map(day);
}

/** `90d` or `90`. */
function dayCount(value: string): number {
  const found = /^(\d{1,5})d?$/.exec(value);
  if (found === null) throw new InvalidArgumentError("Expected a number of days such as 90d.");
  return Number(found[1]);
}

function percent(value: string): number {
  const found = Number(value);
  if (!/^\d{1,3}(\.\d+)?$/.test(value) || found > 100)
    throw new InvalidArgumentError("Expected a percentage between 0 and 100.");
  return found;
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("Expected a whole number.");
  return Number(value);
}

function threads(value: string): number {
  if (!/^[1-9]\d?$/.test(value)) throw new InvalidArgumentError("Expected a number from 1 to 99.");
  return Number(value);
}

/** A number, or null for all. */
function countOrAll(value: string): number | "all" {
  return value === "all" ? value : wholeNumber(value);
}

function names(value: string): string[] {
  const found = value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (found.length === 0) throw new InvalidArgumentError("Expected jurisdictions such as US,NL.");
  return [...new Set(found)];
}

const LANGUAGES = ["en", "zh"] as const;
type Language = (typeof LANGUAGES)[number];

/** `en`, `zh`, or both in the order in which they are written. */
function languages(value: string): readonly Language[] {
  return names(value).map((name) => {
    const known = LANGUAGES.find((language) => language === name);
    if (known === undefined) throw new InvalidArgumentError("Expected en, zh, or both as in en,zh.");
    return known;
  });
}

const jurisdictionOption = () =>
  new Option("--jurisdiction <names>", "only these jurisdictions, e.g. US,NL").argParser(names);

const jobsOption = (
  what = "run scenarios and measure coverage (default: up to one per core if the law is large)",
) => new Option("--jobs <count>", `threads that ${what}`).argParser(threads);

/** Once per process: what happens outside any command, in a closed pipe or in a timer of `--watch`. */
export function guardProcess(): void {
  guardOutput(EXIT.unusable);
  process.on("uncaughtException", (error) => {
    reportBug(error);
    process.exit(EXIT.bug);
  });
}

/**
 * Runs one command line and returns the exit code of section "exit codes" of the manual. Never throws: a mistake of
 * the user is one sentence, a mistake of ours is one line that says how to report it.
 */
export async function run(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.clean;
  const program = commandLine((result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.unusable;
    if (error instanceof Unusable) {
      tellError(error.message, error.help);
      return EXIT.unusable;
    }
    reportBug(error);
    return EXIT.bug;
  }
}

function commandLine(finish: (code: ExitCode) => void): Command {
  const program = new Command("cordon")
    .description(
      "Export-control measures as code: check them, compile them to decision tables, and answer cases with them.",
    )
    .version(manifest.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help, or the help of a command")
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeErr: (text) => tell(text) })
    .addHelpText(
      "after",
      `
Examples:
  $ cordon init my-measures            start a workspace
  $ cordon check                       find mistakes in the sources below this folder
  $ cordon build -o dist               write decision tables, manifest and report
  $ cordon eval case.json --as-of 2026-09-24

Exit codes: 0 clean, 1 findings, 2 could not run, 3 eval left something undetermined, 70 a bug in Cordon.`,
    );

  const command = (usage: string, summary: string, examples: readonly string[]): Command =>
    program
      .command(usage)
      .description(summary)
      .exitOverride()
      .addHelpText("after", `\nExamples:\n${examples.map((line) => `  $ ${line}`).join("\n")}`);

  command("init [dir]", "create a workspace with one measure, one scenario and a CI file", [
    "cordon init my-measures",
  ]).action(async (dir: string | undefined) => {
    const { init } = await import("./actions/init.ts");
    finish(await init(dir ?? "."));
  });

  command("check [paths...]", "find mistakes, and prove what holds over all transactions and days", [
    "cordon check",
    "cordon check examples --format github",
    "cordon check examples --proofs",
    "cordon check --format sarif > findings.sarif",
  ])
    .addOption(
      new Option("--format <format>", "how to print findings")
        .choices(["pretty", "json", "sarif", "github"])
        .default("pretty"),
    )
    .option("--proofs", "run the proofs for a large law too, which takes seconds")
    .option("--no-proofs", "skip the proofs")
    .action(async (paths: string[], options) => {
      const { check } = await import("./actions/check.ts");
      finish(await check(paths, options));
    });

  command("build [paths...]", "write decision tables, manifest and report", [
    "cordon build -o dist",
    "cordon build examples -o out --jurisdiction US,NL",
    "cordon build --lang en,zh",
    "cordon build -o out --since v1.0.0 --coverage",
    "cordon build --watch",
  ])
    .option("-o, --out <dir>", "folder to write to", "dist")
    .addOption(new Option("--as-of <date>", "only what is in force on that day").argParser(day))
    .addOption(jurisdictionOption())
    .option("--watch", "build again whenever a source changes")
    .addOption(
      new Option(
        "--lang <languages>",
        "languages of the report, the first in its own folder: en, zh or en,zh",
      )
        .argParser(languages)
        .default(["en"], "en"),
    )
    .option(
      "--since <old>",
      "add a change log against an earlier version: a folder, a build or a git revision",
    )
    .option("--coverage", "add a page on what the scenarios exercise (takes a while)")
    .addOption(jobsOption())
    .action(async (paths: string[], options) => {
      const { build } = await import("./actions/build.ts");
      finish(await build(paths, options));
    });

  command("test [paths...]", "run the scenarios", [
    "cordon test",
    "cordon test examples --reporter junit > scenarios.xml",
    "cordon test --coverage --min-coverage 80",
    "cordon test --reporter lcov > lcov.info",
    "cordon test law/equipment.cordon --mutate --mutants all --score-only",
    "cordon test --mutate --mutants 500 --seed 7",
    "cordon test law --write-missing law/unreviewed.cordon",
  ])
    .addOption(
      new Option("--reporter <reporter>", "how to print results; lcov is coverage by line")
        .choices(["pretty", "json", "junit", "lcov"])
        .default("pretty"),
    )
    .option(
      "--coverage",
      "also report what the scenarios exercise: rows, thresholds, lists, dates, exceptions",
    )
    .addOption(new Option("--min-coverage <percent>", "exit with 1 if less is exercised").argParser(percent))
    .option(
      "--write-missing [file]",
      "write scenarios for what no scenario exercises, with the answers the law gives now, for review (default: unreviewed-scenarios.cordon)",
    )
    // An option that only sets how something is done turns it on as well: a run that silently skipped it would look like one that found nothing.
    .addOption(
      new Option("--missing <count>", "how many of these scenarios to write at most")
        .argParser(wholeNumber)
        .default(40)
        .implies({ writeMissing: true }),
    )
    .option(
      "--mutate",
      "also try small changes to the law in these paths, in memory, and report those that no scenario notices",
    )
    .addOption(
      new Option("--mutants <count>", "how many changes to try, or all")
        .argParser(countOrAll)
        .default(100)
        .implies({ mutate: true }),
    )
    .addOption(
      new Option(
        "--score-only",
        "count the changes that no scenario notices, but do not judge them: much faster",
      ).implies({ mutate: true }),
    )
    .addOption(
      new Option("--seed <number>", "number that selects the changes to try")
        .argParser(wholeNumber)
        .default(1)
        .implies({ mutate: true }),
    )
    .addOption(jobsOption())
    .action(async (paths: string[], options) => {
      const { test } = await import("./actions/test.ts");
      finish(await test(paths, options));
    });

  command("eval <case>", "answer one case or many (a file, or - for standard input)", [
    "cordon eval case.json --as-of 2026-09-24",
    "cordon eval case.json --as-of 2023-11-17 --known-at 2023-10-01 --jurisdiction US --explain",
    "cordon eval - --build dist --as-of 2026-09-24 --format ndjson < cases.ndjson",
    "cordon eval cases.ndjson --build dist --as-of 2026-09-24 --jurisdiction US --format csv > answers.csv",
  ])
    .addOption(new Option("--sources <dir>", "workspace to read").conflicts("build"))
    .option("--build <dir>", "folder that `cordon build` wrote")
    .addOption(
      new Option("--as-of <date>", "day of the act (a case may state its own as `asOf`)").argParser(day),
    )
    .addOption(new Option("--known-at <date>", "leave out what was published later").argParser(day))
    .addOption(jurisdictionOption())
    .option("--explain", "show every requirement and exception with its basis")
    .addOption(
      new Option("--format <format>", "how to print answers")
        .choices(["pretty", "json", "ndjson", "csv"])
        .default("pretty"),
    )
    .addOption(
      jobsOption(
        "answer cases given one per line, for ndjson and csv (default: up to one per core if there are many)",
      ),
    )
    .action(async (path: string, options) => {
      const { evaluate } = await import("./actions/eval.ts");
      finish(await evaluate(path, options));
    });

  command(
    "diff <old> [new]",
    "show whose answer changes between two laws, in which direction and from which day",
    [
      "cordon diff HEAD",
      "cordon diff v1.0.0 main --format md --fail-on looser",
      "cordon diff ../before . --as-of 2026-09-24 --jurisdiction US",
      "cordon diff dist . --fail-on any",
      "cordon diff . . --as-of 2023-06-01..2023-12-01 --case cases/a800-to-china.json",
    ],
  )
    .addOption(
      new Option(
        "--as-of <days>",
        "compare on this day only, not on every day; D1..D2: compare the old law as of D1 with the new one as of D2",
      ).argParser(oneOrTwoDays),
    )
    .option("--case <file>", "only transactions with the facts of this case; facts it leaves out stay open")
    .addOption(jurisdictionOption())
    .addOption(
      new Option("--fail-on <direction>", "exit with 1 if any answer moves in that direction").choices([
        "looser",
        "tighter",
        "any",
      ]),
    )
    .option("--old-name <name>", "name of the old law in the report, such as a branch instead of its commit")
    .option("--new-name <name>", "name of the new law in the report")
    .option("--each", "in a terminal, also show in full the changes that no plain transaction shows")
    .addOption(
      new Option("--format <format>", "how to print the report")
        .choices(["pretty", "md", "html", "json"])
        .default("pretty"),
    )
    .action(async (old: string, now: string | undefined, options) => {
      const { diff } = await import("./actions/diff.ts");
      finish(await diff(old, now ?? ".", options));
    });

  command(
    "compare [jurisdictions...]",
    "show where jurisdictions differ on a day, with a case for each difference",
    [
      "cordon compare US NL --as-of 2024-10-01",
      "cordon compare US NL --as-of 2024-10-01 --where 'destination = CN and lithography in item.family'",
      "cordon compare US EU NL DE JP KR --as-of 2026-09-24",
      "cordon compare JP KR --as-of 2026-09-24 --from-home",
      "cordon compare US NL --as-of 2024-10-01 --measures",
      "cordon compare US JP --as-of 2026-09-24 --with report_jp --format md",
      "cordon compare --matrix --as-of 2025-03-14",
      "cordon compare US NL JP DE --lags --as-of 2026-09-24",
    ],
  )
    .addOption(new Option("--as-of <date>", "the day").argParser(day).makeOptionMandatory())
    .option("--sources <dir>", "workspace to read")
    .option("--where <condition>", "only transactions that meet this condition")
    .addOption(
      new Option(
        "--from-home",
        "ask each jurisdiction about the same act from its own territory, as set by `home` in cordon.json",
      ).conflicts(["matrix", "lags"]),
    )
    .addOption(
      new Option("--with <proposals>", "include these proposals, and report which gaps they close").argParser(
        names,
      ),
    )
    .addOption(
      new Option(
        "--measures",
        "name every measure behind each pair of answers, as --where and the formats other than pretty do",
      ).conflicts(["matrix", "lags"]),
    )
    .addOption(
      new Option(
        "--each",
        "list every measure separately, with a case of its own, however long the list",
      ).conflicts(["matrix", "lags"]),
    )
    .addOption(
      new Option(
        "--matrix [file]",
        "show powers and their exercise instead, for the rows of a file (default: matrix.json of the workspace)",
      ).conflicts(["where", "with", "lags"]),
    )
    .addOption(
      new Option(
        "--lags",
        "show instead since when each jurisdiction has controlled the items held in common",
      ).conflicts(["where", "with"]),
    )
    .addOption(
      new Option("--format <format>", "how to print the report")
        .choices(["pretty", "md", "html", "json"])
        .default("pretty"),
    )
    .action(async (jurisdictions: string[], options) => {
      const { compare } = await import("./actions/compare.ts");
      finish(await compare(jurisdictions, options));
    });

  command("fmt [paths...]", "format sources (- for standard input)", [
    "cordon fmt",
    "cordon fmt --check",
    "cordon fmt - < measure.cordon",
  ])
    .option("--check", "change nothing; list the files that are not formatted")
    .action(async (paths: string[], options) => {
      const { fmt } = await import("./actions/fmt.ts");
      finish(await fmt(paths, options));
    });

  command("lsp", "run the language server for editors: diagnostics, completion, hover, rename and more", [
    "cordon lsp --stdio",
  ])
    .addOption(new Option("--stdio", "communicate over standard input and output").makeOptionMandatory())
    .action(async () => {
      const { serve } = await import("./actions/lsp.ts");
      finish(await serve(manifest.version));
    });

  program
    .command("print")
    .description("print what a compiler stage made of a file")
    .argument("<stage>", "tokens, ast, program, normal or tables")
    .argument("<file>", "a source file")
    .exitOverride()
    .addHelpText(
      "after",
      "\nExamples:\n  $ cordon print ast measure.cordon\n  $ cordon print tables us/base.cordon",
    )
    .action(async (stage: string, file: string) => {
      const { printStage } = await import("./actions/print.ts");
      finish(await printStage(stage, file));
    });

  command("vocabulary [paths...]", "print the facts of a case", [
    "cordon vocabulary --format json-schema > case.schema.json",
    "cordon vocabulary --format md",
  ])
    .addOption(
      new Option("--format <format>", "what to print").choices(["json-schema", "ts", "md"]).default("md"),
    )
    .action(async (paths: string[], options) => {
      const { vocabulary } = await import("./actions/vocabulary.ts");
      finish(await vocabulary(paths, options));
    });

  command("calendar [paths...]", "list every date on which some answer changes", [
    "cordon calendar",
    "cordon calendar --jurisdiction US,NL --from 2023-01-01 --until 2025-12-31",
    "cordon calendar --as-of 2026-09-24 --next 90d --format md",
  ])
    .addOption(jurisdictionOption())
    .addOption(new Option("--from <date>", "first day of the period").argParser(day))
    .addOption(new Option("--until <date>", "last day of the period").argParser(day))
    .addOption(new Option("--next <days>", "only this many days after --as-of, e.g. 90d").argParser(dayCount))
    .addOption(new Option("--as-of <date>", "the day that --next counts from").argParser(day))
    .addOption(
      new Option("--format <format>", "how to print dates")
        .choices(["pretty", "json", "md"])
        .default("pretty"),
    )
    .action(async (paths: string[], options) => {
      const { calendar } = await import("./actions/calendar.ts");
      finish(await calendar(paths, options));
    });

  command(
    "map [paths...]",
    "show which provisions of the law are encoded, encoded in part, left out on purpose, or not encoded yet",
    ["cordon map examples --jurisdiction US", "cordon map --format json"],
  )
    .addOption(jurisdictionOption())
    .addOption(
      new Option("--format <format>", "how to print the map").choices(["pretty", "json"]).default("pretty"),
    )
    .action(async (paths: string[], options) => {
      const { mapLaw } = await import("./actions/map.ts");
      finish(await mapLaw(paths, options));
    });

  command("names <name...>", "list the entries of party lists that names might refer to", [
    "cordon names 'Huawei Technologies' --as-of 2026-07-31",
    "cordon names 华为技术有限公司 'SMIC Beijing' --sources examples --as-of 2026-07-31 --country CN",
  ])
    .option("--sources <dir>", "workspace to read")
    .addOption(
      new Option("--as-of <date>", "day on which entries must be in force")
        .argParser(day)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--country <codes>", "where the party is; entries of other countries are marked").argParser(
        names,
      ),
    )
    .addOption(
      new Option("--least <percent>", "show entries that score at least this (default: 80)").argParser(
        percent,
      ),
    )
    .addOption(
      new Option("--format <format>", "how to print matches").choices(["pretty", "json"]).default("pretty"),
    )
    .action(async (asked: string[], options) => {
      const { matchNames } = await import("./actions/names.ts");
      finish(await matchNames(asked, options));
    });

  command("import <file>", "read decision tables in another language (a file, or - for standard input)", [
    "cordon import --from dmn tariff.dmn",
    "cordon import --from dmn tariff.dmn --analyze",
    "cordon import --from dmn tariff.dmn --format json -o tariff.json",
  ])
    .addOption(new Option("--from <language>", "language of the file").choices(["dmn"]).makeOptionMandatory())
    .option("-o, --out <file>", "write the tables as JSON to this file")
    .option("--analyze", "find gaps, overlaps and rules that say less than they seem to")
    .addOption(
      new Option("--format <format>", "how to print the result")
        .choices(["pretty", "json"])
        .default("pretty"),
    )
    .action(async (file: string, options) => {
      const { importTables } = await import("./actions/import.ts");
      finish(await importTables(file, options));
    });

  command("explain [code]", "print the help page of a finding, or explain the answer to a case", [
    "cordon explain check/unit-mismatch",
    "cordon explain --case case.json --as-of 2026-09-24 --jurisdiction US",
  ])
    .option("--case <case>", "a case to explain (a file, or - for standard input)")
    .option("--sources <dir>", "workspace to read")
    .addOption(
      new Option("--as-of <date>", "day of the act (a case may state its own as `asOf`)").argParser(day),
    )
    .addOption(new Option("--known-at <date>", "leave out what was published later").argParser(day))
    .addOption(jurisdictionOption())
    .addOption(
      new Option("--format <format>", "how to print the explanation of a case")
        .choices(["pretty", "json"])
        .default("pretty"),
    )
    .action(async (code: string | undefined, options) => {
      const { explain } = await import("./actions/explain.ts");
      finish(await explain(code, options));
    });

  return program;
}

/** The one line for a mistake of ours; the trace only on request, because it helps nobody but us. */
function reportBug(error: unknown): void {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const trace = error instanceof Error ? (error.stack ?? what) : what;
  if (process.env.CORDON_TRACE !== undefined) tell(trace);
  tellError(
    `a mistake in Cordon ${manifest.version} (${what.split("\n")[0]}); please report this line with the sources that caused it, and the output with CORDON_TRACE=1 set.`,
  );
}
