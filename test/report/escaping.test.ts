import { describe, expect, it } from "vitest";
import {
  anchor,
  type Block,
  type Page,
  plainPart,
  sectionPart,
  sourceAddress,
  sourcePagePath,
  type Table,
  type Targets,
} from "../../compiler/report/document.ts";
import { type Frame, HtmlPage } from "../../compiler/report/html.ts";
import { MarkdownPage, markdownText } from "../../compiler/report/markdown.ts";
import { literal, type Phrase, statement, strong, term } from "../../compiler/report/phrase.ts";
import { span } from "../../grammar/base/span.ts";

const HOSTILE = [
  "<script>alert(1)</script>",
  `"><img src=x onerror=alert(1)>`,
  "</style><script>alert(1)</script>",
  "[click](javascript:alert(1))",
  "![x](https://evil.example/pixel.png)",
  "`code` | cell | <b>bold</b>",
  "safe \u202e txt.exe \u2066 hidden \u200b",
  "\u0000\u001b[31mred",
  "# heading\n- item\n1. item",
  "https://evil.example and me@evil.example",
  "&lt;script&gt; &amp; &#60;",
];

const targets: Targets = {
  pageOf: (id) => (id === "known" ? "US" : null),
  placeOf: (at) => ({
    text: `${at.file}#a:3`,
    address: sourceAddress(at.file, at.file, 3),
    declaration: at.file,
    offset: at.start,
  }),
};

function frame(said: string): Frame {
  return {
    lang: "en",
    title: said,
    nav: [{ page: said, text: said }],
    languages: [{ lang: "zh-Hans", text: said, folder: "zh/" }],
    home: "",
    foot: [said],
    words: { skip: said, site: said, trail: said, contents: said, languages: said, data: said },
  };
}

/** A page that shows the text in every place where a report shows a text of a source. */
function pageWith(hostile: string): Page {
  const file = `${hostile.replaceAll("\0", "")}.cordon`;
  const at = span(file, 0, 1);
  const phrase: Phrase = [
    hostile,
    literal(hostile),
    strong(hostile),
    term(hostile, "known"),
    term(hostile, hostile),
    { kind: "clause", text: hostile, span: at },
    { kind: "link", text: hostile, page: hostile, id: hostile },
    { kind: "badge", text: hostile, tone: "prohibited" },
    { kind: "foreign", text: hostile, lang: "en" },
  ];
  const table: Table = { kind: "table", caption: hostile, head: [hostile], rows: [[phrase]], rowHeads: true };
  const blocks: Block[] = [
    { kind: "heading", level: 2, text: phrase, id: hostile, span: at },
    { kind: "paragraph", text: phrase },
    { kind: "remark", text: hostile },
    { kind: "facts", rows: [[hostile, phrase]] },
    {
      kind: "statements",
      statements: [statement(phrase, [statement(phrase)], { label: hostile, citation: hostile, span: at })],
    },
    table,
    { kind: "links", links: [{ page: hostile, text: hostile }] },
    { kind: "cards", cards: [{ page: hostile, title: hostile, text: phrase }] },
    { kind: "fold", summary: phrase, blocks: [{ kind: "paragraph", text: phrase }] },
    { kind: "figure", svg: "<svg></svg>", caption: phrase, alternative: hostile, table },
  ];
  return {
    name: "US",
    title: hostile,
    trail: [{ page: "index", text: hostile }],
    hasClauses: true,
    parts: [sectionPart(hostile, hostile), sectionPart(hostile, `${hostile}2`), plainPart(() => blocks)],
  };
}

function htmlPage(page: Page): string {
  const pieces: string[] = [];
  writeAll(
    new HtmlPage(
      page,
      targets,
      frame(page.title),
      () => "hash",
      (text) => pieces.push(text),
    ),
    page,
  );
  return pieces.join("");
}

function markdownPage(page: Page): string {
  const pieces: string[] = [];
  writeAll(new MarkdownPage(page, targets, "", (text) => pieces.push(text)), page);
  return pieces.join("");
}

function writeAll(writer: HtmlPage | MarkdownPage, page: Page): void {
  for (const part of page.parts) {
    writer.part(part);
    for (const block of part.blocks()) writer.block(block);
  }
  writer.end();
}

/** The tags of a page: everything between `<` and `>`. */
function tags(html: string): string[] {
  return [...html.matchAll(/<[^>]*>/g)].map((match) => match[0]);
}

describe("HTML of hostile sources", () => {
  const harmless = tags(htmlPage(pageWith("harmless")));

  it.each(HOSTILE)("adds no tag and no attribute for %j", (hostile) => {
    const html = htmlPage(pageWith(hostile));
    // a short value says that it is short
    const names = (all: string[]): string[] =>
      all.map((tag) => tag.replace('<code class="s">', "<code>").replace(/="[^"]*"/g, '=""'));
    expect(names(tags(html))).toEqual(names(harmless));
  });

  it.each(HOSTILE)("shows no invisible character of %j", (hostile) => {
    const html = htmlPage(pageWith(hostile));
    expect(html).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it("forbids scripts, and allows no address of another host", () => {
    const html = htmlPage(pageWith(HOSTILE.join(" ")));
    expect(html).toContain(
      "default-src 'none'; style-src 'sha256-hash'; base-uri 'none'; form-action 'none'",
    );
    for (const tag of tags(html)) {
      const address = /(?:href|src)="([^"]*)"/.exec(tag)?.[1];
      // relative: no scheme, and no host
      if (address !== undefined) expect(address).toMatch(/^(?:#|[^:/]+(?:\/[^:/]+)*\.html(?:#|$))/);
    }
  });

  it("names hidden characters, so that a reader sees them", () => {
    expect(htmlPage(pageWith("a\u202eb"))).toContain("a[U+202E]b");
  });
});

describe("Markdown of hostile sources", () => {
  it.each(HOSTILE)("keeps %j as plain text", (hostile) => {
    const text = markdownText(hostile);
    expect(text).not.toMatch(/<(?!\/?a\b)/);
    // Every character that Markdown gives a meaning stands behind a backslash.
    expect(text.replace(/\\.|&#\d+;/g, "")).not.toMatch(/[`*_[\]()#|~!]/);
    expect(text).not.toContain("\n");
  });

  it.each(HOSTILE)("makes no tag but its own anchors of %j", (hostile) => {
    const page = markdownPage(pageWith(hostile)).replace(/`[^`]*`/g, "");
    for (const tag of tags(page)) expect(tag).toMatch(/^(<a id="[\w.~-]*">|<\/a>)$/);
  });

  it("keeps a table row on one line with its number of cells", () => {
    const page = markdownPage(pageWith("a | b\nc"));
    const rows = page.split("\n").filter((line) => line.startsWith("|"));
    // the table, and that of the figure
    expect(rows).toHaveLength(6);
    for (const row of rows) expect(row.replace(/\\./g, "").split("|")).toHaveLength(3);
  });
});

describe("places in sources", () => {
  it("keeps a source's page inside the report, whatever the file is called", () => {
    expect(sourcePagePath("../../etc/passwd.cordon")).toBe("source/__/__/etc/passwd.cordon.html");
    expect(sourcePagePath("/abs/./x.cordon")).toBe("source/abs/x.cordon.html");
  });

  it("escapes addresses", () => {
    expect(sourceAddress('a b/"c".cordon', "us.6(1)", 4)).toBe(
      "source/a%20b/%22c%22.cordon.html#us.6~28~1~29~-L4",
    );
  });

  it("gives distinct names to distinct declarations", () => {
    const ids = ["us.6(1)", "us.6~28~1)", "us.6[1]", "us.61", "us.6 1", "us.日本"];
    expect(new Set(ids.map(anchor)).size).toBe(ids.length);
    for (const id of ids) expect(anchor(id)).toMatch(/^[\w.~]+$/);
  });
});
