import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { MemoryHost } from "../../compiler/host.ts";
import schema from "../../compiler/load/cordon.schema.json" with { type: "json" };
import {
  isRequested,
  loadWorkspace,
  packageOf,
  readData,
  sourceOf,
  updateWorkspace,
} from "../../compiler/load/workspace.ts";

const source = (name: string) => `module ${name}\n`;
const manifest = (value: object) => JSON.stringify({ name: "measures", ...value });
const load = (files: Readonly<Record<string, string>>, paths: readonly string[] = []) =>
  loadWorkspace(new MemoryHost(files), paths);
const paths = (files: Readonly<Record<string, string>>, asked: readonly string[] = []) => [
  ...load(files, asked).files.keys(),
];
/** Codes, and what is marked in the file. */
const problems = (files: Readonly<Record<string, string>>, asked: readonly string[] = []) =>
  load(files, asked).diagnostics.map((d) => {
    const marked = (files[d.span.file] ?? "").slice(d.span.start, d.span.end);
    return `${d.code} [${marked}] ${d.message}${d.help === undefined ? "" : ` | ${d.help}`}`;
  });

describe("what belongs to a workspace", () => {
  const files = {
    "us/base.cordon": source("us.base"),
    "us/drafts/new.cordon": source("us.new"),
    "nl/base.cordon": source("nl.base"),
    "notes.md": "",
    "node_modules/other/x.cordon": source("x"),
  };

  it("without a manifest: all sources at or below the paths, sorted", () => {
    expect(paths(files)).toEqual(["nl/base.cordon", "us/base.cordon", "us/drafts/new.cordon"]);
    expect(paths(files, ["us"])).toEqual(["us/base.cordon", "us/drafts/new.cordon"]);
    expect(paths(files, ["./us/base.cordon", "nl/"])).toEqual(["nl/base.cordon", "us/base.cordon"]);
  });

  it("with a manifest: what its patterns say, for any path below it", () => {
    const withManifest = {
      ...files,
      "cordon.json": manifest({ sources: ["us/**"], exclude: ["us/drafts/**"] }),
    };
    expect(paths(withManifest)).toEqual(["us/base.cordon"]);
    expect(paths(withManifest, ["us"])).toEqual(["us/base.cordon"]);
    expect(paths(withManifest, ["us/drafts/new.cordon"])).toEqual(["us/base.cordon", "us/drafts/new.cordon"]);
  });

  it("a folder with a manifest of its own decides for itself", () => {
    const nested = { ...files, "us/cordon.json": manifest({ exclude: ["drafts/**"] }) };
    expect(paths(nested)).toEqual(["nl/base.cordon", "us/base.cordon"]);
    expect(paths(nested, ["us"])).toEqual(["us/base.cordon"]);
  });

  it("does not depend on the order of files or paths", () => {
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    expect(paths(reversed, ["us", "nl"])).toEqual(paths(files, ["nl", "us"]));
  });

  it("says which findings were asked for", () => {
    const workspace = load({ ...files, "cordon.json": manifest({}) }, ["us"]);
    expect(workspace.files.has("nl/base.cordon")).toBe(true);
    expect(isRequested(workspace, "us/drafts/new.cordon")).toBe(true);
    expect(isRequested(workspace, "nl/base.cordon")).toBe(false);
    expect(isRequested(workspace, "use.cordon")).toBe(false);
  });
});

describe("problems of a workspace", () => {
  it("are told by a schema that is itself well-formed and describes every field", () => {
    const ajv = new Ajv2020({ strict: true });
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(Object.values(schema.properties).filter((field) => field.description === undefined)).toEqual([]);
  });

  it("no sources, or no such file, is an error", () => {
    expect(problems({ "a.md": "" })).toEqual([
      "workspace/no-sources [] there are no sources in `.` | name a folder that holds `.cordon` files, or change `sources` in `cordon.json`",
    ]);
    expect(problems({ "us/base.cordon": "" }, ["us/bass.cordon"])).toEqual([
      "workspace/no-such-path [] there is no file or folder `us/bass.cordon` | did you mean `us/base.cordon`?",
    ]);
  });

  it("a file that cannot be read is reported, the others are loaded", () => {
    const host = new MemoryHost({ "a.cordon": source("a"), "b.cordon": source("b") });
    const failing = {
      readFile: (path: string) => {
        if (path === "a.cordon") throw new Error("it is not UTF-8 text");
        return host.readFile(path);
      },
      listFiles: host.listFiles.bind(host),
      resolvePackage: host.resolvePackage.bind(host),
    };
    const workspace = loadWorkspace(failing, []);
    expect([...workspace.files.keys()]).toEqual(["b.cordon"]);
    expect(workspace.diagnostics.map((d) => d.message)).toEqual([
      "`a.cordon` cannot be read: it is not UTF-8 text",
    ]);
  });

  it.each([
    ["{", "workspace/malformed-manifest", "a key in double quotes should stand here"],
    ['{"version": "1.0.0"}', "workspace/manifest-field [{]", "`name` is missing"],
    ['{"name": "a", "source": ["x"]}', 'workspace/manifest-field ["source"]', "did you mean `sources`?"],
    [
      '{"name": "a", "sources": "x"}',
      'workspace/manifest-field ["x"]',
      "`sources` should be a list, found a text",
    ],
    [
      '{"name": "a", "exclude": ["x", 1]}',
      "workspace/manifest-field [1]",
      "`exclude.1` should be a text, found a number",
    ],
    ['{"name": "A b"}', 'workspace/manifest-field ["A b"]', "`name` is not written as npm writes names"],
    [
      '{"name": "a", "version": "one"}',
      'workspace/manifest-field ["one"]',
      "`version` is not written as a version",
    ],
    [
      '{"name": "a", "language": "de"}',
      'workspace/manifest-field ["de"]',
      "`language` should be `en` or `zh`",
    ],
    ['{"name": "a", "sources": []}', "workspace/manifest-field [[]]", "`sources` should not be empty"],
    ['["a"]', 'workspace/manifest-field [["a"]]', "`cordon.json` should be an object, found a list"],
    [
      '{"name": "a", "packages": ["x", "x"]}',
      'workspace/manifest-field [["x", "x"]]',
      "names something twice",
    ],
  ])("manifest %s", (text, start, message) => {
    const [first] = problems({ "cordon.json": text, "a.cordon": "" });
    expect(first).toContain(start);
    expect(first).toContain(message);
  });

  it("reports each problem of a manifest", () => {
    const text = '{"name": "A b", "source": 1, "version": 2}';
    expect(problems({ "cordon.json": text, "a.cordon": "" })).toHaveLength(3);
  });
});

describe("policy packages", () => {
  const files = {
    "cordon.json": manifest({ packages: ["@ministry/vocabulary"] }),
    "us.cordon": source("us"),
    "node_modules/@ministry/vocabulary/cordon.json": manifest({ packages: ["base"], sources: ["src/**"] }),
    "node_modules/@ministry/vocabulary/src/trade.cordon": source("trade"),
    "node_modules/@ministry/vocabulary/test/x.cordon": source("x"),
    "node_modules/base/cordon.json": manifest({ packages: ["@ministry/vocabulary"] }),
    "node_modules/base/base.cordon": source("base"),
    "node_modules/unused/cordon.json": manifest({}),
    "node_modules/unused/unused.cordon": source("unused"),
  };

  it("bring the sources their own manifests name, and the packages these use", () => {
    const workspace = load(files);
    expect([...workspace.files.keys()]).toEqual([
      "node_modules/@ministry/vocabulary/src/trade.cordon",
      "node_modules/base/base.cordon",
      "us.cordon",
    ]);
    expect(packageOf(workspace, "node_modules/base/base.cordon")).toBe("base");
    expect(packageOf(workspace, "us.cordon")).toBeNull();
    expect(isRequested(workspace, "node_modules/base/base.cordon")).toBe(false);
  });

  it("that are not installed are reported where they are named", () => {
    const missing = { ...files, "cordon.json": manifest({ packages: ["@ministry/vocab"] }) };
    expect(problems(missing)).toEqual([
      'workspace/unknown-package ["@ministry/vocab"] the policy package `@ministry/vocab` is not installed | run `npm install @ministry/vocab`, or take it out of `packages` in `cordon.json`',
    ]);
  });
});

describe("data files", () => {
  const files = {
    "w/cordon.json": manifest({ lists: "data" }),
    "w/us/base.cordon": source("us.base"),
    "w/us/near.csv": "id\nnear\n",
    "w/data/el.csv": "id\ndata\n",
    "w/root.csv": "id\nroot\n",
    "secret.csv": "id\nsecret\n",
  };
  const workspace = load(files, ["w"]);
  const text = (path: string) => {
    const read = readData(workspace, "w/us/base.cordon", path);
    return read.kind === "text" ? read.source.text : read;
  };

  it("are found beside the source, in the folder of lists, and from the manifest", () => {
    expect(text("near.csv")).toBe("id\nnear\n");
    expect(text("el.csv")).toBe("id\ndata\n");
    expect(text("../root.csv")).toBe("id\nroot\n");
    expect(text("root.csv")).toBe("id\nroot\n");
    expect(text("none.csv")).toEqual({
      kind: "missing",
      tried: ["w/us/none.csv", "w/data/none.csv", "w/none.csv"],
    });
  });

  it("outside the workspace are not read", () => {
    expect(text("../../secret.csv")).toEqual({ kind: "outside" });
    expect(text("/secret.csv")).toEqual({ kind: "outside" });
    expect(text("../../../etc/passwd")).toEqual({ kind: "outside" });
    expect(text("C:\\secret.csv")).toEqual({ kind: "outside" });
  });

  it("are at hand for showing findings in them", () => {
    text("el.csv");
    expect(sourceOf(workspace, "w/data/el.csv")?.line(2)).toBe("data");
    expect(sourceOf(workspace, "w/us/base.cordon")?.path).toBe("w/us/base.cordon");
    expect(sourceOf(workspace, "w/cordon.json")?.text).toContain("lists");
    expect(sourceOf(workspace, "none")).toBeNull();
  });
});

describe("a changed workspace", () => {
  const files = {
    "cordon.json": manifest({ exclude: ["drafts/**"] }),
    "a.cordon": source("a"),
    "b.cordon": source("b"),
    "drafts/c.cordon": source("c"),
    "el.csv": "id\nold\n",
  };
  const before = load(files);

  it("parses the changed file alone", () => {
    const after = updateWorkspace(before, "a.cordon", source("changed"));
    expect(after.files.get("a.cordon")?.source.text).toBe(source("changed"));
    expect(after.files.get("b.cordon")).toBe(before.files.get("b.cordon"));
    expect(before.files.get("a.cordon")?.source.text).toBe(source("a"));
    expect(updateWorkspace(after, "a.cordon", source("changed")).files.get("a.cordon")).toBe(
      after.files.get("a.cordon"),
    );
  });

  it("takes up new files and lets go of removed ones", () => {
    const added = updateWorkspace(before, "n.cordon", source("n"));
    expect([...added.files.keys()]).toEqual(["a.cordon", "b.cordon", "n.cordon"]);
    expect(added.files.get("a.cordon")).toBe(before.files.get("a.cordon"));
    const removed = updateWorkspace(added, "a.cordon", null);
    expect([...removed.files.keys()]).toEqual(["b.cordon", "n.cordon"]);
    const back = updateWorkspace(removed, "a.cordon", source("a"));
    expect([...back.files.keys()]).toEqual(["a.cordon", "b.cordon", "n.cordon"]);
    expect(updateWorkspace(before, "drafts/d.cordon", source("d")).files.has("drafts/d.cordon")).toBe(false);
  });

  it("reads changed data anew", () => {
    const read = (w: typeof before) => {
      const data = readData(w, "a.cordon", "el.csv");
      return data.kind === "text" ? data.source.text : data.kind;
    };
    expect(read(before)).toBe("id\nold\n");
    const after = updateWorkspace(before, "el.csv", "id\nnew\n");
    expect(read(after)).toBe("id\nnew\n");
    expect(read(before)).toBe("id\nold\n");
  });

  it("follows a changed manifest", () => {
    const after = updateWorkspace(before, "cordon.json", manifest({}));
    expect([...after.files.keys()]).toEqual(["a.cordon", "b.cordon", "drafts/c.cordon"]);
    expect(after.files.get("a.cordon")).toBe(before.files.get("a.cordon"));
  });

  it("loaded again reuses what has not changed", () => {
    const again = loadWorkspace(new MemoryHost({ ...files, "b.cordon": source("b2") }), [], before);
    expect(again.files.get("a.cordon")).toBe(before.files.get("a.cordon"));
    expect(again.files.get("b.cordon")).not.toBe(before.files.get("b.cordon"));
  });
});
