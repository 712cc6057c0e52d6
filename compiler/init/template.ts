/**
 * The workspace that `cordon init` writes: an invented country with one measure, small enough to read in five minutes,
 * whole enough to check, test and build. A test runs those commands on it.
 */
import { EXAMPLE, VOCABULARY } from "./template-sources.ts";

export interface TemplateFile {
  readonly path: string;
  readonly text: string;
}

/** The files of a new workspace, `/`-separated; `version` is the Cordon it will be checked with. */
export function templateFiles(name: string, version: string): TemplateFile[] {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  return [
    {
      path: "cordon.json",
      text: json({
        name,
        version: "0.1.0",
        sources: ["**/*.cordon"],
        home: { facts: ["departure"], abroad: ["destination"] },
      }),
    },
    { path: "trade.cordon", text: VOCABULARY },
    { path: "measures.cordon", text: EXAMPLE },
    { path: "case.json", text: json(CASE) },
    {
      path: "package.json",
      text: json({
        name,
        version: "0.1.0",
        private: true,
        scripts: { check: "cordon check", test: "cordon test", build: "cordon build -o dist" },
        devDependencies: { cordon: `^${version}` },
      }),
    },
    { path: ".github/workflows/cordon.yml", text: WORKFLOW },
    { path: ".gitignore", text: "dist/\nnode_modules/\n" },
    { path: "README.md", text: readme(name) },
  ];
}

/** Names npm and the manifest accept, made from the name of a folder. */
export function workspaceName(folder: string): string {
  const name = folder
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return name === "" ? "measures" : name.slice(0, 100);
}

const CASE = {
  case: "A fast processor for a buyer abroad",
  asOf: "2026-03-01",
  act: "shipment",
  departure: "NL",
  destination: "BR",
  item: { family: ["circuit"], tpp: "5000 TPP" },
};

const WORKFLOW = `name: cordon
on: [push, pull_request]

permissions:
  contents: read

jobs:
  measures:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm install
      - run: npx cordon fmt --check
      - run: npx cordon check --format github
      - run: npx cordon test
      - run: npx cordon build -o dist
      - uses: actions/upload-artifact@v4
        with:
          name: tables-and-report
          path: dist
`;

function readme(name: string): string {
  return `# ${name}

Export-control measures, written as code.

\`\`\`sh
npx cordon check             # find mistakes
npx cordon test              # run the scenarios
npx cordon build -o dist     # write decision tables and the report
npx cordon eval case.json    # ask about one case
\`\`\`

- \`trade.cordon\` declares the facts of a case and the questions that ask for them.
- \`measures.cordon\` states the law: who requires what, from which day and under which citation. Its scenario tests the
  measure.
- \`case.json\` is one case.
- \`dist/report/index.html\`, which a build writes, states the law in sentences.
`;
}
